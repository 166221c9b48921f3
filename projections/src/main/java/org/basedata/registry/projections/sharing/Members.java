package org.basedata.registry.projections.sharing;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.basedata.registry.core.sharing.Complaint;
import org.basedata.registry.core.sharing.Demand;
import org.basedata.registry.core.sharing.Member;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;

/** What is on record of departments, their demands, and their complaints. */
public final class Members {
    private final JdbcTemplate jdbc;
    private final ObjectReader members;
    private final ObjectReader demands;
    private final ObjectReader complaints;

    public Members(DataSource dataSource, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.members = json.readerFor(Member.class);
        this.demands = json.readerFor(Demand.class);
        this.complaints = json.readerFor(Complaint.class);
    }

    /** All, by their codes: as many as there are departments. */
    public List<Member> all() {
        return jdbc.query(
                "SELECT detail FROM sharing_member ORDER BY department",
                (row, n) -> members.<Member>readValue(row.getString(1)));
    }

    /** With nothing on record when nothing is. */
    public Member of(String department) {
        return jdbc
                .query(
                        "SELECT detail FROM sharing_member WHERE department = ?",
                        (row, n) -> members.<Member>readValue(row.getString(1)),
                        department)
                .stream()
                .findFirst()
                .orElse(Member.none(department));
    }

    /**
     * The latest first.
     *
     * @param department that needs them; null for all
     * @param answered null for both
     * @param after number of the last one of the page before; null for the first page
     */
    public List<Demand> demands(String department, Boolean answered, String after, int limit) {
        return jdbc.query(
                "SELECT detail FROM sharing_demand WHERE (?::text IS NULL OR department = ?)"
                        + " AND (?::boolean IS NULL OR answered = ?) AND (?::text IS NULL OR (recorded_at, demand_id) <"
                        + " (SELECT recorded_at, demand_id FROM sharing_demand AS last WHERE last.number = ?))"
                        + " ORDER BY recorded_at DESC, demand_id DESC LIMIT ?",
                (row, n) -> demands.<Demand>readValue(row.getString(1)),
                department,
                department,
                answered,
                answered,
                after,
                after,
                limit);
    }

    /** How many demands wait for an answer, up to {@code most} + 1. */
    public int openDemands(int most) {
        return open("sharing_demand", most);
    }

    /** How many complaints wait for an answer, up to {@code most} + 1. */
    public int openComplaints(int most) {
        return open("sharing_complaint", most);
    }

    private int open(String table, int most) {
        return jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT FROM " + table + " WHERE NOT answered LIMIT ?) AS few",
                Integer.class,
                most + 1);
    }

    public Optional<Demand> demand(String number) {
        return jdbc
                .query(
                        "SELECT detail FROM sharing_demand WHERE number = ?",
                        (row, n) -> demands.<Demand>readValue(row.getString(1)),
                        number)
                .stream()
                .findFirst();
    }

    /**
     * The latest first.
     *
     * @param department that complains; null for all
     * @param answered null for both
     * @param after number of the last one of the page before; null for the first page
     */
    public List<Complaint> complaints(String department, Boolean answered, String after, int limit) {
        return jdbc.query(
                "SELECT detail FROM sharing_complaint WHERE (?::text IS NULL OR department = ?)"
                        + " AND (?::boolean IS NULL OR answered = ?) AND (?::text IS NULL OR (filed_at, complaint_id) <"
                        + " (SELECT filed_at, complaint_id FROM sharing_complaint AS last WHERE last.number = ?))"
                        + " ORDER BY filed_at DESC, complaint_id DESC LIMIT ?",
                (row, n) -> complaints.<Complaint>readValue(row.getString(1)),
                department,
                department,
                answered,
                answered,
                after,
                after,
                limit);
    }

    public Optional<Complaint> complaint(String number) {
        return jdbc
                .query(
                        "SELECT detail FROM sharing_complaint WHERE number = ?",
                        (row, n) -> complaints.<Complaint>readValue(row.getString(1)),
                        number)
                .stream()
                .findFirst();
    }
}
