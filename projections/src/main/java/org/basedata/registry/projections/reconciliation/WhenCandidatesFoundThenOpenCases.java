package org.basedata.registry.projections.reconciliation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CandidateSettings;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseRefused;
import org.basedata.registry.core.reconciliation.NameCandidate;
import org.basedata.registry.core.reconciliation.Who;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Hands the best pairs that a search found to people, each once: a pair that a case looks or looked into, whatever came of it, is left alone.
 */
public final class WhenCandidatesFoundThenOpenCases {
    private static final Logger LOG = LoggerFactory.getLogger(WhenCandidatesFoundThenOpenCases.class);
    private static final Actor REGISTRY = new Actor(Who.REGISTRY.name(), null, null, Set.of(Role.STEWARD));

    /** Each way round: a person may have named the first for the second. */
    private static final String NOBODY_LOOKED = " AND NOT EXISTS (SELECT FROM reconciliation_case WHERE subject = %1$s"
            + " AND closed_at IS NULL AND candidates @> ARRAY[%2$s::text])"
            + " AND NOT EXISTS (SELECT FROM reconciliation_case WHERE subject = %1$s"
            + " AND closed_at IS NOT NULL AND candidates @> ARRAY[%2$s::text])";

    private static final String NEW = "SELECT one, other, score, reasons FROM identity_candidate WHERE score >= ?"
            + String.format(NOBODY_LOOKED, "one", "other") + String.format(NOBODY_LOOKED, "other", "one")
            + " ORDER BY score DESC, one, other LIMIT ?";

    private final JdbcTemplate jdbc;
    private final CaseOrders orders;
    private final CandidateSettings settings;

    public WhenCandidatesFoundThenOpenCases(DataSource dataSource, CaseOrders orders, CandidateSettings settings) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.orders = orders;
        this.settings = settings;
    }

    /** Each in a transaction of its own. */
    public void open() {
        List<NameCandidate> found = jdbc.query(
                NEW,
                (row, n) -> new NameCandidate(
                        new SubjectId(row.getObject(1, UUID.class)),
                        new SubjectId(row.getObject(2, UUID.class)),
                        null,
                        row.getInt(3),
                        Arrays.stream((String[]) row.getArray(4).getArray())
                                .map(CandidateReason::valueOf)
                                .toList()),
                settings.leastScore(),
                settings.most());
        int named = 0;
        for (NameCandidate each : found) {
            try {
                orders.take(new CaseOrder(REGISTRY, each));
                named++;
            } catch (CaseRefused gone) {
                // Somebody was first, or a subject has gone since it was compared.
                LOG.debug("a candidate was not named: {}", gone.fault().code());
            }
        }
        if (named > 0) LOG.info("{} pairs of subjects that may be one were handed to reconciliation staff", named);
    }
}
