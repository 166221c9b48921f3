package org.basedata.registry.projections.reconciliation;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Opening a million cases, and pages of a queue of a million. Run by {@code -Dtest=CaseQueueBenchmark}; {@code -Dopened} cases are
 * opened, and {@code -Dcases} are in the queue.
 */
class CaseQueueBenchmark {
    @RegisterExtension
    static final TestDatabase db = TestDatabase.durable(8);

    private static final int CASES = Integer.getInteger("cases", 1_000_000);
    private static final int OPENED = Math.min(CASES, Integer.getInteger("opened", 100_000));
    private static final int BATCH = 2_000;
    private static final int TIMES = 7;

    private JdbcTemplate jdbc;

    @Test
    void a_million_cases() {
        jdbc = new JdbcTemplate(db.dataSource());
        LiveRegistry registry = new LiveRegistry(db);
        CaseWork work = new CaseWork(db, registry);
        subjects(registry);
        open(work);
        spread();
        pages(work.cases);
        work.close();
    }

    /** Subjects in doubt, each a copy of a real one with a conflict of its own. */
    private void subjects(LiveRegistry registry) {
        registry.submit(
                RowBuilder.row("GA", "household-registration", "GA-1")
                        .about(RandomHistory.PERSONS.get(0), "于海涛")
                        .item("registeredDivision", "440106")
                        .item("registeredAddress", "广州市天河区体育东路1号")
                        .item("sex", "1")
                        .item("birthDate", "1980-01-01")
                        .item("maritalStatus", "10"),
                RowBuilder.row("MZ", "marriage-registration", "MZ-1")
                        .about(RandomHistory.PERSONS.get(0), "于海涛")
                        .item("maritalStatus", "20"));
        UUID model = jdbc.queryForObject("SELECT subject FROM person_current", UUID.class);
        jdbc.update(
                "INSERT INTO person_current SELECT md5('s' || n)::uuid, sequence, recorded_at, birth_date, present, id_type,"
                        + " id_number || n, name, other_values, records, master, links FROM person_current,"
                        + " generate_series(1, ?) AS n WHERE subject = ?",
                OPENED,
                model);
        // Items fall off as in life: the first is in half of all conflicts, the twentieth in one of a million.
        jdbc.update(
                "INSERT INTO subject_conflict SELECT md5('s' || n)::uuid, number, kind, items[i], rule,"
                        + " (ARRAY['MAJOR','MINOR','MINOR','IDENTITY'])[1 + (n % 40) / 10], ARRAY['GA', others[1 + n % 8]],"
                        + " valid_from, valid_to, since, settled_at, replace(replace(detail, 'maritalStatus', items[i]), '\"MZ\"',"
                        + " '\"' || others[1 + n % 8] || '\"')"
                        + " FROM subject_conflict, generate_series(1, ?) AS n,"
                        + " LATERAL (SELECT least(20, 1 + floor(-log(2.0, (random() + n * 0)::numeric)))::int AS i) AS drawn,"
                        + " (SELECT ARRAY(SELECT 'item' || k FROM generate_series(1, 20) k) AS items,"
                        + " ARRAY['MZ','RS','JY','WJ','GJJ','SW','CL','LS'] AS others) AS named WHERE subject = ?",
                CASES, model);
        jdbc.execute("ANALYZE");
    }

