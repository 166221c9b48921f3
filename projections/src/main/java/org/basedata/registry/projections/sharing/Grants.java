package org.basedata.registry.projections.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.basedata.registry.core.sharing.Grant;
import org.basedata.registry.core.sharing.Granted;
import org.basedata.registry.core.sharing.Member;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;

/** What departments were granted, as the tables {@code sharing_member} and {@code sharing_agreement} have it. */
public final class Grants {
    private static final String OF_DEPARTMENT =
            "SELECT 0 AS kind, '' AS number, detail FROM sharing_member WHERE department = ?"
                    + " UNION ALL SELECT 1, number, granted FROM sharing_agreement WHERE department = ? AND granted IS NOT NULL"
                    + " ORDER BY kind, number";

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ObjectReader members;
    private final ObjectReader grants;

    public Grants(DataSource dataSource, Clock clock, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
        this.members = json.readerFor(Member.class);
        this.grants = json.readerFor(Grant.class);
    }

    /**
     * In one query. Whether a confidentiality agreement holds is answered as of today: what is kept of the answer is good for this day only.
     * Agreements may have days that have not come or are over.
     */
    public Granted of(String department) {
        List<Member> member = new ArrayList<>();
        List<Grant> granted = new ArrayList<>();
        jdbc.query(
                OF_DEPARTMENT,
                row -> {
                    if (row.getInt(1) == 0) member.add(members.readValue(row.getString(3)));
                    else granted.add(grants.readValue(row.getString(3)));
                },
                department,
                department);
        LocalDate today = SharingRegistrar.day(clock.instant());
        return member.isEmpty()
                ? new Granted(false, Map.of(), granted)
                : new Granted(member.get(0).isConfidential(today), member.get(0).inUse(), granted);
    }
}
