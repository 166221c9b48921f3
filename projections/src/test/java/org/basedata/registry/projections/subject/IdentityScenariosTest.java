package org.basedata.registry.projections.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.IdentityRefused;
import org.basedata.registry.core.identity.MergeSubjects;
import org.basedata.registry.core.identity.ReplaceIdentifier;
import org.basedata.registry.core.identity.SplitSubject;
import org.basedata.registry.core.identity.SucceedEntities;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.NumberChange;
import org.basedata.registry.core.subject.Party;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.Succession;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.basedata.registry.projections.subject.HistoryEntry.Change;
import org.basedata.registry.projections.subject.ScenarioPage.Promised;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The scenarios of {@code docs/manual/identity.md}, one test each, of the same number and title. A test tells deliveries and acts;
 * after it the picture of links, every cell of the tables of answers, the open conflicts and the refusals are compared.
 */
class IdentityScenariosTest {
    private static final ScenarioPage PAGE = ScenarioPage.read("identity.md");
    private static final String SUPERSEDED = "SUPERSEDED → ";
    private static final String AMBIGUOUS = "AMBIGUOUS → ";

    private static final Identifier LICENCE = new Identifier(IdType.BUSINESS_LICENCE, "440101000123454");
    private static final Identifier CODE = new Identifier(IdType.USCC, "91440101MA59TR8W90");
    private static final Identifier OTHER_CODE = new Identifier(IdType.USCC, "91440101MA5AAAAA2D");
    private static final Identifier THIRD_CODE = new Identifier(IdType.USCC, "91440101MA5BBBBB62");

