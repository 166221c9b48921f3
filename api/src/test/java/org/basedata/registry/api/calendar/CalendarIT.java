package org.basedata.registry.api.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class CalendarIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final String CALENDAR = "/api/v1/calendar/";

    @BeforeEach
    void nothingUploaded() {
        new JdbcTemplate(registry.database().dataSource()).update("DELETE FROM calendar_year");
    }

    private static String invented(int year) {
        return Holidays.invented(year);
    }

    private static String[] operator;

    @BeforeAll
    static void anOperator() {
        operator = registry.bearer("operator", null, Role.OPERATOR);
    }

    private static Answer put(int year, byte[] body, String query) {
        return put(year, body, query, operator);
    }

    private static Answer put(int year, byte[] body, String query, String[] by) {
        return registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + CALENDAR + year + query))
                        .header("Content-Type", "text/csv")
                        .PUT(BodyPublishers.ofByteArray(body)),
                by);
    }

    private static Answer put(int year, String text) {
        return put(
                year,
                text.getBytes(StandardCharsets.UTF_8),
                "?handlingPerson=" + URLEncoder.encode("陈核查", StandardCharsets.UTF_8));
    }

    private static JsonNode deadline(String from, int workingDays) {
        return registry.get(CALENDAR + "deadline?from=" + from + "&workingDays=" + workingDays)
                .json();
    }

    @Test
    void the_years_that_come_with_the_registry_are_there_and_name_their_notice() {
        JsonNode year = registry.get(CALENDAR + "2026").json();
        assertThat(year.path("source").asString()).contains("国办发明电〔2025〕7号");
        assertThat(year.path("publishedBy").isNull()).isTrue();
        assertThat(year.has("changed")).isFalse();
        assertThat(year.path("days").toString())
                .contains("{\"date\":\"2026-02-14\",\"kind\":\"WORKDAY\",\"name\":\"春节\"}");
    }

    /** Fri 18 Sep 2026: Sun 20 made up, 21 to 24, 28 to 30, Thu 8 and Fri 9 Oct. */
    @Test
    void a_deadline_is_worked_out_and_is_ten_days_when_nothing_is_said() {
        JsonNode answer = deadline("2026-09-18", 10);
        assertThat(answer.path("due").asString()).isEqualTo("2026-10-09");
        assertThat(answer.path("unpublishedYear").isNull()).isTrue();
        assertThat(answer.path("note").isNull()).isTrue();
        JsonNode usual = registry.get(CALENDAR + "deadline?from=2026-09-18").json();
        assertThat(usual.path("workingDays").asInt()).isEqualTo(10);
        assertThat(usual.path("due").asString()).isEqualTo("2026-10-09");
        assertThat(deadline("2024-02-08", 1).path("state").asString()).isEqualTo("OVERDUE");
        JsonNode today = registry.get(CALENDAR + "deadline").json();
        assertThat(today.path("workingDaysLeft").asInt()).isEqualTo(10);
        assertThat(today.path("state").asString()).isEqualTo("ON_TIME");
        assertThat(registry.get(CALENDAR + "deadline?workingDays=3")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("AT_RISK");
    }

    @Test
    void a_deadline_into_a_year_without_holidays_says_so_until_they_are_uploaded() {
        JsonNode provisional = deadline("2026-12-24", 6);
        assertThat(provisional.path("due").asString()).isEqualTo("2027-01-04");
        assertThat(provisional.path("unpublishedYear").asInt()).isEqualTo(2027);
        assertThat(provisional.at("/note/zh").asString()).contains("2027 年的放假安排尚未公布");
        assertThat(provisional.at("/note/en").asString()).contains("the holidays of 2027 are not published");
        assertThat(registry.get(CALENDAR + "2027").status()).isEqualTo(404);
        assertThat(registry.get(CALENDAR + "2027").json().path("code").asString())
                .isEqualTo("YEAR_UNKNOWN");

        Answer answer = put(2027, invented(2027).replace("2027-02-05,HOLIDAY", "2027-01-04,HOLIDAY"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("changed").asBoolean()).isTrue();
        assertThat(answer.json().path("publishedBy").asString()).isEqualTo("陈核查");
        JsonNode last = deadline("2026-12-24", 6);
        assertThat(last.path("due").asString()).isEqualTo("2027-01-05");
        assertThat(last.path("unpublishedYear").isNull()).isTrue();
        assertThat(registry.get(CALENDAR + "2027").json().path("days"))
                .isEqualTo(answer.json().path("days"));
    }

    @Test
    void only_operators_and_catalogue_administrators_put_a_year_in_force_and_everybody_reads_it() {
        byte[] year = invented(2027).getBytes(StandardCharsets.UTF_8);
        Answer nobody = put(2027, year, "?handlingPerson=x", new String[] {RunningRegistry.NOBODY, ""});
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().path("code").asString()).isEqualTo("NOT_SIGNED_IN");
        Answer wrong = put(2027, year, "?handlingPerson=x", new String[] {"Authorization", "Bearer x"});
        assertThat(wrong.json().path("code").asString()).isEqualTo("TOKEN_INVALID");
        Answer steward = put(2027, year, "?handlingPerson=x", registry.bearer("steward", null, Role.STEWARD));
        assertThat(steward.status()).isEqualTo(403);
        assertThat(steward.json().path("code").asString()).isEqualTo("NOT_ALLOWED");
        assertThat(registry.get(CALENDAR + "2027").status()).isEqualTo(404);
        Answer admin = put(2027, year, "?handlingPerson=x", registry.bearer("admin", null, Role.CATALOGUE_ADMIN));
        assertThat(admin.status()).as(admin.text()).isEqualTo(200);
        assertThat(registry.get(CALENDAR + "2027", registry.system("JY", Role.CONSUMER))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_upload_is_answered_once_more_without_a_trace() {
        put(2027, invented(2027));
        assertThat(put(2027, invented(2027)).json().path("changed").asBoolean(true))
                .isFalse();
    }

    @Test
    void a_file_with_faults_is_refused_with_all_of_them_and_nothing_changes() {
        put(2027, invented(2027));
        Answer answer = put(
                2027,
                invented(2027)
                        .replace("2027-06-09,HOLIDAY", "2027-06-31,HOLIDAY")
                        .replace("2027-10-01,HOLIDAY", "2027-10-01,REST"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("CALENDAR_REFUSED");
        assertThat(answer.json().path("faults").findValuesAsString("code"))
                .containsExactly("DATE_FORMAT", "KIND_UNKNOWN");
        assertThat(answer.json().at("/faults/0/item").asString()).isEqualTo("line[11].date");
        assertThat(deadline("2027-06-08", 1).path("due").asString()).isEqualTo("2027-06-10");

        Answer encoded = put(2027, invented(2027).getBytes(Charset.forName("GB18030")), "?handlingPerson=x");
        assertThat(encoded.json().at("/faults/0/code").asString()).isEqualTo("FILE_ENCODING");
        Answer other = put(2028, invented(2027));
        assertThat(other.json().at("/faults/0/code").asString()).isEqualTo("YEAR_OTHER");
        assertThat(registry.get(CALENDAR + "2028").status()).isEqualTo(404);
    }

    @Test
    void what_cannot_be_asked_is_refused_by_name() {
        assertThat(put(2027, invented(2027).getBytes(StandardCharsets.UTF_8), "")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("FIELD_MISSING");
        assertThat(put(1999, invented(1999)).json().path("code").asString()).isEqualTo("YEAR_UNKNOWN");
        for (String wrong : new String[] {
            "deadline?from=2026-09-31",
            "deadline?from=%2B999999999-12-31",
            "deadline?workingDays=0",
            "deadline?workingDays=1001",
            "next"
        })
            assertThat(registry.get(CALENDAR + wrong).json().path("code").asString())
                    .as(wrong)
                    .isEqualTo("PARAMETER_INVALID");
    }
}
