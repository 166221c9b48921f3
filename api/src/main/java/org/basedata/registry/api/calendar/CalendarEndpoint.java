package org.basedata.registry.api.calendar;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.CalendarRefused;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.calendar.YearFile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the holidays of later years come in, and deadlines can be worked out. */
@Tag(name = "calendar", description = "工作日与期限 / working days and deadlines")
@Roles({})
@RestController
@RequestMapping(path = "/api/v1/calendar", produces = MediaType.APPLICATION_JSON_VALUE)
final class CalendarEndpoint {
    private static final String CSV = "text/csv";
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_DAYS = 1_000;
    private static final int LONGEST_NAME = 100;

    private final OfficialCalendar calendar;
    private final Limits limits;
    private final Clock clock;

    CalendarEndpoint(OfficialCalendar calendar, Limits limits, Clock clock) {
        this.calendar = calendar;
        this.limits = limits;
        this.clock = clock;
    }

    @Operation(
            operationId = "readCalendarYear",
            summary = "查看一年的放假安排 / the holidays of a year",
            description = "现行的放假日和调休上班日、所依据的通知、由谁何时上传。\n\n"
                    + "Holidays and make-up days as they are in force, the notice, who uploaded them and when.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The year",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = YearAnswer.class),
                                            examples = @ExampleObject(Examples.CALENDAR_YEAR))))
    @Refuses({ProblemCode.PARAMETER_INVALID, ProblemCode.YEAR_UNKNOWN})
    @GetMapping("/{year}")
    ResponseEntity<YearAnswer> year(
            @Parameter(description = "年度 / the year", example = "2026") @PathVariable int year) {
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(calendar.year(year).map(YearAnswer::of).orElseThrow(() -> unknown(year)));
    }

    @Operation(
            operationId = "publishCalendarYear",
            summary = "上传一年的放假安排 / upload the holidays of a year",
            description = "CSV,UTF-8,列为 date,kind,name:逐日列出全部放假日(含落在周末的)和调休上班日;可用注释行“# source:”写明所依据的通知。"
                    + "由运维员或目录管理员办理。整年替换,立即生效;有任何错误则全部不采用,错误一次列出。与现行安排相同的不留痕迹。\n\n"
                    + "By an operator or a catalogue administrator. CSV in UTF-8 with the columns date,kind,name: a row for every holiday, those on weekends too, and every make-up"
                    + " day; a comment line `# source:` names the notice. It takes the place of the whole year at once. With any fault"
                    + " nothing of it is taken, and all faults are told. What is in force already leaves no trace.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = CSV,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(Examples.CALENDAR_FILE))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The year is in force",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = YearAnswer.class),
                                            examples = @ExampleObject(Examples.CALENDAR_YEAR))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CALENDAR_REFUSED,
        ProblemCode.FIELD_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.TOKEN_INVALID,
        ProblemCode.YEAR_UNKNOWN
    })
    @Roles({Role.OPERATOR, Role.CATALOGUE_ADMIN})
    @PutMapping(path = "/{year}", consumes = CSV)
    ResponseEntity<YearAnswer> publish(
            @Parameter(description = "年度 / the year", example = "2027") @PathVariable int year,
            @Parameter(description = "上传人 / who uploads it", example = "陈核查") @RequestParam String handlingPerson,
            HttpServletRequest request) {
        if (year < YearFile.FIRST_YEAR || year > YearFile.LAST_YEAR) throw unknown(year);
        if (handlingPerson.isBlank() || handlingPerson.length() > LONGEST_NAME)
            throw Parameters.invalid(
                    "handlingPerson", "handlingPerson 应为上传人姓名", "handlingPerson is the name of whoever uploads it");
        byte[] body = org.basedata.registry.api.body.RequestBody.read(request, MOST_BYTES);
        try {
            return ResponseEntity.ok()
                    .header("Cache-Control", "no-store")
                    .body(YearAnswer.of(calendar.publish(YearFile.read(body, year), handlingPerson.strip())));
        } catch (CalendarRefused refused) {
            int count = refused.faults().size();
            throw new RequestRefused(
                            ProblemCode.CALENDAR_REFUSED,
                            "文件有 " + count + " 处错误,未予采用,现行安排不变;逐处见 faults",
                            "the file has " + count
                                    + " faults, nothing of it was taken and what was in force stays; they are in `faults`")
                    .faults(refused.faults());
        }
    }

    @Operation(
            operationId = "workOutDeadline",
            summary = "计算期限 / work out a deadline",
            description =
                    "自某日起若干工作日,当日不计。经过尚未公布放假安排的年度时,期限为暂定并予注明。不给 from 为今天,不给 workingDays 为核实期限。\n\n"
                            + "So many working days after a day, which is not counted. A deadline that runs into a year without published holidays"
                            + " is provisional and says so. Without `from` from today on, without `workingDays` the time for verification.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The deadline",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DeadlineAnswer.class),
                                            examples = @ExampleObject(Examples.DEADLINE))))
    @Refuses(ProblemCode.PARAMETER_INVALID)
    @GetMapping("/deadline")
    ResponseEntity<DeadlineAnswer> deadline(
            @Parameter(description = "起算之日 / the day of the event", example = "2026-09-18")
                    @RequestParam(required = false)
                    String from,
            @Parameter(description = "工作日数,1 至 1,000 / working days, 1 to 1,000", example = "10")
                    @RequestParam(required = false)
                    Integer workingDays) {
        LocalDate today = WorkingDays.dayOf(clock.instant());
        int days = workingDays == null ? limits.verify() : workingDays;
        Parameters.within("workingDays", days, 1, MOST_DAYS);
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(DeadlineAnswer.of(calendar.current(), from == null ? today : date(from), days, today, limits));
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= YearFile.FIRST_YEAR && date.getYear() <= YearFile.LAST_YEAR) return date;
        } catch (DateTimeException e) {
            throw notADate();
        }
        throw notADate();
    }

    private static RequestRefused notADate() {
        return Parameters.invalid(
                "from",
                "from 应为 " + YearFile.FIRST_YEAR + " 至 " + YearFile.LAST_YEAR + " 年的日期,如 2026-09-18",
                "from is a date of the years " + YearFile.FIRST_YEAR + " to " + YearFile.LAST_YEAR
                        + ", such as 2026-09-18");
    }

    private static RequestRefused unknown(int year) {
        return new RequestRefused(
                        ProblemCode.YEAR_UNKNOWN,
                        "没有 " + year + " 年的放假安排;可上传的年度为 " + YearFile.FIRST_YEAR + " 至 " + YearFile.LAST_YEAR,
                        "there are no holidays of " + year + "; years from " + YearFile.FIRST_YEAR + " to "
                                + YearFile.LAST_YEAR + " can be uploaded")
                .at("year");
    }
}
