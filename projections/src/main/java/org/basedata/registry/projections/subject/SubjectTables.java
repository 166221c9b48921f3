package org.basedata.registry.projections.subject;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.ColumnArray.Type;
import org.basedata.registry.core.database.TableRows;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordForm;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.record.StoredJson;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubjectView;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.submission.RowFingerprint;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;

/**
 * The tables {@code person_current}, {@code legal_entity_current}, {@code source_record} and {@code subject_conflict}, read
 * and written by batch on the connection of the caller's transaction. A live batch and a rebuild write through the same
 * code.
 *
 * <p>What is new goes in by COPY, what was there by one statement a table that takes a column as one array. Rows are written
 * in the order of their keys, so that two writers cannot lock each other out. A subject that no version has named has no type
 * yet; its row stands in {@code person_current} with a null identifier.
 */
public final class SubjectTables implements SubjectView {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int KEY_BYTES = 16;
    /**
     * For the rest of the transaction, in the round trip of the query behind it. A plan that was made while the tables were
     * small or not yet analysed would read them whole, batch after batch, while a first import fills them.
     */
    private static final String WITHOUT_SCANS = "SET LOCAL enable_seqscan = off; ";
    /** Keys are joined, not compared with an array: only then a key is looked for in its own partition alone. */
    private static final String SUBJECTS = WITHOUT_SCANS
            + "SELECT subject, sequence, recorded_at, id_type, id_number, records, master"
            + " FROM unnest(?) AS asked (id) JOIN person_current ON subject = asked.id UNION ALL"
            + " SELECT subject, sequence, recorded_at, id_type, id_number, records, master"
            + " FROM unnest(?) AS asked (id) JOIN legal_entity_current ON subject = asked.id";

    private static final String RECORDS_BY_KEY = "SELECT source, dataset, record_id, owner, versions"
            + " FROM unnest(?) AS asked (key) JOIN source_record ON record_key = asked.key";

    private final JdbcTemplate jdbc;
    private final ObjectWriter writer;

    public SubjectTables(DataSource dataSource, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.writer = json.writer();
    }

    /**
     * Two queries: the rows of the subjects, then the records that these rows and the caller name; again, once, in the rare
     * case that a record names subjects which were not asked for. Each statement sees what is committed when it begins. So
     * subjects are read before records: a writer who commits in between leaves a sequence that is too low, and the append will
     * be refused; the other way round its records would be missing under a sequence that is right.
     */
    @Override
    public WorkingSet load(Collection<SubjectId> subjects, Collection<RecordKey> records) {
        return jdbc.execute((ConnectionCallback<WorkingSet>) connection -> {
            Set<SubjectId> wanted = new HashSet<>(subjects);
            while (true) {
                Set<SubjectId> named = new HashSet<>(wanted);
                WorkingSet set = load(connection, wanted, records, named);
                if (named.equals(wanted)) return set;
                wanted = named;
            }
        });
    }

    /** @param named where the subjects that the loaded records name are added */
    private WorkingSet load(
            Connection connection, Set<SubjectId> subjects, Collection<RecordKey> records, Set<SubjectId> named)
            throws SQLException {
        Set<UUID> keys = new TreeSet<>(RecordKeys::compare);
        records.forEach(key -> keys.add(RecordKeys.of(key)));
        List<SubjectRow> rows = new ArrayList<>(subjects.size());
        ColumnArray ids = ColumnArray.ofUuids(
                subjects.stream().sorted().map(SubjectId::value).toList());
        try (PreparedStatement select = connection.prepareStatement(SUBJECTS)) {
            ids.setOn(select, 1);
            ids.setOn(select, 2);
            select.execute();
            select.getMoreResults();
            try (ResultSet row = select.getResultSet()) {
                while (row.next()) {
                    rows.add(new SubjectRow(
                            new SubjectId(row.getObject(1, UUID.class)),
                            identifier(row.getString(4), row.getString(5)),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            MasterForm.read(row.getBytes(7))));
                    ByteBuffer owned = ByteBuffer.wrap(row.getBytes(6));
                    while (owned.hasRemaining()) keys.add(new UUID(owned.getLong(), owned.getLong()));
                }
            }
        }
        WorkingSet set = new WorkingSet();
        Map<SubjectId, Set<RecordKey>> owned = new HashMap<>();
        if (!keys.isEmpty()) readRecords(connection, keys, set, owned, named);
        subjects.forEach(subject -> set.load(SubjectState.unknown(subject)));
        for (SubjectRow row : rows)
            set.load(SubjectState.known(
                    row.id(),
                    row.identifier(),
                    row.sequence(),
                    row.recordedAt(),
                    row.master(),
                    owned.getOrDefault(row.id(), Set.of())));
        return set;
    }

