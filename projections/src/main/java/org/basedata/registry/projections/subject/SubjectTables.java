package org.basedata.registry.projections.subject;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubjectView;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.submission.RowFingerprint;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * The tables {@code person_current}, {@code legal_entity_current}, {@code source_record} and {@code subject_conflict}, read
 * and written by batch on the connection of the caller's transaction. A live batch and a rebuild write through the same
 * code.
 *
 * <p>Rows are written in the order of their keys, so that two writers cannot lock each other out. A subject that no version
 * has named has no type yet; its row stands in {@code person_current} with a null identifier.
 */
public final class SubjectTables implements SubjectView {
    private static final String RECORD_COLUMNS = "source, dataset, record_id, owner, versions FROM source_record";
    private static final String UNIQUE_VIOLATION = "23505";
    /**
     * For the rest of the transaction, in the round trip of the query behind it. A plan that was made while the tables were
     * small or not yet analysed would read them whole, batch after batch, while a first import fills them.
     */
    private static final String WITHOUT_SCANS = "SET LOCAL enable_seqscan = off; ";

    private static final String SUBJECT_COLUMNS = "subject, sequence, recorded_at, id_type, id_number, master FROM ";

    private final JdbcTemplate jdbc;
    private final StoredVersions versions;
    private final ObjectReader masterReader;
    private final ObjectWriter writer;

    public SubjectTables(DataSource dataSource, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.versions = new StoredVersions(json);
        this.masterReader = json.readerFor(MasterRecord.class);
        this.writer = json.writer();
    }

    /**
     * Two queries: the rows of the subjects, then the records; again, once, in the rare case that a record names subjects
     * which were not asked for. Each statement sees what is committed when it begins. So subjects are read before records: a
     * writer who commits in between leaves a sequence that is too low, and the append will be refused; the other way round
     * its records would be missing under a sequence that is right.
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
        WorkingSet set = new WorkingSet();
        List<SubjectRow> rows = new ArrayList<>(subjects.size());
        String[] ids = texts(subjects, SubjectId::value);
        try (PreparedStatement select = connection.prepareStatement(WITHOUT_SCANS + "SELECT " + SUBJECT_COLUMNS
                + "person_current WHERE subject = ANY (?::uuid[]) UNION ALL SELECT " + SUBJECT_COLUMNS
                + "legal_entity_current WHERE subject = ANY (?::uuid[])")) {
            select.setObject(1, ids);
            select.setObject(2, ids);
            select.execute();
            select.getMoreResults();
            try (ResultSet row = select.getResultSet()) {
                while (row.next())
                    rows.add(new SubjectRow(
                            new SubjectId(row.getObject(1, UUID.class)),
                            identifier(row.getString(4), row.getString(5)),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            masterReader.readValue(row.getString(6))));
            }
        }
        Map<SubjectId, Set<RecordKey>> owned = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + RECORD_COLUMNS + " WHERE record_key = ANY (?::uuid[]) OR owner = ANY (?::uuid[])")) {
            select.setObject(1, texts(records, RecordKeys::of));
            select.setObject(2, ids);
            readRecords(select, set, owned, named);
        }
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

    private static <T> String[] texts(Collection<T> keys, Function<T, UUID> uuid) {
        String[] texts = new String[keys.size()];
        int i = 0;
        for (T key : keys) texts[i++] = uuid.apply(key).toString();
        return texts;
    }

    /** Null when the row has none. */
    static Identifier identifier(String type, String number) {
        return type == null ? null : new Identifier(IdType.valueOf(type), number);
    }

    private void readRecords(
            PreparedStatement select, WorkingSet set, Map<SubjectId, Set<RecordKey>> owned, Set<SubjectId> named)
            throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                RecordKey key = new RecordKey(row.getString(1), row.getString(2), row.getString(3));
                UUID value = row.getObject(4, UUID.class);
                SubjectId owner = value == null ? null : new SubjectId(value);
                RecordHistory record = versions.read(key, row.getString(5));
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

