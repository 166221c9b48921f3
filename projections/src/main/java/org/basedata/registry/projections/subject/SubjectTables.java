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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.ColumnType;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.database.TableRows;
import org.basedata.registry.core.database.Writes;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Belonging;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordForm;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.record.StoredJson;
import org.basedata.registry.core.subject.DecisionRevoked;
import org.basedata.registry.core.subject.ItemDecided;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.subject.SubjectSnapshot;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubjectView;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.submission.RowFingerprint;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;

/**
 * The tables {@code person_current}, {@code legal_entity_current}, {@code source_record}, {@code subject_conflict} and
 * {@code subject_snapshot}, read
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
    /** Keys are joined, not compared with an array: only then a key is looked for in its own partition alone. */
    private static String subjects(SubjectType type) {
        return "SELECT subject, sequence, recorded_at, id_type, id_number, records, master, links FROM unnest(?) AS asked (id) JOIN "
                + (type == SubjectType.PERSON ? "person_current" : "legal_entity_current") + " ON subject = asked.id";
    }

    /** Any number, the same in every process. */
    private static final long LOADING = 0x6c6f_6164_696e_67L;

    private static final String LOADING_WITH_OTHERS = "SELECT pg_advisory_xact_lock_shared(" + LOADING + "); ";

    private static final String RECORDS_BY_KEY = "SELECT source, dataset, record_id, owner, versions"
            + " FROM unnest(?) AS asked (key) JOIN source_record ON record_key = asked.key";

    private static final Comparator<SubjectLine> BY_SUBJECT =
            Comparator.comparing(row -> row.state().id());
    private static final Comparator<RecordLine> BY_RECORD = (one, other) -> RecordKeys.compare(one.key(), other.key());
    private static final Comparator<ConflictLine> BY_CONFLICT = Comparator.comparing(ConflictLine::subject)
            .thenComparing(row -> row.open().number());

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final ObjectWriter writer;

    public SubjectTables(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.writer = json.writer();
    }

    @Override
    public void loadAlone() {
        Writes.sendWaiting(dataSource);
        jdbc.execute("SELECT pg_advisory_xact_lock(" + LOADING + ")");
    }

    /**
     * The rows of the subjects and the records that the caller names, in one round trip, then the other records that these rows
     * name; again in the rare case that a record names subjects which were not asked for, or that a subject leads to others. Each statement sees what is
     * committed when it begins. So subjects are read before records: a writer who commits in between leaves a sequence that is
     * too low, and the append will be refused; the other way round its records would be missing under a sequence that is right.
     */
    @Override
    public WorkingSet load(Collection<SubjectId> subjects, Set<SubjectType> types, Collection<RecordKey> records) {
        Writes.sendWaiting(dataSource);
        return jdbc.execute((ConnectionCallback<WorkingSet>) connection -> {
            Set<SubjectId> wanted = new HashSet<>(subjects);
            Set<SubjectType> sought = types;
            while (true) {
                Set<SubjectId> named = new HashSet<>(wanted);
                WorkingSet set = load(connection, wanted, sought, records, named);
                if (named.equals(wanted)) return set;
                wanted = named;
                sought = EnumSet.allOf(SubjectType.class);
            }
        });
    }

    /** @param named where the subjects that the loaded records name are added */
    private static WorkingSet load(
            Connection connection,
            Set<SubjectId> subjects,
            Set<SubjectType> types,
            Collection<RecordKey> records,
            Set<SubjectId> named)
            throws SQLException {
        Set<UUID> asked = new TreeSet<>(RecordKeys::compare);
        records.forEach(key -> asked.add(RecordKeys.of(key)));
        Set<UUID> more = new TreeSet<>(RecordKeys::compare);
        List<SubjectRow> rows = new ArrayList<>(subjects.size());
        WorkingSet set = new WorkingSet();
        Map<SubjectId, Set<RecordKey>> owned = new HashMap<>();
        ColumnArray ids = ColumnArray.ofUuids(
                subjects.stream().sorted().map(SubjectId::value).toList());
        StringBuilder sql = new StringBuilder(KeyPlans.BY_KEY).append(LOADING_WITH_OTHERS);
        for (SubjectType type : types) sql.append(subjects(type)).append("; ");
        sql.append(RECORDS_BY_KEY);
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            int parameter = 1;
            for (SubjectType type : types) ids.setOn(select, parameter++);
            ColumnArray.ofUuids(asked).setOn(select, parameter);
            KeyPlans.execute(select);
            select.getMoreResults();
            ResultSet row = select.getResultSet();
            for (SubjectType type : types) {
                while (row.next()) {
                    rows.add(new SubjectRow(
                            new SubjectId(row.getObject(1, UUID.class)),
                            identifier(row.getString(4), row.getString(5)),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            MasterForm.read(row.getBytes(7)),
                            LinksForm.read(row.getBytes(8))));
                    ByteBuffer keys = ByteBuffer.wrap(row.getBytes(6));
                    while (keys.hasRemaining()) more.add(new UUID(keys.getLong(), keys.getLong()));
                }
                select.getMoreResults();
                row = select.getResultSet();
            }
            addRecords(row, set, owned, named);
        }
        more.removeAll(asked);
        if (!more.isEmpty()) readRecords(connection, more, set, owned, named);
        subjects.forEach(subject -> set.load(SubjectState.unknown(subject)));
        for (SubjectRow row : rows) {
            set.load(SubjectState.known(
                    row.id(),
                    row.identifier(),
                    row.sequence(),
                    row.recordedAt(),
                    row.master(),
                    owned.getOrDefault(row.id(), Set.of()),
                    row.links()));
            named.addAll(row.links().forward());
        }
        return set;
    }

    private record SubjectRow(
            SubjectId id,
            Identifier identifier,
            long sequence,
            Instant recordedAt,
            MasterRecord master,
            SubjectLinks links) {}

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
                addRecords(row, set, owned, named);
            }
        }
    }

    private static void addRecords(
            ResultSet row, WorkingSet set, Map<SubjectId, Set<RecordKey>> owned, Set<SubjectId> named)
            throws SQLException {
        while (row.next()) {
            RecordKey key = new RecordKey(row.getString(1), row.getString(2), row.getString(3));
            UUID value = row.getObject(4, UUID.class);
            SubjectId owner = value == null ? null : new SubjectId(value);
            RecordHistory record =
                    RecordHistory.of(key, StoredJson.read(row.getBytes(5), RecordForm::readVersions), set.belonging());
            set.load(record, owner);
            if (owner != null) {
                named.add(owner);
                owned.computeIfAbsent(owner, subject -> new TreeSet<>()).add(key);
            }
            for (RecordVersion version : record.versions()) if (version.subject() != null) named.add(version.subject());
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

    /**
     * @param periods adds the columns that stand behind those of the last event
     * @param search adds those that stand behind the identifier
     */
    private static TableRows<SubjectLine> subjectRows(
            String table, Consumer<TableRows<SubjectLine>> periods, Consumer<TableRows<SubjectLine>> search) {
        TableRows<SubjectLine> rows = new TableRows<SubjectLine>(table, 1_024)
                .key(
                        "subject",
                        ColumnType.UUID,
                        (to, row) -> to.uuid(row.state().id().value()))
                .column(
                        "sequence",
                        ColumnType.BIGINT,
                        (to, row) -> to.bigint(row.state().sequence()))
                .column(
                        "recorded_at",
                        ColumnType.TIMESTAMPTZ,
                        (to, row) -> to.timestamp(row.state().recordedAt()));
        periods.accept(rows);
        rows.column(
                        "present",
                        ColumnType.BOOL,
                        (to, row) -> to.bool(row.state().master().present()))
                .column(
                        "id_type",
                        ColumnType.TEXT,
                        (to, row) -> to.text(
                                row.identifier() == null
                                        ? null
                                        : row.identifier().type().name()))
                .column(
                        "id_number",
                        ColumnType.TEXT,
                        (to, row) -> to.text(
                                row.identifier() == null
                                        ? null
                                        : row.identifier().number()));
        search.accept(rows);
        return rows.column(
                        "other_values",
                        ColumnType.TEXTS,
                        (to, row) -> to.texts(row.search().others()))
                .column("records", ColumnType.BYTEA, (to, row) -> to.bytes(row.recordKeys()))
                .column(
                        "master",
                        ColumnType.TEXT,
                        (to, row) -> to.bytes(MasterForm.write(row.state().master())))
                .column(
                        "links",
                        ColumnType.TEXT,
                        (to, row) -> to.bytes(LinksForm.write(row.state().links())));
    }

    private static final TableRows<SubjectLine> PERSONS = subjectRows(
            "person_current",
            rows -> rows.column(
                    "birth_date",
                    ColumnType.DATE,
                    (to, row) -> to.date(row.search().birthDate())),
            rows -> rows.column(
                    "name", ColumnType.TEXT, (to, row) -> to.text(row.search().name())));

    private static final TableRows<SubjectLine> ENTITIES =
            subjectRows("legal_entity_current", rows -> {}, rows -> rows.column(
                            "names",
                            ColumnType.TEXT,
                            (to, row) -> to.text(row.search().name()))
                    .column(
                            "division",
                            ColumnType.TEXT,
                            (to, row) -> to.text(row.search().division())));

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

    /** Of a record of which all versions are at hand: the versions say whose it is. */
    private static RecordLine recordLine(RecordHistory whole, int versionsLoaded) {
        return new RecordLine(RecordKeys.of(whole.key()), whole, whole.owner().orElse(null), versionsLoaded);
    }

    /**
     * Which record it is, and all its versions.
     *
     * @param folded adds the columns that stand behind the key
     * @param checked adds those that stand before the versions
     */
    private static TableRows<RecordLine> recordRows(
            String table, Consumer<TableRows<RecordLine>> folded, Consumer<TableRows<RecordLine>> checked) {
        TableRows<RecordLine> rows = new TableRows<RecordLine>(table, 1_024)
                .key("record_key", ColumnType.UUID, (to, row) -> to.uuid(row.key()));
        folded.accept(rows);
        rows.column(
                        "source",
                        ColumnType.TEXT,
                        (to, row) -> to.text(row.history().key().source()))
                .column(
                        "dataset",
                        ColumnType.TEXT,
                        (to, row) -> to.text(row.history().key().dataset()))
                .column(
                        "record_id",
                        ColumnType.TEXT,
                        (to, row) -> to.text(row.history().key().recordId()));
        checked.accept(rows);
        return rows.column(
                "versions",
                ColumnType.TEXT,
                (to, row) -> to.bytes(StoredJson.write(
                        json -> RecordForm.write(json, row.history().versions()))));
    }

    private static final TableRows<RecordLine> RECORD_ROWS = recordRows(
                    "source_record",
                    rows -> rows.column(
                                    "owner",
                                    ColumnType.UUID,
                                    (to, row) -> to.uuid(
                                            row.owner() == null
                                                    ? null
                                                    : row.owner().value()))
                            .column(
                                    "highest_version",
                                    ColumnType.BIGINT,
                                    (to, row) -> to.bigint(row.counting().version()))
                            .column(
                                    "versions_held",
                                    ColumnType.INTEGER,
                                    (to, row) ->
                                            to.integer(row.history().versions().size()))
                            .column("stands_until", ColumnType.DATE, (to, row) -> to.date(row.standsUntil())),
                    rows -> rows.column(
                            "row_fingerprint", ColumnType.BYTEA, (to, row) -> to.bytes(row.rowFingerprint())))
            .guard("versions_held", RecordLine::versionsLoaded);

    /** What a row of {@code subject_conflict} is written from. */
    private record ConflictLine(SubjectId subject, OpenConflict open, Instant settledAt, byte[] detail, Shape shape) {
        Conflict conflict() {
            return open.conflict();
        }

        Set<String> sources() {
            Set<String> sources = new TreeSet<>();
            for (ConflictValue value : conflict().values()) sources.add(value.source());
            return sources;
        }
    }

    private static final TableRows<ConflictLine> CONFLICTS = new TableRows<ConflictLine>("subject_conflict", 512)
            .key("subject", ColumnType.UUID, (to, row) -> to.uuid(row.subject().value()))
            .key("number", ColumnType.BIGINT, (to, row) -> to.bigint(row.open().number()))
            .column(
                    "kind",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.conflict().kind().name()))
            .column("item", ColumnType.TEXT, (to, row) -> to.text(row.conflict().item()))
            .column("rule", ColumnType.TEXT, (to, row) -> to.text(row.conflict().rule()))
            .column(
                    "severity",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.conflict().severity().name()))
            .column("sources", ColumnType.TEXTS, (to, row) -> to.texts(row.sources()))
            .column(
                    "valid_from",
                    ColumnType.DATE,
                    (to, row) -> to.date(row.conflict().from()))
            .column(
                    "valid_to",
                    ColumnType.DATE,
                    (to, row) -> to.date(row.conflict().to()))
            .column(
                    "since",
                    ColumnType.TIMESTAMPTZ,
                    (to, row) -> to.timestamp(row.open().since()))
            .column("settled_at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.settledAt()))
            .column("detail", ColumnType.TEXT, (to, row) -> to.bytes(row.detail()))
            .column(
                    "shape",
                    ColumnType.TEXT,
                    (to, row) ->
                            to.text(row.shape() == null ? null : row.shape().text()));

    /** What a row of {@code decision_log} is written from: a decision that was taken, or revoked. */
    private record DecisionLine(RecordedEvent event) {
        Decision taken() {
            return event.event() instanceof ItemDecided decided ? decided.decision() : null;
        }

        UUID decision() {
            return taken() != null ? taken().id() : ((DecisionRevoked) event.event()).revoked();
        }
    }

    private static final TableRows<DecisionLine> DECISIONS = new TableRows<DecisionLine>("decision_log", 512)
            .key(
                    "subject",
                    ColumnType.UUID,
                    (to, row) -> to.uuid(row.event().subject().value()))
            .key(
                    "sequence",
                    ColumnType.BIGINT,
                    (to, row) -> to.bigint(row.event().sequence()))
            .column(
                    "recorded_at",
                    ColumnType.TIMESTAMPTZ,
                    (to, row) -> to.timestamp(row.event().recordedAt()))
            .column("decision", ColumnType.UUID, (to, row) -> to.uuid(row.decision()))
            .column("taken", ColumnType.BOOL, (to, row) -> to.bool(row.taken() != null))
            .column(
                    "group_id",
                    ColumnType.UUID,
                    (to, row) ->
                            to.uuid(row.taken() == null ? null : row.taken().group()));

    private static final Comparator<DecisionLine> BY_DECISION = Comparator.comparing(
                    (DecisionLine row) -> row.event().subject())
            .thenComparing(row -> row.event().sequence());

    private static final TableRows<SubjectSnapshot> SNAPSHOTS = new TableRows<SubjectSnapshot>(
                    "subject_snapshot", 4_096)
            .key("subject", ColumnType.UUID, (to, row) -> to.uuid(row.subject().value()))
            .key("sequence", ColumnType.BIGINT, (to, row) -> to.bigint(row.sequence()))
            .column("recorded_at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.recordedAt()))
            .column(
                    "id_type",
                    ColumnType.TEXT,
                    (to, row) -> to.text(
                            row.identifier() == null
                                    ? null
                                    : row.identifier().type().name()))
            .column(
                    "id_number",
                    ColumnType.TEXT,
                    (to, row) -> to.text(
                            row.identifier() == null ? null : row.identifier().number()))
            .column("master", ColumnType.TEXT, (to, row) -> to.bytes(MasterForm.write(row.master())))
            .column("links", ColumnType.TEXT, (to, row) -> to.bytes(LinksForm.write(row.links())));

    private static final Comparator<SubjectSnapshot> BY_SNAPSHOT =
            Comparator.comparing(SubjectSnapshot::subject).thenComparing(SubjectSnapshot::sequence);

    /** Of records whose versions stand in several streams: what one of the streams has of them. */
    private static final TableRows<RecordLine> PARTS = recordRows("rebuild_record_part", rows -> {}, rows -> {});

    private static final int PARTS_AT_ONCE = 2_000;

    /** All parts of the last record too, however many there are. */
    private static final String READ_PARTS = "SELECT source, dataset, record_id, versions FROM rebuild_record_part"
            + " WHERE record_key > ? AND record_key <= (SELECT record_key FROM (SELECT record_key"
            + " FROM rebuild_record_part WHERE record_key > ? ORDER BY record_key LIMIT ?) AS page"
            + " ORDER BY record_key DESC LIMIT 1) ORDER BY record_key";

    /**
     * A subject with all events of its stream applied to a set of its own.
     *
     * @param elsewhere records of which other streams may hold versions too, so that what is here is but a part of them
     * @param periods what it was known by
     */
    public record WholeSubject(WorkingSet state, Set<RecordKey> elsewhere, SubjectPeriods periods) {}

    /** The rows of whole subjects, by table, each in the order of its key. */
    private static final class Lines {
        final List<SubjectLine> persons = new ArrayList<>();
        final List<SubjectLine> entities = new ArrayList<>();
        final List<RecordLine> records = new ArrayList<>();
        final List<RecordLine> parts = new ArrayList<>();
        final List<ConflictLine> conflicts = new ArrayList<>();
        final List<SubjectSnapshot> snapshots = new ArrayList<>();
        final List<DecisionLine> decisions = new ArrayList<>();
    }

    private Lines lines(Collection<WholeSubject> subjects) {
        Lines lines = new Lines();
        for (WholeSubject subject : subjects) {
            addSubjects(subject.state(), lines.persons, lines.entities);
            for (RecordLine line : recordLines(subject.state()))
                (subject.elsewhere().contains(line.history().key()) ? lines.parts : lines.records).add(line);
            lines.conflicts.addAll(conflictLines(subject.state()));
            lines.decisions.addAll(decisionLines(subject.state()));
            lines.snapshots.addAll(subject.state().snapshots());
        }
        lines.persons.sort(BY_SUBJECT);
        lines.entities.sort(BY_SUBJECT);
        lines.records.sort(BY_RECORD);
        lines.conflicts.sort(BY_CONFLICT);
        lines.snapshots.sort(BY_SNAPSHOT);
        lines.decisions.sort(BY_DECISION);
        return lines;
    }

    /**
     * Writes the rows of subjects of which the tables have none, on the connection of the caller's transaction. What they have of
     * records that are elsewhere too goes aside, for {@link #joinParts}.
     */
    public void writeWhole(Collection<WholeSubject> subjects) {
        Lines lines = lines(subjects);
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            PERSONS.copy(connection, lines.persons);
            ENTITIES.copy(connection, lines.entities);
            RECORD_ROWS.copy(connection, lines.records);
            CONFLICTS.copy(connection, lines.conflicts);
            SNAPSHOTS.copy(connection, lines.snapshots);
            DECISIONS.copy(connection, lines.decisions);
            PARTS.copy(connection, lines.parts);
            return null;
        });
    }

    /** Whose records are by all acts in force, once the subjects' rows are there. */
    public Belonging belonging() {
        WorkingSet linked = new WorkingSet();
        jdbc.query(
                "SELECT subject, links FROM person_current WHERE links IS NOT NULL UNION ALL"
                        + " SELECT subject, links FROM legal_entity_current WHERE links IS NOT NULL",
                row -> {
                    linked.load(SubjectState.known(
                            new SubjectId(row.getObject(1, UUID.class)),
                            null,
                            0,
                            Instant.EPOCH,
                            MasterRecord.EMPTY,
                            Set.of(),
                            LinksForm.read(row.getBytes(2))));
                });
        return linked.belonging();
    }

    /**
     * Puts the next records that were set aside together, with what the table has of them, and writes them, on the connection of
     * the caller's transaction.
     *
     * @param belonging by all acts in force
     * @param after key of the last record of the call before; null for the first
     * @return the key of the last record; null when none were left
     */
    public UUID joinParts(Belonging belonging, UUID after) {
        Collection<RecordHistory> parts = parts(belonging, after);
        if (parts.isEmpty()) return null;
        WorkingSet there = new WorkingSet();
        Set<UUID> keys = new HashSet<>();
        parts.forEach(part -> keys.add(RecordKeys.of(part.key())));
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            readRecords(connection, keys, there, new HashMap<>(), new HashSet<>());
            return null;
        });
        List<RecordLine> joined = new ArrayList<>();
        for (RecordHistory part : parts) {
            List<RecordVersion> held = there.record(part.key()).versions();
            RecordHistory whole = part;
            for (RecordVersion version : held) whole = whole.with(version);
            joined.add(recordLine(whole, held.size()));
        }
        write(Writes.of(dataSource), RECORD_ROWS, joined, BY_RECORD, row -> row.versionsLoaded() == 0);
        return lastKey(parts);
    }

    private static UUID lastKey(Collection<RecordHistory> records) {
        UUID last = null;
        for (RecordHistory record : records) last = RecordKeys.of(record.key());
        return last;
    }

    /**
     * A row as the events say it is.
     *
     * @param key the subject, or the key of the record
     * @param number of a conflict, a period, a snapshot, a tie or a violation; else 0
     * @param row what COPY in binary form gives of it, columns in the order of the tables' {@code ..._COLUMNS}
     * @param mayLack whether the table need not have it: it is of use only, or its time may be over
     */
    public record RowImage(UUID key, long number, byte[] row, boolean mayLack) {
        /** One that has to be there. */
        public RowImage(UUID key, long number, byte[] row) {
            this(key, number, row, false);
        }
    }

    /** Each in the order of its key. */
    public record Images(
            List<RowImage> persons,
            List<RowImage> entities,
            List<RowImage> conflicts,
            List<RowImage> snapshots,
            List<RowImage> decisions,
            List<RowImage> records) {}

    public static final String PERSON_COLUMNS = PERSONS.columns();
    public static final String ENTITY_COLUMNS = ENTITIES.columns();
    public static final String CONFLICT_COLUMNS = CONFLICTS.columns();
    public static final String SNAPSHOT_COLUMNS = SNAPSHOTS.columns();
    public static final String DECISION_COLUMNS = DECISIONS.columns();
    public static final String RECORD_COLUMNS = RECORD_ROWS.columns();

    /** What {@link #writeWhole} would write, without the parts of records that are elsewhere too. */
    public Images images(Collection<WholeSubject> subjects) {
        Lines lines = lines(subjects);
        return new Images(
                images(PERSONS, lines.persons, row -> row.state().id().value(), row -> 0L),
                images(ENTITIES, lines.entities, row -> row.state().id().value(), row -> 0L),
                images(CONFLICTS, lines.conflicts, row -> row.subject().value(), row -> row.open()
                        .number()),
                lines.snapshots.stream()
                        .map(row -> new RowImage(row.subject().value(), row.sequence(), SNAPSHOTS.image(row), true))
                        .toList(),
                images(DECISIONS, lines.decisions, row -> row.event().subject().value(), row -> row.event()
                        .sequence()),
                images(RECORD_ROWS, lines.records, RecordLine::key, row -> 0L));
    }

    private static <R> List<RowImage> images(
            TableRows<R> table, List<R> rows, Function<R, UUID> key, ToLongFunction<R> number) {
        List<RowImage> images = new ArrayList<>(rows.size());
        for (R row : rows) images.add(new RowImage(key.apply(row), number.applyAsLong(row), table.image(row)));
        return images;
    }

    /**
     * Sets parts of records aside, in the caller's transaction: of those that are elsewhere too, and of the doubted.
     *
     * @param doubted keys of records that may be but a part of what the table has
     */
    public void setAside(Collection<WholeSubject> subjects, Set<UUID> doubted) {
        Lines lines = lines(subjects);
        for (RecordLine line : lines.records) if (doubted.contains(line.key())) lines.parts.add(line);
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            PARTS.copy(connection, lines.parts);
            return null;
        });
    }

    /** The rows of the next records that were set aside, each from all its parts; empty when none are left. */
    public List<RowImage> joinedImages(Belonging belonging, UUID after) {
        List<RecordLine> joined = new ArrayList<>();
        for (RecordHistory whole : parts(belonging, after)) joined.add(recordLine(whole, 0));
        return images(RECORD_ROWS, joined, RecordLine::key, row -> 0L);
    }

    /** The next records that were set aside, in the order of their keys, each from all its parts. */
    private Collection<RecordHistory> parts(Belonging belonging, UUID after) {
        Map<RecordKey, RecordHistory> parts = new LinkedHashMap<>();
        jdbc.query(
                READ_PARTS,
                select -> {
                    UUID last = after == null ? new UUID(0, 0) : after;
                    select.setObject(1, last);
                    select.setObject(2, last);
                    select.setInt(3, PARTS_AT_ONCE);
                },
                row -> {
                    RecordKey key = new RecordKey(row.getString(1), row.getString(2), row.getString(3));
                    for (RecordVersion version : StoredJson.read(row.getBytes(4), RecordForm::readVersions))
                        parts.merge(
                                key,
                                RecordHistory.of(key, List.of(version), belonging),
                                (held, more) -> held.with(version));
                });
        return parts.values();
    }

    @Override
    public void write(WorkingSet changed) {
        Writes writes = Writes.of(dataSource);
        List<SubjectLine> persons = new ArrayList<>();
        List<SubjectLine> entities = new ArrayList<>();
        addSubjects(changed, persons, entities);
        write(writes, PERSONS, persons, BY_SUBJECT, row -> row.state().loadedSequence() < 0);
        write(writes, ENTITIES, entities, BY_SUBJECT, row -> row.state().loadedSequence() < 0);
        write(writes, RECORD_ROWS, recordLines(changed), BY_RECORD, row -> row.versionsLoaded() == 0);
        write(writes, SNAPSHOTS, new ArrayList<>(changed.snapshots()), BY_SNAPSHOT, row -> true);
        write(writes, DECISIONS, decisionLines(changed), BY_DECISION, row -> true);
        // A conflict has the number of the event that raised it.
        write(
                writes,
                CONFLICTS,
                conflictLines(changed),
                BY_CONFLICT,
                row -> row.open().number() > changed.subject(row.subject()).loadedSequence());
    }

    private static void addSubjects(WorkingSet changed, List<SubjectLine> persons, List<SubjectLine> entities) {
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
    }

    private static List<RecordLine> recordLines(WorkingSet changed) {
        List<RecordLine> lines = new ArrayList<>(changed.touchedRecords().size());
        for (RecordKey key : changed.touchedRecords()) {
            RecordHistory record = changed.record(key);
            // A stream alone may tell that a record came to it without any of its versions.
            if (!record.versions().isEmpty())
                lines.add(new RecordLine(RecordKeys.of(key), record, changed.owner(key), changed.versionsLoaded(key)));
        }
        return lines;
    }

    private static List<DecisionLine> decisionLines(WorkingSet changed) {
        List<DecisionLine> lines = new ArrayList<>(changed.decided().size());
        for (RecordedEvent event : changed.decided()) lines.add(new DecisionLine(event));
        return lines;
    }

    private List<ConflictLine> conflictLines(WorkingSet changed) {
        List<ConflictLine> lines = new ArrayList<>();
        changed.conflictChanges().forEach((subject, changes) -> changes.values()
                .forEach(change -> lines.add(new ConflictLine(
                        subject,
                        change.conflict(),
                        change.settledAt(),
                        writer.writeValueAsBytes(change.conflict().conflict()),
                        shape(changed.subject(subject), change.conflict().conflict())))));
        return lines;
    }

    private static Shape shape(SubjectState subject, Conflict conflict) {
        Identifier identifier = subject.identifier();
        return Shape.of(
                identifier == null ? SubjectType.PERSON : identifier.type().subjectType(), conflict);
    }

    private static <R> void write(
            Writes writes, TableRows<R> table, List<R> lines, Comparator<R> order, Predicate<R> isNew) {
        lines.sort(order);
        List<R> fresh = new ArrayList<>(lines.size());
        List<R> known = new ArrayList<>();
        for (R line : lines) (isNew.test(line) ? fresh : known).add(line);
        table.insert(writes, fresh, SubjectTables::refused);
        table.update(writes, known, SubjectTables::refused);
    }

    private static RuntimeException refused(SQLException failure, int missing) {
        if (failure == null)
            return new ConcurrencyException("ROW_CONFLICT: another writer changed " + missing
                    + " row(s) since this batch was loaded; nothing of the batch is kept, load again and decide anew");
        if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) return null;
        return new ConcurrencyException(
                "ROW_CONFLICT: another writer stored a row that was new when this batch was loaded; nothing of the"
                        + " batch is kept, load again and decide anew",
                failure);
    }
}
