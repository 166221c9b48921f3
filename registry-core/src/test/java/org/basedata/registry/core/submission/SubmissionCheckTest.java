package org.basedata.registry.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.submission.SubmissionCheck.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a row is said by code and place, all of it at once; whatever is sent, the check itself holds. */
class SubmissionCheckTest {
    private static final SubmissionCheck CHECK = new SubmissionCheck(CatalogueLoader.standard(), CodeLists.standard());
    private static final UUID DELIVERY = new UUID(1, 2);
    private static final Instant EXTRACT = Instant.parse("2026-06-01T00:00:00Z");

    private final Map<String, String> row = new HashMap<>(Map.of(
            "dataset", "social-insurance",
            "recordId", "RS-1",
            "version", "1",
            "idType", "RESIDENT_ID",
            "id", "11010519491231002X",
            "name", "王小兰"));
    private final Map<String, String> items = new HashMap<>();

    private Checked check(String source, Instant extractTime, boolean complete) {
        RawRecord raw = new RawRecord(
                0,
                0,
                row.get("dataset"),
                row.get("recordId"),
                row.get("version"),
                row.get("operation"),
                row.get("subjectType"),
                row.get("idType"),
                row.get("id"),
                row.get("name"),
                items,
                row.get("validFrom"),
                row.get("validTo"),
                row.get("reason"),
                null,
                null);
        return CHECK.check(DELIVERY, source, raw, extractTime, complete);
    }

    private List<String> codes() {
        return check("RS", null, false).faults().stream().map(Fault::code).toList();
    }

    @Test
    void a_good_row_has_no_fault() {
        assertThat(codes()).isEmpty();
        assertThat(check("RS", null, false).record().version()).isEqualTo(1);
    }

    @Test
    void all_faults_of_a_row_come_at_once() {
        row.put("id", "110105194912310021");
        row.put("name", " ");
        row.put("validFrom", "2020-01-01");
        row.put("validTo", "2019-01-01");
        row.put("operation", "CORRECT");
        items.put("insuranceStatus", "nonsense");
        items.put("birthDate", "31.12.1949");
        assertThat(codes())
                .containsExactlyInAnyOrder(
                        "ID_CHECK_DIGIT",
                        "NAME_MISSING",
                        "PERIOD_REVERSED",
                        "REASON_MISSING",
                        "CODE_UNKNOWN",
                        "ITEM_VALUE");
    }

    @ParameterizedTest
    @CsvSource({
        "dataset, nonsense, DATASET_UNKNOWN",
        "dataset, household-registration, DATASET_NOT_ASSIGNED",
        "dataset, tax-registration, DATASET_NOT_ASSIGNED",
        "recordId, ' ', RECORD_ID_MISSING",
        "operation, DELETE, OPERATION_UNKNOWN",
        "subjectType, LEGAL_ENTITY, SUBJECT_TYPE",
        "idType, USCC, SUBJECT_TYPE",
        "idType, CARD, ID_TYPE_UNKNOWN",
        "idType, '', ID_TYPE_MISSING",
        "id, '', ID_MISSING",
        "id, 123, ID_FORMAT",
        "validFrom, 2020-02-30, DATE_FORMAT",
        "validFrom, 0000-01-01, DATE_FORMAT",
        "version, '', VERSION_FORMAT",
        "version, -1, VERSION_FORMAT",
        "version, 1.5, VERSION_FORMAT",
        "version, 2026-06-01, VERSION_FORMAT",
        "version, 1234567890123456, VERSION_FORMAT",
        "version, +999999999-12-31T23:59:59Z, VERSION_FORMAT"
    })
    void each_part_has_its_fault(String part, String value, String code) {
        row.put(part, value);
        assertThat(codes()).contains(code);
    }

    @Test
    void times_of_this_century_rank_above_every_integer_even_at_the_end_of_the_calendar() {
        row.put("version", "999999999999999");
        long integer = check("RS", null, false).record().version();
        row.put("version", "2026-06-01T00:00:00+08:00");
        assertThat(check("RS", null, false).record().version()).isGreaterThan(integer);
        row.put("version", "9999-12-31T23:59:59Z");
        assertThat(check("RS", null, false).record().version()).isGreaterThan(integer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+2147483647", "1e3", "1,000.00", "", "99999999999999999999999999"})
    void an_amount_is_a_plain_decimal_number(String amount) {
        row.putAll(Map.of(
                "dataset", "enterprise-registration", "idType", "USCC", "id", "91350211M0000XUF46", "name", "厦门示例一社"));
        items.put("registeredCapital", amount);
        List<String> codes =
                check("SCJG", null, false).faults().stream().map(Fault::code).toList();
        if (amount.isEmpty()) assertThat(codes).as("nothing was sent").isEmpty();
        else assertThat(codes).containsExactly("ITEM_VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u3000", "\uFEFF\u200B "})
    void a_name_of_nothing_visible_is_missing(String name) {
        row.put("name", name);
        assertThat(codes()).containsExactly("NAME_MISSING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uFFFDb", "a\u0000b", "a\uD800"})
    void a_record_id_that_cannot_be_read_is_told_as_such(String id) {
        row.put("recordId", id);
        assertThat(codes()).containsExactly("RECORD_ID_FORMAT");
        row.put("recordId", "x".repeat(129));
        assertThat(codes()).containsExactly("RECORD_ID_FORMAT");
    }

    @Test
    void public_security_may_leave_the_name_out() {
        row.put("dataset", "household-registration");
        row.remove("name");
        assertThat(check("GA", null, false).faults()).isEmpty();
    }

    @Test
    void an_item_that_the_catalogue_does_not_assign_is_dropped_with_a_warning() {
        items.put("ethnicity", "01");
        items.put("nonsense", "1");
        Checked checked = check("RS", null, false);
        assertThat(checked.record().content().items()).isEmpty();
        assertThat(checked.record().warnings())
                .extracting(Fault::code)
                .containsExactly("ITEM_NOT_ASSIGNED", "ITEM_NOT_ASSIGNED");
    }

    @Test
    void rows_of_an_extract_take_its_time_when_they_have_no_version_and_always_when_it_is_complete() {
        long time = EXTRACT.getEpochSecond() * 1_000_000;
        assertThat(check("RS", EXTRACT, false).record().version()).isEqualTo(1);
        assertThat(check("RS", EXTRACT, true).record().version()).isEqualTo(time);
        row.remove("version");
        assertThat(check("RS", EXTRACT, false).record().version()).isEqualTo(time);
        assertThat(check("RS", EXTRACT, false).record().ofExtract()).isTrue();
    }

    @Test
    void a_withdrawal_needs_no_subject_and_no_name() {
        row.keySet().retainAll(List.of("dataset", "recordId", "version"));
        row.put("operation", "WITHDRAW");
        row.put("reason", "误报");
        assertThat(codes()).isEmpty();
    }
}