    @Override
    public void write(WorkingSet changed) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            writeSubjects(connection, changed);
            writeRecords(connection, changed);
            writeConflicts(connection, changed);
            return null;
        });
    }

    private void writeSubjects(Connection connection, WorkingSet changed) throws SQLException {
        List<SubjectState> persons = new ArrayList<>();
        List<SubjectState> entities = new ArrayList<>();
        for (SubjectId id : changed.touchedSubjects()) {
            SubjectState subject = changed.subject(id);
            boolean entity = subject.identifier() != null
                    && subject.identifier().type().subjectType() == SubjectType.LEGAL_ENTITY;
            (entity ? entities : persons).add(subject);
        }
        persons.sort(Comparator.comparing(SubjectState::id));
        entities.sort(Comparator.comparing(SubjectState::id));
        if (!persons.isEmpty()) writePersons(connection, persons);
        if (!entities.isEmpty()) writeEntities(connection, entities);
    }

    private void writePersons(Connection connection, List<SubjectState> persons) throws SQLException {
        int n = persons.size();
        SubjectColumns common = new SubjectColumns(persons, writer);
        String[] names = new String[n];
        String[] births = new String[n];
        String[] others = new String[n];
        for (int i = 0; i < n; i++) {
            SearchColumns.Person search =
                    SearchColumns.person(persons.get(i).master().items());
            names[i] = search.name();
            births[i] = search.birthDate();
            others[i] = search.others();
        }
        update(
                connection,
                """
                INSERT INTO person_current (subject, sequence, recorded_at, id_type, id_number, present, name,
                    birth_date, other_values, master)
                SELECT s, q, r, t, i, p, n, b, string_to_array(o, E'\\x1f'), m::json
                FROM unnest(?::uuid[], ?, ?::timestamptz[], ?, ?, ?, ?, ?::date[], ?, ?)
                    AS v (s, q, r, t, i, p, n, b, o, m)
                ON CONFLICT (subject) DO UPDATE SET sequence = excluded.sequence, recorded_at = excluded.recorded_at,
                    id_type = excluded.id_type, id_number = excluded.id_number, present = excluded.present,
                    name = excluded.name, birth_date = excluded.birth_date, other_values = excluded.other_values, master = excluded.master""",
                common.subject,
                common.sequence,
                common.recordedAt,
                common.idType,
                common.idNumber,
                common.present,
                names,
                births,
                others,
                common.master);
    }

    private void writeEntities(Connection connection, List<SubjectState> entities) throws SQLException {
        int n = entities.size();
        SubjectColumns common = new SubjectColumns(entities, writer);
        String[] names = new String[n];
        String[] divisions = new String[n];
        String[] others = new String[n];
        for (int i = 0; i < n; i++) {
            SearchColumns.Entity search =
                    SearchColumns.entity(entities.get(i).master().items());
            names[i] = search.names();
            divisions[i] = search.division();
            others[i] = search.others();
        }
        update(
                connection,
                """
                INSERT INTO legal_entity_current (subject, sequence, recorded_at, id_type, id_number, present, names,
                    division, other_values, master)
                SELECT s, q, r, t, i, p, n, d, string_to_array(o, E'\\x1f'), m::json
                FROM unnest(?::uuid[], ?, ?::timestamptz[], ?, ?, ?, ?, ?, ?, ?) AS v (s, q, r, t, i, p, n, d, o, m)
                ON CONFLICT (subject) DO UPDATE SET sequence = excluded.sequence, recorded_at = excluded.recorded_at,
                    id_type = excluded.id_type, id_number = excluded.id_number, present = excluded.present,
                    names = excluded.names, division = excluded.division, other_values = excluded.other_values,
                    master = excluded.master""",
                common.subject,
                common.sequence,
                common.recordedAt,
                common.idType,
                common.idNumber,
                common.present,
                names,
                divisions,
                others,
                common.master);
    }

    private static final class SubjectColumns {
        final String[] subject;
        final long[] sequence;
        final String[] recordedAt;
        final String[] idType;
        final String[] idNumber;
        final boolean[] present;
        final String[] master;

        SubjectColumns(List<SubjectState> subjects, ObjectWriter writer) {
            int n = subjects.size();
            subject = new String[n];
            sequence = new long[n];
            recordedAt = new String[n];
            idType = new String[n];
            idNumber = new String[n];
            present = new boolean[n];
            master = new String[n];
            for (int i = 0; i < n; i++) {
                SubjectState state = subjects.get(i);
                Identifier identifier = state.identifier();
                subject[i] = state.id().toString();
                sequence[i] = state.sequence();
                recordedAt[i] = state.recordedAt().toString();
                idType[i] = identifier == null ? null : identifier.type().name();
                idNumber[i] = identifier == null ? null : identifier.number();
                present[i] = state.master().present();
                master[i] = writer.writeValueAsString(state.master());
            }
        }
    }

    private record KeyedRecord(UUID key, RecordHistory history) {}

    private void writeRecords(Connection connection, WorkingSet changed) throws SQLException {
        List<KeyedRecord> fresh = new ArrayList<>();
        List<KeyedRecord> known = new ArrayList<>();
        for (RecordKey key : changed.touchedRecords())
            (changed.versionsLoaded(key) == 0 ? fresh : known)
                    .add(new KeyedRecord(RecordKeys.of(key), changed.record(key)));
        Comparator<KeyedRecord> order = (one, other) -> RecordKeys.compare(one.key(), other.key());
        fresh.sort(order);
        known.sort(order);
        if (!fresh.isEmpty()) insertRecords(connection, fresh, changed);
        if (!known.isEmpty()) updateRecords(connection, known, changed);
    }

    private void insertRecords(Connection connection, List<KeyedRecord> records, WorkingSet changed)
            throws SQLException {
        int n = records.size();
        RecordColumns common = new RecordColumns(records, changed, versions);
        String[] sources = new String[n];
        String[] datasets = new String[n];
        String[] recordIds = new String[n];
        for (int i = 0; i < n; i++) {
            RecordKey key = records.get(i).history().key();
            sources[i] = key.source();
            datasets[i] = key.dataset();
            recordIds[i] = key.recordId();
        }
        try {
            update(
                    connection,
                    """
                    INSERT INTO source_record (record_key, owner, versions_held, highest_version, fingerprint,
                        stands_until, versions, row_fingerprint, source, dataset, record_id)
                    SELECT k, o, h, v, f, u, j::json, w, s, d, r
                    FROM unnest(?::uuid[], ?::uuid[], ?, ?, ?, ?::date[], ?, ?, ?, ?, ?)
                        AS n (k, o, h, v, f, u, j, w, s, d, r)""",
                    common.key,
                    common.owner,
                    common.held,
                    common.highest,
                    common.fingerprint,
                    common.standsUntil,
                    common.versions,
                    common.rowFingerprint,
                    sources,
                    datasets,
                    recordIds);
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState()))
                throw new ConcurrencyException(
                        "RECORD_CONFLICT: another writer stored a record that was new when this batch was loaded; nothing"
                                + " of the batch is kept, load again and decide anew",
                        e);
            throw e;
        }
    }

    private void updateRecords(Connection connection, List<KeyedRecord> records, WorkingSet changed)
            throws SQLException {
        RecordColumns common = new RecordColumns(records, changed, versions);
        int[] loaded = records.stream()
                .mapToInt(record -> changed.versionsLoaded(record.history().key()))
                .toArray();
        int updated = update(
                connection,
                """
                UPDATE source_record SET owner = o, versions_held = h, highest_version = v, fingerprint = f,
                    stands_until = u, versions = j::json, row_fingerprint = w
                FROM unnest(?::uuid[], ?::uuid[], ?, ?, ?, ?::date[], ?, ?, ?) AS n (k, o, h, v, f, u, j, w, l)
                WHERE record_key = k AND versions_held = l""",
                common.key,
                common.owner,
                common.held,
                common.highest,
                common.fingerprint,
                common.standsUntil,
                common.versions,
                common.rowFingerprint,
                loaded);
        if (updated != records.size())
            throw new ConcurrencyException("RECORD_CONFLICT: another writer changed " + (records.size() - updated)
                    + " of " + records.size() + " records since this batch was loaded; nothing of the batch is kept,"
                    + " load again and decide anew");
    }

    private static final class RecordColumns {
        final String[] key;
        final String[] owner;
        final int[] held;
        final long[] highest;
        final byte[][] fingerprint;
        final String[] standsUntil;
        final String[] versions;
        final byte[][] rowFingerprint;

        RecordColumns(List<KeyedRecord> records, WorkingSet changed, StoredVersions stored) {
            int n = records.size();
            key = new String[n];
            owner = new String[n];
            held = new int[n];
            highest = new long[n];
            fingerprint = new byte[n][];
            standsUntil = new String[n];
            versions = new String[n];
            rowFingerprint = new byte[n][];
            for (int i = 0; i < n; i++) {
                RecordHistory history = records.get(i).history();
                RecordVersion counting = history.highest().orElseThrow();
                SubjectId subject = changed.owner(history.key());
                key[i] = records.get(i).key().toString();
                owner[i] = subject == null ? null : subject.toString();
                held[i] = history.versions().size();
                highest[i] = counting.version();
                fingerprint[i] = Base64.getUrlDecoder().decode(counting.hash());
                standsUntil[i] = standsUntil(history);
                versions[i] = stored.write(history);
                String row = counting.provenance().rowFingerprint();
                rowFingerprint[i] = row == null ? null : RowFingerprint.bytes(row);
            }
        }
    }

    /** The day on which the record's timeline ends, as PostgreSQL writes it; null when it has no timeline. */
    private static String standsUntil(RecordHistory history) {
        RecordTimeline timeline = RecordTimeline.fold(history.key(), history.counted());
        if (timeline.isEmpty()) return null;
        LocalDate day = Days.date(timeline.until());
        return day == null ? "infinity" : day.toString();
    }

    private void writeConflicts(Connection connection, WorkingSet changed) throws SQLException {
        int n = 0;
        for (var ofSubject : changed.conflictChanges().values()) n += ofSubject.size();
        if (n == 0) return;
        String[] subjects = new String[n];
        long[] numbers = new long[n];
        String[] kinds = new String[n];
        String[] items = new String[n];
        String[] rules = new String[n];
        String[] severities = new String[n];
        String[] sources = new String[n];
        String[] from = new String[n];
        String[] to = new String[n];
        String[] since = new String[n];
        String[] settled = new String[n];
        String[] detail = new String[n];
        int i = 0;
        for (var ofSubject : changed.conflictChanges().entrySet()) {
            for (var change : ofSubject.getValue().entrySet()) {
                OpenConflict open = change.getValue().conflict();
                Instant settledAt = change.getValue().settledAt();
                Conflict conflict = open.conflict();
                Set<String> involved = new TreeSet<>();
                for (ConflictValue value : conflict.values()) involved.add(value.source());
                subjects[i] = ofSubject.getKey().toString();
                numbers[i] = change.getKey();
                kinds[i] = conflict.kind().name();
                items[i] = conflict.item();
                rules[i] = conflict.rule();
                severities[i] = conflict.severity().name();
                sources[i] = String.join(String.valueOf(SearchColumns.SEPARATOR), involved);
                from[i] = SqlDates.text(conflict.from());
                to[i] = SqlDates.text(conflict.to());
                since[i] = open.since().toString();
                settled[i] = settledAt == null ? null : settledAt.toString();
                detail[i] = writer.writeValueAsString(conflict);
                i++;
            }
        }
        update(
                connection,
                """
                INSERT INTO subject_conflict (subject, number, kind, item, rule, severity, sources, valid_from, valid_to,
                    since, settled_at, detail)
                SELECT s, n, k, i, r, y, string_to_array(o, E'\\x1f'), f, t, c, e, d::json
                FROM unnest(?::uuid[], ?, ?, ?, ?, ?, ?, ?::date[], ?::date[], ?::timestamptz[], ?::timestamptz[], ?)
                    AS v (s, n, k, i, r, y, o, f, t, c, e, d)
                ON CONFLICT (subject, number) DO UPDATE SET severity = excluded.severity, sources = excluded.sources,
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to, settled_at = excluded.settled_at,
                    detail = excluded.detail""",
                subjects,
                numbers,
                kinds,
                items,
                rules,
                severities,
                sources,
                from,
                to,
                since,
                settled,
                detail);
    }

    /** One array a column: the statement's text does not depend on the number of rows, so the server keeps its plan. */
    private static int update(Connection connection, String sql, Object... columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.length; i++) statement.setObject(i + 1, columns[i]);
            return statement.executeUpdate();
        }
    }
}
