package org.basedata.registry.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.basedata.registry.core.subject.RowBuilder.row;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.junit.jupiter.api.Test;

/** The rules across subjects, one situation a test. The persons and organisations are invented. */
class CrossRulesTest {
    private static final Identifier ANNA = new Identifier(IdType.RESIDENT_ID, "11010519491231002X");
    private static final Identifier BORIS = new Identifier(IdType.RESIDENT_ID, "440524188001010014");
    private static final Identifier CLARA = new Identifier(IdType.PASSPORT, "E12345678");
    private static final Identifier COMPANY = new Identifier(IdType.USCC, "91440101MA59TR8W90");

    private final Ledger ledger = new Ledger();

    private static RowBuilder death(Identifier about, String date) {
        return row("WJ", "death-registration", "D-" + about.number())
                .about(about, "某人")
                .item("deathDate", date);
    }

    private static RowBuilder enterprise() {
        return row("SCJG", "enterprise-registration", "E-1")
                .about(COMPANY, "示例公司")
                .item("legalRepresentativeIdType", "111")
                .item("legalRepresentativeId", ANNA.number());
    }

    private static RowBuilder shareholding() {
        return row("SCJG", "shareholding", "S-1")
                .about(COMPANY, "示例公司")
                .item("shareholderIdType", "111")
                .item("shareholderId", ANNA.number());
    }

    private static RowBuilder guardianship() {
        return row("MZ", "guardianship", "G-1")
                .about(BORIS, "某人")
                .item("guardianIdType", "111")
                .item("guardianId", ANNA.number());
    }

    private static RowBuilder marriage(String record, Identifier about, Identifier spouse, String on) {
        return row("MZ", "marriage-registration", record)
                .about(about, "某人")
                .item("spouseIdType", spouse.type().documentType().orElseThrow())
                .item("spouseId", spouse.number())
                .item("marriedOn", on);
    }

    private static RowBuilder household(Identifier about, String maritalStatus) {
        return row("GA", "household-registration", "H-" + about.number())
                .about(about, "某人")
                .item("maritalStatus", maritalStatus);
    }

    private static RowBuilder insured() {
        return row("RS", "social-insurance", "I-1")
                .about(BORIS, "某人")
                .item("employerCode", COMPANY.number())
                .item("insuranceStatus", "1");
    }

    private Party party(SubjectId ref) {
        for (Identifier each : List.of(ANNA, BORIS, CLARA, COMPANY)) {
            MasterRecord master = ledger.master(each);
            if (Ledger.IDS.of(each).equals(ref) && master.present())
                return Party.of(ref, new SubjectFacts(each, master.items().byItem()), Ledger.IDS::of);
        }
        return null;
    }

    private List<Violation> violations(Identifier subject) {
        return Violation.of(party(Ledger.IDS.of(subject)), this::party);
    }

    /** Rule, other subject, period and values of each. */
    private List<String> found(Identifier subject) {
        return violations(subject).stream()
                .map(v -> v.conflict().rule() + " " + name(v.other()) + " "
                        + v.conflict().from() + ".." + v.conflict().to() + " "
                        + v.conflict().values().stream()
                                .map(ConflictValue::value)
                                .toList())
                .sorted()
                .toList();
    }

    private static String name(SubjectId ref) {
        return ref.equals(Ledger.IDS.of(ANNA))
                ? "ANNA"
                : ref.equals(Ledger.IDS.of(BORIS)) ? "BORIS" : ref.equals(Ledger.IDS.of(CLARA)) ? "CLARA" : "COMPANY";
    }

    private void submit(RowBuilder... rows) {
        Stream.of(rows).forEach(ledger::submit);
    }

    @Test
    void a_dead_legal_representative_is_in_doubt_from_the_day_after_death() {
        submit(enterprise().item("status", "1"));
        assertThat(found(COMPANY)).isEmpty();
        submit(death(ANNA, "2020-02-29"));
        assertThat(found(COMPANY))
                .containsExactly(
                        "LegalRepresentativeMustBeAlive ANNA 2020-03-01..null [" + ANNA.number() + ", 2020-02-29]");
        assertThat(found(ANNA)).isEmpty();
    }

