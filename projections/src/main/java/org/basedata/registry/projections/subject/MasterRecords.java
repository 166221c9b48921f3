package org.basedata.registry.projections.subject;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Segment;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Master records by identifier, by reference and by search. What is known now is one row; earlier knowledge is folded from
 * the subject's events up to that time, unless the row is older. Subjects without a record that says anything answer as
 * absent.
 */
public final class MasterRecords {
    private static final String COLUMNS =
            "SELECT subject, recorded_at, id_type, id_number, present, master, links, sequence FROM ";

    /**
     * The end of the log and, where there are any, rows. One statement sees one state of the database, so that the rows show
     * just what the position covers.
     */
    private static final String STORED =
            "SELECT position, sequence, recorded_at, id_type, id_number, present, master, subject, links"
                    + " FROM (SELECT coalesce(max(last_position), 0) AS position FROM log_block) AS log LEFT JOIN ";

    private static final String[] PERSON = byPartition("person_current");
    private static final String[] LEGAL_ENTITY = byPartition("legal_entity_current");

    /** Tables are cut by the first hexadecimal digit of the subject and their parts named for it. */
    private static String[] byPartition(String table) {
        String[] statements = new String[16];
        for (int digit = 0; digit < statements.length; digit++)
            statements[digit] = STORED + table + "_" + Integer.toHexString(digit) + " ON subject = ?";
        return statements;
    }

    private final JdbcTemplate jdbc;
    private final SubjectSnapshots snapshots;

