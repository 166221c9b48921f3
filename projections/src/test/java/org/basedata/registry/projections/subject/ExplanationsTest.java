package org.basedata.registry.projections.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.identity.RandomActs;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.subject.Explanation.Party;
import org.basedata.registry.projections.subject.Explanation.Role;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
    private static final Identifier PERSON = RandomHistory.PERSONS.get(0);
    private static final SubjectId REF = Ledger.IDS.of(PERSON);
    private static final LocalDate DAY = LocalDate.parse("2025-06-01");

    private final Ledger ledger = new Ledger();

    private Explanation explain(String item) {
        return explain(item, null);
    }

    private Explanation explain(String item, Instant knownAt) {
        return new Explanations(Streams.of(ledger), Ledger.CATALOGUE)
                .of(SubjectType.PERSON, REF, item, new AsOf(DAY, knownAt))
                .orElseThrow();
    }

    private static RowBuilder row(String source, String dataset, String id) {
        return RowBuilder.row(source, dataset, id).about(PERSON, "于海涛");
    }

    @Test
    void on_random_histories_the_explained_value_is_the_one_that_the_events_assigned() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Set<String> rules = new HashSet<>();
        int shared = 0;
        for (long seed = 0; seed < 40; seed++) {
            Ledger told = seed < 20 ? new Ledger() : RandomActs.ledger(seed);
            if (seed < 20) RandomHistory.batches(seed, 6).forEach(batch -> batch.forEach(told::submit));
            Instant middle = told.events().get(told.events().size() / 2).recordedAt();
            Set<SubjectId> subjects = new TreeSet<>();
            told.events().forEach(event -> subjects.add(event.subject()));
            SubjectStreams streams = Streams.of(told);
            Explanations explanations = new Explanations(streams, Ledger.CATALOGUE);
            for (SubjectId subject : subjects) {
                for (Instant knownAt : new Instant[] {middle, null}) {
                    SubjectState state = MasterRecords.fold(
                            subject, streams.read(List.of(subject)).get(subject), knownAt);
                    SubjectType type = state.identifier() == null
                            ? SubjectType.PERSON
                            : state.identifier().type().subjectType();
                    if (state.links().isShared() && state.master().present()) shared++;
                    for (DataItem item : Ledger.CATALOGUE.items(type)) {
                        for (String date : List.of("1995-01-01", "2012-01-01", "2024-02-29", "2100-01-01")) {
                            AsOf asOf = new AsOf(LocalDate.parse(date), knownAt);
                            Optional<Explanation> explanation = explanations.of(type, subject, item.code(), asOf);
                            assertThat(explanation.isPresent())
                                    .isEqualTo(state.master().present());
                            if (explanation.isEmpty()) continue;
                            rules.add(explanation.get().rule());
                            explanation.get().losers().forEach(loser -> roles.add(loser.role()));
                            String where = "seed " + seed + ", " + subject + ", " + item.code() + " " + asOf;
                            if (state.links().isShared())
                                assertThat(explanation.get().losers())
                                        .as(where)
                                        .allMatch(loser -> loser.role() == Role.HELD);
                            if (item.many()) fitsList(where, explanation.get(), state, asOf);
                            else fitsSegment(where, explanation.get(), state, asOf);
                        }
                    }
                }
            }
        }
        assertThat(shared).as("shared numbers with held records").isPositive();
        assertThat(roles)
                .containsExactlyInAnyOrder(
                        Role.WINNER, Role.AGREES, Role.RIVAL, Role.HELD, Role.SUCCEEDED, Role.NOT_COMPARED);
        assertThat(rules)
                .containsExactlyInAnyOrder(
                        Explanations.AUTHORITY,
                        Explanations.FALLBACK,
                        Explanations.LATER_START,
                        Explanations.FIRST_RECORD,
                        Explanations.LIST,
                        Explanations.NO_VALUE);
    }

    private static void fitsSegment(String where, Explanation explanation, SubjectState state, AsOf asOf) {
        Optional<Segment> segment = state.master().items().byItem().getOrDefault(explanation.item(), List.of()).stream()
                .filter(s -> s.covers(asOf.validAt()))
                .findFirst();
        assertThat(explanation.value())
                .as(where)
                .isEqualTo(segment.map(Segment::value).orElse(null));
        assertThat(explanation.winner() == null).as(where).isEqualTo(segment.isEmpty());
        if (segment.isEmpty()) return;
        Segment s = segment.get();
        Party winner = explanation.winner();
        assertThat(winner.value()).as(where).isEqualTo(s.value());
        assertThat(winner.recordId()).as(where).isEqualTo(s.origin().recordId());
        assertThat(winner.version()).as(where).isEqualTo(s.origin().version());
        assertThat(winner.recordedAt()).as(where).isEqualTo(s.origin().recordedAt());
        assertThat(explanation.basis()).as(where).isEqualTo(s.basis());
        assertThat(explanation.losers().stream().anyMatch(l -> l.role() == Role.RIVAL))
                .as(where)
                .isEqualTo(s.status() == ItemStatus.DISPUTED);
        assertThat(explanation.losers().stream()
                        .filter(l -> l.role() == Role.AGREES && !l.source().equals(winner.source()))
                        .map(Party::source)
                        .distinct()
                        .sorted())
                .as(where)
                .isEqualTo(s.corroboratedBy());
        for (Party loser : explanation.losers())
            assertThat(explanation.textZh()).as(where).contains(loser.value()).contains(loser.recordId());
    }

    private static void fitsList(String where, Explanation explanation, SubjectState state, AsOf asOf) {
        assertThat(explanation.losers().stream()
                        .filter(l -> l.role() == Role.WINNER)
                        .map(Party::value))
                .as(where)
                .containsExactlyInAnyOrderElementsOf(
                        state.master().items().byItem().getOrDefault(explanation.item(), List.of()).stream()
                                .filter(s -> s.covers(asOf.validAt()))
                                .map(Segment::value)
                                .toList());
    }

    @Test
    void a_disputed_value_names_the_authority_and_its_rival() {
        ledger.submit(row("GA", "household-registration", "GA-1").item("maritalStatus", "10"));
        ledger.submit(row("MZ", "marriage-registration", "MZ-1").item("maritalStatus", "20"));
        Explanation explanation = explain("maritalStatus");
        assertThat(explanation.value()).isEqualTo("20");
        assertThat(explanation.basis()).isEqualTo(Basis.AUTHORITY);
        assertThat(explanation.rule()).isEqualTo("AUTHORITY_SPEAKS");
        assertThat(explanation.catalogueVersion()).isEqualTo(Ledger.CATALOGUE.version());
        assertThat(explanation.winner().source()).isEqualTo("MZ");
        assertThat(explanation.winner().handlingUnit()).isEqualTo("受理窗口");
        assertThat(explanation.losers())
                .extracting(Party::source, Party::value, Party::role)
                .containsExactly(tuple("GA", "10", Role.RIVAL));
        assertThat(explanation.textZh())
                .contains("民政")
                .contains("「20」")
                .contains("「10」")
                .contains("存疑");
        assertThat(explanation.textEn()).contains("\"20\"").contains("\"10\"").contains("disputed");
    }

    @Test
    void a_value_of_a_stand_in_says_that_the_authority_is_silent() {
        ledger.submit(row("GA", "household-registration", "GA-1").item("maritalStatus", "10"));
        Explanation explanation = explain("maritalStatus");
        assertThat(explanation.basis()).isEqualTo(Basis.FALLBACK);
        assertThat(explanation.rule()).isEqualTo("AUTHORITY_SILENT");
        assertThat(explanation.textEn()).contains("the authority, MZ, says nothing");
    }

    @Test
    void what_was_not_known_yet_plays_no_part() {
        ledger.submit(row("GA", "household-registration", "GA-1").item("maritalStatus", "10"));
        Instant before = ledger.now();
        ledger.submit(row("MZ", "marriage-registration", "MZ-1").item("maritalStatus", "20"));
        Explanation explanation = explain("maritalStatus", before);
        assertThat(explanation.value()).isEqualTo("10");
        assertThat(explanation.losers()).isEmpty();
        assertThat(explanation.textZh()).doesNotContain("20」");
    }

    @Test
    void a_held_record_is_named_as_held() {
        ledger.submit(row("GA", "household-registration", "GA-1").item("sex", "1"));
        ledger.submit(RowBuilder.row("RS", "social-insurance", "RS-1")
                .about(PERSON, "周梓萱")
                .item("sex", "2"));
        assertThat(explain("sex").losers()).extracting(Party::role).containsExactly(Role.HELD);
        assertThat(explain("sex").value()).isEqualTo("1");
    }

    @Test
    void an_item_that_nobody_states_has_an_explanation_without_a_value() {
        ledger.submit(row("GA", "household-registration", "GA-1"));
        Explanation explanation = explain("maritalStatus");
        assertThat(explanation.value()).isNull();
        assertThat(explanation.winner()).isNull();
        assertThat(explanation.rule()).isEqualTo("NOBODY_SPEAKS");
        assertThat(explanation.textZh()).contains("没有取值");
    }

    @Test
    void neither_a_stranger_nor_an_absent_subject_nor_an_unknown_item_is_explained() {
        Explanations explanations = new Explanations(Streams.of(ledger), Ledger.CATALOGUE);
        AsOf now = new AsOf(DAY, null);
        assertThat(explanations.of(SubjectType.PERSON, REF, "name", now)).isEmpty();
        ledger.submit(row("GA", "household-registration", "GA-1"));
        assertThat(explanations.of(SubjectType.PERSON, REF, "name", now)).isPresent();
        assertThat(explanations.of(SubjectType.PERSON, REF, "shoeSize", now)).isEmpty();
        assertThat(explanations.of(SubjectType.LEGAL_ENTITY, REF, "name", now)).isEmpty();
        ledger.submit(row("GA", "household-registration", "GA-1").version(2).operation(Operation.WITHDRAW));
        assertThat(explanations.of(SubjectType.PERSON, REF, "name", now)).isEmpty();
    }
}