    @Test
    void a_violation_has_the_shape_of_any_broken_rule_and_names_both_sides() {
        submit(enterprise());
        Instant first = ledger.now();
        submit(death(ANNA, "2020-02-29"));
        Violation violation = violations(COMPANY).get(0);
        assertThat(first).isBefore(ledger.now());
        assertThat(violation.since()).isEqualTo(ledger.now());
        assertThat(violation.other()).isEqualTo(Ledger.IDS.of(ANNA));
        assertThat(violation.number()).isBetween(1L << 52, (1L << 53) - 1);
        Conflict conflict = violation.conflict();
        assertThat(conflict.kind()).isEqualTo(ConflictKind.RULE);
        assertThat(conflict.item()).isEqualTo("legalRepresentativeId");
        assertThat(conflict.severity()).isEqualTo(Severity.MAJOR);
        assertThat(conflict.standing()).isEqualTo(ANNA.number());
        assertThat(conflict.values()).extracting(ConflictValue::source).containsExactly("SCJG", "WJ");
    }

    @Test
    void a_violation_keeps_its_number_while_others_of_its_values_change() {
        submit(enterprise(), death(ANNA, "2020-02-29"));
        Violation before = violations(COMPANY).get(0);
        submit(enterprise().version(2).item("address", "广州市天河区体育东路1号"));
        Violation after = violations(COMPANY).get(0);
        assertThat(after.number()).isEqualTo(before.number());
        submit(death(ANNA, "2020-03-01").version(2).operation(Operation.CORRECT));
        assertThat(violations(COMPANY).get(0).number()).isNotEqualTo(before.number());
    }

    @Test
    void a_representative_who_left_on_the_day_after_death_is_in_order() {
        submit(enterprise().to("2020-03-01"), death(ANNA, "2020-02-29"));
        assertThat(found(COMPANY)).isEmpty();
        submit(enterprise().version(2).to("2020-03-02").operation(Operation.CORRECT));
        assertThat(found(COMPANY))
                .containsExactly("LegalRepresentativeMustBeAlive ANNA 2020-03-01..2020-03-02 [" + ANNA.number()
                        + ", 2020-02-29]");
    }

    @Test
    void an_entity_that_has_ended_needs_no_living_representative() {
        for (String status : List.of("2", "3", "4", "5")) {
            submit(enterprise().version(Integer.parseInt(status)).item("status", status), death(ANNA, "2020-02-29"));
            assertThat(found(COMPANY)).as(status).isEmpty();
        }
        submit(enterprise().version(7).item("status", "7"));
        assertThat(found(COMPANY)).hasSize(1);
        submit(enterprise().version(8).item("revokedOn", "2020-03-01"));
        assertThat(found(COMPANY)).isEmpty();
        submit(enterprise().version(9).item("deregisteredOn", "2020-03-05"));
        assertThat(found(COMPANY))
                .containsExactly("LegalRepresentativeMustBeAlive ANNA 2020-03-01..2020-03-05 [" + ANNA.number()
                        + ", 2020-02-29]");
    }

    @Test
    void days_on_which_the_entity_had_ended_are_left_out_of_the_middle() {
        submit(
                enterprise().item("status", "1"),
                enterprise().version(2).item("status", "3").from("2021-01-01").to("2022-01-01"),
                death(ANNA, "2020-02-29"));
        assertThat(found(COMPANY))
                .containsExactly(
                        "LegalRepresentativeMustBeAlive ANNA 2020-03-01..2021-01-01 [" + ANNA.number()
                                + ", 2020-02-29]",
                        "LegalRepresentativeMustBeAlive ANNA 2022-01-01..null [" + ANNA.number() + ", 2020-02-29]");
    }

