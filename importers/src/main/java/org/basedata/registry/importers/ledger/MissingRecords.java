package org.basedata.registry.importers.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ends the records that a complete extract no longer holds, at the day of the extract, unless so many are missing that the
 * extract itself must be doubted; then nothing is ended and the receipt says so, until a person lifts the limit.
 */
public final class MissingRecords {
    /** Days begin at this offset. */
    private static final ZoneOffset DAY_ZONE = ZoneOffset.ofHours(8);

    private static final int PAGE = 2_000;

    private final JdbcTemplate jdbc;
    private final StandingRecords records;
    private final SubmissionCheck check;

    public MissingRecords(DataSource dataSource, StandingRecords records, SubmissionCheck check) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.records = records;
        this.check = check;
    }

    /** A complete extract of one source and dataset. */
    public record Extract(UUID delivery, String source, Dataset dataset, Instant time, Waiver limitLifted) {
        LocalDate day() {
            return time.atOffset(DAY_ZONE).toLocalDate();
        }
    }

    /**
     * What is to be ended.
     *
     * @param count records that are missing; 0 when nothing is to be ended
     * @param warnings why nothing is to be ended although records are missing
     */
    public record Plan(long count, List<Fault> warnings) {}

    /** @param warnings about records that could not be ended */
    public record Ended(long count, List<Fault> warnings) {}

    /** Notes rows as present, refused ones too. Joins the transaction that is open. */
    public void present(Extract extract, Collection<String> recordIds) {
        presentByKey(
                extract.delivery(),
                recordIds.stream()
                        // No record was ever kept under another id.
                        .filter(SubmissionCheck::isLegibleId)
                        .map(id -> new RecordKey(
                                        extract.source(), extract.dataset().code(), id.strip())
                                .digest())
                        .toList());
    }

    /**
     * Notes records as present. Joins the transaction that is open.
     *
     * @param keys of {@link RecordKey#digest()}
     */
    public void presentByKey(UUID delivery, List<UUID> keys) {
        if (keys.isEmpty()) return;
        String[] texts = new String[keys.size()];
        for (int i = 0; i < texts.length; i++) texts[i] = keys.get(i).toString();
        jdbc.update(connection -> {
            var insert = connection.prepareStatement(
                    "INSERT INTO extract_present (delivery, record_keys) VALUES (?, ?::uuid[])");
            insert.setObject(1, delivery);
            insert.setObject(2, texts);
            return insert;
        });
    }

    /** Forgets which rows were present and which are missing. */
    public void forget(UUID delivery) {
        jdbc.update("DELETE FROM extract_present WHERE delivery = ?", delivery);
        jdbc.update("DELETE FROM extract_missing WHERE delivery = ?", delivery);
    }

    /** Records that stand before the extract is taken: what the share of missing ones is measured against. */
    public long standing(Extract extract) {
        return records.standing(extract.source(), extract.dataset().code(), extract.day());
    }

    /**
     * Once all rows are in.
     *
     * @param standing what {@link #standing} said before the first row
     * @param latest time of the latest extract taken of this source and dataset
     * @param nameless rows of which the record id is not known: each could be one that seems to be missing
     */
    public Plan plan(Extract extract, long standing, Instant latest, long nameless) {
        if (nameless > 0)
            return new Plan(
                    0,
                    List.of(
                            new Fault(
                                    "EXTRACT_ROWS_NAMELESS",
                                    "complete",
                                    Long.toString(nameless),
                                    "有 " + nameless + " 行读不出来源记录号,无法断定哪些记录缺少,未终止任何记录;请更正后重新报送完整抽取",
                                    nameless
                                            + " rows have no record id that can be read, so it is not known which records are missing; nothing was ended. Correct them and send the extract again")));
        if (latest != null && latest.isAfter(extract.time()))
            return new Plan(
                    0,
                    List.of(new Fault(
                            "EXTRACT_OVERTAKEN",
                            "complete",
                            extract.time().toString(),
                            "已收有更新的抽取 " + latest + ",本次抽取中缺少的记录不作终止处理",
                            "a later extract, of " + latest
                                    + ", was taken; records missing from this one are not ended")));
        double limit = extract.dataset().vanishedLimit();
        // An extract that lacks a population does not write down a population: one more than can be ended tells enough.
        long most = extract.limitLifted() != null ? Long.MAX_VALUE : (long) (limit * standing) + 2;
        long missing = records.noteMissing(
                extract.source(), extract.dataset().code(), extract.day(), extract.delivery(), most);
        if (missing == most)
            missing = records.missing(extract.source(), extract.dataset().code(), extract.day(), extract.delivery());
        // What stood before can have been ended since; the share is never taken of less than what is missing.
        long of = Math.max(standing, missing);
        if (missing > limit * of && extract.limitLifted() == null)
            return new Plan(
                    0,
                    List.of(
                            new Fault(
                                    "EXTRACT_VANISHED_LIMIT",
                                    "complete",
                                    missing + "/" + of,
                                    "完整抽取中缺少 " + missing + " 条记录,占在册 " + of + " 条的比例超过上限 " + limit * 100
                                            + "%,未终止任何记录;请核对抽取是否完整,确属减少的由工作人员放行后重新报送",
                                    "the complete extract lacks " + missing + " of " + of
                                            + " standing records, more than the limit of "
                                            + limit * 100
                                            + "%; nothing was ended. Check that the extract is whole; if it is, a person lifts the limit and it is sent again")));
        if (missing >= most)
            missing = records.noteMissing(
                    extract.source(), extract.dataset().code(), extract.day(), extract.delivery(), Long.MAX_VALUE);
        return new Plan(missing, List.of());
    }

    /**
     * Ends what was noted as missing, page by page; continues what was interrupted.
     *
     * @param planned number of records that the plan said
     * @param firstIndex index for the first of them: the number of rows of the delivery
     */
    public Ended end(Extract extract, long planned, long firstIndex, Submission intake) {
        if (planned == 0) return new Ended(0, List.of());
        long left = jdbc.queryForObject(
                "SELECT count(*) FROM extract_missing WHERE delivery = ?", Long.class, extract.delivery());
        long index = firstIndex + Math.max(0, planned - left);
        long failed = 0;
        while (true) {
            List<StandingRecords.Noted> page = records.noted(extract.delivery(), extract.day(), PAGE);
            if (page.isEmpty()) break;
            List<SubmitRecord> ends = new ArrayList<>(page.size());
            for (StandingRecords.Noted noted : page) {
                long at = index++;
                // Ended by another delivery since.
                if (noted.recordId() == null) continue;
                SubmissionCheck.Checked checked = check.check(
                        extract.delivery(), extract.source(), end(extract, at, noted.recordId()), extract.time(), true);
                if (checked.record() == null) failed++;
                else ends.add(checked.record());
            }
            for (RecordOutcome outcome : intake.submit(ends))
                if (outcome.outcome() == RecordOutcome.Kind.REFUSED) failed++;
            // Whatever is interrupted here is submitted again at the same place of the delivery, which changes nothing.
            jdbc.update(
                    "DELETE FROM extract_missing WHERE delivery = ? AND record_key <= ?",
                    extract.delivery(),
                    page.get(page.size() - 1).key());
        }
        if (failed == 0) return new Ended(planned, List.of());
        return new Ended(
                planned - failed,
                List.of(
                        new Fault(
                                "EXTRACT_END_FAILED",
                                "complete",
                                Long.toString(failed),
                                "有 " + failed + " 条缺少的记录未能终止,运维人员已收到告警,下次完整抽取时会再次处理",
                                failed
                                        + " missing records could not be ended; operations were alerted, the next complete extract tries again")));
    }

    /** Submits rows and waits until they are durable. */
    @FunctionalInterface
    public interface Submission {
        List<RecordOutcome> submit(List<SubmitRecord> rows);
    }

    private static RawRecord end(Extract extract, long index, String recordId) {
        return new RawRecord(
                index,
                0,
                extract.dataset().code(),
                recordId,
                null,
                "END",
                null,
                null,
                null,
                null,
                Map.of(),
                extract.day().toString(),
                null,
                extract.time() + " 的完整抽取中没有该记录",
                null,
                null);
    }
}
