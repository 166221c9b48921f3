package org.basedata.registry.projections.reconciliation;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.ColumnType;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.database.TableRows;
import org.basedata.registry.core.database.Writes;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.AskedSource;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseScope;
import org.basedata.registry.core.reconciliation.CaseView;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.subject.LinkedSubjects;
import org.basedata.registry.projections.subject.PresentSubjects;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.basedata.registry.projections.subject.SubjectTables.RowImage;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;

/**
 * The tables {@code reconciliation_case} and {@code case_verification}, on the connection of the caller's transaction. Steps that people order,
 * steps that follow by themselves, and a rebuild write through the same code.
 */
public final class CaseTables implements CaseView {
    private static final String UNIQUE_VIOLATION = "23505";

    /** Where a person lives or is registered, and where a legal entity is; the first that has a value. */
    private static final List<String> DIVISIONS = List.of("registeredDivision", "residenceDivision", "division");

    private static final String CONFLICTS = KeyPlans.BY_KEY
            + "SELECT subject, number, since, detail FROM unnest(?) AS asked (id) JOIN subject_conflict ON subject = asked.id"
            + " WHERE settled_at IS NULL"
            + " UNION ALL SELECT subject, number, since, detail FROM unnest(?) AS asked (id) JOIN tie_violation"
            + " ON subject = asked.id";
    /** Each whole id is looked for in the index of its kind. */
    private static final String OF_SUBJECTS = KeyPlans.BY_KEY
            + "SELECT subject, case_id, closed_at FROM unnest(?) AS asked (id) JOIN reconciliation_case"
            + " ON subject = asked.id WHERE closed_at IS NULL"
            + " UNION ALL SELECT subject, case_id, closed_at FROM unnest(?) AS asked (id) JOIN reconciliation_case"
            + " ON subject = asked.id WHERE closed_at IS NOT NULL";

    private record AskedLine(ReconciliationCase file, AskedSource asked) {
        int number() {
            return asked.request().number();
        }
    }

