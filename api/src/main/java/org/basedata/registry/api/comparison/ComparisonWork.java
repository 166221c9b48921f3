package org.basedata.registry.api.comparison;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.job.Held;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobKind;
import org.basedata.registry.api.job.JobParts;
import org.basedata.registry.api.job.JobSettings;
import org.basedata.registry.api.job.Jobs;
import org.basedata.registry.api.job.Series;
import org.basedata.registry.api.job.Work;
import org.basedata.registry.api.subject.BulkReading;
import org.basedata.registry.api.subject.ListComparing;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.importers.file.ListFile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Compares a list, some rows a step. What cannot be compared is kept with every reason; after a crash it goes on behind the last row that is kept. */
@Component
final class ComparisonWork implements Work {
    private static final JsonMapper JSON = new JsonMapper();

    private final Jobs jobs;
    private final JobParts parts;
    private final JobSettings settings;
    private final ComparisonRows rows;
    private final ListComparing comparing;
    private final BulkReading reading;
    private final Answering answering;
    private final Catalogue catalogue;

    ComparisonWork(
            Jobs jobs,
            JobParts parts,
            JobSettings settings,
            ComparisonRows rows,
            ListComparing comparing,
            BulkReading reading,
            Answering answering,
            Catalogue catalogue) {
        this.jobs = jobs;
        this.parts = parts;
        this.settings = settings;
        this.rows = rows;
        this.comparing = comparing;
        this.reading = reading;
        this.answering = answering;
        this.catalogue = catalogue;
    }

    @Override
    public JobKind kind() {
        return JobKind.COMPARISON;
    }

    @Override
    public void run(Job job, Held held) throws SQLException {
        answering.mustStillBe(job.inquiry().by());
        if (job.position() == null) {
            Jobs.begin(held.connection(), job.id(), reading.position());
            held.connection().commit();
        }
        ComparisonWanted wanted = Comparisons.wanted(job);
        Path file = null;
        try {
            file = Files.createTempFile("comparison-", ".list");
            copy(job, file);
            try (ListFile list = ListFile.open(
                    file, wanted.form(), wanted.charset() == null ? null : Charset.forName(wanted.charset()))) {
                compare(job, wanted, list, held);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (file != null) file.toFile().delete();
        }
        jobs.done(held.connection(), job.id(), null);
        held.connection().commit();
    }

    private void copy(Job job, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Optional<JobParts.Part> part = parts.read(job.id(), Series.LIST, 0);
            for (int number = 1; part.isPresent(); number++) {
                out.write(part.get().content());
                part = parts.read(job.id(), Series.LIST, number);
            }
        }
    }

    private void compare(Job job, ComparisonWanted wanted, ListFile list, Held held) throws IOException, SQLException {
        Map<SubjectId, Long> lines = rows.keys(job.id());
        Counts counts = job.mark() == null ? Counts.none() : JSON.readValue(job.mark(), Counts.class);
        for (long passed = 0; passed < job.rows(); passed++) list.next();
        long done = job.rows();
        ListFile.Line line = list.next();
        while (line != null) {
            held.mustGoOn();
            List<ListFile.Line> step = new ArrayList<>(settings.step());
            while (line != null && step.size() < settings.step()) {
                step.add(line);
                line = list.next();
            }
            List<ComparedRow> compared = compared(job, wanted, step, lines);
            compared.forEach(counts::add);
            done += compared.size();
            ComparisonRows.write(held.connection(), job.id(), compared);
            Jobs.note(held.connection(), job.id(), JSON.writeValueAsString(counts), done, job.parts(), job.bytes());
            held.connection().commit();
        }
    }

    private List<ComparedRow> compared(
            Job job, ComparisonWanted wanted, List<ListFile.Line> step, Map<SubjectId, Long> lines) {
        int idColumn = wanted.columns().indexOf(wanted.idColumn());
        List<ListComparing.Own> own = new ArrayList<>();
        ComparedRow[] inOrder = new ComparedRow[step.size()];
        int[] places = new int[step.size()];
        for (int i = 0; i < step.size(); i++) {
            ListFile.Line line = step.get(i);
            places[i] = -1;
            if (line.fault() != null) {
                inOrder[i] = faulty(line, List.of(line.fault()));
                continue;
            }
            IdentifierReading key =
                    IdentifierReading.read(wanted.idType(), line.cells().get(idColumn));
            Identifier identifier = key.identifier().orElse(null);
            if (identifier == null) {
                inOrder[i] = faulty(
                        line,
                        key.faults().stream()
                                .map(fault -> placed(fault, line, wanted.idColumn()))
                                .toList());
                continue;
            }
            SubjectId asked = comparing.subject(identifier);
            Long before = lines.putIfAbsent(asked, line.line());
            if (before != null) {
                inOrder[i] = faulty(line, List.of(twice(line, wanted.idColumn(), before)));
                continue;
            }
            places[i] = own.size();
            own.add(new ListComparing.Own(identifier, values(job, wanted, line)));
        }
        ListComparing.Tally tally = new ListComparing.Tally();
        Set<String> items = new LinkedHashSet<>(wanted.mapping().values());
        items.addAll(wanted.complete());
        List<ListComparing.Compared> found = own.isEmpty()
                ? List.of()
                : answering.giveStill(
                        job.inquiry(),
                        Comparisons.wantedOf(job),
                        job.entitlement(),
                        allowed -> comparing.compare(
                                job.inquiry().by(), own, items, allowed, new AsOf(wanted.validAt(), null), tally));
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) continue;
            ListComparing.Compared each = found.get(places[i]);
            ListFile.Line line = step.get(i);
            inOrder[i] = new ComparedRow(
                    line.number(),
                    line.line(),
                    each.outcome(),
                    comparing.subject(own.get(places[i]).key()),
                    each.subject(),
                    line.cells(),
                    each.findings(),
                    List.of());
        }
        return List.of(inOrder);
    }

    private Map<String, String> values(Job job, ComparisonWanted wanted, ListFile.Line line) {
        Map<String, String> values = new LinkedHashMap<>();
        wanted.mapping().forEach((column, item) -> {
            String cell = line.cells().get(wanted.columns().indexOf(column));
            if (!cell.isBlank())
                values.put(item, ListFile.value(catalogue.item(job.type(), item).orElseThrow(), cell));
        });
        return values;
    }

    private static ComparedRow faulty(ListFile.Line line, List<Fault> faults) {
        return new ComparedRow(
                line.number(), line.line(), ListComparing.Outcome.FAULTY, null, null, line.cells(), Map.of(), faults);
    }

    private static Fault placed(Fault fault, ListFile.Line line, String column) {
        return new Fault(
                fault.code(),
                column,
                fault.value(),
                "第 " + line.line() + " 行“" + column + "”列:" + fault.message(),
                "line " + line.line() + ", column \"" + column + "\": " + fault.messageEn());
    }

    private static Fault twice(ListFile.Line line, String column, long before) {
        return new Fault(
                "KEY_DUPLICATE",
                column,
                null,
                "第 " + line.line() + " 行与第 " + before + " 行的号码相同,本行未比对;请合并后重新上传",
                "line " + line.line() + " has the number of line " + before
                        + " and was not compared; join the two and send the list again");
    }
}
