package org.basedata.registry.core.sharing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.subject.SubmitRecordsHandler;

/** Agreements, departments, demands, complaints and groups from their streams, and their events as the store takes them. */
public final class SharingStreams {
    private final EventLog log;

    public SharingStreams(EventLog log) {
        this.log = log;
    }

    /** Of those that there are; in one query, which sees the caller's transaction. */
    public List<SharingAgreement> agreements(Collection<UUID> ids) {
        Map<UUID, List<AgreementStep>> steps = new LinkedHashMap<>();
        for (EventLog.StreamEvent each : read(ids))
            if (each.payload() instanceof SharingEvent event)
                steps.computeIfAbsent(each.subject(), of -> new ArrayList<>())
                        .add(new AgreementStep(
                                new AgreementId(each.subject()), each.sequence(), each.recordedAt(), event));
        return steps.values().stream().map(SharingAgreement::of).toList();
    }

    public Optional<SharingAgreement> agreement(AgreementId id) {
        return agreements(List.of(id.value())).stream().findFirst();
    }

    /** Of whatever departments have a stream. */
    public List<Member> members(Collection<UUID> ids) {
        Map<UUID, Member> members = new LinkedHashMap<>();
        for (EventLog.StreamEvent each : read(ids))
            if (each.payload() instanceof MemberEvent event)
                members.merge(
                        each.subject(),
                        Member.none(event.department()).after(event, each.sequence(), each.recordedAt()),
                        (before, first) -> before.after(event, each.sequence(), each.recordedAt()));
        return List.copyOf(members.values());
    }

    public Member member(String department) {
        return members(List.of(Member.id(department))).stream().findFirst().orElse(Member.none(department));
    }

    public List<Demand> demands(Collection<UUID> ids) {
        Map<UUID, Demand> demands = new LinkedHashMap<>();
        for (EventLog.StreamEvent each : read(ids))
            if (each.payload() instanceof DemandEvent event)
                demands.put(
                        each.subject(),
                        Demand.after(
                                each.subject(),
                                demands.get(each.subject()),
                                event,
                                each.sequence(),
                                each.recordedAt()));
        return List.copyOf(demands.values());
    }

    public List<Complaint> complaints(Collection<UUID> ids) {
        Map<UUID, Complaint> complaints = new LinkedHashMap<>();
        for (EventLog.StreamEvent each : read(ids))
            if (each.payload() instanceof ComplaintEvent event)
                complaints.put(
                        each.subject(),
                        Complaint.after(
                                each.subject(),
                                complaints.get(each.subject()),
                                event,
                                each.sequence(),
                                each.recordedAt()));
        return List.copyOf(complaints.values());
    }

    public List<SharingGroup> groups(Collection<UUID> ids) {
        Map<UUID, List<SharingGroupStep>> steps = new LinkedHashMap<>();
        for (EventLog.StreamEvent each : read(ids))
            if (each.payload() instanceof SharingGroupEvent event)
                steps.computeIfAbsent(each.subject(), of -> new ArrayList<>())
                        .add(new SharingGroupStep(each.sequence(), each.recordedAt(), event));
        return steps.values().stream().map(SharingGroup::of).toList();
    }

    /** @param code of the group; null for none */
    public Optional<SharingGroup> group(String code) {
        return code == null
                ? Optional.empty()
                : groups(List.of(SharingGroup.id(code))).stream().findFirst();
    }

    private List<EventLog.StreamEvent> read(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : log.streams(ids.stream().distinct().toList(), -1, null);
    }

    /** An event as the store takes it. */
    public static DomainEventMessage<Object> message(
            String kind, UUID stream, long sequence, Object event, Instant at) {
        return new GenericDomainEventMessage<>(
                kind, stream.toString(), sequence, event, MetaData.emptyInstance(), SubmitRecordsHandler.eventId(), at);
    }
}
