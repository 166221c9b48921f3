package org.basedata.registry.api.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.sharing.AgreementId;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingGroupState;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingStreams;
import org.basedata.registry.projections.sharing.SharingGroups;
import org.springframework.stereotype.Component;

/** A group with the agreements that are its parts, and with what those who give have delivered. */
@Component
public final class SharingGroupFiles {
    /** Of a department; it is told of what is late in the latest ones. */
    private static final int MOST_GROUPS = 200;

    private final SharingStreams streams;
    private final SharingGroups groups;
    private final Clock clock;

    SharingGroupFiles(SharingStreams streams, SharingGroups groups, Clock clock) {
        this.streams = streams;
        this.groups = groups;
        this.clock = clock;
    }

    /**
     * What a member is to bring up to date in each period of the cycle.
     *
     * @param giver code of the member
     * @param dataset code
     * @param receivers codes of the members that get it
     * @param last day of the last delivery; null when there was none
     * @param due last day of the period at hand; null when there are no periods
     * @param made whether it is delivered in the period at hand
     * @param lateSince day after the one by which it had to be made; null when it is not late
     */
    public record Exchange(
            String giver,
            String dataset,
            Set<String> receivers,
            LocalDate last,
            LocalDate due,
            boolean made,
            LocalDate lateSince) {
        public boolean isLate() {
            return lateSince != null;
        }
    }

    /** An exchange that is late, and where it belongs. */
    public record Late(String code, String name, Exchange exchange) {}

    /** @param exchanges of parts that are in force */
    public record File(SharingGroup group, Map<AgreementId, SharingAgreement> agreements, List<Exchange> exchanges) {
        /** How far the group is: it runs once one of its parts is agreed on. */
        public SharingGroupState state(LocalDate today) {
            SharingGroupState state = group.state(today);
            return state == SharingGroupState.ACTIVE
                            && agreements.values().stream().allMatch(each -> each.agreedAt() == null)
                    ? SharingGroupState.FOUNDED
                    : state;
        }

        /** How far a part is: why it is closed, the state of its agreement, or {@code PROPOSED}. */
        public String state(SharingGroup.Part part, LocalDate today) {
            if (part.agreement() != null) {
                AgreementState state = agreements.get(part.agreement()).state(today);
                if (part.closed() == null || state == AgreementState.EXPIRED) return state.name();
            }
            return part.closed() == null ? "PROPOSED" : part.closed().name();
        }
    }

    public LocalDate today() {
        return SharingRegistrar.day(clock.instant());
    }

    /** Empty when there is none, and when it does not concern the actor. */
    public Optional<File> find(Actor actor, String code) {
        return streams.group(code).filter(SharingSight.of(actor)::sees).map(this::of);
    }

    File of(SharingGroup group) {
        Map<AgreementId, SharingAgreement> agreements = agreements(List.of(group));
        LocalDate today = today();
        Map<String, Map<String, Delivers>> wanted = wanted(group, agreements, today);
        return new File(group, agreements, exchanges(group, wanted, last(List.of(wanted)), today));
    }

    /**
     * What is late today, the longest first: what a department gives or gets, and all of the groups that it leads.
     *
     * @param department code; null for what is late in any group
     */
    public List<Late> late(String department) {
        LocalDate today = today();
        List<SharingGroup> running = streams.groups(groups.exchanging(department, MOST_GROUPS, today).stream()
                .map(SharingGroup::id)
                .toList());
        Map<AgreementId, SharingAgreement> agreements = agreements(running);
        Map<SharingGroup, Map<String, Map<String, Delivers>>> wanted = new LinkedHashMap<>();
        for (SharingGroup group : running) wanted.put(group, wanted(group, agreements, today));
        Map<String, Map<String, LocalDate>> last = last(wanted.values());
        List<Late> late = new ArrayList<>();
        wanted.forEach((group, of) -> {
            boolean all = department == null || group.terms().lead().equals(department);
            for (Exchange each : exchanges(group, of, last, today))
                if (each.isLate()
                        && (all
                                || each.giver().equals(department)
                                || each.receivers().contains(department)))
                    late.add(new Late(group.code(), group.terms().name(), each));
        });
        late.sort(Comparator.comparing(each -> each.exchange().lateSince()));
        return late;
    }

    private Map<AgreementId, SharingAgreement> agreements(Collection<SharingGroup> of) {
        Map<AgreementId, SharingAgreement> agreements = new LinkedHashMap<>();
        streams.agreements(of.stream()
                        .flatMap(group -> group.agreements().stream())
                        .map(AgreementId::value)
                        .toList())
                .forEach(file -> agreements.put(file.id(), file));
        return agreements;
    }

    private record Delivers(LocalDate since, Set<String> receivers) {}

    /** Who delivers which dataset, by the parts that are in force. */
    private static Map<String, Map<String, Delivers>> wanted(
            SharingGroup group, Map<AgreementId, SharingAgreement> agreements, LocalDate today) {
        Map<String, Map<String, Delivers>> wanted = new TreeMap<>();
        for (SharingGroup.Part part : group.parts()) {
            SharingAgreement file = part.agreement() == null ? null : agreements.get(part.agreement());
            if (file == null || file.state(today) != AgreementState.IN_FORCE) continue;
            LocalDate agreed = SharingRegistrar.day(file.agreedAt());
            Delivers here = new Delivers(
                    agreed.isBefore(file.from()) ? file.from() : agreed,
                    Set.of(part.what().receiver()));
            for (String dataset : part.what().datasets())
                wanted.computeIfAbsent(part.what().giver(), giver -> new TreeMap<>())
                        .merge(dataset, here, SharingGroupFiles::both);
        }
        return wanted;
    }

    private Map<String, Map<String, LocalDate>> last(Collection<Map<String, Map<String, Delivers>>> wanted) {
        Map<String, Set<String>> datasets = new TreeMap<>();
        for (Map<String, Map<String, Delivers>> each : wanted)
            each.forEach((giver, of) ->
                    datasets.computeIfAbsent(giver, code -> new TreeSet<>()).addAll(of.keySet()));
        return datasets.isEmpty() ? Map.of() : groups.lastDelivered(datasets);
    }

    private static List<Exchange> exchanges(
            SharingGroup group,
            Map<String, Map<String, Delivers>> wanted,
            Map<String, Map<String, LocalDate>> last,
            LocalDate today) {
        ExchangeCycle cycle = group.terms().cycle();
        LocalDate begins = cycle.begins(today);
        List<Exchange> exchanges = new ArrayList<>();
        wanted.forEach((giver, datasets) -> datasets.forEach((dataset, of) -> {
            LocalDate delivered = last.getOrDefault(giver, Map.of()).get(dataset);
            exchanges.add(new Exchange(
                    giver,
                    dataset,
                    of.receivers(),
                    delivered,
                    cycle.due(today),
                    begins != null && delivered != null && !delivered.isBefore(begins),
                    cycle.lateSince(of.since(), delivered, today)));
        }));
        return exchanges;
    }

    private static Delivers both(Delivers one, Delivers other) {
        Set<String> receivers = new TreeSet<>(one.receivers());
        receivers.addAll(other.receivers());
        return new Delivers(one.since().isBefore(other.since()) ? one.since() : other.since(), receivers);
    }
}
