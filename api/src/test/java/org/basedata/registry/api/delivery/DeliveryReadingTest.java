package org.basedata.registry.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.submission.RawRecord;
import org.junit.jupiter.api.Test;

class DeliveryReadingTest {
    private static DeliveryReading.Delivery read(String json) {
        return DeliveryReading.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static RawRecord row(String json) {
        return read("{\"source\":\"GA\",\"records\":[" + json + "]}").records().get(0);
    }

    @Test
    void every_part_of_a_record_has_its_place() {
        RawRecord row = row("""
                {"dataset":"household-registration","recordId":"GA-0001","version":3,"operation":"CORRECT",
                 "subject":{"type":"PERSON","idType":"RESIDENT_ID","id":"11010519491231002X"},"name":"王小兰",
                 "items":{"sex":"2"},"validFrom":"1985-09-01","validTo":"2001-01-01","reason":"登记差错",
                 "handledBy":{"unit":"天河分局","person":"李四"}}""");
        assertThat(row)
                .isEqualTo(new RawRecord(
                        0,
                        0,
                        "household-registration",
                        "GA-0001",
                        "3",
                        "CORRECT",
                        "PERSON",
                        "RESIDENT_ID",
                        "11010519491231002X",
                        "王小兰",
                        Map.of("sex", "2"),
                        "1985-09-01",
                        "2001-01-01",
                        "登记差错",
                        "天河分局",
                        "李四"));
    }

    @Test
    void versions_and_values_may_be_numbers_or_booleans_and_are_taken_as_written() {
        RawRecord row =
                row("{\"version\":3.0,\"items\":{\"capital\":1250000.50,\"big\":12345678901234567890,\"flag\":true}}");
        assertThat(row.version()).isEqualTo("3.0");
        assertThat(row.items())
                .containsEntry("capital", "1250000.50")
                .containsEntry("big", "12345678901234567890")
                .containsEntry("flag", "true");
    }

    @Test
    void whoever_lets_something_pass_gives_a_name_and_a_reason() {
        DeliveryReading.Delivery delivery = read("""
                {"source":"GA","dataset":"household-registration","extractTime":"2026-11-01T00:00:00+08:00","complete":true,
                 "letIn":{"by":"王科长","reason":"系统迁移"},"vanishedLimitLifted":{"by":"李科长","reason":"机构撤并"},
                 "records":[{"recordId":"1"}]}""");
        assertThat(delivery.letIn()).isEqualTo(new Waiver("王科长", "系统迁移"));
        assertThat(delivery.vanishedLimitLifted()).isEqualTo(new Waiver("李科长", "机构撤并"));
        assertThatThrownBy(() -> read("{\"source\":\"GA\",\"letIn\":{\"by\":\"王科长\"},\"records\":[{}]}"))
                .isInstanceOf(RequestRefused.class);
    }

    @Test
    void null_is_nothing() {
        RawRecord row = row("{\"name\":null,\"subject\":null,\"items\":{\"sex\":null},\"handledBy\":null}");
        assertThat(row.name()).isNull();
        assertThat(row.id()).isNull();
        assertThat(row.items()).isEmpty();
    }

    @Test
    void rows_without_a_dataset_have_the_delivery_s() {
        DeliveryReading.Delivery delivery = read("""
                {"records":[{"recordId":"1"},{"recordId":"2","dataset":"education"}],"source":"JY","complete":true,
                 "dataset":"qualification","extractTime":"2026-11-01T00:00:00+08:00"}""");
        assertThat(delivery.records()).extracting(RawRecord::dataset).containsExactly("qualification", "education");
        assertThat(delivery.records()).extracting(RawRecord::index).containsExactly(0L, 1L);
        assertThat(delivery.extractTime()).isEqualTo(Instant.parse("2026-10-31T16:00:00Z"));
        assertThat(delivery.complete()).isTrue();
    }

    @Test
    void rare_characters_survive() {
        assertThat(row("{\"name\":\"\uD842\uDFB7\\uD842\\uDFB7·䶮\"}").name()).isEqualTo("\uD842\uDFB7\uD842\uDFB7·䶮");
    }
}
