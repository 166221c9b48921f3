package org.basedata.registry.api.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import org.basedata.registry.core.calendar.Deadline;
import org.basedata.registry.core.calendar.DueState;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.WorkingDays;

/** A deadline, and how it stands today. */
@Schema(name = "Deadline", description = "期限 / by when something is due")
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeadlineAnswer(
        @Schema(description = "起算之日,不计入 / the day of the event, which is not counted", example = "2026-09-18")
        LocalDate from,

        @Schema(description = "工作日数 / working days", example = "10")
        int workingDays,

        @Schema(description = "最后一日,至当日 24:00(+08:00) / the last day, to its end at +08:00", example = "2026-10-09")
        LocalDate due,

        @Schema(
                description = "所经的首个尚未公布放假安排的年度,有则期限为暂定 / the first year without published holidays that it runs into:"
                        + " then it is provisional; else null")
        Integer unpublishedYear,

        @Schema(description = "今天的状态 / how it stands today", example = "ON_TIME")
        DueState state,

        @Schema(description = "今天之后还剩的工作日,超期为负 / working days left after today; below 0 once it is over", example = "7")
        int workingDaysLeft,

        @Schema(description = "暂定的说明;不是暂定则无 / what provisional means; null when it is not")
        Note note) {

    /** The same for people. */
    @Schema(name = "DeadlineNote", description = "暂定的说明 / what provisional means")
    record Note(String zh, String en) {}

    static DeadlineAnswer of(WorkingDays calendar, LocalDate from, int workingDays, LocalDate today, Limits limits) {
        Deadline deadline = calendar.after(from, workingDays);
        return new DeadlineAnswer(
                from,
                workingDays,
                deadline.due(),
                deadline.unpublishedYear(),
                calendar.state(deadline.due(), today, limits.atRisk()),
                calendar.between(today, deadline.due()),
                deadline.isProvisional() ? note(deadline.unpublishedYear()) : null);
    }

    private static Note note(int year) {
        return new Note(
                year + " 年的放假安排尚未公布,期限为暂定:该年仅按周末和日期固定的法定节假日(1 月 1 日、5 月 1 日至 2 日、10 月 1 日至 3 日)扣除,公布后重新计算",
                "the holidays of " + year
                        + " are not published, so this is provisional: of that year only weekends and the holidays that the law"
                        + " fixes to a date (1 January, 1 and 2 May, 1 to 3 October) are off; it is counted again once they are");
    }
}