    @Test
    void the_page_tells_the_scenarios_that_are_tested_and_lists_them() {
        List<String> tested = Arrays.stream(Scenarios.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .sorted()
                .toList();
        assertThat(PAGE.headings()).isEqualTo(tested);
        assertThat(PAGE.listed()).isEqualTo(tested);
    }

    @Nested
    class Scenarios {
        /** By the letters of the page: two men, a woman and another man. */
        private final Map<String, Identifier> numbers = new TreeMap<>(Map.of(
                "A", new Identifier(IdType.RESIDENT_ID, "44010619900307001X"),
                "B", new Identifier(IdType.RESIDENT_ID, "440106199003070036"),
                "C", new Identifier(IdType.RESIDENT_ID, "440106199003070028"),
                "D", new Identifier(IdType.RESIDENT_ID, "440524188001010014")));

        private final Map<String, SubjectId> parts =
                Map.of("p1", Acts.newSubject("split", 0), "p2", Acts.newSubject("split", 1));
        private final List<List<String>> refusals = new ArrayList<>();
        private final TreeSet<String> days = new TreeSet<>();
        private Ledger ledger = new Ledger();
        private String scenario;

        @BeforeEach
        void name(TestInfo test) {
            scenario = test.getTestMethod().orElseThrow().getName();
        }

        @AfterEach
        void all_is_as_told() {
            List<List<String>> picture = PAGE.picture(scenario);
            assertThat(picture.stream().skip(1).map(row -> row.get(0)))
                    .as("days in the picture of " + scenario)
                    .containsExactlyElementsOf(days);
            for (List<String> row : picture.subList(1, picture.size())) {
                WorkingSet known = knownAt(LocalDate.parse(row.get(0)));
                List<String> drawn = new ArrayList<>(row.subList(0, 2));
                for (String number : picture.get(0).subList(2, picture.get(0).size())) drawn.add(stands(known, number));
                assertThat(row).as("picture of " + scenario).isEqualTo(drawn);
            }
            List<Promised> answers = PAGE.answers(scenario);
            assertThat(answers).as("table of answers of " + scenario).isNotEmpty();
            for (Promised promised : answers) check(promised, scenario + " " + promised);
            for (List<String> row : PAGE.table(scenario, "open conflicts of"))
                assertThat(conflicts(row.get(0), LocalDate.parse(row.get(1))))
                        .as(scenario + " conflicts " + row)
                        .isEqualTo(row.get(2));
            assertThat(PAGE.table(scenario, "refused")).as(scenario).isEqualTo(refusals);
        }

        private WorkingSet knownAt(LocalDate day) {
            WorkingSet known = new WorkingSet();
            for (RecordedEvent event : ledger.events())
                if (!event.recordedAt().isAfter(AsOfAnswers.endOf(day))) known.evolve(event);
            return known;
        }

        /** What a number leads to: a subject and its records, held ones in brackets; another number; or several subjects. */
        private String stands(WorkingSet known, String number) {
            SubjectState end = known.subject(known.end(subject(number)));
            if (end.links().isShared()) {
                String shared = end.links().sharedBy().stream()
                        .map(known::end)
                        .distinct()
                        .map(known::subject)
                        .map(part -> part.identifier().equals(numbers.get(number))
                                ? records(part)
                                : "→ " + number(part.identifier()))
                        .collect(Collectors.joining(" | "));
                return end.owned().isEmpty() ? shared : shared + " | " + records(end);
            }
            if (end.identifier() != null && !end.identifier().equals(numbers.get(number)))
                return "→ " + number(end.identifier());
            return end.owned().isEmpty() ? "–" : records(end);
        }

        private String records(SubjectState subject) {
            return subject.owned().stream()
                    .map(record -> subject.master().isHeld(record) ? "(" + record.recordId() + ")" : record.recordId())
                    .collect(Collectors.joining(" ", name(subject.id()) + ": ", ""));
        }

        private String number(Identifier identifier) {
            return numbers.entrySet().stream()
                    .filter(each -> each.getValue().equals(identifier))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        }

        /** A subject is named in small letters: after the number that led to it first, or as the part of a split. */
        private String name(SubjectId subject) {
            return Stream.concat(
                            numbers.keySet().stream().map(number -> number.toLowerCase(Locale.ROOT)),
                            parts.keySet().stream())
                    .filter(name -> subject(name).equals(subject))
                    .findFirst()
                    .orElseThrow();
        }

        private SubjectId subject(String name) {
            SubjectId part = parts.get(name);
            return part != null ? part : Ledger.IDS.of(numbers.get(name.toUpperCase(Locale.ROOT)));
        }

        /** Whom a capital letter or a small one leads to, as known at the end of a day. */
        private Standing standing(String asked, LocalDate day) {
            Instant knownAt = AsOfAnswers.endOf(day);
            WorkingSet known = knownAt(day);
            MasterRecords.Rows rows = new MasterRecords.Rows();
            ledger.events().stream()
                    .filter(event -> !event.recordedAt().isAfter(knownAt))
                    .map(RecordedEvent::subject)
                    .distinct()
                    .map(known::subject)
                    .forEach(state -> rows.put(new StoredSubject(
                            state.id(),
                            state.identifier(),
                            state.sequence(),
                            state.master().present(),
                            MasterForm.write(state.master()),
                            state.links())));
            return rows.standing(new Standing.Asked(subject(asked), numbers.get(asked)));
        }

        private void check(Promised promised, String where) {
            Standing standing = standing(promised.asked(), promised.knownAt());
            if (promised.expected().equals(ScenarioPage.ABSENT)) {
                assertThat(standing).as(where).isNull();
            } else if (standing instanceof Standing.Superseded superseded) {
                assertThat(SUPERSEDED + number(superseded.by().identifier()))
                        .as(where)
                        .isEqualTo(promised.expected());
            } else if (standing instanceof Standing.Ambiguous ambiguous) {
                String successors = ambiguous.successors().stream()
                        .map(each -> name(each.ref()))
                        .collect(Collectors.joining(", "));
                assertThat(AMBIGUOUS + successors).as(where).isEqualTo(promised.expected());
            } else {
                assertThat(standing).as(where).isInstanceOf(Standing.Found.class);
                StoredSubject found = ((Standing.Found) standing).subject();
                new AsOfAnswers(ledger, found.identifier().type().subjectType(), found.ref()).check(promised, where);
            }
        }

        private String conflicts(String name, LocalDate day) {
            List<OpenConflict> open =
                    knownAt(day).subject(subject(name)).master().conflicts();
            return open.isEmpty()
                    ? ScenarioPage.NO_VALUE
                    : open.stream()
                            .map(OpenConflict::conflict)
                            .map(Scenarios::shown)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }

        private static String shown(Conflict conflict) {
            return conflict.kind() + " "
                    + switch (conflict.kind()) {
                        case RULE -> conflict.rule();
                        case HOLD -> conflict.record().recordId();
                        default -> conflict.item();
                    };
        }

        private void tell(String day, RowBuilder row) {
            days.add(day);
            ledger.at(day).submit(row);
        }

        private void decide(String day, IdentityCommand act) {
            days.add(day);
            ledger.at(day).request(act);
        }

        private void refuse(String told, IdentityCommand act) {
            int before = ledger.events().size();
            try {
                ledger.request(act);
                throw new AssertionError(told + " was taken");
            } catch (IdentityRefused refused) {
                refusals.add(List.of(told, "`" + refused.fault().code() + "`"));
            }
            assertThat(ledger.events()).as(told).hasSize(before);
        }

        private Identifier no(String number) {
            return numbers.get(number);
        }

        private RowBuilder household(String number) {
            return RowBuilder.row("GA", "household-registration", "GA-1").about(no(number), "李明");
        }

        private RowBuilder living(String number, String address) {
            return household(number).item("registeredAddress", address);
        }

        private RowBuilder insurance(String number) {
            return RowBuilder.row("RS", "social-insurance", "RS-1")
                    .about(no(number), "李明")
                    .item("insuranceStatus", "1");
        }

        private RowBuilder fund(String number) {
            return RowBuilder.row("GJJ", "housing-fund", "GJJ-1")
                    .about(no(number), "李明")
                    .item("fundAccount", "6200");
        }

        private RowBuilder company(String number, String address) {
            return RowBuilder.row("SCJG", "enterprise-registration", "SCJG-" + number)
                    .about(no(number), "广州海珠测试有限公司")
                    .item("address", address);
        }

        private ReplaceIdentifier replace(String id, NumberChange cause, String former, String number) {
            Party subject = numbers.containsKey(former) ? Acts.party(no(former)) : Acts.ref(subject(former));
            return new ReplaceIdentifier(Acts.act(id), cause, subject, Acts.party(no(number)));
        }

        private IdentityCommand wrong(String id, String former, String number) {
            return replace(id, NumberChange.NUMBER_WRONG, former, number);
        }

        private IdentityCommand merge(String id, String subject, String into) {
            return Acts.merge(id, no(subject), no(into));
        }

        private IdentityCommand revoke(String id, String subject, String revoked) {
            return Acts.revoke(id, subject(subject), revoked);
        }

        private IdentityCommand split(RecordKey first, RecordKey second) {
            return Acts.split("split", no("A"), List.of(List.of(first), List.of(second)));
        }

        private List<HistoryEntry> history(String name, String item) {
            return new SubjectHistory(Streams.of(ledger))
                    .of(subject(name)).stream()
                            .filter(entry -> entry.item().equals(item))
                            .toList();
        }

        private static final RecordKey GA = new RecordKey("GA", "household-registration", "GA-1");
        private static final RecordKey RS = new RecordKey("RS", "social-insurance", "RS-1");
        private static final RecordKey GJJ = new RecordKey("GJJ", "housing-fund", "GJJ-1");

        @Test
        void s01_a_wrong_number_is_replaced() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide("2020-03-01", wrong("1", "A", "B"));
            assertThat(history("a", "registeredAddress"))
                    .as("one life, one history")
                    .hasSize(1);
        }

        @Test
        void s02_a_delivery_under_the_old_number_after_the_change() {
            tell("2020-01-01", living("A", "越秀"));
            decide("2020-03-01", wrong("1", "A", "B"));
            tell("2020-04-01", insurance("A"));
        }

        @Test
        void s03_a_delivery_under_the_new_number_before_the_change() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("B"));
            decide("2020-03-01", wrong("1", "A", "B"));
            assertThat(history("a", "insuranceStatus"))
                    .extracting(HistoryEntry::change, HistoryEntry::reason, entry -> entry.by()
                            .source())
                    .containsExactly(tuple(Change.IDENTIFIER_CHANGE, "经核实", Act.STAFF));
            assertThat(history("b", "insuranceStatus"))
                    .extracting(HistoryEntry::change, HistoryEntry::ended)
                    .containsExactly(tuple(Change.CHANGE, Change.IDENTIFIER_CHANGE));
        }

        @Test
        void s04_deliveries_around_a_change_in_any_order() {
            tell("2020-02-01", insurance("B"));
            decide("2020-03-01", wrong("1", "A", "B"));
            tell("2020-04-01", living("A", "越秀"));
            tell("2020-05-01", fund("B"));
            List<Consumer<Ledger>> rows = List.of(
                    other -> other.submit(insurance("B")),
                    other -> other.submit(living("A", "越秀")),
                    other -> other.submit(fund("B")));
            for (List<Integer> order : List.of(
                    List.of(0, 1, 2, 3),
                    List.of(3, 2, 1, 0),
                    List.of(1, 3, 0, 2),
                    List.of(2, 0, 3, 1),
                    List.of(0, 3, 2, 1))) {
                Ledger other = new Ledger();
                for (int step : order)
                    if (step < 3) rows.get(step).accept(other);
                    else other.take(wrong("1", "A", "B"));
                assertThat(other.digests()).as("order %s", order).isEqualTo(ledger.digests());
            }
        }

        @Test
        void s05_a_birth_date_that_is_corrected() {
            numbers.put("B", new Identifier(IdType.RESIDENT_ID, "440106199003170010"));
            tell("2020-01-01", living("A", "越秀").item("birthDate", "1990-03-17"));
            decide("2020-03-01", replace("1", NumberChange.BIRTH_DATE_CORRECTED, "A", "B"));
        }

        @Test
        void s06_a_sex_that_the_number_contradicts() {
            tell("2020-01-01", living("A", "越秀").item("sex", "2"));
            decide("2020-03-01", replace("1", NumberChange.SEX_CORRECTED, "A", "C"));
        }

        @Test
        void s07_a_passport_and_then_a_permanent_residence_permit() {
            numbers.put("A", new Identifier(IdType.PASSPORT, "K12345678"));
            numbers.put("B", new Identifier(IdType.FOREIGN_PERMANENT_RESIDENCE, "CAN440190030701"));
            tell("2020-01-01", insurance("A"));
            decide("2020-03-01", replace("1", NumberChange.DOCUMENT_TYPE_CHANGED, "A", "B"));
            tell("2020-04-01", fund("B"));
            tell("2020-05-01", RowBuilder.row("SW", "personal-tax", "SW-1").about(no("A"), "李明"));
        }

        @Test
        void s08_a_licence_number_and_then_a_unified_code() {
            companies(LICENCE, CODE);
            tell("2020-01-01", company("A", "体育东路1号"));
            decide("2020-03-01", replace("1", NumberChange.LICENCE_TO_CODE, "A", "B"));
            tell(
                    "2020-04-01",
                    RowBuilder.row("SW", "tax-registration", "SW-1")
                            .about(no("B"), "广州海珠测试有限公司")
                            .item("taxStatus", "01"));
        }

        private void companies(Identifier... codes) {
            numbers.clear();
            for (int i = 0; i < codes.length; i++) numbers.put(String.valueOf((char) ('A' + i)), codes[i]);
        }

        @Test
        void s09_a_unified_code_that_is_replaced() {
            companies(CODE, OTHER_CODE);
            tell("2020-01-01", company("A", "体育东路1号"));
            decide("2020-03-01", replace("1", NumberChange.CODE_REPLACED, "A", "B"));
        }

        @Test
        void s10_a_number_that_changes_twice() {
            tell("2020-01-01", living("A", "越秀"));
            decide("2020-03-01", wrong("1", "A", "B"));
            decide("2020-04-01", wrong("2", "B", "D"));
            tell("2020-05-01", insurance("A"));
            assertThat(ledger.state()
                            .subject(subject("a"))
                            .links()
                            .of(SubjectLinks.Kind.RENUMBERED)
                            .map(SubjectLinks.Link::former))
                    .containsExactly(no("A"), no("B"));
        }

        @Test
        void s11_a_number_that_comes_back() {
            tell("2020-01-01", living("A", "越秀"));
            decide("2020-03-01", wrong("1", "A", "B"));
            decide("2020-04-01", wrong("2", "B", "A"));
        }

        @Test
        void s12_a_change_of_number_that_is_revoked() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("B"));
            decide("2020-03-01", wrong("1", "A", "B"));
            tell("2020-04-01", fund("B"));
            decide("2020-05-01", revoke("2", "a", "1"));
            assertThat(history("a", "fundAccount"))
                    .extracting(HistoryEntry::ended)
                    .containsExactly(Change.REVOCATION);
        }

        @Test
        void s13_two_subjects_are_one() {
            tell("2020-01-01", living("B", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide("2020-03-01", merge("1", "A", "B"));
            tell("2020-04-01", fund("A"));
            assertThat(history("b", "insuranceStatus"))
                    .extracting(HistoryEntry::change)
                    .containsExactly(Change.MERGE);
        }

        @Test
        void s14_a_contradiction_that_a_merge_brings_to_light() {
            tell("2020-01-01", household("B").item("maritalStatus", "10"));
            tell(
                    "2020-02-01",
                    RowBuilder.row("MZ", "marriage-registration", "MZ-1")
                            .about(no("A"), "李明")
                            .item("maritalStatus", "20"));
            decide("2020-03-01", merge("1", "A", "B"));
        }

        @Test
        void s15_a_record_that_stays_apart_from_a_merge() {
            tell("2020-01-01", living("B", "越秀"));
            tell("2020-01-02", insurance("A"));
            tell("2020-01-03", fund("A"));
            decide("2020-02-01", Acts.assign("1", Acts.party(no("A")), Acts.party(no("D")), GJJ));
            decide("2020-03-01", merge("2", "A", "B"));
        }

        @Test
        void s16_later_versions_follow_a_decision() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-01-02", fund("A"));
            decide("2020-02-01", Acts.assign("1", Acts.party(no("A")), Acts.party(no("D")), GJJ));
            tell("2020-03-01", fund("A").version(2).item("fundAccount", "6300"));
            tell("2020-04-01", fund("B").version(3).item("fundAccount", "6300"));
        }

        @Test
        void s17_a_merge_that_is_revoked() {
            tell("2020-01-01", living("B", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide("2020-03-01", merge("1", "A", "B"));
            tell("2020-04-01", fund("A"));
            decide("2020-05-01", revoke("2", "b", "1"));
            assertThat(history("b", "insuranceStatus"))
                    .extracting(HistoryEntry::change, HistoryEntry::ended)
                    .containsExactly(tuple(Change.MERGE, Change.REVOCATION));
        }

        @Test
        void s18_merged_parted_and_merged_again() {
            tell("2020-01-01", living("B", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide("2020-03-01", merge("1", "A", "B"));
            Map<SubjectId, String> once = ledger.digests();
            decide("2020-04-01", revoke("2", "a", "1"));
            assertThat(ledger.digests()).isNotEqualTo(once);
            decide("2020-05-01", merge("3", "A", "B"));
            assertThat(ledger.digests()).isEqualTo(once);
        }

        @Test
        void s19_a_merge_in_the_middle_of_a_chain_that_is_revoked() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-01-02", insurance("B"));
            tell("2020-01-03", fund("D"));
            decide("2020-02-01", merge("1", "A", "B"));
            decide("2020-03-01", merge("2", "B", "D"));
            decide("2020-04-01", revoke("3", "a", "1"));
        }

        @Test
        void s20_a_shared_number_is_split() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide("2020-03-01", split(GA, RS));
            assertThat(history("p2", "insuranceStatus"))
                    .extracting(HistoryEntry::change)
                    .containsExactly(Change.SPLIT);
        }

        @Test
        void s21_one_of_the_two_has_another_number_by_now() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide(
                    "2020-03-01",
                    new SplitSubject(
                            Acts.act("1"),
                            Acts.party(no("A")),
                            List.of(
                                    new SplitSubject.Part(Acts.ref(subject("p1")), List.of(GA)),
                                    new SplitSubject.Part(Acts.party(no("B")), List.of(RS)))));
        }

        @Test
        void s22_one_of_the_two_is_given_another_number_later() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide("2020-03-01", split(GA, RS));
            decide("2020-04-01", replace("2", NumberChange.NUMBER_SHARED, "p2", "B"));
        }

        @Test
        void s23_a_record_that_nobody_has_assigned() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-01-02", insurance("A"));
            tell("2020-01-03", fund("A"));
            decide("2020-03-01", split(GA, RS));
            decide("2020-04-01", Acts.assign("2", Acts.party(no("A")), Acts.ref(subject("p2")), GJJ));
            assertThat(history("p2", "fundAccount"))
                    .extracting(HistoryEntry::change)
                    .containsExactly(Change.ASSIGNMENT);
        }

        @Test
        void s24_a_delivery_under_a_shared_number() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide("2020-03-01", split(GA, RS));
            tell("2020-04-01", living("A", "天河").version(2));
            tell("2020-05-01", fund("A"));
        }

        @Test
        void s25_a_split_that_is_revoked() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("A"));
            Map<SubjectId, String> before = ledger.digests();
            decide("2020-03-01", split(GA, RS));
            assertThat(ledger.digests()).isNotEqualTo(before);
            decide("2020-04-01", revoke("2", "a", "split"));
            assertThat(ledger.digests()).isEqualTo(before);
        }

        @Test
        void s26_parts_of_a_split_that_are_one() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-02-01", insurance("A"));
            decide("2020-03-01", split(GA, RS));
            decide("2020-04-01", new MergeSubjects(Acts.act("2"), Acts.ref(subject("p2")), Acts.ref(subject("p1"))));
        }

        @Test
        void s27_one_company_takes_in_another() {
            companies(CODE, OTHER_CODE);
            tell("2020-01-01", company("A", "体育东路1号"));
            tell("2020-01-02", company("B", "体育西路2号"));
            decide("2020-07-01", succession("1", Succession.MERGER, List.of("A"), List.of("B")));
            assertThat(succession("a", SubjectLinks.Kind.SUCCESSOR)).containsExactly("b MERGER 2020-06-30");
            assertThat(succession("b", SubjectLinks.Kind.PREDECESSOR)).containsExactly("a MERGER 2020-06-30");
        }

        private IdentityCommand succession(String id, Succession kind, List<String> from, List<String> to) {
            return new SucceedEntities(
                    Acts.act(id),
                    kind,
                    from.stream().map(number -> Acts.party(no(number))).toList(),
                    to.stream().map(number -> Acts.party(no(number))).toList(),
                    LocalDate.parse("2020-06-30"));
        }

        private Stream<String> succession(String name, SubjectLinks.Kind kind) {
            return ledger.state()
                    .subject(subject(name))
                    .links()
                    .of(kind)
                    .map(link -> name(link.subject()) + " " + link.succession() + " " + link.on());
        }

        @Test
        void s28_one_company_becomes_two() {
            companies(CODE, OTHER_CODE, THIRD_CODE);
            tell("2020-01-01", company("A", "体育东路1号"));
            decide("2020-07-01", succession("1", Succession.DIVISION, List.of("A"), List.of("B", "C")));
            tell("2020-07-02", company("B", "体育西路2号"));
            tell("2020-07-03", company("C", "体育西路3号"));
            assertThat(succession("a", SubjectLinks.Kind.SUCCESSOR))
                    .containsExactly("b DIVISION 2020-06-30", "c DIVISION 2020-06-30");
            assertThat(succession("b", SubjectLinks.Kind.PREDECESSOR)).containsExactly("a DIVISION 2020-06-30");
            assertThat(succession("c", SubjectLinks.Kind.PREDECESSOR)).containsExactly("a DIVISION 2020-06-30");
        }

        @Test
        void s29_acts_that_contradict_earlier_ones() {
            tell("2020-01-01", living("A", "越秀"));
            tell("2020-01-02", insurance("A"));
            tell("2020-01-03", fund("C"));
            refuse("merge A into A", merge("x1", "A", "A"));
            refuse("replace A by A", wrong("x2", "A", "A"));
            refuse(
                    "replace A by a unified code",
                    new ReplaceIdentifier(
                            Acts.act("x3"), NumberChange.NUMBER_WRONG, Acts.party(no("A")), Acts.party(CODE)));
            refuse(
                    "replace A by B because the document is another",
                    replace("x4", NumberChange.DOCUMENT_TYPE_CHANGED, "A", "B"));
            refuse("split A into one", Acts.split("x5", no("A"), List.of(List.of(GA))));
            refuse(
                    "split A with one record in both parts",
                    Acts.split("x6", no("A"), List.of(List.of(GA), List.of(GA))));
            decide("2020-02-01", wrong("1", "A", "B"));
            refuse("replace A, which was replaced, by D", wrong("x7", "A", "D"));
            refuse("replace C by B, which is a's now", wrong("x8", "C", "B"));
            refuse("replace C by A, which was a's", wrong("x9", "C", "A"));
            decide("2020-03-01", merge("2", "C", "B"));
            refuse("merge c, which was merged, into a", Acts.merge("x10", no("C"), no("A")));
            refuse("split c, which was merged", Acts.split("x11", no("C"), List.of(List.of(GJJ), List.of())));
            decide(
                    "2020-04-01",
                    new SplitSubject(
                            Acts.act("split"),
                            Acts.ref(subject("a")),
                            List.of(
                                    new SplitSubject.Part(Acts.ref(subject("p1")), List.of(GA)),
                                    new SplitSubject.Part(Acts.ref(subject("p2")), List.of(RS)))));
            refuse(
                    "split a again",
                    new SplitSubject(
                            Acts.act("x12"),
                            Acts.ref(subject("a")),
                            List.of(
                                    new SplitSubject.Part(Acts.ref(subject("p1")), List.of()),
                                    new SplitSubject.Part(Acts.ref(subject("p2")), List.of()))));
            refuse(
                    "merge p1 into a, which is shared",
                    new MergeSubjects(Acts.act("x13"), Acts.ref(subject("p1")), Acts.ref(subject("a"))));
            decide("2020-05-01", replace("3", NumberChange.NUMBER_SHARED, "p2", "D"));
            refuse("revoke the split, on which the change of p2's number builds", revoke("x14", "a", "split"));
            refuse("revoke an act that was never taken", revoke("x15", "a", "x15"));
            decide("2020-06-01", revoke("4", "p2", "3"));
            refuse("revoke the same act again", revoke("x16", "p2", "3"));
            decide("2020-07-01", revoke("5", "a", "split"));
        }

        @Test
        void s30_acts_that_may_not_be_taken() {
            tell("2020-01-01", living("A", "越秀"));
            refuse("no reason", by("GA", "李警官", "", List.of("穗公户〔2020〕18号")));
            refuse("nobody who handled it", by("GA", null, "错号更正", List.of("穗公户〔2020〕18号")));
            refuse("no evidence", by("GA", "李警官", "错号更正", List.of()));
            refuse("RS replaces a citizen number", by("RS", "经办甲", "错号更正", List.of("来函")));
            refuse("SCJG replaces a citizen number", by("SCJG", "经办甲", "错号更正", List.of("来函")));
            refuse("merge a number that nobody has ever named", merge("x1", "C", "A"));
            refuse(
                    "assign a record that stands with somebody else",
                    Acts.assign("x2", Acts.party(no("A")), Acts.party(no("D")), RS));
            decide("2020-02-01", by("GA", "李警官", "错号更正", List.of("穗公户〔2020〕18号")));
        }

        private IdentityCommand by(String by, String person, String reason, List<String> evidence) {
            Act act = new Act(Acts.act("by").id(), by, null, person, reason, evidence);
            return new ReplaceIdentifier(act, NumberChange.NUMBER_WRONG, Acts.party(no("A")), Acts.party(no("B")));
        }
    }
}
