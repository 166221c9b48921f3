package org.basedata.registry.projections.rule;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.ColumnType;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.database.TableRows;
import org.basedata.registry.core.database.Writes;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.rule.CrossRule;
import org.basedata.registry.core.rule.Party;
import org.basedata.registry.core.rule.SubjectFacts;
import org.basedata.registry.core.rule.TieKind;
import org.basedata.registry.core.rule.Violation;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.Outcome;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.projections.subject.PresentSubjects;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.basedata.registry.projections.subject.SubjectTables.RowImage;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;

/**
 * Tables {@code subject_tie} and {@code tie_violation}, on the connection of the caller's transaction. The rows of a subject follow from
 * its master record and those of the subjects it names, as they are stored now. Events only tell whose rows may have to change: they
 * may come again, late, and in any company. A master record that is ahead of the log is no harm, since the event that made it so is
 * still to come.
 */
public final class CrossRules {
    /** Subjects whose master records are in memory together, with those that they name. */
    private static final int AT_ONCE = 1_000;

    private record TieLine(SubjectId subject, long number, TieKind kind, SubjectId target) {
        Said said() {
            return new Said(number, kind.name(), target.value());
        }
    }

    private record ViolationLine(SubjectId subject, Violation violation, byte[] detail) {
        Set<String> sources() {
            Set<String> sources = new TreeSet<>();
            for (ConflictValue value : violation.conflict().values()) sources.add(value.source());
            return sources;
        }

        Said said() {
            return new Said(
                    violation.number(),
                    new String(detail, StandardCharsets.UTF_8),
                    violation.other().value());
        }
    }

    /** That of a row from which all of it follows. */
    private record Said(long number, String text, UUID other) {}

    private static final TableRows<TieLine> TIES = new TableRows<TieLine>("subject_tie", 80)
            .key("subject", ColumnType.UUID, (to, row) -> to.uuid(row.subject().value()))
            .key("number", ColumnType.BIGINT, (to, row) -> to.bigint(row.number()))
            .column("kind", ColumnType.TEXT, (to, row) -> to.text(row.kind().name()))
            .column("target", ColumnType.UUID, (to, row) -> to.uuid(row.target().value()));

