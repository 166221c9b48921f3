package org.basedata.registry.projections.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.TiedHistory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConflictsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Identifier PERSON = RandomHistory.PERSONS.get(2);
    private static final Identifier OTHER = RandomHistory.PERSONS.get(1);
    private static final LocalDate TODAY = LocalDate.parse("2026-01-05");

    private LiveRegistry registry;
    private Conflicts conflicts;

    @BeforeEach
    void empty() {
        db.clear();
        registry = new LiveRegistry(db);
        conflicts = new Conflicts(db.dataSource(), LiveRegistry.JSON);
    }

    private static RowBuilder household(Identifier about, int version) {
        return RowBuilder.row("GA", "household-registration", "GA-" + about.number())
                .version(version)
                .about(about, "于海涛");
    }

    private static RowBuilder marriage(Identifier about, int version) {
        return RowBuilder.row("MZ", "marriage-registration", "MZ-" + about.number())
                .version(version)
                .about(about, "于海涛");
    }

    private List<ListedConflict> list(ConflictFilter filter) {
        return conflicts.list(filter, null, 100, TODAY).results();
    }

    private static ConflictFilter open(Boolean open) {
        return new ConflictFilter(null, null, null, null, null, open);
    }

    @Test
    void a_conflict_is_listed_while_it_stands_and_remembered_when_it_is_settled() {
        registry.submit(
                household(PERSON, 1).item("maritalStatus", "10"),
                marriage(PERSON, 1).item("maritalStatus", "20"));
        ListedConflict standing = list(open(true)).get(0);
        assertThat(standing.ref()).isEqualTo(LiveRegistry.IDS.of(PERSON));
        assertThat(standing.conflict().item()).isEqualTo("maritalStatus");
        assertThat(standing.conflict().standing()).isEqualTo("20");
        assertThat(standing.since()).isEqualTo(registry.now());
        assertThat(standing.settledAt()).isNull();

        registry.submit(household(PERSON, 2).item("maritalStatus", "20"));
        assertThat(list(open(true))).isEmpty();
        assertThat(list(open(false)))
                .extracting(ListedConflict::number, ListedConflict::settledAt)
                .containsExactly(tuple(standing.number(), registry.now()));
        assertThat(list(ConflictFilter.ANY)).hasSize(1);
    }

    @Test
    void every_filter_leaves_out_the_others() {
        registry.submit(
                household(PERSON, 1).item("maritalStatus", "10"),
                marriage(PERSON, 1).item("maritalStatus", "20"));
        registry.submit(household(OTHER, 1));
        registry.submit(RowBuilder.row("RS", "social-insurance", "RS-1").about(OTHER, "周梓萱"));
        assertThat(list(ConflictFilter.ANY)).hasSize(2);
        assertThat(list(new ConflictFilter("maritalStatus", null, null, null, null, null)))
                .extracting(ListedConflict::ref)
                .containsExactly(LiveRegistry.IDS.of(PERSON));
        assertThat(list(new ConflictFilter(null, "RS", null, null, null, null)))
                .extracting(ListedConflict::ref)
                .containsExactly(LiveRegistry.IDS.of(OTHER));
        assertThat(list(new ConflictFilter(null, null, Severity.IDENTITY, null, null, null)))
                .extracting(ListedConflict::ref)
                .containsExactly(LiveRegistry.IDS.of(OTHER));
        assertThat(list(new ConflictFilter(null, null, null, LiveRegistry.IDS.of(PERSON), null, null)))
                .extracting(ListedConflict::ref)
                .containsExactly(LiveRegistry.IDS.of(PERSON));
        assertThat(list(new ConflictFilter(null, null, null, null, ConflictKind.HOLD, null)))
                .extracting(ListedConflict::ref)
                .containsExactly(LiveRegistry.IDS.of(OTHER));
    }

    @Test
    void violations_across_subjects_are_listed_with_the_others_and_by_the_same_filters() {
        registry.submit(TiedHistory.contradictions());
        registry.submit(
                household(PERSON, 1).item("maritalStatus", "10"),
                marriage(PERSON, 1).item("maritalStatus", "20"));
        SubjectId company = LiveRegistry.IDS.of(TiedHistory.ENTITIES.get(0));
        SubjectId dead = LiveRegistry.IDS.of(TiedHistory.PERSONS.get(0));
        assertThat(list(ConflictFilter.ANY)).hasSize(6);
        List<ListedConflict> rules = list(new ConflictFilter(null, null, null, null, ConflictKind.RULE, true));
        assertThat(rules).hasSize(5).allSatisfy(each -> {
            assertThat(each.other()).isNotNull();
            assertThat(each.settledAt()).isNull();
        });
        assertThat(list(new ConflictFilter(null, null, null, null, ConflictKind.ITEM, null)))
                .singleElement()
                .satisfies(each -> assertThat(each.other()).isNull());
        assertThat(list(new ConflictFilter("shareholderId", null, null, null, null, null)))
                .extracting(ListedConflict::ref, ListedConflict::other, each -> each.conflict()
                        .rule())
                .containsExactly(tuple(company, dead, "ShareholderMustBeAlive"));
        assertThat(list(new ConflictFilter(null, "RS", null, null, null, null)))
                .extracting(each -> each.conflict().rule())
                .containsExactly("EmployerMustBeRegistered");
        assertThat(list(new ConflictFilter(null, null, Severity.MAJOR, null, null, null)))
                .hasSize(6);
        assertThat(list(new ConflictFilter(null, null, Severity.IDENTITY, null, null, null)))
                .isEmpty();
        assertThat(list(new ConflictFilter(null, null, null, company, null, null)))
                .extracting(each -> each.conflict().item())
                .containsExactlyInAnyOrder("legalRepresentativeId", "shareholderId");
        assertThat(list(new ConflictFilter(null, null, null, dead, null, null)))
                .as("the one they are in doubt for")
                .hasSize(3);
        assertThat(list(open(false))).isEmpty();
        registry.submit(TiedHistory.guardianship("G-1", TiedHistory.PERSONS.get(1), TiedHistory.PERSONS.get(0))
                .version(2)
                .item("guardianTo", "2021-01-01"));
        assertThat(list(open(false))).extracting(each -> each.conflict().rule()).containsExactly("GuardianMustBeAlive");
        assertThat(list(open(true))).hasSize(5);
    }

    @Test
    void a_conflict_whose_period_is_over_is_no_longer_open_unless_it_touches_identity() {
        registry.submit(
                household(PERSON, 1)
                        .item("maritalStatus", "10")
                        .from("2000-01-01")
                        .to("2010-01-01"),
                marriage(PERSON, 1).item("maritalStatus", "20").from("2000-01-01"));
        assertThat(list(open(true))).isEmpty();
        assertThat(list(open(false))).hasSize(1);
        LocalDate then = LocalDate.parse("2005-01-01");
        assertThat(conflicts.list(open(true), null, 10, then).results()).hasSize(1);
        assertThat(conflicts.list(open(false), null, 10, then).results()).isEmpty();
    }

    @Test
    void open_and_not_open_are_the_domains_own_rule_on_random_histories() {
        for (long seed = 200; seed < 208; seed++) {
            empty();
            RandomHistory.batches(seed, 8).forEach(registry::submit);
            List<ListedConflict> all =
                    conflicts.list(ConflictFilter.ANY, null, 1_000, TODAY).results();
            List<ListedConflict> expected = all.stream()
                    .filter(c -> c.settledAt() == null && c.conflict().isOpen(TODAY))
                    .toList();
            assertThat(conflicts.list(open(true), null, 1_000, TODAY).results()).isEqualTo(expected);
            List<ListedConflict> others = new ArrayList<>(all);
            others.removeAll(expected);
            assertThat(conflicts.list(open(false), null, 1_000, TODAY).results())
                    .isEqualTo(others);
        }
    }

    @Test
    void pages_are_in_order_of_age_without_a_gap_or_a_repetition() {
        for (long seed = 300; seed < 303; seed++) RandomHistory.batches(seed, 8).forEach(registry::submit);
        registry.submit(TiedHistory.contradictions());
        List<SubmitRecord> shares = new ArrayList<>();
        for (int i = 2; i < 10; i++)
            shares.add(TiedHistory.shareholding("S-" + i, TiedHistory.ENTITIES.get(0), TiedHistory.PERSONS.get(0))
                    .build());
        registry.submit(shares);
        List<ListedConflict> all =
                conflicts.list(ConflictFilter.ANY, null, 1_000, TODAY).results();
        assertThat(all).hasSizeGreaterThan(10);
        assertThat(all).filteredOn(each -> each.other() != null).hasSizeGreaterThan(5);
        assertThat(all.stream().map(ListedConflict::since)).isSorted();
        List<ListedConflict> paged = new ArrayList<>();
        String next = null;
        do {
            ConflictPage page = conflicts.list(ConflictFilter.ANY, next, 3, TODAY);
            paged.addAll(page.results());
            next = page.next();
        } while (next != null);
        assertThat(paged).isEqualTo(all);
        assertThat(new TreeSet<>(
                        all.stream().map(c -> c.ref() + "/" + c.number()).toList()))
                .hasSameSizeAs(all);
    }

    @Test
    void a_mark_that_no_page_gave_is_refused() {
        for (String mark : List.of("", "x", "AAAA", "____________________________________________"))
            assertThatIllegalArgumentException().isThrownBy(() -> conflicts.list(ConflictFilter.ANY, mark, 10, TODAY));
    }
}
