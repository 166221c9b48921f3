package org.basedata.registry.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DeliveriesIT {
    private static final String DELIVERIES = "/api/v1/deliveries";

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @Test
    void a_repeated_request_gets_the_stored_receipt_byte_for_byte() {
        Map<String, Object> body = RunningRegistry.delivery("GA", Row.household(Invented.man(), "朱同"));
        String key = "key-" + Invented.man();
        Answer first = registry.post(DELIVERIES, body, "Idempotency-Key", key);
        Answer second = registry.post(DELIVERIES, body, "Idempotency-Key", key);
        assertThat(first.json().at("/records/0/outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.status()).isEqualTo(200);

        Answer without = registry.post(DELIVERIES, body);
        assertThat(without.json().at("/records/0/outcome").asString()).isEqualTo("UNCHANGED");
    }

    @Test
    void a_key_is_good_for_one_body_and_one_source() {
        String key = "key-" + Invented.man();
        registry.post(
                DELIVERIES,
                RunningRegistry.delivery("GA", Row.household(Invented.man(), "朱同")),
                "Idempotency-Key",
                key);
        Answer other = registry.post(
                DELIVERIES,
                RunningRegistry.delivery("GA", Row.household(Invented.man(), "朱同")),
                "Idempotency-Key",
                key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        Answer elsewhere = registry.post(
                DELIVERIES,
                RunningRegistry.delivery("RS", Row.insurance(Invented.man(), "朱同")),
                "Idempotency-Key",
                key);
        assertThat(elsewhere.status()).as("another source has keys of its own").isEqualTo(200);
    }

    @Test
    void a_key_that_cannot_be_one_is_refused() {
        Answer answer = registry.post(
                DELIVERIES,
                RunningRegistry.delivery("GA", Row.household(Invented.man(), "朱同")),
                "Idempotency-Key",
                "x".repeat(256));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_FORMAT");
    }

    @Test
    void the_status_of_a_delivery_is_there_as_soon_as_its_receipt() {
        JsonNode receipt = registry.deliver(
                "GA", Row.household(Invented.man(), "朱同"), Row.household(Invented.broken(Invented.man()), "错"));
        Answer answer =
                registry.get(DELIVERIES + "/" + receipt.path("deliveryId").asString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode status = answer.json();
        assertThat(status.path("status").asString()).isEqualTo("DONE");
        assertThat(status.path("source").asString()).isEqualTo("GA");
        assertThat(status.path("channel").asString()).isEqualTo("API");
        assertThat(status.path("counts")).isEqualTo(receipt.path("counts"));
        assertThat(status.at("/refusedByCode/ID_CHECK_DIGIT").asLong()).isEqualTo(1);
        assertThat(status.path("records")).isEqualTo(receipt.path("records"));
    }

    @Test
    void refused_rows_are_read_page_by_page_as_they_were_sent() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++)
            rows.add(
                    i % 2 == 1
                            ? Row.household(Invented.man(), "好" + i)
                            : Row.household(Invented.man(), "坏" + i).to("1999-01-01"));
        JsonNode receipt = registry.deliver("GA", rows.toArray(Row[]::new));
        String path = DELIVERIES + "/" + receipt.path("deliveryId").asString() + "/refusals?limit=2";
        JsonNode first = registry.get(path).json();
        assertThat(first.path("results")).hasSize(2);
        assertThat(first.at("/results/0/index").asLong()).isZero();
        assertThat(first.at("/results/0/faults/0/code").asString()).isEqualTo("PERIOD_REVERSED");
        assertThat(first.at("/results/0/record/name").asString()).isEqualTo("坏0");
        JsonNode second =
                registry.get(path + "&next=" + first.path("next").asString()).json();
        assertThat(second.path("results")).hasSize(1);
        assertThat(second.at("/results/0/index").asLong()).isEqualTo(4);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void a_delivery_without_refused_rows_has_an_empty_list_of_them() {
        String id = registry.deliver("GA", Row.household(Invented.man(), "朱同"))
                .path("deliveryId")
                .asString();
        assertThat(registry.get(DELIVERIES + "/" + id + "/refusals").text())
                .isEqualTo("{\"results\":[],\"next\":null}");
    }

    @Test
    void five_thousand_records_are_one_delivery() {
        Row[] rows = new Row[5_000];
        for (int i = 0; i < rows.length; i++)
            rows[i] = Row.household(Invented.man(), "批量").with("sex", "1");
        JsonNode receipt = registry.deliver("GA", rows);
        assertThat(receipt.at("/counts/accepted").asLong()).isEqualTo(5_000);
        assertThat(receipt.path("records")).hasSize(5_000);
    }

    private static Answer upload(String name, byte[] content, String... fields) {
        String boundary = "boundary-of-the-test";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2)
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n"
                            + fields[i + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + DELIVERIES + "/files"))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())),
                body.toByteArray());
    }

    private static JsonNode ended(Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        String location = accepted.header("Location");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            JsonNode status = registry.get(location).json();
            if (!status.path("status").asString().equals("RUNNING")) return status;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("the file did not end within a minute");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "GB18030"})
    void a_file_is_taken_in_the_background(String charset) {
        String number = Invented.man();
        String csv = "recordId,version,idType,id,name,validFrom,sex\r\n"
                + "F-" + number + ",1,RESIDENT_ID," + number + ",测试人,2001-01-01,1\r\n"
                + "F-bad,1,RESIDENT_ID,123,坏行,2001-01-01,1\r\n";
        JsonNode status = ended(upload(
                "C:\\temp\\household.csv",
                csv.getBytes(Charset.forName(charset)),
                "dataset",
                "household-registration",
                "source",
                "GA"));
        assertThat(status.path("status").asString()).as(status.toString()).isEqualTo("DONE");
        assertThat(status.path("fileName").asString()).isEqualTo("household.csv");
        assertThat(status.path("channel").asString()).isEqualTo("FILE");
        assertThat(status.at("/counts/accepted").asLong()).isEqualTo(1);
        assertThat(status.at("/counts/refused").asLong()).isEqualTo(1);
        assertThat(registry.value(number, "name")).isEqualTo("测试人");
        JsonNode refused = registry.get(
                        DELIVERIES + "/" + status.path("deliveryId").asString() + "/refusals")
                .json()
                .path("results");
        assertThat(refused).hasSize(1);
        assertThat(refused.at("/0/line").asLong()).isEqualTo(3);
        assertThat(refused.at("/0/faults/0/code").asString()).isEqualTo("ID_FORMAT");
    }

    @Test
    void a_file_whose_header_says_nothing_is_refused_as_a_whole() {
        JsonNode status = ended(upload(
                "wrong.csv",
                "colour,shape\r\nred,round\r\n".getBytes(StandardCharsets.UTF_8),
                "dataset",
                "household-registration",
                "source",
                "GA"));
        assertThat(status.path("status").asString()).isEqualTo("REFUSED");
        assertThat(status.at("/faults/0/code").asString()).isNotEmpty();
        assertThat(status.at("/faults/0/message").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dataset, nope, DATASET_UNKNOWN",
        "source, NOPE, SOURCE_UNKNOWN",
        "charset, klingon, PARAMETER_INVALID",
        "extractTime, yesterday, PARAMETER_INVALID",
        "complete, maybe, PARAMETER_INVALID"
    })
    void what_comes_with_a_file_must_be_right(String field, String value, String code) {
        List<String> fields = new ArrayList<>(List.of("dataset", "household-registration", "source", "GA"));
        int at = fields.indexOf(field);
        if (at >= 0) fields.set(at + 1, value);
        else fields.addAll(List.of(field, value));
        Answer answer =
                upload("x.csv", "recordId\r\n1\r\n".getBytes(StandardCharsets.UTF_8), fields.toArray(String[]::new));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }

    @Test
    void a_file_needs_its_dataset() {
        Answer answer = upload("x.csv", new byte[] {'x'}, "source", "GA");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("FIELD_MISSING");
        assertThat(answer.json().path("at").asString()).isEqualTo("dataset");
    }
}