    public MasterRecords(DataSource dataSource, SubjectStreams streams) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.snapshots = new SubjectSnapshots(dataSource, streams);
    }

    /**
     * One entry an identifier, in their order. An identifier needs no look-up: the subject's id is a keyed hash of it.
     *
     * @param knownAt inclusive; null for all that is known now
     */
    public List<Optional<SubjectRecord>> byIdentifiers(SubjectIds ids, List<Identifier> identifiers, Instant knownAt) {
        Map<SubjectType, List<SubjectId>> byType = new EnumMap<>(SubjectType.class);
        List<SubjectId> inOrder = new ArrayList<>(identifiers.size());
        for (Identifier identifier : identifiers) {
            SubjectId subject = ids.of(identifier);
            inOrder.add(subject);
            byType.computeIfAbsent(identifier.type().subjectType(), type -> new ArrayList<>())
                    .add(subject);
        }
        Map<SubjectId, StoredSubject> found = new HashMap<>();
        byType.forEach((type, subjects) -> {
            for (StoredSubject subject : stored(type, subjects, knownAt).subjects())
                if (subject != null) found.put(subject.ref(), subject);
        });
        return inOrder.stream()
                .map(subject -> Optional.ofNullable(found.get(subject)).map(StoredSubject::read))
                .toList();
    }

    /** @param knownAt inclusive; null for all that is known now */
    public Optional<SubjectRecord> byRef(SubjectType type, SubjectId ref, Instant knownAt) {
        return Optional.ofNullable(
                        stored(type, List.of(ref), knownAt).subjects().get(0))
                .map(StoredSubject::read);
    }

    /**
     * Master records in their stored form, which is all that an answer needs.
     *
     * @param refs in any order, also repeated
     * @param knownAt inclusive; null for all that is known now
     */
    public StoredSubjects stored(SubjectType type, List<SubjectId> refs, Instant knownAt) {
        Rows rows = load(type, refs, knownAt);
        List<StoredSubject> inOrder = new ArrayList<>(refs.size());
        for (SubjectId ref : refs) inOrder.add(rows.present(ref));
        return new StoredSubjects(rows.position, inOrder);
    }

    /**
     * Who answers to what is asked: whose number it is now, into whom a subject was merged, who shares a number.
     *
     * @param asked in any order, also repeated
     * @param knownAt inclusive; null for all that is known now
     */
    public Standing.Standings standing(SubjectType type, List<Standing.Asked> asked, Instant knownAt) {
        Rows rows = load(type, asked.stream().map(Standing.Asked::ref).toList(), knownAt);
        for (List<SubjectId> further = rows.further(); !further.isEmpty(); further = rows.further())
            rows.add(load(type, further, knownAt), further);
        List<Standing> inOrder = new ArrayList<>(asked.size());
        for (Standing.Asked each : asked) inOrder.add(rows.standing(each));
        return new Standing.Standings(rows.position, inOrder);
    }

    private Rows load(SubjectType type, List<SubjectId> refs, Instant knownAt) {
        Rows rows = refs.size() == 1 ? row(type, refs.get(0), knownAt) : rows(type, refs, knownAt);
        if (!rows.changedSince.isEmpty())
            snapshots.known(rows.changedSince, knownAt).forEach((ref, state) -> {
                rows.put(new StoredSubject(
                        ref,
                        state.identifier(),
                        state.sequence(),
                        state.master().present(),
                        MasterForm.write(state.master()),
                        state.links()));
            });
        return rows;
    }

    /** From the subject's own partition: the plan for the whole table would lock all sixteen, which takes longer than the rest. */
    private Rows row(SubjectType type, SubjectId ref, Instant knownAt) {
        int partition = (int) (ref.value().getMostSignificantBits() >>> 60);
        return jdbc.query(
                (type == SubjectType.PERSON ? PERSON : LEGAL_ENTITY)[partition],
                select -> select.setObject(1, ref.value()),
                row -> {
                    Rows rows = new Rows();
                    row.next();
                    rows.take(row, ref, knownAt);
                    return rows;
                });
    }

    private Rows rows(SubjectType type, List<SubjectId> refs, Instant knownAt) {
        ColumnArray asked = ColumnArray.ofUuids(
                refs.stream().distinct().sorted().map(SubjectId::value).toList());
        return jdbc.query(
                STORED + "(unnest(?) AS asked (id) JOIN " + table(type) + " ON subject = asked.id) ON true",
                select -> asked.setOn(select, 1),
                row -> {
                    Rows rows = new Rows();
                    while (row.next()) {
                        UUID ref = row.getObject(8, UUID.class);
                        rows.take(row, ref == null ? null : new SubjectId(ref), knownAt);
                    }
                    return rows;
                });
    }

    /** What one statement found, and who answers by it. */
    static final class Rows {
        private long position;
        private final Map<SubjectId, StoredSubject> found = new HashMap<>();
        /** Subjects with events that were not known yet at the time that is asked about, and the sequence of their last. */
        private final Map<SubjectId, Long> changedSince = new HashMap<>(0);

        /** Linked subjects of which the others were asked for. */
        private final Set<SubjectId> followed = new HashSet<>(0);

        private boolean linked;

        void put(StoredSubject subject) {
            if (!subject.present() && subject.links().isEmpty()) return;
            found.put(subject.ref(), subject);
            linked |= !subject.links().isEmpty();
        }

        void add(Rows more, List<SubjectId> asked) {
            followed.addAll(asked);
            more.found.values().forEach(this::put);
        }

        StoredSubject present(SubjectId ref) {
            StoredSubject subject = found.get(ref);
            return subject != null && subject.present() ? subject : null;
        }

        /** Subjects that others lead to and that nobody has asked for yet. */
        List<SubjectId> further() {
            if (!linked) return List.of();
            Set<SubjectId> further = new LinkedHashSet<>();
            for (StoredSubject subject : found.values()) {
                if (subject.links().leadsTo() != null)
                    further.add(subject.links().leadsTo());
                further.addAll(subject.links().sharedBy());
            }
            further.removeAll(found.keySet());
            further.removeAll(followed);
            return List.copyOf(further);
        }

        Standing standing(Standing.Asked asked) {
            StoredSubject subject = end(asked.ref());
            if (subject == null) return null;
            if (!linked) return new Standing.Found(subject);
            if (subject.links().isShared()) {
                Map<SubjectId, StoredSubject> parts = new LinkedHashMap<>();
                for (SubjectId part : subject.links().sharedBy()) {
                    StoredSubject end = end(part);
                    if (end != null && end.present()) parts.put(end.ref(), end);
                }
                List<StoredSubject> holders = parts.values().stream()
                        .filter(part -> part.identifier().equals(asked.identifier()))
                        .toList();
                if (parts.size() == 1) subject = parts.values().iterator().next();
                else if (holders.size() == 1) subject = holders.get(0);
                else return parts.isEmpty() ? null : new Standing.Ambiguous(List.copyOf(parts.values()));
            }
            if (!subject.present()) return null;
            boolean superseded =
                    asked.identifier() != null && !asked.identifier().equals(subject.identifier());
            return superseded ? new Standing.Superseded(subject) : new Standing.Found(subject);
        }

        private StoredSubject end(SubjectId ref) {
            StoredSubject subject = found.get(ref);
            while (subject != null && subject.links().leadsTo() != null)
                subject = found.get(subject.links().leadsTo());
            return subject;
        }

        /** @param ref null for the row that says nothing but the position */
        void take(ResultSet row, SubjectId ref, Instant knownAt) throws SQLException {
            position = row.getLong(1);
            long sequence = row.getLong(2);
            if (row.wasNull()) return;
            if (knownAt != null
                    && row.getObject(3, OffsetDateTime.class).toInstant().isAfter(knownAt))
                changedSince.put(ref, sequence);
            else
                put(new StoredSubject(
                        ref,
                        SubjectTables.identifier(row.getString(4), row.getString(5)),
                        sequence,
                        row.getBoolean(6),
                        row.getBytes(7),
                        LinksForm.read(row.getBytes(9))));
        }
    }

    /** A row of the present and when it last changed. */
    private record Row(SubjectRecord record, Instant recordedAt, long sequence) {}

    private Row read(ResultSet row) throws SQLException {
        return new Row(
                new SubjectRecord(
                        new SubjectId(row.getObject(1, UUID.class)),
                        SubjectTables.identifier(row.getString(3), row.getString(4)),
                        row.getBoolean(5) ? MasterForm.read(row.getBytes(6)) : MasterRecord.EMPTY,
                        LinksForm.read(row.getBytes(7))),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getLong(8));
    }

    /** The rows as they were known, in their order; absent subjects are left out. */
    private List<SubjectRecord> asKnown(List<Row> rows, Instant knownAt) {
        Map<SubjectId, Long> changedSince = new HashMap<>();
        if (knownAt != null)
            for (Row row : rows)
                if (row.recordedAt().isAfter(knownAt))
                    changedSince.put(row.record().ref(), row.sequence());
        Map<SubjectId, SubjectState> states =
                changedSince.isEmpty() ? Map.of() : snapshots.known(changedSince, knownAt);
        List<SubjectRecord> known = new ArrayList<>(rows.size());
        for (Row row : rows) {
            SubjectRecord record = row.record();
            if (changedSince.containsKey(record.ref())) {
                SubjectState state = states.get(record.ref());
                if (state == null) continue;
                record = new SubjectRecord(record.ref(), state.identifier(), state.master(), state.links());
            }
            if (record.master().present()) known.add(record);
        }
        return known;
    }

    /** The subject as its events up to a time left it. */
    static SubjectState fold(SubjectId subject, List<RecordedEvent> stream, Instant knownAt) {
        WorkingSet set = new WorkingSet();
        for (RecordedEvent event : stream) {
            if (knownAt != null && event.recordedAt().isAfter(knownAt)) break;
            set.evolve(event);
        }
        return set.subject(subject);
    }

    /**
     * Subjects of which all that is asked holds on {@code asOf.validAt()}, in order of ref.
     *
     * <p>Names, divisions and birth dates of every period are found, past and future ones too. What was known at an earlier time
     * and is not any more stands in a table that follows the log: whoever asks waits until it has come to the log's end, or may
     * miss what has changed since.
     *
     * @param changedSince whether anything may have been recorded after {@code asOf.knownAt()}; false for what is known now
     * @param after where the page begins, exclusive; null for the first page
     * @param limit most results, 1 to 1,000
     * @throws IllegalArgumentException when the criteria are not enough to search by: persons need a name or a birth date,
     *     legal entities a name, two or more characters of one, or a division
     */
    public SearchPage search(
            SubjectType type, SearchCriteria criteria, AsOf asOf, boolean changedSince, SubjectId after, int limit) {
        if (limit < 1 || limit > 1_000) throw new IllegalArgumentException("limit must be 1 to 1,000, is " + limit);
        Search search = search(type, criteria);
        if (search.criteria.isEmpty())
            throw new IllegalArgumentException(
                    type == SubjectType.PERSON
                            ? "a search for persons needs a name or a birth date"
                            : "a search for legal entities needs a name, a part of one, or a division");
        List<SubjectRecord> results = new ArrayList<>(Math.min(limit + 1, 100));
        Instant earlier = changedSince ? asOf.knownAt() : null;
        SubjectId mark = after;
        int chunk = Math.max(50, limit + 1);
        while (true) {
            List<Row> candidates = candidates(search.candidates(type, earlier, mark, chunk));
            for (SubjectRecord record : asKnown(candidates, asOf.knownAt())) {
                if (!search.fits(record.master(), asOf.validAt())) continue;
                if (results.size() == limit)
                    return new SearchPage(results, results.get(limit - 1).ref());
                results.add(record);
            }
            if (candidates.size() < chunk) return new SearchPage(results, null);
            mark = candidates.get(candidates.size() - 1).record().ref();
            chunk = Math.min(chunk * 2, 2_000);
        }
    }

    /**
     * The next subjects of which all that is asked holds on the day, as they are known now, in order of ref; for whoever goes through all
     * of them.
     *
     * @param criteria may ask for nothing at all
     * @param after where to go on, exclusive; null for the beginning
     * @param most how many are looked at; fewer may fit
     */
    public Stretch stretch(SubjectType type, SearchCriteria criteria, LocalDate day, SubjectId after, int most) {
        Search search = search(type, criteria);
        Sql sql = search.knownNow(new Sql().add(COLUMNS + table(type)), after).add(" ORDER BY subject LIMIT ?", most);
        SubjectId[] last = {null};
        int[] looked = {0};
        List<StoredSubject> subjects = new ArrayList<>(most);
        jdbc.query(
                sql.text.toString(),
                row -> {
                    looked[0]++;
                    last[0] = new SubjectId(row.getObject(1, UUID.class));
                    byte[] master = row.getBytes(6);
                    if (!search.checks.isEmpty() && !search.fits(MasterForm.read(master), day)) return;
                    subjects.add(new StoredSubject(
                            last[0],
                            SubjectTables.identifier(row.getString(3), row.getString(4)),
                            row.getLong(8),
                            true,
                            master,
                            LinksForm.read(row.getBytes(7))));
                },
                sql.arguments.toArray());
        return new Stretch(subjects, looked[0] < most ? null : last[0]);
    }

    /** @param next where to go on; null at the end */
    public record Stretch(List<StoredSubject> subjects, SubjectId next) {}

    private static Search search(SubjectType type, SearchCriteria criteria) {
        return type == SubjectType.PERSON ? persons(criteria) : entities(criteria);
    }

    private List<Row> candidates(Sql sql) {
        return jdbc.query(sql.text.toString(), (row, number) -> read(row), sql.arguments.toArray());
    }

    private static String table(SubjectType type) {
        return type == SubjectType.PERSON ? "person_current" : "legal_entity_current";
    }

    /** A statement in the making. */
    private static final class Sql {
        final StringBuilder text = new StringBuilder();
        final List<Object> arguments = new ArrayList<>();

        Sql add(String part, Object... values) {
            text.append(part);
            arguments.addAll(List.of(values));
            return this;
        }

        Sql add(Condition condition) {
            return add(condition.text(), condition.arguments());
        }
    }

    /** A condition, with the values of its question marks. */
    private record Condition(String text, Object... arguments) {}

    /**
     * How subjects are found by one thing that is asked.
     *
     * @param now among the rows of master records
     * @param once among the rows of {@code search_period}
     */
    private record Criterion(Condition now, Condition once) {}

    /** How candidates are found, and what each must show on the day. */
    private static final class Search {
        final List<Criterion> criteria = new ArrayList<>();
        final Map<String, Predicate<String>> checks = new HashMap<>();

        void where(Condition now, Condition once) {
            criteria.add(new Criterion(now, once));
        }

        void check(String item, Predicate<String> test) {
            checks.merge(item, test, Predicate::and);
        }

        /**
         * The rows of the next candidates, in order of ref.
         *
         * @param earlier the time of which the knowledge is asked for; null for now
         */
        Sql candidates(SubjectType type, Instant earlier, SubjectId after, int most) {
            if (earlier == null)
                return knownNow(new Sql().add(COLUMNS + table(type)), after).add(" ORDER BY subject LIMIT ?", most);
            Sql sql = new Sql().add(COLUMNS + table(type) + " JOIN ((SELECT subject AS ref FROM " + table(type));
            knownNow(sql, after).add(" ORDER BY subject LIMIT ?)", most);
            for (Criterion each : criteria) {
                sql.add(" UNION (SELECT DISTINCT subject FROM search_period AS once WHERE ");
                knownThen(sql, type, each, earlier);
                for (Criterion other : criteria) if (other != each) alsoThen(sql, type, other, earlier);
                after(sql, after).add(" ORDER BY subject LIMIT ?)", most);
            }
            return sql.add(" ORDER BY ref LIMIT ?) AS found ON subject = ref ORDER BY subject", most);
        }

        private Sql knownNow(Sql sql, SubjectId after) {
            sql.add(" WHERE present");
            for (Criterion each : criteria) sql.add(" AND ").add(each.now());
            return after(sql, after);
        }

        private static Sql after(Sql sql, SubjectId after) {
            return after == null ? sql : sql.add(" AND subject > ?", after.value());
        }

        /** What is still known is found among the master records, so only what has ended since is looked for. */
        private static void knownThen(Sql sql, SubjectType type, Criterion criterion, Instant knownAt) {
            OffsetDateTime time = knownAt.atOffset(ZoneOffset.UTC);
            sql.add(type == SubjectType.LEGAL_ENTITY ? "legal_entity" : "NOT legal_entity")
                    .add(" AND known_from <= ? AND known_to > ? AND ", time, time)
                    .add(criterion.once());
        }

        /** Something else that is asked was known too, whether it has ended or not. */
        private static void alsoThen(Sql sql, SubjectType type, Criterion criterion, Instant knownAt) {
            sql.add(" AND (EXISTS (SELECT FROM " + table(type) + " AS held WHERE held.subject = once.subject AND ")
                    .add(criterion.now())
                    .add(") OR EXISTS (SELECT FROM search_period AS other WHERE other.subject = once.subject AND ");
            knownThen(sql, type, criterion, knownAt);
            sql.add("))");
        }

        boolean fits(MasterRecord master, LocalDate day) {
            for (Map.Entry<String, Predicate<String>> check : checks.entrySet()) {
                boolean fits = false;
                for (Segment segment : master.items().byItem().getOrDefault(check.getKey(), List.of()))
                    fits |= segment.covers(day) && check.getValue().test(segment.value());
                if (!fits) return false;
            }
            return true;
        }
    }

    private static Search persons(SearchCriteria criteria) {
        Search search = new Search();
        if (criteria.nameContains() != null)
            throw new IllegalArgumentException("persons are searched by the whole name only");
        if (criteria.name() != null) {
            String name = PersonNames.normalise(criteria.name());
            search.where(
                    new Condition("(name = ? OR other_values @> ARRAY[?::text])", name, SearchColumns.personName(name)),
                    new Condition("item = 'name' AND value = ?", name));
            search.check(
                    SearchColumns.NAME, value -> PersonNames.normalise(value).equals(name));
        }
        if (criteria.birthDate() != null) {
            String date = criteria.birthDate().toString();
            search.where(
                    new Condition(
                            "(birth_date = ? OR other_values @> ARRAY[?::text])",
                            criteria.birthDate(),
                            SearchColumns.personBirth(date)),
                    new Condition("item = 'birthDate' AND value = ?", date));
            search.check(SearchColumns.BIRTH_DATE, date::equals);
        }
        // No condition of the query: a former division is not indexed, and name or birth date leave few candidates.
        if (criteria.divisionPrefix() != null)
            search.check(SearchColumns.PERSON_DIVISION, value -> value.startsWith(criteria.divisionPrefix()));
        return search;
    }

    private static Search entities(SearchCriteria criteria) {
        Search search = new Search();
        if (criteria.birthDate() != null) throw new IllegalArgumentException("legal entities have no birth date");
        if (criteria.name() != null) {
            String name = OrganisationNames.normalise(criteria.name());
            whereNamed(search, name);
            search.check(SearchColumns.NAME, value -> OrganisationNames.normalise(value)
                    .equals(name));
        }
        if (criteria.nameContains() != null) {
            String part = OrganisationNames.normalise(criteria.nameContains());
            if (part.codePointCount(0, part.length()) < 2)
                throw new IllegalArgumentException("a part of a name needs two characters or more");
            whereNamed(search, part);
            search.check(SearchColumns.NAME, value -> OrganisationNames.normalise(value)
                    .contains(part));
        }
        if (criteria.divisionPrefix() != null && !criteria.divisionPrefix().isEmpty()) {
            String prefix = criteria.divisionPrefix();
            String end = prefix + Character.toString(Character.MAX_CODE_POINT);
            search.where(
                    new Condition(
                            "(division >= ? AND division < ? OR other_values @> ARRAY[?::text])", prefix, end, prefix),
                    new Condition("item = 'division' AND value >= ? AND value < ?", prefix, end));
            search.check(SearchColumns.ENTITY_DIVISION, value -> value.startsWith(prefix));
        }
        return search;
    }

    private static void whereNamed(Search search, String part) {
        search.where(
                new Condition("bigrams(names) @> bigrams(?)", part),
                new Condition("item = 'name' AND bigrams(value) @> bigrams(?)", part));
    }
}