    @Test
    void a_number_without_its_document_type_or_that_cannot_be_read_names_nobody() {
        submit(death(ANNA, "2020-02-29"));
        submit(row("SCJG", "enterprise-registration", "E-1")
                .about(COMPANY, "示例公司")
                .item("legalRepresentativeId", ANNA.number()));
        assertThat(found(COMPANY)).isEmpty();
        submit(enterprise().version(2).item("legalRepresentativeIdType", "335"));
        assertThat(found(COMPANY)).isEmpty();
        submit(enterprise().version(3).item("legalRepresentativeId", "110105194912310021"));
        assertThat(found(COMPANY)).isEmpty();
        submit(enterprise().version(4).item("legalRepresentativeId", "11010519491231002x"));
        assertThat(found(COMPANY)).hasSize(1);
    }

    @Test
    void a_tie_goes_on_when_another_source_says_of_what_document_the_number_is() {
        submit(
                enterprise().from("2000-01-01"),
                row("SCJG", "enterprise-registration", "E-1")
                        .version(2)
                        .about(COMPANY, "示例公司")
                        .item("legalRepresentativeId", ANNA.number())
                        .from("2010-01-01"),
                row("SW", "tax-registration", "T-1")
                        .about(COMPANY, "示例公司")
                        .item("legalRepresentativeIdType", "111")
                        .item("legalRepresentativeId", ANNA.number()),
                death(ANNA, "2005-05-05"));
        assertThat(found(COMPANY))
                .containsExactly(
                        "LegalRepresentativeMustBeAlive ANNA 2005-05-06..null [" + ANNA.number() + ", 2005-05-05]");
    }

    @Test
    void a_dead_shareholder_is_in_doubt_while_the_entity_exists() {
        submit(shareholding(), death(ANNA, "2020-02-29"));
        assertThat(found(COMPANY))
                .containsExactly("ShareholderMustBeAlive ANNA 2020-03-01..null [" + ANNA.number() + ", 2020-02-29]");
        submit(shareholding().version(2).item("shareholderFrom", "2021-01-01"));
        assertThat(found(COMPANY))
                .containsExactly("ShareholderMustBeAlive ANNA 2021-01-01..null [" + ANNA.number() + ", 2020-02-29]");
        submit(row("SCJG", "enterprise-registration", "E-1")
                .about(COMPANY, "示例公司")
                .item("status", "2"));
        assertThat(found(COMPANY)).isEmpty();
    }

    @Test
    void a_document_type_of_another_record_says_nothing_of_a_shareholder() {
        submit(
                row("SCJG", "shareholding", "S-1").about(COMPANY, "示例公司").item("shareholderId", ANNA.number()),
                row("SCJG", "shareholding", "S-2").about(COMPANY, "示例公司").item("shareholderIdType", "111"),
                death(ANNA, "2020-02-29"));
        assertThat(found(COMPANY)).isEmpty();
    }

    @Test
    void a_guardianship_ends_with_the_guardian() {
        submit(guardianship(), death(ANNA, "2020-02-29"));
        assertThat(found(BORIS))
                .containsExactly("GuardianMustBeAlive ANNA 2020-03-01..null [" + ANNA.number() + ", 2020-02-29]");
        submit(guardianship().version(2).item("guardianFrom", "2020-06-01").item("guardianTo", "2020-07-01"));
        assertThat(found(BORIS))
                .containsExactly("GuardianMustBeAlive ANNA 2020-06-01..2020-07-01 [" + ANNA.number() + ", 2020-02-29]");
        submit(guardianship().version(3).item("guardianTo", "2020-03-01"));
        assertThat(found(BORIS)).isEmpty();
    }

    @Test
    void the_days_of_another_guardianship_do_not_count() {
        submit(
                guardianship(),
                row("MZ", "guardianship", "G-2").about(BORIS, "某人").item("guardianTo", "2000-01-01"),
                death(ANNA, "2020-02-29"));
        assertThat(found(BORIS)).hasSize(1);
    }

    @Test
    void spouses_who_name_each_other_for_some_day_are_in_order() {
        submit(marriage("M-1", ANNA, BORIS, "2000-05-01"), marriage("M-2", BORIS, ANNA, "2000-05-20"));
        submit(household(BORIS, "10"));
        assertThat(found(ANNA)).isEmpty();
        assertThat(found(BORIS)).isEmpty();
    }

