package org.basedata.registry.api.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.basedata.registry.api.export.Exports;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobKind;
import org.basedata.registry.api.job.JobParts;
import org.basedata.registry.api.job.JobRunner;
import org.basedata.registry.api.job.JobSettings;
import org.basedata.registry.api.job.Jobs;
import org.basedata.registry.api.job.KeptFile;
import org.basedata.registry.api.job.Series;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.subject.BulkReading;
import org.basedata.registry.api.subject.ListComparing;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.importers.file.FileRefused;
import org.basedata.registry.importers.file.ListFile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes lists, and decides who may see what came of them: when a list is sent, at every step, and when the result is read. */
@Component
public final class Comparisons {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PIECE = 1 << 20;
    private static final List<String> KEYS =
            List.of("id", "证件号码", "证件号", "公民身份号码", "身份证号", "身份证号码", "统一社会信用代码", "identity number", "USCC");

    private final Jobs jobs;
    private final JobRunner runner;
    private final JobSettings settings;
    private final BulkReading reading;
    private final ListComparing comparing;
    private final Answering answering;
    private final KeptFile files;
    private final Catalogue catalogue;
    private final Clock clock;

    Comparisons(
            Jobs jobs,
            JobRunner runner,
            JobSettings settings,
            BulkReading reading,
            ListComparing comparing,
            Answering answering,
            KeptFile files,
            Catalogue catalogue,
            Clock clock) {
        this.jobs = jobs;
        this.runner = runner;
        this.settings = settings;
        this.reading = reading;
        this.comparing = comparing;
        this.answering = answering;
        this.files = files;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * A list as it is sent. All but the file and the type may be null.
     *
     * @param mapping columns to codes of items; null for columns that are named as items are
     * @param complete codes of items to add
     */
    public record Sent(
            Path file,
            String fileName,
            SubjectType type,
            ListFile.Form form,
            Charset charset,
            String idColumn,
            IdType idType,
            Map<String, String> mapping,
            List<String> complete) {}

    /** @throws RequestRefused when the list cannot be taken, or asks for what may not be seen */
    public Job order(Inquiry inquiry, Sent sent) throws IOException {
        Exports.mustOnlyConsume(inquiry.by());
        comparing.mustNotGuess(inquiry);
        IdType idType = sent.idType() != null
                ? sent.idType()
                : sent.type() == SubjectType.PERSON ? IdType.RESIDENT_ID : IdType.USCC;
        if (idType.subjectType() != sent.type())
            throw Parameters.invalid("idType", "与主体类型不符", "does not go with the kind of subject");
        ComparisonWanted wanted = read(sent, idType);
        Set<String> items = new LinkedHashSet<>(wanted.mapping().values());
        items.addAll(wanted.complete());
        reading.known(sent.type(), List.copyOf(items));
        answering.preview(inquiry, wantedOf(sent.type(), items));
        // Whether a registration was cancelled is told where it may be seen; nobody need ask for it.
        List<String> all = comparing.withState(inquiry, sent.type(), items);
        Entitlement allowed = answering.preview(inquiry, wantedOf(sent.type(), all));
        Job job = jobs.order(
                new Jobs.Order(JobKind.COMPARISON, inquiry, sent.type(), all, allowed, wanted),
                (id, connection) -> keep(sent.file(), id, connection));
        runner.wake();
        return job;
    }

    private static void keep(Path file, UUID job, Connection connection) throws SQLException {
        try (InputStream in = Files.newInputStream(file)) {
            long begins = 0;
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                JobParts.write(connection, job, Series.LIST, number++, new JobParts.Part(begins, piece));
                begins += piece.length;
            }
        } catch (IOException e) {
            throw new SQLException("the list could not be read while it was stored", e);
        }
    }

    /** All of it is read once: what is wrong with the list as a whole is told at once, and how many rows there are. */
    private ComparisonWanted read(Sent sent, IdType idType) throws IOException {
        try (ListFile list = ListFile.open(sent.file(), sent.form(), sent.charset())) {
            List<String> columns = list.columns();
            List<Fault> faults = new ArrayList<>();
            String idColumn = idColumn(sent, columns, faults);
            Map<String, String> mapping = mapping(sent, columns, idColumn, faults);
            if (!faults.isEmpty()) throw refused(faults);
            List<String> complete = new ArrayList<>(new LinkedHashSet<>(sent.complete()));
            complete.removeAll(mapping.values());
            long rows = 0;
            while (list.next() != null) {
                if (++rows > settings.mostRows())
                    throw refused(List.of(fault(
                            "FILE_ROWS_TOO_MANY",
                            "名单最多 " + settings.mostRows() + " 行,请分次上传",
                            "a list has at most " + settings.mostRows() + " rows; send it in several")));
            }
            if (rows == 0)
                throw refused(List.of(fault("FILE_EMPTY", "文件只有表头,没有数据", "the file has a header and no rows")));
            return new ComparisonWanted(
                    sent.form(),
                    sent.fileName(),
                    sent.charset() == null ? null : sent.charset().name(),
                    columns,
                    idColumn,
                    idType,
                    mapping,
                    complete,
                    LocalDate.ofInstant(clock.instant(), Times.CHINA),
                    rows);
        } catch (FileRefused e) {
            throw refused(e.faults());
        }
    }

