package org.basedata.registry.api.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.reconciliation.Doubts;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reconciliation.CaseRefused;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns differences into doubts, each once: whoever asks again, or at the same time, is told the doubt that there is. A program that was
 * killed between the doubt and the note of it leaves a doubt that names the row, which is found by that.
 */
@Component
public final class Reporting {
    static final int MOST = 500;

    private final ComparisonRows rows;
    private final Comparisons comparisons;
    private final Doubts doubts;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate apart;
    /** Each holds a connection while it needs another: were all of them held so, nobody would go on. */
    private final Semaphore turns = new Semaphore(4);

    Reporting(ComparisonRows rows, Comparisons comparisons, Doubts doubts, Database database) {
        this.rows = rows;
        this.comparisons = comparisons;
        this.doubts = doubts;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.transactions = database.transactions();
        this.apart = new TransactionTemplate(database.transactionManager());
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** @param wanted items by row; none for all that differ */
    public DoubtsAnswer report(Actor actor, Job job, Map<Long, List<String>> wanted, String text) {
        comparisons.mustStillBeGiven(actor, job);
        ComparisonWanted list = Comparisons.wanted(job);
        Map<Long, Optional<ComparedRow>> found = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<Long, List<String>> each : wanted.entrySet()) {
            Optional<ComparedRow> row = rows.find(job.id(), each.getKey());
            found.put(each.getKey(), row);
            count += each.getValue().isEmpty()
                    ? row.map(one -> items(one).size()).orElse(1)
                    : each.getValue().size();
        }
        if (count > MOST)
            throw new RequestRefused(
                            ProblemCode.KEYS_TOO_MANY,
                            "一次最多提出 " + MOST + " 处,请分次办理",
                            "at most " + MOST + " differences are reported at a time")
                    .at("rows");
        List<DoubtsAnswer.Result> results = new ArrayList<>();
        wanted.forEach((number, items) -> {
            ComparedRow row = found.get(number).orElse(null);
            if (row == null) {
                results.add(refused(number, null, "ROW_UNKNOWN", "名单没有这一行", "the list has no such row"));
                return;
            }
            List<String> all = items.isEmpty() ? items(row) : items;
            if (all.isEmpty())
                results.add(refused(number, null, "NOT_DIFFERENT", "该行没有可校核的差异", "nothing of the row differs"));
            for (String item : all) results.add(report(actor, job, list, row, item, text));
        });
        return new DoubtsAnswer(results);
    }

    private static List<String> items(ComparedRow row) {
        List<String> items = new ArrayList<>();
        row.findings().forEach((item, finding) -> {
            if (canBeDoubted(row, item)) items.add(item);
        });
        return items;
    }

    private static boolean canBeDoubted(ComparedRow row, String item) {
        var finding = row.findings().get(item);
        return row.subject() != null
                && finding != null
                && List.of("MISMATCH", "IN_DOUBT", "NO_RECORD").contains(finding.verdict());
    }

    private static DoubtsAnswer.Result refused(long row, String item, String code, String zh, String en) {
        return new DoubtsAnswer.Result(
                row,
                item,
                DoubtsAnswer.Outcome.REFUSED,
                null,
                new Fault(code, item == null ? "row" : item, null, zh, en));
    }

    private DoubtsAnswer.Result report(
            Actor actor, Job job, ComparisonWanted list, ComparedRow row, String item, String text) {
        if (!canBeDoubted(row, item))
            return refused(
                    row.number(),
                    item,
                    "NOT_DIFFERENT",
                    "该行该项没有可校核的差异",
                    "the registry says nothing of this item that differs from the row");
        turns.acquireUninterruptibly();
        try {
            return once(actor, job, list, row, item, text);
        } finally {
            turns.release();
        }
    }

    private DoubtsAnswer.Result once(
            Actor actor, Job job, ComparisonWanted list, ComparedRow row, String item, String text) {
        return transactions.execute(status -> {
            // One after the other for a list: of two requests the later finds what the first has done.
            jdbc.queryForList("SELECT pg_advisory_xact_lock(?)::text", job.id().getLeastSignificantBits());
            Optional<String> before = rows.doubt(job.id(), row.number(), item);
            if (before.isPresent())
                return new DoubtsAnswer.Result(row.number(), item, DoubtsAnswer.Outcome.ALREADY, before.get(), null);
            String evidence = "名单比对 " + job.id() + " 第 " + row.number() + " 行";
            try {
                Optional<Doubts.Doubt> lost = doubts.resting(row.subject(), actor.department(), item, evidence);
                // Not in this transaction: taking a doubt may need several attempts.
                String doubt = lost.map(Doubts.Doubt::id)
                        .orElseGet(() -> apart.execute(none -> doubts.report(
                                        actor,
                                        row.subject(),
                                        job.type(),
                                        item,
                                        text,
                                        Results.own(row, item, list),
                                        List.of(evidence))
                                .id()));
                rows.reported(job.id(), row.number(), item, doubt);
                return new DoubtsAnswer.Result(
                        row.number(),
                        item,
                        lost.isPresent() ? DoubtsAnswer.Outcome.ALREADY : DoubtsAnswer.Outcome.REPORTED,
                        doubt,
                        null);
            } catch (CaseRefused e) {
                return new DoubtsAnswer.Result(row.number(), item, DoubtsAnswer.Outcome.REFUSED, null, e.fault());
            }
        });
    }
}