    private void open(CaseWork work) {
        long begun = System.nanoTime();
        for (int from = 1; from <= OPENED; from += BATCH) {
            List<SubjectId> batch = jdbc.query(
                    "SELECT md5('s' || n)::uuid FROM generate_series(?, ?) AS n",
                    (row, i) -> new SubjectId(row.getObject(1, UUID.class)),
                    from,
                    Math.min(OPENED, from + BATCH - 1));
            db.transactions().executeWithoutResult(status -> {
                jdbc.execute("SET LOCAL synchronous_commit = off");
                work.follower.review(batch);
            });
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("opened %,d cases in %.0f s: %,.0f a second%n", OPENED, seconds, OPENED / seconds);
    }

    /** As a queue is after months of work: those that were opened, each many times over. */
    private void spread() {
        jdbc.execute("UPDATE reconciliation_case SET closed_at = now()");
        jdbc.update(
                "INSERT INTO reconciliation_case SELECT gen_random_uuid(), version, 'C-' || 1000000 + n, gen_random_uuid(), cause,"
                        + " (ARRAY['OPENED','OPENED','OPENED','ASSIGNED','VERIFYING','PROPOSED'])[1 + floor(random() * 6)::int],"
                        + " severity, items, sources, lpad((440000 + floor(random() * 999)::int)::text, 6, '0'), shapes, conflicts,"
                        + " opened_at - random() * interval '200 days', due + floor(random() * 200)::int - 100,"
                        + " CASE WHEN random() < 0.4 THEN 'steward.' || floor(random() * 50)::int END, waiting_for, reporters,"
                        + " escalated, NULL, NULL, now() FROM generate_series(1, ?) AS n JOIN reconciliation_case"
                        + " ON number = 'C-' || lpad((1 + n % ?)::text, 6, '0')",
                CASES, OPENED);
        jdbc.execute("VACUUM (ANALYZE) reconciliation_case");
        System.out.println(
                jdbc.queryForList(
                        "SELECT relname, pg_size_pretty(pg_relation_size(oid)) AS size FROM pg_class WHERE relname LIKE 'reconciliation_case%'"));
    }

    private void pages(Cases cases) {
        LocalDate today = LocalDate.parse("2026-01-19");
        Map<String, CaseFilter> filters = new LinkedHashMap<>();
        filters.put("all", filter(null, null, null, null, null, null, null));
        filters.put("frequent item", filter("item1", null, null, null, null, null, null));
        filters.put("rare item", filter("item18", null, null, null, null, null, null));
        filters.put("source", filter(null, "MZ", null, null, null, null, null));
        filters.put("item and source", filter("item2", "RS", null, null, null, null, null));
        filters.put("rarer item and source", filter("item9", "RS", null, null, null, null, null));
        filters.put("severity", filter(null, null, Severity.IDENTITY, null, null, null, null));
        filters.put("province", filter(null, null, null, "44", null, null, null));
        filters.put("district", filter(null, null, null, "440106", null, null, null));
        filters.put("nowhere", filter(null, null, null, "45", null, null, null));
        filters.put("state", filter(null, null, null, null, CaseState.PROPOSED, null, null));
        filters.put("mine", filter(null, null, null, null, null, "steward.7", null));
        filters.put("overdue", filter(null, null, null, null, null, null, today));
        filters.put(
                "item, source, severity, city, state",
                filter("item1", "MZ", Severity.IDENTITY, "4401", CaseState.VERIFYING, null, null));
        filters.put("mine, item, source, overdue", filter("item3", "SW", null, null, null, "steward.7", today));
        filters.put(
                "item and source that never meet a severity",
                filter("item1", "GJJ", Severity.IDENTITY, null, null, null, null));
        System.out.printf(
                "%-46s %8s %8s %8s %8s%n", "milliseconds, median of " + TIMES, "due", "opened", "severity", "counts");
        filters.forEach((name, filter) -> System.out.printf(
                "%-46s %8.1f %8.1f %8.1f %8.1f%n",
                name,
                median(() -> cases.list(filter, CaseSort.DUE, null, 50)),
                median(() -> cases.list(filter, CaseSort.OPENED, null, 50)),
                median(() -> cases.list(filter, CaseSort.SEVERITY, null, 50)),
                median(() -> cases.count(filter, today, today.plusDays(2)))));
        for (String sql : List.of(
                "closed_at IS NULL ORDER BY due, case_id LIMIT 51",
                "closed_at IS NULL AND items @> ARRAY['item1']::text[] AND sources @> ARRAY['GJJ']::text[] AND severity = 'IDENTITY'"
                        + " ORDER BY due, case_id LIMIT 51",
                "closed_at IS NULL AND items @> ARRAY['item9']::text[] AND sources @> ARRAY['RS']::text[] ORDER BY due, case_id"
                        + " LIMIT 51"))
            System.out.println(String.join(
                    "\n",
                    jdbc.queryForList(
                            "EXPLAIN (ANALYZE, COSTS OFF, BUFFERS) SELECT * FROM reconciliation_case WHERE " + sql,
                            String.class)));
    }

    private static CaseFilter filter(
            String item,
            String source,
            Severity severity,
            String division,
            CaseState state,
            String assignee,
            LocalDate dueBefore) {
        return new CaseFilter(
                item, source, severity, division, null, null, null, dueBefore, state, assignee, null, null, null);
    }

    private static double median(Runnable work) {
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        return millis[TIMES / 2];
    }
}
