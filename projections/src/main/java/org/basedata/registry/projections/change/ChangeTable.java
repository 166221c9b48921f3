package org.basedata.registry.projections.change;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.ColumnType;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.database.TableRows;
import org.basedata.registry.core.database.Writes;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.projections.subject.SubjectTables;
import org.basedata.registry.projections.subject.SubjectTypes;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code subject_change}, on the connection of the caller's transaction. An event that comes again changes nothing, whichever events
 * came with it.
 */
public final class ChangeTable {
    private static final TableRows<SubjectChanges.Line> ROWS = new TableRows<SubjectChanges.Line>("subject_change", 120)
            .key("subject", ColumnType.UUID, (to, row) -> to.uuid(row.subject().value()))
            .key("sequence", ColumnType.BIGINT, (to, row) -> to.bigint(row.sequence()))
            .column("position", ColumnType.BIGINT, (to, row) -> to.bigint(row.position()))
            .column("recorded_at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.recordedAt()))
            .column("legal_entity", ColumnType.BOOL, (to, row) -> to.bool(row.legalEntity()))
            .column("present", ColumnType.BOOL, (to, row) -> to.bool(row.present()))
            .column("items", ColumnType.TEXTS, (to, row) -> {
                if (row.items() == null) to.none();
                else to.texts(row.items());
            })
            .column("divisions", ColumnType.TEXT, (to, row) -> to.text(row.divisions()));

    /** The names of all columns, as {@link #images} has them. */
    public static final String COLUMNS = ROWS.columns();

    private static final Comparator<SubjectChanges.Line> BY_KEY =
            Comparator.comparing(SubjectChanges.Line::subject).thenComparing(SubjectChanges.Line::sequence);

    private static final String LAST = KeyPlans.BY_KEY
            + "SELECT asked.id, last.sequence, last.legal_entity, last.present, last.divisions"
            + " FROM unnest(?) AS asked (id) CROSS JOIN LATERAL (SELECT sequence, legal_entity, present, divisions"
            + " FROM subject_change WHERE subject = asked.id ORDER BY sequence DESC LIMIT 1) AS last";

    /** Rows up to this position may be gone. */
    static final String DROPPED = "SELECT coalesce(max(up_to), 0) FROM subject_change_dropped";

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;

    public ChangeTable(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** An event and its place in the log. */
    public record Logged(long position, RecordedEvent event) {}

    /** @param events of any subjects, in the order of the log; the subjects' own rows are there already */
    public void apply(List<Logged> events) {
        List<Logged> mattering = new ArrayList<>(events.size());
        Map<SubjectId, SubjectChanges> subjects = new TreeMap<>();
        Set<SubjectId> begun = new TreeSet<>();
        for (Logged each : events) {
            RecordedEvent event = each.event();
            if (!SubjectChanges.matters(event.event())) continue;
            mattering.add(each);
            if (!subjects.containsKey(event.subject())) {
                subjects.put(event.subject(), new SubjectChanges(event.subject()));
                if (event.sequence() > 0) begun.add(event.subject());
            }
        }
        if (mattering.isEmpty()) return;
        // Before the first event of a stream there is no row: of an import nothing need be loaded, unless it comes
        // again.
        if (mattering.get(0).position() <= last()) begun.addAll(subjects.keySet());
        Set<SubjectId> legalEntities = jdbc.execute((ConnectionCallback<Set<SubjectId>>)
                connection -> legalEntities(connection, mattering, subjects, begun));
        for (Logged each : mattering) {
            RecordedEvent event = each.event();
            subjects.get(event.subject())
                    .apply(
                            each.position(),
                            event.sequence(),
                            event.recordedAt(),
                            event.event(),
                            legalEntities.contains(event.subject()));
        }
        Writes writes = Writes.of(dataSource);
        ROWS.insert(writes, lines(subjects.values()), (failure, missing) -> null);
        // Here, not before the commit: what fails must fail while the batch can be undone to its savepoint.
        writes.send();
    }

    /** Position of the last row; 0 when there is none. */
    private long last() {
        Long last = jdbc.queryForObject("SELECT max(position) FROM subject_change", Long.class);
        return last == null ? 0 : last;
    }

    /** Loads the subjects that have rows, and tells which of all are legal entities. */
    private static Set<SubjectId> legalEntities(
            Connection connection, List<Logged> events, Map<SubjectId, SubjectChanges> subjects, Set<SubjectId> begun)
            throws SQLException {
        Set<SubjectId> legalEntities = new HashSet<>();
        Set<SubjectId> typed = load(connection, subjects, begun, legalEntities);
        for (Logged each : events)
            if (!typed.contains(each.event().subject())) {
                SubjectType type = SubjectTypes.named(each.event().event());
                if (type == null) continue;
                typed.add(each.event().subject());
                if (type == SubjectType.LEGAL_ENTITY)
                    legalEntities.add(each.event().subject());
            }
        Set<SubjectId> unnamed = new TreeSet<>(subjects.keySet());
        unnamed.removeAll(typed);
        legalEntities.addAll(SubjectTypes.legalEntities(connection, unnamed));
        return legalEntities;
    }

    private static Set<SubjectId> load(
            Connection connection,
            Map<SubjectId, SubjectChanges> subjects,
            Set<SubjectId> begun,
            Set<SubjectId> legalEntities)
            throws SQLException {
        Set<SubjectId> typed = new HashSet<>();
        if (begun.isEmpty()) return typed;
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            ColumnArray.ofUuids(begun.stream().map(SubjectId::value).toList()).setOn(select, 1);
            ResultSet row = KeyPlans.execute(select);
            while (row.next()) {
                SubjectId subject = new SubjectId(row.getObject(1, UUID.class));
                typed.add(subject);
                if (row.getBoolean(3)) legalEntities.add(subject);
                subjects.get(subject).load(row.getLong(2), row.getBoolean(4), row.getString(5));
            }
        }
        return typed;
    }

    /** Up to where rows may have been dropped. */
    private long dropped() {
        return jdbc.queryForObject(DROPPED, Long.class);
    }

    /** Writes the rows of subjects of which the table has none, but for those that were dropped before. */
    public void writeWhole(Collection<SubjectChanges> subjects) {
        long dropped = dropped();
        List<SubjectChanges.Line> lines = new ArrayList<>(subjects.size() * 2);
        for (SubjectChanges subject : subjects) lines.addAll(subject.kept(dropped));
        lines.sort(BY_KEY);
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            ROWS.copy(connection, lines);
            return null;
        });
    }

    /** The rows of whole subjects, in the order of the keys. */
    public List<SubjectTables.RowImage> images(Collection<SubjectChanges> subjects) {
        long dropped = dropped();
        List<SubjectTables.RowImage> images = new ArrayList<>();
        for (SubjectChanges subject : subjects)
            for (SubjectChanges.Line line : subject.fresh())
                images.add(new SubjectTables.RowImage(
                        line.subject().value(), line.sequence(), ROWS.image(line), subject.mayLack(line, dropped)));
        images.sort(Comparator.comparing((SubjectTables.RowImage image) -> new SubjectId(image.key()))
                .thenComparing(SubjectTables.RowImage::number));
        return images;
    }

    private static List<SubjectChanges.Line> lines(Collection<SubjectChanges> subjects) {
        List<SubjectChanges.Line> lines = new ArrayList<>(subjects.size() * 2);
        for (SubjectChanges subject : subjects) lines.addAll(subject.fresh());
        lines.sort(BY_KEY);
        return lines;
    }
}
