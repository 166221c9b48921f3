package org.basedata.registry.core.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Classification;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.catalogue.SharingTerms;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.catalogue.ValueType;
import org.basedata.registry.core.identifier.SubjectType;
import org.junit.jupiter.api.Test;

/** What may be seen, over random catalogues, grants and requests: what is never seen, and that nothing else is kept back. */
class EntitlementTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");
    private static final List<String> CODES =
            List.of("name", "registeredDivision", "a", "b", "c", "d", "e", "f", "g", "h");
    private static final List<String> PURPOSES = List.of("ONE", "TWO", "THREE");

    private final Random random = new Random();

    /** A catalogue, what a department was granted, and what it asks for; the same for the same seed. */
    private record World(Catalogue catalogue, Granted granted, Asked asked) {}

    private World world(long seed) {
        random.setSeed(seed);
        List<DataItem> items = new ArrayList<>();
        for (SubjectType type : SubjectType.values()) for (String code : CODES) items.add(item(type, code));
        Map<String, Purpose> purposes = new HashMap<>();
        for (String code : PURPOSES.subList(0, 2)) purposes.put(code, new Purpose(code, "用途", "依据"));
        List<Grant> grants = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) grants.add(grant("A-00000" + i));
        Asked asked = new Asked(
                new Actor("system", null, "JY", Set.of(Role.CONSUMER)),
                one(PURPOSES),
                random.nextInt(4) > 0 ? null : "A-00000" + (1 + random.nextInt(6)),
                one(List.of(SubjectType.values())),
                random.nextBoolean() ? null : some(CODES),
                one(List.of(ProvisionWay.values())));
        return new World(
                new Catalogue("1", List.of(), List.of(), items),
                new Granted(random.nextInt(3) > 0, purposes, grants),
                asked);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> Set<T> some(Collection<T> of) {
        Set<T> some = new HashSet<>();
        for (T each : of) if (random.nextInt(3) == 0) some.add(each);
        return some;
    }

    private DataItem item(SubjectType type, String code) {
        SharingType sharing = one(List.of(SharingType.values()));
        Set<ProvisionWay> ways = some(List.of(ProvisionWay.values()));
        SharingTerms terms = new SharingTerms(
                "terms", "条件", "terms", sharing, "法律", "", "", "", ways, one(List.of(Classification.values())));
        return new DataItem(
                code,
                code,
                code,
                type,
                ValueType.TEXT,
                null,
                false,
                List.of("GA"),
                Set.of(),
                null,
                "exact",
                Severity.MAJOR,
                sharing,
                "P5D",
                terms,
                "");
    }

    private Grant grant(String number) {
        Map<String, Masking> items = new TreeMap<>();
        for (String code : some(CODES)) items.put(code, one(List.of(Masking.values())));
        LocalDate from = TODAY.plusDays(random.nextInt(7) - 5);
        return new Grant(
                number,
                one(PURPOSES),
                one(List.of(SubjectType.values())),
                items,
                random.nextInt(3) > 0 ? SubjectScope.ALL : new SubjectScope(Set.of("44" + random.nextInt(3)), Set.of()),
                random.nextBoolean()
                        ? EnumSet.allOf(ProvisionWay.class)
                        : EnumSet.of(one(List.of(ProvisionWay.values()))),
                from,
                from.plusDays(1 + random.nextInt(10)));
    }

    private static boolean gives(Grant grant, Asked asked, String item) {
        return grant.purpose().equals(asked.purpose())
                && grant.type() == asked.type()
                && !TODAY.isBefore(grant.from())
                && TODAY.isBefore(grant.until())
                && grant.ways().contains(asked.way())
                && grant.items().containsKey(item)
                && (asked.agreement() == null || grant.agreement().equals(asked.agreement()));
    }

    @Test
    void nothing_is_seen_that_the_terms_and_the_grants_do_not_give() {
        int seen = 0;
        int refused = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            World world = world(seed);
            Asked asked = world.asked();
            Entitlement entitled;
            try {
                entitled = Entitlement.of(asked, world.granted(), world.catalogue(), TODAY);
            } catch (NotEntitled e) {
                refused++;
                continue;
            }
            for (Map.Entry<String, Masking> each : entitled.items().entrySet()) {
                String code = each.getKey();
                DataItem item = world.catalogue().item(asked.type(), code).orElseThrow();
                String as = "seed " + seed + ", " + code;
                seen++;
                assertThat(item.sharing()).as(as).isNotEqualTo(SharingType.NOT_SHARED);
                assertThat(item.terms().ways()).as(as).contains(asked.way());
                assertThat(world.granted().purposes()).as(as).containsKey(asked.purpose());
                if (item.terms().classification() != Classification.GENERAL)
                    assertThat(world.granted().confidential()).as(as).isTrue();
                if (asked.items() != null) assertThat(asked.items()).as(as).contains(code);
                if (item.sharing() == SharingType.UNCONDITIONAL) continue;
                List<Grant> giving = world.granted().grants().stream()
                        .filter(grant -> gives(grant, asked, code)
                                && grant.items().get(code) == each.getValue()
                                && entitled.agreements().contains(grant.agreement()))
                        .toList();
                assertThat(giving).as(as).isNotEmpty();
                // The subjects are those of the agreement that gives it, at most.
                assertThat(giving)
                        .as(as)
                        .anyMatch(grant ->
                                grant.scope().isAll() || entitled.scopes().contains(grant.scope()));
            }
            if (asked.items() != null) assertThat(entitled.items().keySet()).isEqualTo(asked.items());
        }
        assertThat(seen).isGreaterThan(2_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void what_is_refused_says_of_each_item_why_and_of_no_other() {
        int told = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            World world = world(seed);
            Asked asked = world.asked();
            NotEntitled refused = catchThrowableOfType(
                    NotEntitled.class, () -> Entitlement.of(asked, world.granted(), world.catalogue(), TODAY));
            if (refused == null) continue;
            String as = "seed " + seed;
            if (refused.reason() == NotEntitled.Reason.PURPOSE_UNKNOWN)
                assertThat(world.granted().purposes()).as(as).doesNotContainKey(asked.purpose());
            if (refused.reason() != NotEntitled.Reason.ITEMS) continue;
            for (Map.Entry<String, Lack> each : refused.missing().entrySet()) {
                told++;
                DataItem item =
                        world.catalogue().item(asked.type(), each.getKey()).orElseThrow();
                boolean given = world.granted().grants().stream().anyMatch(grant -> gives(grant, asked, item.code()));
                if (item.sharing() == SharingType.NOT_SHARED)
                    assertThat(each.getValue()).as(as).isEqualTo(Lack.NOT_SHARED);
                switch (each.getValue()) {
                    case NOT_SHARED -> assertThat(item.sharing()).as(as).isEqualTo(SharingType.NOT_SHARED);
                    case NEEDS_CONFIDENTIALITY -> {
                        assertThat(world.granted().confidential()).as(as).isFalse();
                        assertThat(item.terms().classification()).as(as).isNotEqualTo(Classification.GENERAL);
                    }
                    case NEEDS_AGREEMENT -> {
                        assertThat(item.sharing()).as(as).isEqualTo(SharingType.CONDITIONAL);
                        assertThat(given).as(as).isFalse();
                    }
                    case NOT_THIS_WAY ->
                        assertThat(item.terms().ways().contains(asked.way())
                                        && (item.sharing() == SharingType.UNCONDITIONAL || given))
                                .as(as)
                                .isFalse();
                }
            }
        }
        assertThat(told).isGreaterThan(500);
    }

    @Test
    void the_same_request_always_rests_on_the_same_whatever_the_order_of_the_grants() {
        for (long seed = 0; seed < 5_000; seed++) {
            World world = world(seed);
            List<Grant> others = new ArrayList<>(world.granted().grants());
            Collections.reverse(others);
            Granted turned =
                    new Granted(world.granted().confidential(), world.granted().purposes(), others);
            assertThat(answer(world, turned)).as("seed %d", seed).isEqualTo(answer(world, world.granted()));
        }
    }

    private static Object answer(World world, Granted granted) {
        try {
            return Entitlement.of(world.asked(), granted, world.catalogue(), TODAY)
                    .items();
        } catch (NotEntitled e) {
            return e.reason() + " " + e.missing();
        }
    }

    @Test
    void a_subject_is_covered_where_it_lives_or_is_registered_and_of_the_kind() {
        SubjectScope guangzhou = new SubjectScope(Set.of("4401"), Set.of());
        assertThat(guangzhou.covers(Map.of("registeredDivision", "440106")::get))
                .isTrue();
        assertThat(guangzhou.covers(Map.of("residenceDivision", "440106", "registeredDivision", "430101")::get))
                .isTrue();
        assertThat(guangzhou.covers(Map.of("registeredDivision", "430101")::get))
                .isFalse();
        assertThat(guangzhou.covers(item -> null)).isFalse();
        SubjectScope both = new SubjectScope(Set.of("4401"), Set.of("1100"));
        assertThat(both.covers(Map.of("division", "440106", "entityType", "1100")::get))
                .isTrue();
        assertThat(both.covers(Map.of("division", "440106", "entityType", "9500")::get))
                .isFalse();
        assertThat(both.covers(Map.of("division", "440106")::get)).isFalse();
        assertThat(SubjectScope.ALL.covers(item -> null)).isTrue();
        assertThat(both.lookedAt()).contains("division", "entityType");
    }

    @Test
    void staff_see_all_and_auditors_personal_values_in_part() {
        World world = world(1);
        for (Role role : new Role[] {Role.STEWARD, Role.APPROVER, Role.AUDITOR}) {
            Asked asked = new Asked(
                    new Actor("x", "某人", null, Set.of(role)),
                    null,
                    null,
                    SubjectType.PERSON,
                    null,
                    ProvisionWay.INTERFACE);
            Entitlement entitled = Entitlement.of(asked, Granted.NOTHING, world.catalogue(), TODAY);
            assertThat(entitled.items()).hasSize(CODES.size());
            assertThat(entitled.purpose())
                    .isEqualTo(role == Role.AUDITOR ? Entitlement.AUDIT : Entitlement.RECONCILIATION);
            for (DataItem item : world.catalogue().items(SubjectType.PERSON))
                assertThat(entitled.items().get(item.code()))
                        .isEqualTo(
                                role == Role.AUDITOR && item.terms().classification() != Classification.GENERAL
                                        ? Masking.PARTIAL
                                        : Masking.FULL);
        }
    }
}
