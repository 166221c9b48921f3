package org.basedata.registry.api.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.calendar.CalendarDay;
import org.basedata.registry.core.calendar.OfficialCalendar.Publication;
import org.basedata.registry.core.calendar.PublishedYear;

/** The arrangement of a year. */
@Schema(name = "CalendarYear", description = "一年的放假安排 / the holidays and make-up days of a year")
@JsonInclude(JsonInclude.Include.ALWAYS)
record YearAnswer(
        @Schema(description = "年度 / the year", example = "2026")
        int year,

        @Schema(
                description = "所依据的通知;未注明则无 / the notice that it was taken from; null when nobody said",
                example = "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号，2025-11-04）")
        String source,

        @Schema(description = "上传人;随程序提供的年度则无 / who uploaded it; null for a year that comes with the registry")
        String publishedBy,

        @Schema(description = "上传时间,同上 / when, likewise") Instant publishedAt,

        @Schema(description = "仅见于上传的应答:与现行安排不同则为 true / of an upload only: whether it differs from what was in force")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Boolean changed,

        @Schema(description = "放假日(含落在周末的)和调休上班日,按日期 / holidays, those on weekends too, and make-up days, by date")
        List<CalendarDay> days) {
    static YearAnswer of(PublishedYear year) {
        return of(year, null);
    }

    static YearAnswer of(Publication publication) {
        return of(publication.year(), publication.changed());
    }

    private static YearAnswer of(PublishedYear year, Boolean changed) {
        return new YearAnswer(year.year(), year.source(), year.publishedBy(), year.publishedAt(), changed, year.days());
    }
}