    private static RequestRefused refused(List<Fault> faults) {
        return new RequestRefused(
                        ProblemCode.FILE_REFUSED,
                        "名单不能接收,原因逐条列在 faults 中",
                        "the list cannot be taken; `faults` says why")
                .at("file")
                .faults(faults);
    }

    private static Fault fault(String code, String zh, String en) {
        return new Fault(code, "file", null, zh, en);
    }

    private static String idColumn(Sent sent, List<String> columns, List<Fault> faults) {
        if (sent.idColumn() != null) {
            if (columns.contains(sent.idColumn())) return sent.idColumn();
            faults.add(fault(
                    "FILE_HEADER_MISSING",
                    "名单没有所指定的号码列;表头为:"
                            + String.join(
                                    "、",
                                    columns.stream().map(Comparisons::shown).toList()),
                    "the list has no such column of numbers; its heads are: "
                            + String.join(
                                    ", ",
                                    columns.stream().map(Comparisons::shown).toList())));
            return null;
        }
        for (String each : KEYS) if (columns.contains(each)) return each;
        faults.add(fault(
                "FILE_HEADER_MISSING",
                "名单没有号码列(" + String.join("、", KEYS) + "),请以 idColumn 指定",
                "the list has no column of numbers (" + String.join(", ", KEYS) + "); name it by `idColumn`"));
        return null;
    }

    /** A file without header shows its first row there, with personal values. */
    private static String shown(String column) {
        if (column.chars().filter(Character::isDigit).count() > 4) return "***";
        return column.length() > 30 ? column.substring(0, 30) + "…" : column;
    }

    private Map<String, String> mapping(Sent sent, List<String> columns, String idColumn, List<Fault> faults) {
        Map<String, String> mapping = new LinkedHashMap<>();
        if (sent.mapping() == null) {
            for (String column : columns) {
                if (column.equals(idColumn)) continue;
                for (DataItem item : catalogue.items(sent.type()))
                    if ((column.equals(item.code()) || column.equals(item.nameZh()) || column.equals(item.nameEn()))
                            && !mapping.containsValue(item.code())) {
                        mapping.put(column, item.code());
                        break;
                    }
            }
            if (!mapping.containsValue("name"))
                for (String each : List.of("姓名", "名称")) if (columns.contains(each)) mapping.putIfAbsent(each, "name");
        } else
            sent.mapping().forEach((column, item) -> {
                if (!columns.contains(column))
                    faults.add(new Fault(
                            "FILE_HEADER_MISSING",
                            "mapping",
                            shown(column),
                            "名单没有 mapping 中的列“" + shown(column) + "”",
                            "the list has no column \"" + shown(column) + "\" that `mapping` names"));
                else if (mapping.containsValue(item))
                    faults.add(new Fault(
                            "ITEM_TWICE",
                            "mapping",
                            null,
                            "两列对应同一数据项,请只留一列",
                            "two columns are mapped to one item; keep one of them"));
                else mapping.put(column, item);
            });
        if (mapping.isEmpty() && sent.complete().isEmpty() && faults.isEmpty())
            faults.add(fault(
                    "FILE_NOTHING_TO_COMPARE",
                    "没有一列对应目录中的数据项;请以 mapping 指定,如 {\"姓名\":\"name\"}",
                    "no column is an item of the catalogue; map them by `mapping`, such as {\"姓名\":\"name\"}"));
        return mapping;
    }

    static Answering.Wanted wantedOf(Job job) {
        return wantedOf(job.type(), job.items());
    }

    private static Answering.Wanted wantedOf(SubjectType type, Collection<String> items) {
        return new Answering.Wanted(Access.Operation.COMPARE, type, new TreeSet<>(items), ProvisionWay.BATCH);
    }

    static ComparisonWanted wanted(Job job) {
        return JSON.readValue(job.wanted(), ComparisonWanted.class);
    }

    /** Before the first step there are none. */
    public static Counts counts(Job job) {
        return job.mark() == null ? Counts.none() : JSON.readValue(job.mark(), Counts.class);
    }

    /** Decides anew for whoever reads the result, and puts that on record. Its subjects are on record since they were compared. */
    void mustStillBeGiven(Actor actor, Job job) {
        files.mustBeThere(job);
        Exports.mustOnlyConsume(actor);
        Inquiry inquiry = new Inquiry(
                actor,
                job.inquiry().purpose(),
                job.inquiry().agreement(),
                job.inquiry().caseReference());
        answering.giveStill(
                inquiry,
                wantedOf(job),
                job.entitlement(),
                then -> new Answering.Answer<>(null, wanted(job).validAt(), null, List.of()));
    }
}