    private record SubjectRow(
            SubjectId id, Identifier identifier, long sequence, Instant recordedAt, MasterRecord master) {}

    /** Null when the row has none. */
    static Identifier identifier(String type, String number) {
        return type == null ? null : new Identifier(IdType.valueOf(type), number);
    }

    private static void readRecords(
            Connection connection,
            Set<UUID> keys,
            WorkingSet set,
            Map<SubjectId, Set<RecordKey>> owned,
            Set<SubjectId> named)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RECORDS_BY_KEY)) {
            ColumnArray.ofUuids(keys).setOn(select, 1);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    RecordKey key = new RecordKey(row.getString(1), row.getString(2), row.getString(3));
                    UUID value = row.getObject(4, UUID.class);
                    SubjectId owner = value == null ? null : new SubjectId(value);
                    RecordHistory record =
                            RecordHistory.of(key, StoredJson.read(row.getBytes(5), RecordForm::readVersions));
                    set.load(record, owner);
                    if (owner != null) {
                        named.add(owner);
                        owned.computeIfAbsent(owner, subject -> new TreeSet<>()).add(key);
                    }
                    for (RecordVersion version : record.versions())
                        if (version.subject() != null) named.add(version.subject());
                }
            }
        }
    }

    /** What a row of {@code person_current} or {@code legal_entity_current} is written from. */
    private record SubjectLine(SubjectState state, SearchColumns search) {
        Identifier identifier() {
            return state.identifier();
        }

        byte[] recordKeys() {
            TreeSet<UUID> keys = new TreeSet<>(RecordKeys::compare);
            state.owned().forEach(key -> keys.add(RecordKeys.of(key)));
            ByteBuffer bytes = ByteBuffer.allocate(keys.size() * KEY_BYTES);
            keys.forEach(key -> bytes.putLong(key.getMostSignificantBits()).putLong(key.getLeastSignificantBits()));
            return bytes.array();
        }
    }

    private static TableRows<SubjectLine> subjectRows(String table) {
        return new TableRows<SubjectLine>(table)
                .key("subject", Type.UUID, (to, row) -> to.uuid(row.state().id().value()))
                .column(
                        "sequence",
                        Type.BIGINT,
                        (to, row) -> to.bigint(row.state().sequence()))
                .column(
                        "recorded_at",
                        Type.TIMESTAMPTZ,
                        (to, row) -> to.timestamp(row.state().recordedAt()))
                .column(
                        "present",
                        Type.BOOL,
                        (to, row) -> to.bool(row.state().master().present()))
                .column(
                        "id_type",
                        Type.TEXT,
                        (to, row) -> to.text(
                                row.identifier() == null
                                        ? null
                                        : row.identifier().type().name()))
                .column(
                        "id_number",
                        Type.TEXT,
                        (to, row) -> to.text(
                                row.identifier() == null
                                        ? null
                                        : row.identifier().number()))
                .column(
                        "other_values",
                        Type.TEXTS,
                        (to, row) -> to.texts(row.search().others()))
                .column("records", Type.BYTEA, (to, row) -> to.bytes(row.recordKeys()))
                .column(
                        "master",
                        Type.TEXT,
                        (to, row) -> to.bytes(MasterForm.write(row.state().master())));
    }

    private static final TableRows<SubjectLine> PERSONS = subjectRows("person_current")
            .column("name", Type.TEXT, (to, row) -> to.text(row.search().name()))
            .column("birth_date", Type.DATE, (to, row) -> to.date(row.search().birthDate()));

    private static final TableRows<SubjectLine> ENTITIES = subjectRows("legal_entity_current")
            .column("names", Type.TEXT, (to, row) -> to.text(row.search().name()))
            .column("division", Type.TEXT, (to, row) -> to.text(row.search().division()));

    /** What a row of {@code source_record} is written from. */
    private record RecordLine(UUID key, RecordHistory history, SubjectId owner, int versionsLoaded) {
        RecordVersion counting() {
            return history.highest().orElseThrow();
        }

        /** Null when a row of the record must always be checked. */
        byte[] rowFingerprint() {
            String row = counting().provenance().rowFingerprint();
            return row == null ? null : RowFingerprint.bytes(row);
        }

        /** The day on which the record's timeline ends, the last of all days while it is open; null without a timeline. */
        LocalDate standsUntil() {
            RecordTimeline timeline = RecordTimeline.fold(history.key(), history.counted());
            if (timeline.isEmpty()) return null;
            LocalDate day = Days.date(timeline.until());
            return day == null ? LocalDate.MAX : day;
        }
    }

    private static final TableRows<RecordLine> RECORD_ROWS = new TableRows<RecordLine>("source_record")
            .key("record_key", Type.UUID, (to, row) -> to.uuid(row.key()))
            .column(
                    "owner",
                    Type.UUID,
                    (to, row) ->
                            to.uuid(row.owner() == null ? null : row.owner().value()))
            .column(
                    "highest_version",
                    Type.BIGINT,
                    (to, row) -> to.bigint(row.counting().version()))
            .column(
                    "versions_held",
                    Type.INTEGER,
                    (to, row) -> to.integer(row.history().versions().size()))
            .column("stands_until", Type.DATE, (to, row) -> to.date(row.standsUntil()))
            .column(
                    "source",
                    Type.TEXT,
                    (to, row) -> to.text(row.history().key().source()))
            .column(
                    "dataset",
                    Type.TEXT,
                    (to, row) -> to.text(row.history().key().dataset()))
            .column(
                    "record_id",
                    Type.TEXT,
                    (to, row) -> to.text(row.history().key().recordId()))
            .column("row_fingerprint", Type.BYTEA, (to, row) -> to.bytes(row.rowFingerprint()))
            .column(
                    "versions",
                    Type.TEXT,
                    (to, row) -> to.bytes(StoredJson.write(
                            json -> RecordForm.write(json, row.history().versions()))))
            .guard("versions_held", Type.INTEGER, (to, row) -> to.integer(row.versionsLoaded()));

    /** What a row of {@code subject_conflict} is written from. */
    private record ConflictLine(SubjectId subject, OpenConflict open, Instant settledAt, byte[] detail) {
        Conflict conflict() {
            return open.conflict();
        }

        Set<String> sources() {
            Set<String> sources = new TreeSet<>();
            for (ConflictValue value : conflict().values()) sources.add(value.source());
            return sources;
        }
    }

    private static final TableRows<ConflictLine> CONFLICTS = new TableRows<ConflictLine>("subject_conflict")
            .key("subject", Type.UUID, (to, row) -> to.uuid(row.subject().value()))
            .key("number", Type.BIGINT, (to, row) -> to.bigint(row.open().number()))
            .column(
                    "kind",
                    Type.TEXT,
                    (to, row) -> to.text(row.conflict().kind().name()))
            .column("item", Type.TEXT, (to, row) -> to.text(row.conflict().item()))
            .column("rule", Type.TEXT, (to, row) -> to.text(row.conflict().rule()))
            .column(
                    "severity",
                    Type.TEXT,
                    (to, row) -> to.text(row.conflict().severity().name()))
            .column("sources", Type.TEXTS, (to, row) -> to.texts(row.sources()))
            .column("valid_from", Type.DATE, (to, row) -> to.date(row.conflict().from()))
            .column("valid_to", Type.DATE, (to, row) -> to.date(row.conflict().to()))
            .column(
                    "since",
                    Type.TIMESTAMPTZ,
                    (to, row) -> to.timestamp(row.open().since()))
            .column("settled_at", Type.TIMESTAMPTZ, (to, row) -> to.timestamp(row.settledAt()))
            .column("detail", Type.TEXT, (to, row) -> to.bytes(row.detail()));

    @Override
    public void write(WorkingSet changed) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try {
                writeSubjects(connection, changed);
                writeRecords(connection, changed);
                writeConflicts(connection, changed);
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) throw e;
                throw new ConcurrencyException(
                        "ROW_CONFLICT: another writer stored a row that was new when this batch was loaded; nothing of the"
                                + " batch is kept, load again and decide anew",
                        e);
            }
            return null;
        });
    }

    private static void writeSubjects(Connection connection, WorkingSet changed) throws SQLException {
        List<SubjectLine> persons = new ArrayList<>();
        List<SubjectLine> entities = new ArrayList<>();
        for (SubjectId id : changed.touchedSubjects()) {
            SubjectState state = changed.subject(id);
            boolean entity =
                    state.identifier() != null && state.identifier().type().subjectType() == SubjectType.LEGAL_ENTITY;
            if (entity)
                entities.add(new SubjectLine(
                        state, SearchColumns.entity(state.master().items())));
            else
                persons.add(new SubjectLine(
                        state, SearchColumns.person(state.master().items())));
        }
        write(
                connection,
                PERSONS,
                persons,
                Comparator.comparing(row -> row.state().id()),
                row -> row.state().loadedSequence() < 0);
        write(
                connection,
                ENTITIES,
                entities,
                Comparator.comparing(row -> row.state().id()),
                row -> row.state().loadedSequence() < 0);
    }

    private static void writeRecords(Connection connection, WorkingSet changed) throws SQLException {
        List<RecordLine> lines = new ArrayList<>(changed.touchedRecords().size());
        for (RecordKey key : changed.touchedRecords())
            lines.add(new RecordLine(
                    RecordKeys.of(key), changed.record(key), changed.owner(key), changed.versionsLoaded(key)));
        write(
                connection,
                RECORD_ROWS,
                lines,
                (one, other) -> RecordKeys.compare(one.key(), other.key()),
                row -> row.versionsLoaded() == 0);
    }

    private void writeConflicts(Connection connection, WorkingSet changed) throws SQLException {
        List<ConflictLine> lines = new ArrayList<>();
        changed.conflictChanges().forEach((subject, changes) -> changes.values()
                .forEach(change -> lines.add(new ConflictLine(
                        subject,
                        change.conflict(),
                        change.settledAt(),
                        writer.writeValueAsBytes(change.conflict().conflict())))));
        Comparator<ConflictLine> order = Comparator.comparing(ConflictLine::subject)
                .thenComparing(row -> row.open().number());
        // A conflict has the number of the event that raised it.
        write(
                connection,
                CONFLICTS,
                lines,
                order,
                row -> row.open().number() > changed.subject(row.subject()).loadedSequence());
    }

    private static <R> void write(
            Connection connection, TableRows<R> table, List<R> lines, Comparator<R> order, Predicate<R> isNew)
            throws SQLException {
        lines.sort(order);
        List<R> fresh = new ArrayList<>(lines.size());
        List<R> known = new ArrayList<>();
        for (R line : lines) (isNew.test(line) ? fresh : known).add(line);
        table.insert(connection, fresh);
        int updated = table.update(connection, known);
        if (updated != known.size())
            throw new ConcurrencyException("ROW_CONFLICT: another writer changed " + (known.size() - updated) + " of "
                    + known.size() + " rows since this batch was loaded; nothing of the batch is kept, load again and"
                    + " decide anew");
    }
}
