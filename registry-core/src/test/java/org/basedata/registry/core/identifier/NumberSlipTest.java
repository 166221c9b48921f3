package org.basedata.registry.core.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.basedata.registry.core.candidate.Numbers;
import org.junit.jupiter.api.Test;

class NumberSlipTest {
    private static final String BODY = "44010619850312357";

    private static Optional<NumberSlip> between(String one, String other) {
        return NumberSlip.between(Numbers.resident(one), Numbers.resident(other));
    }

    @Test
    void every_wrong_digit_and_every_swap_is_one_slip_in_both_directions() {
        assertThat(Numbers.slipsOf(BODY)).hasSizeGreaterThan(100).allSatisfy(slip -> {
            assertThat(between(BODY, slip)).isPresent();
            assertThat(between(slip, BODY)).isEqualTo(between(BODY, slip));
        });
    }

    @Test
    void the_check_character_is_left_out() {
        assertThat(between(BODY, "44010619850312358")).contains(new NumberSlip(false, 16));
        assertThat(Numbers.resident(BODY).number().charAt(17))
                .isNotEqualTo(Numbers.resident("44010619850312358").number().charAt(17));
    }

    @Test
    void two_wrong_digits_and_swapped_strangers_are_more_than_a_slip() {
        assertThat(between(BODY, "44010619850312468")).isEmpty();
        assertThat(between(BODY, "44010619850512337")).isEmpty();
        assertThat(between(BODY, BODY)).isEmpty();
    }

    @Test
    void whether_birth_dates_differ_by_the_slip_depends_on_its_place() {
        assertThat(new NumberSlip(false, 5).touchesBirthDate()).isFalse();
        assertThat(new NumberSlip(true, 5).touchesBirthDate()).isTrue();
        assertThat(new NumberSlip(false, 6).touchesBirthDate()).isTrue();
        assertThat(new NumberSlip(false, 13).touchesBirthDate()).isTrue();
        assertThat(new NumberSlip(true, 13).touchesBirthDate()).isTrue();
        assertThat(new NumberSlip(false, 14).touchesBirthDate()).isFalse();
    }

    @Test
    void numbers_without_a_check_character_are_issued_one_after_the_other() {
        assertThat(NumberSlip.between(
                        new Identifier(IdType.PASSPORT, "E12345678"), new Identifier(IdType.PASSPORT, "E12345679")))
                .isEmpty();
        assertThat(NumberSlip.between(
                        new Identifier(IdType.ORG_CODE, "MA5ABCD18"), new Identifier(IdType.ORG_CODE, "MA5ABCD26")))
                .contains(new NumberSlip(false, 7));
    }
}
