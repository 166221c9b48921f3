package org.basedata.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.basedata.registry.core.identity.Acts.merge;
import static org.basedata.registry.core.identity.Acts.newSubject;
import static org.basedata.registry.core.identity.Acts.replace;
import static org.basedata.registry.core.identity.Acts.split;

import java.util.List;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.subject.Ledger;
import org.junit.jupiter.api.Test;

/** A subject whose number was replaced is named by the number that it has now, though that number is not its first. */
class NamedByThePresentNumberTest {
    private static final Identifier FIRST = new Identifier(IdType.RESIDENT_ID, "440106199003070018");
    private static final Identifier SECOND = new Identifier(IdType.RESIDENT_ID, "440106199003070034");
    private static final Identifier THIRD = new Identifier(IdType.RESIDENT_ID, "11010519491231002X");

    private final Ledger ledger = new Ledger();

    @Test
    void a_number_is_replaced_again() {
        ledger.take(replace("1", FIRST, SECOND));
        assertThat(ledger.take(replace("2", SECOND, THIRD))).isEqualTo(Ledger.IDS.of(FIRST));
        assertThat(ledger.state().subject(Ledger.IDS.of(FIRST)).identifier()).isEqualTo(THIRD);
        assertThat(ledger.state().end(Ledger.IDS.of(SECOND))).isEqualTo(Ledger.IDS.of(FIRST));
    }

    @Test
    void a_former_number_names_nobody_any_more() {
        ledger.take(replace("1", FIRST, SECOND));
        assertThatThrownBy(() -> ledger.take(replace("2", FIRST, THIRD)))
                .isInstanceOf(IdentityRefused.class)
                .hasMessageStartingWith("NUMBER_SUPERSEDED");
    }

    @Test
    void it_is_merged() {
        ledger.take(replace("1", FIRST, SECOND));
        assertThat(ledger.take(merge("2", SECOND, THIRD))).isEqualTo(Ledger.IDS.of(THIRD));
        assertThat(ledger.state().end(Ledger.IDS.of(FIRST))).isEqualTo(Ledger.IDS.of(THIRD));
    }

    @Test
    void it_is_split() {
        ledger.take(replace("1", FIRST, SECOND));
        ledger.take(split("2", SECOND, List.of(List.of(), List.of())));
        assertThat(ledger.state().subject(Ledger.IDS.of(FIRST)).links().sharedBy())
                .containsExactly(newSubject("2", 0), newSubject("2", 1));
        assertThat(ledger.state().subject(newSubject("2", 0)).identifier()).isEqualTo(SECOND);
    }

    /** By the number of somebody who was merged away, the one who goes on is not meant: people must look first. */
    @Test
    void who_was_merged_away_is_not_named() {
        ledger.take(merge("1", FIRST, SECOND));
        assertThatThrownBy(() -> ledger.take(replace("2", FIRST, THIRD)))
                .isInstanceOf(IdentityRefused.class)
                .hasMessageStartingWith("SUBJECT_SUPERSEDED");
    }
}
