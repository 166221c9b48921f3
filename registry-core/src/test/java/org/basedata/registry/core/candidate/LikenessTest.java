package org.basedata.registry.core.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final Identifier NUMBER = Numbers.resident("44010619850312357");
    private static final Identifier ONE_DIGIT = Numbers.resident("44010619850312377");
    private static final Identifier SWAPPED = Numbers.resident("44010619850321357");
    private static final Identifier UNRELATED = Numbers.resident("11010519850312213");
    private static final Identifier PASSPORT = new Identifier(IdType.PASSPORT, "E12345678");
    private static final Identifier CODE = Numbers.uscc("91440106", "MA5ABCD1");
    private static final Identifier OTHER_CODE = Numbers.uscc("91440106", "MA5XYZW2");
    private static final long FEW = 2;

    /** A subject in the words of the test. */
    private static final class Someone {
        private final Identifier identifier;
        private final List<String> names = new ArrayList<>();
        private final Map<String, List<String>> items = new LinkedHashMap<>();
        private String registeredBy;

        Someone(Identifier identifier, String name) {
            this.identifier = identifier;
            names.add(name);
        }

        Someone with(String item, String... values) {
            items.put(item, List.of(values));
            return this;
        }

        Someone registeredBy(String source) {
            registeredBy = source;
            return this;
        }

        Portrait portrait() {
            return new Portrait(identifier, names, items, registeredBy);
        }
    }

    private static Someone person(Identifier identifier, String name) {
        return new Someone(identifier, name).with("birthDate", "1985-03-12");
    }

    private static Someone entity(Identifier identifier, String name) {
        return new Someone(identifier, name);
    }

    private static Optional<Likeness> compare(Someone one, Someone other, long namesakes) {
        Optional<Likeness> likeness = Likeness.of(one.portrait(), other.portrait(), namesakes);
        Optional<Likeness> turned = Likeness.of(other.portrait(), one.portrait(), namesakes);
        assertThat(turned.map(Likeness::score)).isEqualTo(likeness.map(Likeness::score));
        assertThat(turned.map(Likeness::reasons)).isEqualTo(likeness.map(Likeness::reasons));
        return likeness;
    }

    private static int score(Someone one, Someone other, long namesakes) {
        return compare(one, other, namesakes).orElseThrow().score();
    }

    private static int score(Someone one, Someone other) {
        return score(one, other, FEW);
    }

    @Test
    void the_score_is_the_beginning_and_every_weight() {
        Likeness likeness = compare(
                        person(NUMBER, "欧阳海澜")
                                .with("registeredDivision", "440106")
                                .with("employerCode", "X"),
                        person(UNRELATED, "欧阳海澜")
                                .with("registeredDivision", "110105")
                                .with("employerCode", "X"),
                        10)
                .orElseThrow();
        assertThat(likeness.reasons()).containsExactly(CandidateReason.SAME_NAME_AND_BIRTH_DATE);
        assertThat(likeness.evidence().stream().mapToInt(Evidence::weight)).containsExactly(0, 0, -3, 8);
        assertThat(likeness.score()).isEqualTo(54 - 10 - 3 + 8);
    }

    @Test
    void ten_times_the_namesakes_are_a_tenth_of_the_odds() {
        assertThat(score(person(NUMBER, "王伟"), person(UNRELATED, "王伟"), 100))
                .isEqualTo(score(person(NUMBER, "王伟"), person(UNRELATED, "王伟"), 10) - 10);
    }

    @Test
    void the_reasons_of_numbers_need_a_name_that_is_equal_or_similar() {
        assertThat(compare(person(NUMBER, "欧阳海澜"), person(ONE_DIGIT, "欧阳海澜"), FEW)
                        .orElseThrow()
                        .reasons())
                .containsExactly(CandidateReason.SAME_NAME_AND_BIRTH_DATE, CandidateReason.NUMBER_ONE_DIGIT_APART);
        assertThat(compare(person(NUMBER, "欧阳海澜"), person(SWAPPED, "欧阳海涛"), FEW)
                        .orElseThrow()
                        .reasons())
                .containsExactly(CandidateReason.NUMBER_DIGITS_TRANSPOSED);
        assertThat(compare(person(NUMBER, "欧阳海澜"), person(ONE_DIGIT, "赵文博"), FEW))
                .isEmpty();
    }

    @Test
    void nothing_but_a_similar_name_and_birth_date_is_no_reason() {
        assertThat(compare(person(NUMBER, "欧阳海澜"), person(UNRELATED, "欧阳海涛"), FEW))
                .isEmpty();
    }

    @Test
    void who_is_a_man_and_who_is_a_woman_are_two() {
        assertThat(compare(
                        person(NUMBER, "欧阳海澜").with("sex", "1"),
                        person(UNRELATED, "欧阳海澜").with("sex", "2"),
                        FEW))
                .isEmpty();
        assertThat(compare(
                        person(NUMBER, "欧阳海澜").with("sex", "1"),
                        person(UNRELATED, "欧阳海澜").with("sex", "9"),
                        FEW))
                .isPresent();
        Identifier woman = Numbers.resident("44010619850312356");
        assertThat(compare(person(woman, "欧阳海澜"), person(PASSPORT, "欧阳海澜").with("sex", "1"), FEW))
                .as("the number says it where nobody else does")
                .isEmpty();
        assertThat(compare(person(NUMBER, "欧阳海澜"), person(woman, "欧阳海澜"), FEW))
                .as("but not where the digit that says it is the wrong one")
                .isPresent();
    }

    @Test
    void another_kind_of_document_says_more_than_another_number() {
        assertThat(score(person(NUMBER, "欧阳海澜"), person(PASSPORT, "欧阳海澜")))
                .isEqualTo(score(person(NUMBER, "欧阳海澜"), person(UNRELATED, "欧阳海澜")) + 30);
    }

    @Test
    void two_in_the_register_that_assigns_the_numbers_are_often_two() {
        int unregistered = score(person(NUMBER, "欧阳海澜"), person(UNRELATED, "欧阳海澜"));
        assertThat(score(
                        person(NUMBER, "欧阳海澜").registeredBy("GA"),
                        person(UNRELATED, "欧阳海澜").registeredBy("GA")))
                .isLessThan(Likeness.EVEN)
                .isEqualTo(unregistered - 10);
        assertThat(score(person(NUMBER, "欧阳海澜").registeredBy("GA"), person(UNRELATED, "欧阳海澜")))
                .as("the other is registered elsewhere")
                .isLessThan(Likeness.EVEN)
                .isEqualTo(unregistered - 2);
        int slip = score(person(NUMBER, "欧阳海澜"), person(ONE_DIGIT, "欧阳海澜"));
        assertThat(score(person(NUMBER, "欧阳海澜").registeredBy("GA"), person(ONE_DIGIT, "欧阳海澜")))
                .as("a number like it may be nobody's")
                .isEqualTo(slip + 3);
        assertThat(score(
                        person(NUMBER, "欧阳海澜").registeredBy("GA"),
                        person(ONE_DIGIT, "欧阳海澜").registeredBy("GA")))
                .isEqualTo(slip - 20);
        assertThat(score(
                        person(NUMBER, "欧阳海澜").registeredBy("GA"),
                        person(PASSPORT, "欧阳海澜").registeredBy("GA")))
                .as("another document is in another register")
                .isEqualTo(score(person(NUMBER, "欧阳海澜"), person(PASSPORT, "欧阳海澜")));
    }

    @Test
    void what_their_family_has_in_common_does_not_make_twins_one() {
        Someone one = person(NUMBER, "欧阳海澜").registeredBy("GA");
        Someone other = person(ONE_DIGIT, "欧阳海涛").registeredBy("GA");
        for (Someone each : List.of(one, other))
            each.with("registeredAddress", "广东省广州市天河区示例路1号")
                    .with("registeredDivision", "440106")
                    .with("householdNumber", "440106000001")
                    .with("birthPlace", "广东省广州市天河区")
                    .with("motherId", "M")
                    .with("ethnicity", "01");
        assertThat(score(one, other)).isLessThan(Likeness.LEAST);
        assertThat(score(one.with("spouseId", "S"), other.with("spouseId", "S")))
                .as("a spouse they would not share")
                .isEqualTo(38);
    }

    @Test
    void relatives_of_one_name_in_one_home_count_once() {
        Someone one = person(NUMBER, "欧阳海澜").with("registeredAddress", "示例路1号");
        Someone other = person(UNRELATED, "欧阳海澜").with("registeredAddress", "示例路1号");
        int address = score(one, other);
        for (Someone each : List.of(one, other))
            each.with("householdNumber", "1").with("motherId", "M").with("fatherId", "F");
        assertThat(score(one, other)).isEqualTo(address + 5);
    }

    @Test
    void numbers_that_are_a_digit_apart_have_their_place_in_common_anyway() {
        int alone = score(person(NUMBER, "欧阳海澜"), person(ONE_DIGIT, "欧阳海澜"));
        assertThat(score(
                        person(NUMBER, "欧阳海澜").with("registeredDivision", "440106"),
                        person(ONE_DIGIT, "欧阳海澜").with("registeredDivision", "440106")))
                .isEqualTo(alone);
        int unrelated = score(person(NUMBER, "欧阳海澜"), person(UNRELATED, "欧阳海澜"));
        assertThat(score(
                        person(NUMBER, "欧阳海澜").with("registeredDivision", "440106"),
                        person(UNRELATED, "欧阳海澜").with("registeredDivision", "440106")))
                .isEqualTo(unrelated + 4);
    }

    @Test
    void a_slip_in_the_birth_date_explains_two_dates() {
        Identifier slip = Numbers.resident("44010619850313357");
        Someone other = new Someone(slip, "欧阳海澜").with("birthDate", "1985-03-13");
        assertThat(score(person(NUMBER, "欧阳海澜"), other)).isEqualTo(74 - 3);
        Someone elsewhere = new Someone(ONE_DIGIT, "欧阳海澜").with("birthDate", "1985-03-13");
        assertThat(score(person(NUMBER, "欧阳海澜"), elsewhere)).isEqualTo(74 - 3 - 10);
    }

    @Test
    void the_dead_are_compared_with_the_living() {
        Someone dead = person(NUMBER, "欧阳海澜").with("deathDate", "2020-01-01");
        int living = score(person(NUMBER, "欧阳海澜"), person(UNRELATED, "欧阳海澜"));
        Likeness likeness = compare(dead, person(UNRELATED, "欧阳海澜"), FEW).orElseThrow();
        assertThat(likeness.score()).isEqualTo(living);
        assertThat(likeness.evidence()).contains(new Evidence("deathDate", "2020-01-01", null, null, 0));
        assertThat(score(dead, person(UNRELATED, "欧阳海澜").with("deathDate", "2020-01-01")))
                .isEqualTo(living + 10);
        assertThat(score(dead, person(UNRELATED, "欧阳海澜").with("deathDate", "2021-01-01")))
                .isEqualTo(living - 10);
    }

    @Test
    void a_former_name_counts_as_a_name() {
        Someone one = person(NUMBER, "赵文博");
        one.names.add("欧阳海澜");
        assertThat(compare(one, person(ONE_DIGIT, "欧阳海澜"), FEW)).isPresent();
    }

    @Test
    void entities_of_one_name_need_one_representative() {
        Someone one = entity(CODE, "广州市云帆科技有限公司").with("legalRepresentativeName", "王小明");
        Someone other = entity(OTHER_CODE, "广州云帆科技有限责任公司").with("legalRepresentativeName", "王小明");
        assertThat(compare(one, other, FEW).orElseThrow().reasons())
                .containsExactly(CandidateReason.SAME_NAME_AND_REPRESENTATIVE);
        assertThat(compare(one, entity(OTHER_CODE, "广州云帆科技有限责任公司").with("legalRepresentativeName", "王小亮"), FEW))
                .isEmpty();
        assertThat(compare(one.with("legalRepresentativeId", "A"), other.with("legalRepresentativeId", "B"), FEW))
                .as("two people of one name")
                .isEmpty();
        assertThat(compare(one, other.with("legalRepresentativeId", "A"), FEW)).isPresent();
    }

    @Test
    void a_subsidiary_and_a_branch_are_other_entities_than_the_parent() {
        Someone parent = entity(CODE, "广州市云帆科技有限公司").with("legalRepresentativeId", "A");
        for (String name : List.of("广州市云帆科技投资有限公司", "广州市云帆科技有限公司第一分公司", "云帆科技(佛山)有限公司"))
            assertThat(compare(parent, entity(OTHER_CODE, name).with("legalRepresentativeId", "A"), FEW))
                    .as(name)
                    .isEmpty();
    }

    @Test
    void who_was_founded_under_the_name_of_one_dissolved_is_another() {
        Someone old = entity(CODE, "广州市云帆科技有限公司")
                .with("legalRepresentativeId", "A")
                .with("deregisteredOn", "2020-05-01")
                .registeredBy("SCJG");
        Someone young = entity(OTHER_CODE, "广州市云帆科技有限公司")
                .with("legalRepresentativeId", "A")
                .with("establishedOn", "2020-08-01")
                .registeredBy("SCJG");
        assertThat(score(old, young)).isLessThan(Likeness.EVEN);
        assertThat(score(old, young.with("establishedOn", "2019-08-01"))).isGreaterThanOrEqualTo(Likeness.EVEN);
    }

    @Test
    void codes_lead_to_each_other() {
        Someone known = entity(CODE, "广州市云帆科技有限公司").with("registrationNumber", "440106000123456");
        assertThat(compare(
                                known,
                                entity(
                                        new Identifier(
                                                IdType.ORG_CODE, CODE.number().substring(8, 17)),
                                        "星图贸易有限公司"),
                                FEW)
                        .orElseThrow()
                        .reasons())
                .containsExactly(CandidateReason.SAME_ORGANISATION_CODE);
        assertThat(compare(
                                known,
                                entity(new Identifier(IdType.BUSINESS_LICENCE, "440106000123456"), "广州市云帆科技有限公司"),
                                FEW)
                        .orElseThrow()
                        .reasons())
                .containsExactly(CandidateReason.REGISTRATION_NUMBER_OF_THE_OTHER);
        assertThat(compare(known, entity(Numbers.uscc("91440106", "MA5ABCD7"), "广州市云帆科技有限公司"), FEW)
                        .orElseThrow()
                        .reasons())
                .containsExactly(CandidateReason.CODE_ONE_CHARACTER_APART);
        assertThat(compare(known, entity(Numbers.uscc("91440106", "MA5BACD1"), "广州市云帆科技有限公司"), FEW)
                        .orElseThrow()
                        .reasons())
                .containsExactly(CandidateReason.CODE_CHARACTERS_TRANSPOSED);
    }

    @Test
    void a_person_is_no_legal_entity() {
        assertThat(compare(person(NUMBER, "云帆"), entity(CODE, "云帆"), FEW)).isEmpty();
    }
}