    @Test
    void a_spouse_of_whom_nothing_is_recorded_for_those_days_contradicts_nobody() {
        submit(marriage("M-1", ANNA, BORIS, "2000-05-01"));
        assertThat(found(ANNA)).as("not registered").isEmpty();
        submit(row("GA", "household-registration", "H-1").about(BORIS, "某人").item("sex", "1"));
        assertThat(found(ANNA)).as("registered").isEmpty();
        submit(household(BORIS, "20"));
        assertThat(found(ANNA)).as("said to be married").isEmpty();
        submit(marriage("M-2", BORIS, CLARA, "1980-05-01").item("divorcedOn", "2000-05-01"));
        assertThat(found(ANNA)).as("married to another before").isEmpty();
    }

    @Test
    void a_spouse_who_is_married_to_another_meanwhile_contradicts() {
        submit(
                marriage("M-1", ANNA, BORIS, "2000-05-01").item("divorcedOn", "2010-01-01"),
                marriage("M-2", BORIS, CLARA, "1980-05-01").item("divorcedOn", "2000-05-02"));
        assertThat(found(ANNA))
                .containsExactly("SpousesMustNameEachOther BORIS 2000-05-01..2000-05-02 [" + BORIS.number() + ", "
                        + CLARA.number() + "]");
        assertThat(found(BORIS)).as("CLARA is not registered").isEmpty();
        submit(marriage("M-3", BORIS, ANNA, "2000-05-01"));
        assertThat(found(ANNA)).isEmpty();
    }

    @Test
    void a_marriage_to_the_holder_at_another_time_does_not_mirror_this_one() {
        submit(
                marriage("M-1", ANNA, BORIS, "2000-05-01"),
                marriage("M-2", BORIS, ANNA, "1980-05-01").item("divorcedOn", "1990-05-01"),
                marriage("M-3", BORIS, CLARA, "1999-05-01"));
        assertThat(found(ANNA))
                .containsExactly("SpousesMustNameEachOther BORIS 2000-05-01..null [" + BORIS.number() + ", "
                        + CLARA.number() + "]");
    }

    @Test
    void a_spouse_who_is_said_to_be_unmarried_contradicts() {
        submit(marriage("M-1", ANNA, BORIS, "2000-05-01"));
        for (String status : List.of("10", "30", "40")) {
            submit(household(BORIS, status)
                    .version(Integer.parseInt(status))
                    .from("2005-01-01")
                    .to("2006-01-01")
                    .operation(Operation.CORRECT));
            assertThat(found(ANNA))
                    .containsExactly("SpousesMustNameEachOther BORIS 2005-01-01..2006-01-01 [" + BORIS.number() + ", "
                            + status + "]");
        }
        for (String status : List.of("20", "21", "22", "23", "90")) {
            submit(household(BORIS, status)
                    .version(100 + Integer.parseInt(status))
                    .operation(Operation.CORRECT));
            assertThat(found(ANNA)).as(status).isEmpty();
        }
    }

    @Test
    void death_ends_a_marriage_for_both() {
        submit(
                marriage("M-1", ANNA, BORIS, "2000-05-01"),
                household(BORIS, "30").from("2005-01-02"));
        assertThat(found(ANNA)).hasSize(1);
        submit(death(ANNA, "2005-01-01"));
        assertThat(found(ANNA)).isEmpty();
        submit(death(ANNA, "2005-01-02").version(2).operation(Operation.CORRECT));
        assertThat(found(ANNA))
                .containsExactly("SpousesMustNameEachOther BORIS 2005-01-02..2005-01-03 [" + BORIS.number() + ", 30]");
        submit(death(BORIS, "2004-12-31"));
        assertThat(found(ANNA)).isEmpty();
    }

    @Test
    void a_marriage_without_a_day_is_never_in_doubt_and_may_be_the_one_that_is_looked_for() {
        submit(marriage("M-1", ANNA, BORIS, "2000-05-01"), marriage("M-2", BORIS, CLARA, "1999-05-01"));
        assertThat(found(ANNA)).hasSize(1);
        submit(row("MZ", "marriage-registration", "M-3")
                .about(BORIS, "某人")
                .item("spouseIdType", "111")
                .item("spouseId", ANNA.number()));
        assertThat(found(ANNA)).isEmpty();
        submit(household(ANNA, "10"));
        assertThat(found(BORIS)).isEmpty();
    }

