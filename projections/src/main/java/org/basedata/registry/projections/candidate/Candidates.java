package org.basedata.registry.projections.candidate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.candidate.Evidence;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.StoredJson;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Lists what the last search found, best first, as far as both subjects are still there. */
public final class Candidates {
    private static final String SUBJECTS = "(SELECT subject, id_type, id_number, present FROM person_current"
            + " UNION ALL SELECT subject, id_type, id_number, present FROM legal_entity_current)";

    private static final int MOST_OF_ONE = 1_000;

    private final JdbcTemplate jdbc;

    public Candidates(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * @param after {@link CandidatePage#next()} of the page before; null for the first page
     * @param limit most results, 1 to 1,000
     * @throws IllegalArgumentException when {@code after} is no such mark
     */
    public CandidatePage list(CandidateFilter filter, String after, int limit) {
        if (limit < 1 || limit > 1_000) throw new IllegalArgumentException("limit must be 1 to 1,000, is " + limit);
        List<String> conditions = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        conditions.add("score >= ?");
        arguments.add(filter.minScore());
        if (filter.type() != null) {
            conditions.add("type = ?");
            arguments.add(filter.type().name());
        }
        if (filter.reason() != null) {
            conditions.add("? = ANY (reasons)");
            arguments.add(filter.reason().name());
        }
        if (filter.ref() != null) {
            conditions.add("(one = ? OR other = ?)");
            arguments.add(filter.ref().value());
            arguments.add(filter.ref().value());
        }
        if (after != null) {
            Mark mark = Mark.read(after);
            conditions.add("score <= ? AND (score < ? OR (one, other) > (?, ?))");
            arguments.add(mark.score());
            arguments.add(mark.score());
            arguments.add(mark.one());
            arguments.add(mark.other());
        }
        arguments.add(limit + 1);
        List<ListedCandidate> found = jdbc.query(
                "SELECT score, reasons, detail, one, first.id_type, first.id_number, other, second.id_type, second.id_number,"
                        + " found_at FROM identity_candidate JOIN " + SUBJECTS
                        + " AS first ON first.subject = one JOIN "
                        + SUBJECTS + " AS second ON second.subject = other WHERE first.present AND second.present AND "
                        + String.join(" AND ", conditions) + " ORDER BY score DESC, one, other LIMIT ?",
                (row, number) -> read(row),
                arguments.toArray());
        if (found.size() <= limit) return new CandidatePage(found, null);
        ListedCandidate last = found.get(limit - 1);
        return new CandidatePage(
                found.subList(0, limit),
                new Mark(
                                last.score(),
                                last.one().ref().value(),
                                last.other().ref().value())
                        .text());
    }

    /** What the last search says of two subjects, in whichever order; empty when it did not find them or one has gone. */
    public Optional<ListedCandidate> pair(SubjectId one, SubjectId other) {
        CandidateFilter ofOne = new CandidateFilter(null, null, 0, one);
        return list(ofOne, null, MOST_OF_ONE).results().stream()
                .filter(each ->
                        each.one().ref().equals(other) || each.other().ref().equals(other))
                .findFirst();
    }

    private static ListedCandidate read(ResultSet row) throws SQLException {
        String[] reasons = (String[]) row.getArray(2).getArray();
        return new ListedCandidate(
                row.getInt(1),
                Arrays.stream(reasons).map(CandidateReason::valueOf).toList(),
                StoredJson.read(row.getBytes(3), Candidates::evidence),
                subject(row, 4),
                subject(row, 7),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }

    private static ListedCandidate.ListedSubject subject(ResultSet row, int column) throws SQLException {
        return new ListedCandidate.ListedSubject(
                new SubjectId(row.getObject(column, UUID.class)),
                new Identifier(IdType.valueOf(row.getString(column + 1)), row.getString(column + 2)));
    }

    private static List<Evidence> evidence(JsonParser json) {
        List<Evidence> evidence = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.nextToken();
            String item = json.getString();
            json.nextToken();
            String one = StoredJson.text(json);
            json.nextToken();
            String other = StoredJson.text(json);
            JsonToken agrees = json.nextToken();
            json.nextToken();
            evidence.add(new Evidence(
                    item,
                    one,
                    other,
                    agrees == JsonToken.VALUE_NULL ? null : agrees == JsonToken.VALUE_TRUE,
                    json.getIntValue()));
            json.nextToken();
        }
        return evidence;
    }

    /** The last row of a page. */
    private record Mark(int score, UUID one, UUID other) {
        String text() {
            return score + "." + one + "." + other;
        }

        static Mark read(String text) {
            String[] parts = text.split("\\.");
            if (parts.length != 3) throw new IllegalArgumentException("no mark of a page of candidates");
            return new Mark(Integer.parseInt(parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2]));
        }
    }
}