    private static final TableRows<ViolationLine> VIOLATIONS = new TableRows<ViolationLine>("tie_violation", 1_024)
            .key("subject", ColumnType.UUID, (to, row) -> to.uuid(row.subject().value()))
            .key(
                    "number",
                    ColumnType.BIGINT,
                    (to, row) -> to.bigint(row.violation().number()))
            .column(
                    "other",
                    ColumnType.UUID,
                    (to, row) -> to.uuid(row.violation().other().value()))
            .column(
                    "item",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.violation().conflict().item()))
            .column(
                    "rule",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.violation().conflict().rule()))
            .column(
                    "severity",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.violation().conflict().severity().name()))
            .column("sources", ColumnType.TEXTS, (to, row) -> to.texts(row.sources()))
            .column(
                    "valid_from",
                    ColumnType.DATE,
                    (to, row) -> to.date(row.violation().conflict().from()))
            .column(
                    "valid_to",
                    ColumnType.DATE,
                    (to, row) -> to.date(row.violation().conflict().to()))
            .column(
                    "since",
                    ColumnType.TIMESTAMPTZ,
                    (to, row) -> to.timestamp(row.violation().since()))
            .column("detail", ColumnType.TEXT, (to, row) -> to.bytes(row.detail()));

    /** The names of all columns, as {@link #images} has them. */
    public static final String TIE_COLUMNS = TIES.columns();

    public static final String VIOLATION_COLUMNS = VIOLATIONS.columns();

    private static final String NAMING =
            KeyPlans.BY_KEY + "SELECT subject FROM unnest(?) AS asked (id) JOIN subject_tie ON target = asked.id";
    private static final String NAMING_AS = NAMING + " WHERE kind = ?";
    private static final String STORED_TIES = KeyPlans.BY_KEY
            + "SELECT subject, number, kind, target FROM unnest(?) AS asked (id) JOIN subject_tie ON subject = asked.id";
    private static final String STORED_VIOLATIONS = KeyPlans.BY_KEY
            + "SELECT subject, number, detail, other FROM unnest(?) AS asked (id) JOIN tie_violation ON subject = asked.id";
    private static final String CONTRADICTED =
            KeyPlans.BY_KEY + "SELECT subject FROM unnest(?) AS asked (id) JOIN tie_violation ON other = asked.id";

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final SubjectIds ids;
    private final ObjectWriter writer;
    private final PresentSubjects subjects;
    private final Successions successions;

    public CrossRules(DataSource dataSource, SubjectIds ids, ObjectMapper json) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.ids = ids;
        this.writer = json.writer();
        this.subjects = new PresentSubjects(dataSource);
        this.successions = new Successions(dataSource);
    }

    /**
     * What an event asks for.
     *
     * @param own whether the subject's own rows may change
     * @param heals whether violations may go that stand for it
     * @param breaks along which ties it may newly contradict others
     */
    public record Change(SubjectId subject, boolean own, boolean heals, Set<TieKind> breaks) {
        /** Empty for the many events that no rule asks about. */
        public static Optional<Change> of(SubjectId subject, SubjectEvent happened) {
            // Whoever names a number may mean another subject from now on.
            if (happened instanceof IdentityEvent)
                return Optional.of(new Change(subject, true, true, EnumSet.allOf(TieKind.class)));
            Outcome outcome = SubjectEvent.outcome(happened);
            if (outcome == null) return Optional.empty();
            Set<String> items = outcome.items().byItem().keySet();
            boolean own = CrossRule.concern(items);
            boolean heals = CrossRule.mayHeal(items);
            if (!own && !heals) return Optional.empty();
            Set<TieKind> breaks =
                    CrossRule.brokenBy(new SubjectFacts(null, outcome.items().byItem()));
            return Optional.of(new Change(subject, own, heals, breaks));
        }
    }

    /**
     * Works the rows out again of all subjects that these changes may concern, and writes those that differ.
     *
     * @return the subjects that break a rule now, or did until now
     */
    public Set<SubjectId> apply(Collection<Change> changes) {
        Set<SubjectId> broken = new HashSet<>();
        if (changes.isEmpty()) return broken;
        Set<SubjectId> concerned = new TreeSet<>();
        Set<SubjectId> healing = new HashSet<>();
        Map<TieKind, Set<SubjectId>> breaking = new EnumMap<>(TieKind.class);
        for (Change change : changes) {
            if (change.own()) concerned.add(change.subject());
            if (change.heals()) healing.add(change.subject());
            for (TieKind kind : change.breaks())
                breaking.computeIfAbsent(kind, of -> new HashSet<>()).add(change.subject());
        }
        concerned.addAll(found(CONTRADICTED, healing, null));
        breaking.forEach(
                (kind, others) -> concerned.addAll(found(NAMING_AS, successions.targetsOf(others), kind.name())));
        List<SubjectId> all = new ArrayList<>(concerned);
        for (int from = 0; from < all.size(); from += AT_ONCE)
            broken.addAll(replace(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
        return broken;
    }

    /** All subjects with a tie to one of these, in the caller's transaction. */
    public Set<SubjectId> naming(Collection<SubjectId> others) {
        return found(NAMING, successions.targetsOf(others), null);
    }

    private Set<SubjectId> found(String query, Collection<SubjectId> asked, String kind) {
        if (asked.isEmpty()) return Set.of();
        return jdbc.execute((ConnectionCallback<Set<SubjectId>>) connection -> {
            Set<SubjectId> found = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement(query)) {
                array(asked).setOn(select, 1);
                if (kind != null) select.setString(2, kind);
                ResultSet row = KeyPlans.execute(select);
                while (row.next()) found.add(new SubjectId(row.getObject(1, UUID.class)));
            }
            return found;
        });
    }

    private static ColumnArray array(Collection<SubjectId> ids) {
        return ColumnArray.ofUuids(ids.stream().sorted().map(SubjectId::value).toList());
    }

    /** The rows of some subjects, each in the order of its key. */
    private record Lines(List<TieLine> ties, List<ViolationLine> violations) {}

    /** @param present of the subjects that are asked about those that are present, in the order of their ids */
    private Lines lines(Collection<SubjectRecord> present) {
        Lines lines = new Lines(new ArrayList<>(present.size()), new ArrayList<>());
        Map<SubjectId, Party> parties = new HashMap<>();
        List<Party> asked = new ArrayList<>(present.size());
        Set<SubjectId> targets = new HashSet<>();
        for (SubjectRecord record : present) {
            Party party = party(record);
            addTies(party, lines.ties);
            parties.put(party.ref(), party);
            asked.add(party);
            party.ties().forEach(tie -> targets.add(tie.target()));
        }
        Set<SubjectId> others = new HashSet<>(successions.standing(targets).values());
        others.removeAll(parties.keySet());
        for (SubjectRecord record : subjects.load(others).values()) {
            Party party = party(record);
            parties.put(party.ref(), party);
            party.ties().forEach(tie -> targets.add(tie.target()));
        }
        Map<SubjectId, SubjectId> standing = successions.standing(targets);
        parties.replaceAll((ref, party) -> party.standing(standing::get));
        for (Party party : asked)
            for (Violation violation : Violation.of(parties.get(party.ref()), parties::get))
                lines.violations.add(
                        new ViolationLine(party.ref(), violation, writer.writeValueAsBytes(violation.conflict())));
        return lines;
    }

    private Party party(SubjectRecord record) {
        return Party.of(
                record.ref(),
                new SubjectFacts(record.identifier(), record.master().items().byItem()),
                ids::of);
    }

    private static void addTies(Party party, List<TieLine> lines) {
        record Named(TieKind kind, SubjectId target) {}
        int number = 0;
        for (Named named : party.ties().stream()
                .map(tie -> new Named(tie.kind(), tie.target()))
                .distinct()
                .sorted(Comparator.comparing((Named each) -> each.kind().name()).thenComparing(Named::target))
                .toList()) lines.add(new TieLine(party.ref(), number++, named.kind(), named.target()));
    }

    private Set<SubjectId> replace(List<SubjectId> all) {
        Map<SubjectId, SubjectRecord> present = subjects.load(all);
        Lines lines =
                lines(all.stream().map(present::get).filter(Objects::nonNull).toList());
        replace(all, TIES, lines.ties, TieLine::subject, TieLine::said, STORED_TIES);
        Set<SubjectId> broken = replace(
                all, VIOLATIONS, lines.violations, ViolationLine::subject, ViolationLine::said, STORED_VIOLATIONS);
        lines.violations.forEach(line -> broken.add(line.subject()));
        return broken;
    }

    /**
     * All rows of a subject are written again when one of them is another.
     *
     * @return whose were
     */
    private <R> Set<SubjectId> replace(
            List<SubjectId> all,
            TableRows<R> table,
            List<R> lines,
            Function<R, SubjectId> subject,
            Function<R, Said> said,
            String stored) {
        Map<SubjectId, Set<Said>> before = stored(stored, all);
        Map<SubjectId, Set<Said>> after = new HashMap<>();
        for (R line : lines)
            after.computeIfAbsent(subject.apply(line), of -> new HashSet<>()).add(said.apply(line));
        List<SubjectId> changed = all.stream()
                .filter(each -> !Objects.equals(before.get(each), after.get(each)))
                .toList();
        List<SubjectId> gone = changed.stream().filter(before::containsKey).toList();
        if (!gone.isEmpty())
            jdbc.update(
                    "DELETE FROM " + table.table() + " USING unnest(?) AS gone (id) WHERE subject = gone.id",
                    delete -> array(gone).setOn(delete, 1));
        Set<SubjectId> fresh = new HashSet<>(changed);
        Writes writes = Writes.of(dataSource);
        table.insert(
                writes,
                lines.stream()
                        .filter(line -> fresh.contains(subject.apply(line)))
                        .toList(),
                (failure, missing) -> null);
        // Here, not before the commit: what fails must fail while the batch can be undone to its savepoint.
        writes.send();
        return fresh;
    }

    private Map<SubjectId, Set<Said>> stored(String query, List<SubjectId> asked) {
        return jdbc.execute((ConnectionCallback<Map<SubjectId, Set<Said>>>) connection -> {
            Map<SubjectId, Set<Said>> stored = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(query)) {
                array(asked).setOn(select, 1);
                ResultSet row = KeyPlans.execute(select);
                while (row.next())
                    stored.computeIfAbsent(new SubjectId(row.getObject(1, UUID.class)), of -> new HashSet<>())
                            .add(new Said(row.getLong(2), row.getString(3), row.getObject(4, UUID.class)));
            }
            return stored;
        });
    }

    /**
     * Writes the rows of subjects of which the tables have none.
     *
     * @param page all that are present of a stretch of the ids, in their order
     */
    public void writeWhole(List<SubjectRecord> page) {
        Lines lines = lines(page);
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            TIES.copy(connection, lines.ties);
            VIOLATIONS.copy(connection, lines.violations);
            return null;
        });
    }

    /** Each in the order of its key. */
    public record Images(List<RowImage> ties, List<RowImage> violations) {}

    /** What {@link #writeWhole} would write. */
    public Images images(List<SubjectRecord> page) {
        Lines lines = lines(page);
        return new Images(
                lines.ties.stream()
                        .map(row -> new RowImage(row.subject().value(), row.number(), TIES.image(row)))
                        .toList(),
                lines.violations.stream()
                        .map(row -> new RowImage(
                                row.subject().value(), row.violation().number(), VIOLATIONS.image(row)))
                        .toList());
    }
}