    private static final TableRows<ReconciliationCase> CASES = new TableRows<ReconciliationCase>(
                    "reconciliation_case", 256)
            .key("case_id", ColumnType.UUID, (to, row) -> to.uuid(row.id().value()))
            .column("version", ColumnType.INTEGER, (to, row) -> to.integer(Math.toIntExact(row.version())))
            .column("number", ColumnType.TEXT, (to, row) -> to.text(row.number()))
            .column(
                    "subject",
                    ColumnType.UUID,
                    (to, row) -> to.uuid(row.subject().value()))
            .column("cause", ColumnType.TEXT, (to, row) -> to.text(row.cause().name()))
            .column("state", ColumnType.TEXT, (to, row) -> to.text(row.state().name()))
            .column(
                    "severity",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.scope().severity().name()))
            .column("items", ColumnType.TEXTS, (to, row) -> to.texts(row.scope().items()))
            .column("sources", ColumnType.TEXTS, (to, row) -> to.texts(row.concerned()))
            .column("division", ColumnType.TEXT, (to, row) -> to.text(row.division()))
            .column(
                    "shapes",
                    ColumnType.TEXTS,
                    (to, row) -> to.texts(row.scope().shapes()))
            .column(
                    "conflicts",
                    ColumnType.INTEGER,
                    (to, row) -> to.integer(row.scope().conflicts()))
            .column("opened_at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.openedAt()))
            .column("due", ColumnType.DATE, (to, row) -> to.date(row.due()))
            .column(
                    "assignee",
                    ColumnType.TEXT,
                    (to, row) -> to.text(
                            row.assigned() == null ? null : row.assigned().assignee()))
            .column("waiting_for", ColumnType.TEXTS, (to, row) -> to.texts(waitingFor(row)))
            .column("reporters", ColumnType.TEXTS, (to, row) -> to.texts(row.reporters()))
            .column("escalated", ColumnType.INTEGER, (to, row) -> to.integer(row.escalated()))
            .column("closed_at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.closedAt()))
            .column(
                    "outcome",
                    ColumnType.TEXT,
                    (to, row) -> to.text(
                            row.closed() == null ? null : row.closed().outcome().name()))
            .column("changed_at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.changedAt()))
            .column("candidates", ColumnType.TEXTS, (to, row) -> to.texts(candidates(row)))
            .guard("version", row -> Math.toIntExact(row.loadedVersion()));

    private static final TableRows<AskedLine> ASKED = new TableRows<AskedLine>("case_verification", 512)
            .key(
                    "case_id",
                    ColumnType.UUID,
                    (to, row) -> to.uuid(row.file().id().value()))
            .key("number", ColumnType.BIGINT, (to, row) -> to.bigint(row.number()))
            .column(
                    "source",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.asked().request().source()))
            .column(
                    "case_number",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.file().number()))
            .column(
                    "subject",
                    ColumnType.UUID,
                    (to, row) -> to.uuid(row.file().subject().value()))
            .column(
                    "items",
                    ColumnType.TEXTS,
                    (to, row) -> to.texts(row.asked().request().items()))
            .column(
                    "question",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.asked().request().question()))
            .column(
                    "asked_at",
                    ColumnType.TIMESTAMPTZ,
                    (to, row) -> to.timestamp(row.asked().askedAt()))
            .column(
                    "due",
                    ColumnType.DATE,
                    (to, row) -> to.date(row.asked().request().due()))
            .column(
                    "answered_at",
                    ColumnType.TIMESTAMPTZ,
                    (to, row) -> to.timestamp(row.asked().answeredAt()))
            .column(
                    "verdict",
                    ColumnType.TEXT,
                    (to, row) -> to.text(
                            row.asked().answer() == null
                                    ? null
                                    : row.asked().answer().verdict().name()))
            .column("lapsed", ColumnType.BOOL, (to, row) -> to.bool(row.asked().lapsed()))
            .column(
                    "closed_at",
                    ColumnType.TIMESTAMPTZ,
                    (to, row) -> to.timestamp(row.file().closedAt()))
            .column(
                    "outcome",
                    ColumnType.TEXT,
                    (to, row) -> to.text(
                            row.file().closed() == null
                                    ? null
                                    : row.file().closed().outcome().name()));

    /** The names of all columns, as {@link #images} has them. */
    public static final String CASE_COLUMNS = CASES.columns();

    public static final String ASKED_COLUMNS = ASKED.columns();

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final PresentSubjects present;
    private final LinkedSubjects linked;
    private final ObjectReader conflictReader;

    public CaseTables(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.present = new PresentSubjects(dataSource);
        this.linked = new LinkedSubjects(dataSource);
        this.conflictReader = json.readerFor(Conflict.class);
    }

    /** Null where there are none, which takes no room. */
    private static List<String> candidates(ReconciliationCase file) {
        return file.named().isEmpty()
                ? null
                : file.named().stream().map(SubjectId::toString).toList();
    }

    private static List<String> waitingFor(ReconciliationCase file) {
        return file.asked().stream()
                .filter(AskedSource::isOpen)
                .map(each -> each.request().source())
                .sorted()
                .toList();
    }

    @Override
    public void lock(Collection<CaseId> cases) {
        if (cases.isEmpty()) return;
        Writes.sendWaiting(dataSource);
        // Rows of one statement are locked in the order in which it finds them: that of their ids, so that two cannot
        // wait for each other.
        jdbc.query(
                "SELECT case_id FROM reconciliation_case WHERE case_id = ANY (?) ORDER BY case_id FOR UPDATE",
                select -> select.setObject(
                        1, cases.stream().sorted().map(CaseId::value).toArray(UUID[]::new)),
                row -> {});
    }

    @Override
    public Optional<CaseId> openCase(SubjectId subject) {
        return Optional.ofNullable(ofSubjects(Set.of(subject)).open().get(subject));
    }

    /** Of each subject its open case, and of its closed ones that which was closed last. */
    record OfSubjects(Map<SubjectId, CaseId> open, Map<SubjectId, CaseId> lastClosed) {}

    OfSubjects ofSubjects(Collection<SubjectId> subjects) {
        OfSubjects found = new OfSubjects(new HashMap<>(), new HashMap<>());
        if (subjects.isEmpty()) return found;
        Writes.sendWaiting(dataSource);
        Map<SubjectId, OffsetDateTime> closedAt = new HashMap<>();
        query(OF_SUBJECTS, subjects, 2, row -> {
            SubjectId subject = new SubjectId(row.getObject(1, UUID.class));
            CaseId id = new CaseId(row.getObject(2, UUID.class));
            OffsetDateTime closed = row.getObject(3, OffsetDateTime.class);
            if (closed == null) found.open().put(subject, id);
            else if (!closedAt.containsKey(subject) || closed.isAfter(closedAt.get(subject))) {
                closedAt.put(subject, closed);
                found.lastClosed().put(subject, id);
            }
        });
        return found;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Collection<SubjectId> subjects, int parameters, RowReader reader) {
        ColumnArray ids = ColumnArray.ofUuids(
                subjects.stream().sorted().map(SubjectId::value).toList());
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 1; i <= parameters; i++) ids.setOn(select, i);
                ResultSet row = KeyPlans.execute(select);
                while (row.next()) reader.read(row);
            }
            return null;
        });
    }

    @Override
    public Optional<CaseRegistrar.Facts> facts(SubjectId subject, LocalDate today) {
        CaseRegistrar.Facts facts = facts(Set.of(subject), today).get(subject);
        boolean known = !facts.conflicts().isEmpty()
                || facts.division() != null
                || !facts.standing().equals(subject)
                || !present.load(Set.of(subject)).isEmpty();
        return known ? Optional.of(facts) : Optional.empty();
    }

    /** Of every one of the subjects, in a handful of queries. */
    Map<SubjectId, CaseRegistrar.Facts> facts(Collection<SubjectId> subjects, LocalDate today) {
        Map<SubjectId, CaseRegistrar.Facts> facts = new HashMap<>();
        Map<SubjectId, List<OpenConflict>> conflicts = conflicts(subjects);
        Map<SubjectId, SubjectRecord> records = present.load(subjects);
        Set<SubjectId> absent = new HashSet<>(subjects);
        absent.removeAll(records.keySet());
        Map<SubjectId, SubjectId> leads = new HashMap<>();
        Map<SubjectId, Set<SubjectId>> tied = new HashMap<>();
        records.forEach((subject, record) -> {
            tied.put(subject, record.links().others());
            if (record.links().leadsTo() != null)
                leads.put(subject, record.links().leadsTo());
        });
        // A subject that another one stands for has no record left, so it is not present.
        for (Set<SubjectId> open = absent; !open.isEmpty(); ) {
            Set<SubjectId> further = new HashSet<>();
            linked.load(open).forEach((subject, links) -> {
                tied.put(subject, links.others());
                if (links.leadsTo() != null && leads.put(subject, links.leadsTo()) == null)
                    further.add(links.leadsTo());
            });
            open = further;
        }
        for (SubjectId subject : subjects) {
            SubjectId standing = subject;
            while (leads.get(standing) != null) standing = leads.get(standing);
            facts.put(
                    subject,
                    new CaseRegistrar.Facts(
                            standing,
                            type(records.get(subject)),
                            records.get(subject) == null ? null : division(records.get(subject), today),
                            tied.getOrDefault(subject, Set.of()),
                            CaseScope.open(conflicts.getOrDefault(subject, List.of()), today)));
        }
        return facts;
    }

    /** As the conflicts' own rows see it. */
    private static SubjectType type(SubjectRecord record) {
        return record == null || record.identifier() == null
                ? SubjectType.PERSON
                : record.identifier().type().subjectType();
    }

    private static String division(SubjectRecord record, LocalDate today) {
        for (String item : DIVISIONS)
            for (Segment segment : record.master().items().byItem().getOrDefault(item, List.of()))
                if (segment.covers(today) && segment.value() != null)
                    return segment.value().toUpperCase(Locale.ROOT);
        return null;
    }

    private Map<SubjectId, List<OpenConflict>> conflicts(Collection<SubjectId> subjects) {
        Map<SubjectId, List<OpenConflict>> conflicts = new HashMap<>();
        if (subjects.isEmpty()) return conflicts;
        query(CONFLICTS, subjects, 2, row -> conflicts
                .computeIfAbsent(new SubjectId(row.getObject(1, UUID.class)), of -> new ArrayList<>())
                .add(new OpenConflict(
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        conflictReader.readValue(row.getBytes(4)))));
        conflicts.values().forEach(each -> each.sort(Comparator.comparing(OpenConflict::number)));
        return conflicts;
    }

    @Override
    public List<String> numbers(int count) {
        return jdbc.query(
                "SELECT nextval('case_number') FROM generate_series(1, ?)",
                (row, n) -> String.format(Locale.ROOT, "C-%06d", row.getLong(1)),
                count);
    }

    @Override
    public void write(Collection<ReconciliationCase> changed) {
        Writes writes = Writes.of(dataSource);
        List<ReconciliationCase> fresh = new ArrayList<>();
        List<ReconciliationCase> known = new ArrayList<>();
        List<AskedLine> freshlyAsked = new ArrayList<>();
        List<AskedLine> asked = new ArrayList<>();
        changed.stream().sorted(Comparator.comparing(ReconciliationCase::id)).forEach(file -> {
            (file.loadedVersion() < 0 ? fresh : known).add(file);
            for (AskedSource each : file.asked())
                (askedSince(file, each) ? freshlyAsked : asked).add(new AskedLine(file, each));
        });
        CASES.insert(writes, fresh, CaseTables::refused);
        CASES.update(writes, known, CaseTables::refused);
        ASKED.insert(writes, freshlyAsked, CaseTables::refused);
        ASKED.update(writes, asked, CaseTables::refused);
    }

    /** Whether the request is not in the table yet. */
    private static boolean askedSince(ReconciliationCase file, AskedSource asked) {
        return file.since(file.loadedVersion()).stream().anyMatch(step -> step.event() == asked.request());
    }

    private static RuntimeException refused(SQLException failure, int missing) {
        if (failure == null)
            return new ConcurrencyException("CASE_CONFLICT: another writer changed " + missing
                    + " row(s) of cases since they were loaded; nothing of this is kept, load again and decide anew");
        if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) return null;
        return new ConcurrencyException(
                "CASE_CONFLICT: another writer opened a case of the same subject; nothing of this is kept, load again and"
                        + " decide anew",
                failure);
    }

    /** Writes the rows of cases of which the tables have none. */
    public void writeWhole(Collection<ReconciliationCase> cases) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            CASES.copy(connection, sorted(cases));
            ASKED.copy(connection, asked(cases));
            return null;
        });
    }

    private static List<ReconciliationCase> sorted(Collection<ReconciliationCase> cases) {
        return cases.stream()
                .sorted(Comparator.comparing(ReconciliationCase::id))
                .toList();
    }

    private static List<AskedLine> asked(Collection<ReconciliationCase> cases) {
        return sorted(cases).stream()
                .flatMap(file -> file.asked().stream().map(each -> new AskedLine(file, each)))
                .toList();
    }

    /** Each in the order of its key. */
    public record Images(List<RowImage> cases, List<RowImage> asked) {}

    /** What {@link #writeWhole} would write. */
    public Images images(Collection<ReconciliationCase> cases) {
        return new Images(
                sorted(cases).stream()
                        .map(file -> new RowImage(file.id().value(), 0, CASES.image(file)))
                        .toList(),
                asked(cases).stream()
                        .map(line -> new RowImage(line.file().id().value(), line.number(), ASKED.image(line)))
                        .toList());
    }
}
