package org.basedata.registry.api.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.job.Delimited;
import org.basedata.registry.api.job.Digests;
import org.basedata.registry.api.job.Held;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobKind;
import org.basedata.registry.api.job.JobParts;
import org.basedata.registry.api.job.JobSettings;
import org.basedata.registry.api.job.Jobs;
import org.basedata.registry.api.job.PartsWriter;
import org.basedata.registry.api.job.Series;
import org.basedata.registry.api.job.Sheets;
import org.basedata.registry.api.job.Work;
import org.basedata.registry.api.subject.BulkReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the file of an export: some subjects a step, each put on record before its row is kept. A step's rows are one piece, written with
 * the ref from which the next step goes on, so that after a crash none comes twice and none is missing. A workbook cannot be gone on with
 * in its middle: its rows are kept first, and it is made of them in one transaction.
 */
@Component
final class ExportWork implements Work {
    private static final JsonMapper JSON = new JsonMapper();
    /** Behind the last subject. */
    private static final String END = "end";

    private final Jobs jobs;
    private final JobParts parts;
    private final JobSettings settings;
    private final BulkReading reading;
    private final Answering answering;

    ExportWork(Jobs jobs, JobParts parts, JobSettings settings, BulkReading reading, Answering answering) {
        this.jobs = jobs;
        this.parts = parts;
        this.settings = settings;
        this.reading = reading;
        this.answering = answering;
    }

    @Override
    public JobKind kind() {
        return JobKind.EXPORT;
    }

    @Override
    public void run(Job job, Held held) throws SQLException {
        answering.mustStillBe(job.inquiry().by());
        ExportWanted wanted = Exports.wanted(job);
        BulkReading.Extent extent = Exports.extent(job, wanted);
        boolean workbook = wanted.format() == ExportFormat.XLSX;
        Series series = workbook ? Series.ROWS : Series.FILE;
        long position = job.position() == null ? reading.position() : job.position();
        if (job.position() == null) {
            Jobs.begin(held.connection(), job.id(), position);
            held.connection().commit();
        }
        MessageDigest digest = Digests.sha256();
        if (!workbook)
            for (int number = 0; number < job.parts(); number++)
                digest.update(parts.read(job.id(), series, number).orElseThrow().content());
        long rows = job.rows();
        int number = job.parts();
        long bytes = job.bytes();
        String mark = job.mark();
        while (!END.equals(mark)) {
            held.mustGoOn();
            SubjectId after = mark == null ? null : SubjectId.of(mark);
            BulkReading.Stretch stretch = answering.giveStill(
                    job.inquiry(),
                    Exports.wantedOf(job),
                    job.entitlement(),
                    allowed -> reading.stretch(
                            extent,
                            allowed,
                            position,
                            after,
                            settings.step(),
                            wanted.format() == ExportFormat.JSONL ? BulkReading.Form.JSON : BulkReading.Form.CELLS));
            byte[] content = written(stretch.rows(), wanted.format(), number == 0 ? reading.columns(extent) : null);
            mark = stretch.next() == null ? END : stretch.next().toString();
            rows += stretch.rows().size();
            if (content.length > 0) {
                JobParts.write(held.connection(), job.id(), series, number, new JobParts.Part(bytes, content));
                number++;
                bytes += content.length;
                digest.update(content);
            }
            Jobs.note(held.connection(), job.id(), mark, rows, number, bytes);
            held.connection().commit();
        }
        held.mustGoOn();
        if (workbook) makeWorkbook(job, number, rows, held);
        else jobs.done(held.connection(), job.id(), digest.digest());
        held.connection().commit();
    }

    /** @param heads at the beginning of the file; null elsewhere */
    private static byte[] written(List<BulkReading.Row> rows, ExportFormat format, List<String> heads) {
        ByteArrayOutputStream to = new ByteArrayOutputStream(1 << 16);
        switch (format) {
            case JSONL -> {
                for (BulkReading.Row row : rows) {
                    to.writeBytes(row.json());
                    to.write('\n');
                }
            }
            case CSV -> {
                if (heads != null) {
                    to.writeBytes(Delimited.BEGIN);
                    Delimited.add(to, heads);
                }
                for (BulkReading.Row row : rows) Delimited.add(to, row.cells());
            }
            case XLSX -> {
                if (heads != null) line(to, heads);
                for (BulkReading.Row row : rows) line(to, row.cells());
            }
        }
        return to.toByteArray();
    }

    private static void line(ByteArrayOutputStream to, List<String> cells) {
        to.writeBytes(JSON.writeValueAsBytes(cells));
        to.write('\n');
    }

    private void makeWorkbook(Job job, int pieces, long rows, Held held) throws SQLException {
        PartsWriter out = new PartsWriter(held.connection(), job.id(), Series.FILE);
        try (out;
                Sheets sheets = new Sheets(out)) {
            for (int number = 0; number < pieces; number++) {
                held.mustGoOn();
                byte[] piece =
                        parts.read(job.id(), Series.ROWS, number).orElseThrow().content();
                for (String line : new String(piece, StandardCharsets.UTF_8).split("\n"))
                    sheets.add(List.of(JSON.readValue(line, String[].class)));
            }
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException away) throw away;
            throw new UncheckedIOException(e);
        }
        JobParts.clear(held.connection(), job.id(), Series.ROWS);
        Jobs.note(held.connection(), job.id(), END, rows, out.parts(), out.bytes());
        jobs.done(held.connection(), job.id(), out.sha256());
    }
}
