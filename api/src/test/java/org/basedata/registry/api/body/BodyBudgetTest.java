package org.basedata.registry.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(1 << 20, 1);

    @Test
    void who_finds_it_spent_is_turned_away_until_a_share_comes_back() {
        BodyBudget.Share all = budget.take(1 << 20);
        RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> budget.take(100 << 10));
        assertThat(refused.code()).isEqualTo(ProblemCode.BUSY);
        all.close();
        budget.take(100 << 10).close();
        budget.take(1 << 20).close();
    }

    @Test
    void small_bodies_and_those_of_unknown_size_pass() {
        budget.take(1 << 20);
        budget.take(64 << 10).close();
        budget.take(-1).close();
    }

    @Test
    void a_body_larger_than_the_budget_takes_it_all() {
        BodyBudget.Share all = budget.take(8 << 20);
        assertThat(catchThrowableOfType(RequestRefused.class, () -> budget.take(100 << 10)))
                .isNotNull();
        all.close();
        budget.take(8 << 20).close();
    }
}
