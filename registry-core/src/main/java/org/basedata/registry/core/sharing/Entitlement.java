package org.basedata.registry.core.sharing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Classification;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * What a request may see. It follows from the request, the catalogue and what was granted to the department, before any subject is
 * looked up (Decree 809 articles 14, 20, 25).
 *
 * @param items codes of all that is answered, and how much is shown of each
 * @param number how much is shown of a person's number: as much as of the name that it goes with, whether that was asked for or not.
 *     Whoever asked by it knows it anyway
 * @param scopes a subject outside one of them answers like one that does not exist
 * @param agreements numbers of those that the answer rests on
 * @param purpose code; of staff who state none, the one of their office
 * @param rivals whether values that others say are seen beside the one that stands
 */
public record Entitlement(
        SubjectType type,
        Map<String, Masking> items,
        Masking number,
        List<SubjectScope> scopes,
        Set<String> agreements,
        String purpose,
        boolean rivals) {
    private static final String NAME = "name";

    /** The purpose of those who settle conflicts. */
    public static final String RECONCILIATION = "RECONCILIATION";

    /** The purpose of those who look into how the registry is used. */
    public static final String AUDIT = "AUDIT";

    /** The purpose of those who are told that what was read is said otherwise now, and of those who see that they were. */
    public static final String RECALL = "RECALL";

    /** No department reads for these: what was read for them is counted and looked into otherwise. */
    static final Set<String> RESERVED = Set.of(RECONCILIATION, AUDIT, RECALL);

    public Entitlement {
        items = Map.copyOf(items);
        scopes = List.copyOf(scopes);
        agreements = Set.copyOf(agreements);
    }

    /** @throws NotEntitled when the request asks for more than may be seen */
    public static Entitlement of(Asked asked, Granted granted, Catalogue catalogue, LocalDate today) {
        Actor by = asked.by();
        boolean settles = by.is(Role.STEWARD) || by.is(Role.APPROVER);
        if (settles) return ofStaff(asked, catalogue, RECONCILIATION, Masking.FULL);
        if (by.is(Role.AUDITOR)) return ofStaff(asked, catalogue, AUDIT, Masking.PARTIAL);
        if (!by.is(Role.CONSUMER) || by.department() == null) throw NotEntitled.because(NotEntitled.Reason.ROLE);
        if (asked.purpose() == null || asked.purpose().isBlank())
            throw NotEntitled.because(NotEntitled.Reason.PURPOSE_MISSING);
        if (!granted.purposes().containsKey(asked.purpose()))
            throw NotEntitled.because(NotEntitled.Reason.PURPOSE_UNKNOWN);
        return ofConsumer(asked, granted, catalogue, today);
    }

    public boolean sees(String item) {
        return items.containsKey(item);
    }

    /** The items that must be looked at to tell whether a subject is in scope. */
    public Collection<String> lookedAt() {
        Set<String> items = new TreeSet<>();
        scopes.forEach(scope -> items.addAll(scope.lookedAt()));
        return items;
    }

    /**
     * Whether all that another one allowed may still be seen: no item of it is missing or shown in less, and no subject that it let in lies
     * outside. Hashes are those of its agreements.
     */
    public boolean covers(Entitlement other) {
        if (type != other.type || !purpose.equals(other.purpose) || other.rivals && !rivals) return false;
        boolean hashes = other.number == Masking.HASH || other.items.containsValue(Masking.HASH);
        if (hashes && !agreements.equals(other.agreements)) return false;
        for (Map.Entry<String, Masking> item : other.items.entrySet())
            if (!shows(items.get(item.getKey()), item.getValue())) return false;
        return shows(number, other.number) && other.scopes.containsAll(scopes);
    }

    private static boolean shows(Masking mine, Masking others) {
        return mine != null && mine.compareTo(others) <= 0;
    }

    private static Entitlement ofStaff(Asked asked, Catalogue catalogue, String office, Masking personal) {
        Map<String, Masking> items = new TreeMap<>();
        for (DataItem item : catalogue.items(asked.type()))
            if (asked.items() == null || asked.items().contains(item.code()))
                items.put(
                        item.code(), item.terms().classification() == Classification.GENERAL ? Masking.FULL : personal);
        String purpose = asked.purpose() == null || asked.purpose().isBlank() ? office : asked.purpose();
        return new Entitlement(asked.type(), items, personal, List.of(), Set.of(), purpose, true);
    }

    private static Entitlement ofConsumer(Asked asked, Granted granted, Catalogue catalogue, LocalDate today) {
        List<Grant> grants = grants(asked, granted, today);
        if (asked.agreement() != null && grants.isEmpty())
            throw NotEntitled.because(NotEntitled.Reason.AGREEMENT_UNKNOWN);
        Map<String, Masking> items = new TreeMap<>();
        Map<String, Lack> missing = new TreeMap<>();
        Set<String> used = new TreeSet<>();
        if (asked.agreement() != null) used.add(asked.agreement());
        for (Outlook item : outlook(asked, granted, grants, catalogue)) {
            if (item.lack() != null) missing.put(item.item(), item.lack());
            else items.put(item.item(), item.masking());
            if (item.agreement() != null) used.add(item.agreement());
        }
        if (asked.items() != null && !missing.isEmpty()) throw NotEntitled.without(missing);
        List<SubjectScope> scopes = grants.stream()
                .filter(grant -> used.contains(grant.agreement()))
                .map(Grant::scope)
                .filter(scope -> !scope.isAll())
                .distinct()
                .toList();
        return new Entitlement(
                asked.type(), items, number(granted, grants, catalogue, asked), scopes, used, asked.purpose(), false);
    }

    /**
     * What a department may see of subjects of the type for a purpose, item by item; of the items that are asked for, or of all.
     *
     * @throws NotEntitled when it has entered no such purpose
     */
    public static List<Outlook> outlook(Asked asked, Granted granted, Catalogue catalogue, LocalDate today) {
        if (!granted.purposes().containsKey(asked.purpose()))
            throw NotEntitled.because(NotEntitled.Reason.PURPOSE_UNKNOWN);
        // By name: an agreement about some subjects only gives its items for these.
        Set<String> named = asked.items() != null
                ? asked.items()
                : catalogue.items(asked.type()).stream().map(DataItem::code).collect(Collectors.toSet());
        Asked byName = new Asked(asked.by(), asked.purpose(), asked.agreement(), asked.type(), named, asked.way());
        return outlook(byName, granted, grants(byName, granted, today), catalogue);
    }

    private static List<Grant> grants(Asked asked, Granted granted, LocalDate today) {
        return granted.grants().stream()
                .filter(grant -> grant.purpose().equals(asked.purpose())
                        && grant.type() == asked.type()
                        && grant.isInForce(today)
                        && (asked.agreement() == null || grant.agreement().equals(asked.agreement())))
                .toList();
    }

    private static List<Outlook> outlook(Asked asked, Granted granted, List<Grant> grants, Catalogue catalogue) {
        List<Outlook> all = new ArrayList<>();
        for (DataItem item : catalogue.items(asked.type())) {
            String code = item.code();
            if (asked.items() != null && !asked.items().contains(code)) continue;
            Lack lack = lack(item, granted, asked.way());
            if (lack != null) all.add(new Outlook(code, null, null, null, lack));
            else if (item.sharing() == SharingType.UNCONDITIONAL)
                all.add(new Outlook(code, Masking.FULL, null, null, null));
            else all.add(granted(code, grants, asked));
        }
        return all;
    }

    private static Outlook granted(String item, List<Grant> grants, Asked asked) {
        Grant grant = best(grants, item, asked);
        if (grant != null) return new Outlook(item, grant.items().get(item), grant.agreement(), grant.until(), null);
        boolean otherwise = grants.stream()
                .anyMatch(each -> each.items().containsKey(item) && !each.ways().contains(asked.way()));
        return new Outlook(item, null, null, null, otherwise ? Lack.NOT_THIS_WAY : Lack.NEEDS_AGREEMENT);
    }

    private static Masking number(Granted granted, List<Grant> grants, Catalogue catalogue, Asked asked) {
        DataItem name = catalogue.item(asked.type(), NAME).orElse(null);
        if (name == null || lack(name, granted, asked.way()) != null) return Masking.PARTIAL;
        if (name.sharing() == SharingType.UNCONDITIONAL) return Masking.FULL;
        Grant grant = best(grants, NAME, asked);
        return grant == null ? Masking.PARTIAL : grant.items().get(NAME);
    }

    private static Lack lack(DataItem item, Granted granted, ProvisionWay way) {
        if (item.sharing() == SharingType.NOT_SHARED) return Lack.NOT_SHARED;
        if (item.terms().classification() != Classification.GENERAL && !granted.confidential())
            return Lack.NEEDS_CONFIDENTIALITY;
        // Terms without a name state nothing but the sharing type.
        boolean stated = !item.terms().code().isEmpty();
        return stated && !item.terms().ways().contains(way) ? Lack.NOT_THIS_WAY : null;
    }

    /**
     * The agreement under which most is seen. Where no items are named, only one about all subjects: or it would narrow the whole
     * answer down to its own.
     */
    private static Grant best(List<Grant> grants, String item, Asked asked) {
        Grant best = null;
        for (Grant grant : grants) {
            boolean gives = grant.items().containsKey(item) && grant.ways().contains(asked.way());
            boolean narrows = asked.items() == null
                    && asked.agreement() == null
                    && !grant.scope().isAll();
            if (!gives || narrows) continue;
            if (best == null || better(grant, best, item)) best = grant;
        }
        return best;
    }

    private static boolean better(Grant grant, Grant other, String item) {
        if (grant.scope().isAll() != other.scope().isAll()) return grant.scope().isAll();
        return grant.items().get(item).compareTo(other.items().get(item)) < 0;
    }
}
