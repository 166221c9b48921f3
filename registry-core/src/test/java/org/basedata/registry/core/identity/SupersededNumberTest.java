package org.basedata.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.RowBuilder;
import org.junit.jupiter.api.Test;

/** Who still sends an old number is told so, without being refused. */
class SupersededNumberTest {
    private static final Identifier OLD = new Identifier(IdType.RESIDENT_ID, "440106199003070018");
    private static final Identifier NEW = new Identifier(IdType.RESIDENT_ID, "440106199003070026");
    private static final Identifier OTHER = new Identifier(IdType.RESIDENT_ID, "440106199003070034");

    private final Ledger ledger = new Ledger();

    private RecordOutcome insured(int version, Identifier about) {
        return ledger.submit(RowBuilder.row("RS", "social-insurance", "RS-1")
                .version(version)
                .about(about, "王小兰")
                .item("insuranceStatus", version % 2 == 0 ? "1" : "2"));
    }

    @Test
    void the_receipt_names_the_present_number_masked() {
        ledger.take(Acts.replace("a", OLD, NEW));
        RecordOutcome outcome = insured(1, OLD);
        assertThat(outcome.outcome()).isEqualTo(RecordOutcome.Kind.ACCEPTED);
        assertThat(outcome.ref()).isEqualTo(Ledger.IDS.of(OLD));
        assertThat(outcome.warnings()).extracting(Fault::code).containsExactly("ID_SUPERSEDED");
        assertThat(outcome.warnings().get(0).messageEn()).contains("4401").doesNotContain(NEW.number());
        assertThat(insured(2, NEW).warnings()).isEmpty();
    }

    @Test
    void whoever_sends_the_number_of_a_merged_subject_is_told_too_until_the_merge_is_revoked() {
        insured(1, OLD);
        ledger.submit(RowBuilder.row("GA", "household-registration", "GA-1").about(OTHER, "王小兰"));
        ledger.take(Acts.merge("a", OLD, OTHER));
        assertThat(insured(2, OLD).warnings()).extracting(Fault::code).containsExactly("ID_SUPERSEDED");
        ledger.take(Acts.revoke("b", Ledger.IDS.of(OLD), "a"));
        assertThat(insured(3, OLD).warnings()).isEmpty();
    }

    @Test
    void a_number_under_which_somebody_of_another_name_is_on_record_is_not_taken_over() {
        insured(1, OLD);
        ledger.submit(RowBuilder.row("GA", "household-registration", "GA-1").about(NEW, "周梓萱"));
        assertThatThrownBy(() -> ledger.request(Acts.replace("a", OLD, NEW)))
                .isInstanceOfSatisfying(
                        IdentityRefused.class,
                        refused -> assertThat(refused.fault().code()).isEqualTo("NUMBER_NAMES_ANOTHER"));
        ledger.request(Acts.merge("b", OLD, NEW));
        assertThat(ledger.state().end(Ledger.IDS.of(OLD))).isEqualTo(Ledger.IDS.of(NEW));
    }

    @Test
    void a_number_under_which_the_same_name_is_on_record_is() {
        insured(1, OLD);
        ledger.submit(RowBuilder.row("GA", "household-registration", "GA-1").about(NEW, "王小蘭"));
        ledger.request(Acts.replace("a", OLD, NEW));
        assertThat(ledger.state().subject(Ledger.IDS.of(OLD)).owned()).hasSize(2);
    }

    @Test
    void a_number_that_is_shared_is_not_superseded() {
        insured(1, OLD);
        ledger.take(Acts.split(
                "a",
                OLD,
                List.of(
                        List.of(RowBuilder.row("RS", "social-insurance", "RS-1")
                                .build()
                                .record()),
                        List.of())));
        RecordOutcome outcome = insured(2, OLD);
        assertThat(outcome.warnings()).isEmpty();
        assertThat(outcome.ref()).isEqualTo(Acts.newSubject("a", 0));
    }
}
