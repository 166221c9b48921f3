package org.basedata.registry.projections.subject;

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
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code search_period}, on the connection of the caller's transaction. An event that comes again changes nothing, whichever
 * events came with it.
 */
public final class SearchPeriods {
    private static final TableRows<SubjectPeriods.Line> ROWS = new TableRows<SubjectPeriods.Line>("search_period", 160)
            .key("subject", ColumnType.UUID, (to, row) -> to.uuid(row.subject.value()))
            .key("number", ColumnType.BIGINT, (to, row) -> to.bigint(row.number))
            .column("sequence", ColumnType.BIGINT, (to, row) -> to.bigint(row.sequence))
            .column("ended_by", ColumnType.BIGINT, (to, row) -> {
                if (row.known()) to.none();
                else to.bigint(row.endedBy);
            })
            .column("known_from", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.knownFrom))
            .column("known_to", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.knownTo))
            .column("valid_from", ColumnType.DATE, (to, row) -> to.date(row.period.from()))
            .column("valid_to", ColumnType.DATE, (to, row) -> to.date(row.period.to()))
            .column("legal_entity", ColumnType.BOOL, (to, row) -> to.bool(row.legalEntity))
            .column("item", ColumnType.TEXT, (to, row) -> to.text(row.item))
            .column("value", ColumnType.TEXT, (to, row) -> to.text(row.period.value()));

    /** The names of all columns, as {@link #images} has them. */
    public static final String COLUMNS = ROWS.columns();

    private static final Comparator<SubjectPeriods.Line> BY_KEY = Comparator.<SubjectPeriods.Line, SubjectId>comparing(
                    row -> row.subject)
            .thenComparing(row -> row.number);

    private static final String BY_SUBJECT = KeyPlans.BY_KEY + "SELECT " + COLUMNS
            + " FROM unnest(?) AS asked (id) JOIN search_period ON subject = asked.id";

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;

    public SearchPeriods(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** @param events of any subjects, in the order of the log; the subjects' own rows are there already */
    public void apply(List<RecordedEvent> events) {
        List<RecordedEvent> saying = new ArrayList<>(events.size());
        Map<SubjectId, SubjectPeriods> subjects = new TreeMap<>();
        for (RecordedEvent event : events) {
            if (SubjectPeriods.outcome(event.event()) == null) continue;
            saying.add(event);
            subjects.computeIfAbsent(event.subject(), SubjectPeriods::new);
        }
        if (saying.isEmpty()) return;
        Set<SubjectId> legalEntities = jdbc.execute((ConnectionCallback<Set<SubjectId>>) connection -> {
            load(connection, subjects);
            return legalEntities(connection, saying, subjects);
        });
        for (RecordedEvent event : saying)
            subjects.get(event.subject())
                    .apply(
                            event.sequence(),
                            event.recordedAt(),
                            event.event(),
                            legalEntities.contains(event.subject()));
        write(subjects.values());
    }

    private static void load(Connection connection, Map<SubjectId, SubjectPeriods> subjects) throws SQLException {
        List<SubjectPeriods.Line> stored = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(BY_SUBJECT)) {
            ColumnArray.ofUuids(subjects.keySet().stream().map(SubjectId::value).toList())
                    .setOn(select, 1);
            ResultSet row = KeyPlans.execute(select);
            while (row.next()) stored.add(line(row));
        }
        stored.sort(BY_KEY);
        for (SubjectPeriods.Line line : stored) subjects.get(line.subject).load(line);
    }

    private static SubjectPeriods.Line line(ResultSet row) throws SQLException {
        SubjectPeriods.Line line = new SubjectPeriods.Line(
                new SubjectId(row.getObject(1, UUID.class)),
                row.getLong(2),
                row.getLong(3),
                instant(row, 5),
                row.getBoolean(9),
                row.getString(10),
                new SubjectPeriods.Period(
                        row.getObject(7, LocalDate.class), row.getObject(8, LocalDate.class), row.getString(11)),
                true);
        Instant knownTo = instant(row, 6);
        if (knownTo != null) {
            line.endedBy = row.getLong(4);
            line.knownTo = knownTo;
        }
        return line;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * Those of the subjects that are legal entities. Nearly every event names its subject by an identifier; where none does, as when
     * a record is withdrawn, and the subject has no row here yet, its own row tells.
     */
    private static Set<SubjectId> legalEntities(
            Connection connection, List<RecordedEvent> events, Map<SubjectId, SubjectPeriods> subjects)
            throws SQLException {
        Map<SubjectId, SubjectType> types = new LinkedHashMap<>();
        subjects.forEach((id, subject) -> {
            if (!subject.lines().isEmpty())
                types.put(id, subject.lines().get(0).legalEntity ? SubjectType.LEGAL_ENTITY : SubjectType.PERSON);
        });
        for (RecordedEvent event : events)
            if (!types.containsKey(event.subject())) {
                SubjectType type = SubjectTypes.named(event.event());
                if (type != null) types.put(event.subject(), type);
            }
        Set<SubjectId> legalEntities = new HashSet<>();
        types.forEach((id, type) -> {
            if (type == SubjectType.LEGAL_ENTITY) legalEntities.add(id);
        });
        Set<SubjectId> unnamed = new TreeSet<>(subjects.keySet());
        unnamed.removeAll(types.keySet());
        if (unnamed.isEmpty()) return legalEntities;
        legalEntities.addAll(SubjectTypes.legalEntities(connection, unnamed));
        return legalEntities;
    }

    private void write(Collection<SubjectPeriods> subjects) {
        List<SubjectPeriods.Line> fresh = new ArrayList<>();
        List<SubjectPeriods.Line> ended = new ArrayList<>();
        for (SubjectPeriods subject : subjects)
            for (SubjectPeriods.Line line : subject.lines())
                if (!line.stored) fresh.add(line);
                else if (line.changed) ended.add(line);
        Writes writes = Writes.of(dataSource);
        ROWS.update(writes, ended, SearchPeriods::refused);
        ROWS.insert(writes, fresh, SearchPeriods::refused);
        // Here, not before the commit: what fails must fail while the batch can be undone to its savepoint.
        writes.send();
    }

    private static RuntimeException refused(SQLException failure, int missing) {
        return failure != null
                ? null
                : new IllegalStateException(missing + " row(s) of search_period went away while they were being ended");
    }

    /** Writes the rows of subjects of which the table has none. */
    public void writeWhole(Collection<SubjectTables.WholeSubject> subjects) {
        List<SubjectPeriods.Line> lines = lines(subjects);
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            ROWS.copy(connection, lines);
            return null;
        });
    }

    /** What {@link #writeWhole} would write, in the order of the keys. */
    public List<SubjectTables.RowImage> images(Collection<SubjectTables.WholeSubject> subjects) {
        List<SubjectTables.RowImage> images = new ArrayList<>();
        for (SubjectPeriods.Line line : lines(subjects))
            images.add(new SubjectTables.RowImage(line.subject.value(), line.number, ROWS.image(line)));
        return images;
    }

    private static List<SubjectPeriods.Line> lines(Collection<SubjectTables.WholeSubject> subjects) {
        List<SubjectPeriods.Line> lines = new ArrayList<>(subjects.size() * 2);
        for (SubjectTables.WholeSubject subject : subjects)
            lines.addAll(subject.periods().lines());
        lines.sort(BY_KEY);
        return lines;
    }
}