    @Test
    void whoever_is_insured_by_an_entity_that_is_deregistered_is_in_doubt_from_the_day_after() {
        submit(insured(), enterprise().item("status", "1"));
        assertThat(found(BORIS)).isEmpty();
        submit(enterprise().version(2).item("status", "2").from("2020-01-01"));
        assertThat(found(BORIS))
                .containsExactly("EmployerMustBeRegistered COMPANY 2020-01-02..null [" + COMPANY.number() + ", 1, 2]");
        submit(enterprise()
                .version(3)
                .item("status", "4")
                .item("deregisteredOn", "2020-06-30")
                .from("2020-01-01"));
        assertThat(found(BORIS))
                .containsExactly("EmployerMustBeRegistered COMPANY 2020-07-01..null [" + COMPANY.number() + ", 1, 4]");
        submit(insured().version(2).item("insuranceStatus", "3").from("2020-07-01"));
        assertThat(found(BORIS)).isEmpty();
    }

    @Test
    void a_revoked_employer_that_is_not_deregistered_still_is_one() {
        submit(insured(), enterprise().item("status", "3"));
        assertThat(found(BORIS)).isEmpty();
        submit(enterprise().version(2).item("status", "2"));
        assertThat(found(BORIS))
                .containsExactly("EmployerMustBeRegistered COMPANY null..null [" + COMPANY.number() + ", 1, 2]");
    }

    @Test
    void payments_into_the_housing_fund_are_employment_too_and_no_day_is_told_twice() {
        submit(
                row("GJJ", "housing-fund", "F-1")
                        .about(BORIS, "某人")
                        .item("employerCode", COMPANY.number())
                        .item("fundAccountStatus", "1"),
                enterprise().item("status", "2").from("2020-01-01"));
        assertThat(found(BORIS))
                .containsExactly("EmployerMustBeRegistered COMPANY 2020-01-02..null [" + COMPANY.number() + ", 1, 2]");
        assertThat(violations(BORIS).get(0).conflict().values())
                .extracting(ConflictValue::source)
                .containsExactly("GJJ", "GJJ", "SCJG");
        submit(insured());
        assertThat(violations(BORIS)).hasSize(1);
    }

    @Test
    void a_change_asks_for_work_only_where_it_may_change_the_answer() {
        assertThat(CrossRule.concern(List.of("householdNumber", "name", "maritalStatus")))
                .isFalse();
        for (String item : List.of("legalRepresentativeId", "guardianTo", "marriedOn", "employerCode", "status"))
            assertThat(CrossRule.concern(List.of("name", item))).as(item).isTrue();
        assertThat(CrossRule.mayHeal(List.of("legalRepresentativeId", "guardianTo", "employerCode")))
                .isFalse();
        for (String item : List.of("deathDate", "status", "spouseId", "maritalStatus"))
            assertThat(CrossRule.mayHeal(List.of("name", item))).as(item).isTrue();
        submit(death(ANNA, "2020-02-29"), household(ANNA, "20"), enterprise().item("status", "1"));
        assertThat(CrossRule.brokenBy(party(Ledger.IDS.of(ANNA)).facts()))
                .containsExactly(TieKind.LEGAL_REPRESENTATIVE, TieKind.SHAREHOLDER, TieKind.GUARDIAN, TieKind.SPOUSE);
        assertThat(CrossRule.brokenBy(party(Ledger.IDS.of(COMPANY)).facts())).isEmpty();
        submit(enterprise().version(2).item("status", "2"), household(BORIS, "10"));
        assertThat(CrossRule.brokenBy(party(Ledger.IDS.of(COMPANY)).facts())).containsExactly(TieKind.EMPLOYER);
        assertThat(CrossRule.brokenBy(party(Ledger.IDS.of(BORIS)).facts())).containsExactly(TieKind.SPOUSE);
    }
}
