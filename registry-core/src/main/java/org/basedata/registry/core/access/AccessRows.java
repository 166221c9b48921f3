package org.basedata.registry.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.database.ColumnType;
import org.basedata.registry.core.database.TableRows;

/** The record of accesses as its tables hold it. Columns are in the order of the tables. */
final class AccessRows {
    /** An answer and when it was put on record. */
    record Answered(Instant at, Access access) {
        String subjectType() {
            return access.type() == null ? null : access.type().name();
        }

        int misses() {
            int misses = 0;
            for (Access.Seen seen : access.seen()) if (seen.outcome() == Access.Outcome.NO_RECORD) misses++;
            return misses;
        }
    }

    /** One of its subjects. */
    record About(Instant at, UUID access, Access.Seen seen) {}

    static final TableRows<Answered> ACCESS = new TableRows<Answered>("access", 400)
            .key("at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.at()))
            .key("id", ColumnType.UUID, (to, row) -> to.uuid(row.access().id()))
            .column(
                    "account",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.access().by().name()))
            .column(
                    "person",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.access().by().person()))
            .column(
                    "department",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.access().by().department()))
            .column(
                    "purpose",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.access().purpose()))
            .column(
                    "agreements",
                    ColumnType.TEXTS,
                    (to, row) -> to.texts(row.access().agreements()))
            .column(
                    "case_reference",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.access().caseReference()))
            .column(
                    "operation",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.access().operation().name()))
            .column("subject_type", ColumnType.TEXT, (to, row) -> to.text(row.subjectType()))
            .column(
                    "items",
                    ColumnType.TEXTS,
                    (to, row) -> to.texts(row.access().items()))
            .column(
                    "valid_at",
                    ColumnType.DATE,
                    (to, row) -> to.date(row.access().validAt()))
            .column(
                    "known_at",
                    ColumnType.TIMESTAMPTZ,
                    (to, row) -> to.timestamp(row.access().knownAt()))
            .column(
                    "subjects",
                    ColumnType.INTEGER,
                    (to, row) -> to.integer(row.access().seen().size()))
            .column("misses", ColumnType.INTEGER, (to, row) -> to.integer(row.misses()));

    static final TableRows<About> SUBJECTS = new TableRows<About>("access_subject", 96)
            .column("at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(row.at()))
            .column("access", ColumnType.UUID, (to, row) -> to.uuid(row.access()))
            .column(
                    "subject",
                    ColumnType.UUID,
                    (to, row) -> to.uuid(row.seen().subject().value()))
            .column(
                    "sequence",
                    ColumnType.BIGINT,
                    (to, row) -> to.bigint(row.seen().sequence()))
            .column(
                    "outcome",
                    ColumnType.TEXT,
                    (to, row) -> to.text(row.seen().outcome().name()));

    private AccessRows() {}

    static List<About> subjects(List<Answered> answers) {
        List<About> subjects = new ArrayList<>();
        for (Answered answer : answers)
            for (Access.Seen seen : answer.access().seen())
                subjects.add(new About(answer.at(), answer.access().id(), seen));
        return subjects;
    }
}
