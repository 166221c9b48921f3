package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;

/**
 * What acts in force say of one subject and others (身份关联), read off the subject's own stream, in the order of the acts. Immutable.
 */
public record SubjectLinks(List<Link> links) {
    public static final SubjectLinks NONE = new SubjectLinks(List.of());

    public SubjectLinks {
        links = List.copyOf(links);
    }

    /** What the other subject is to this one. */
    public enum Kind {
        /** All that names this subject is the other's: it was merged into it, or its number became the other's. */
        LEADS_TO,
        /** The reverse: what names the other is this one's. */
        TAKES_IN,
        /** This subject's identifier was another one before. */
        RENUMBERED,
        /** This number is shared, and the other is one of those who share it. */
        SHARED_BY,
        /** The reverse: this subject is one of those who share the other's number. */
        SHARES,
        /** A record that names this subject is the other's. */
        ASSIGNED,
        /** The reverse: a record that names the other is this one's. */
        RECEIVED,
        PREDECESSOR,
        SUCCESSOR
    }

    /**
     * @param subject the other one; null of RENUMBERED
     * @param record of ASSIGNED and RECEIVED; else null
     * @param former the identifier before, of RENUMBERED; else null
     * @param succession of PREDECESSOR and SUCCESSOR; else null
     * @param on when that took effect, if it is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Link(
            UUID act,
            Kind kind,
            SubjectId subject,
            RecordKey record,
            Identifier former,
            Succession succession,
            LocalDate on) {
        static Link to(UUID act, Kind kind, SubjectId subject) {
            return new Link(act, kind, subject, null, null, null, null);
        }

        static Link of(UUID act, Kind kind, RecordKey record, SubjectId subject) {
            return new Link(act, kind, subject, record, null, null, null);
        }
    }

    @JsonIgnore
    public boolean isEmpty() {
        return links.isEmpty();
    }

    public Stream<Link> of(Kind kind) {
        return links.stream().filter(link -> link.kind() == kind);
    }

    public Stream<Link> by(UUID act) {
        return links.stream().filter(link -> link.act().equals(act));
    }

    /** The subject that all of this one's has gone over to; null while it stands for itself. */
    public SubjectId leadsTo() {
        for (Link link : links) if (link.kind() == Kind.LEADS_TO) return link.subject();
        return null;
    }

    /** Those who share this subject's number; empty unless it was split. */
    public List<SubjectId> sharedBy() {
        return of(Kind.SHARED_BY).map(Link::subject).toList();
    }

    @JsonIgnore
    public boolean isShared() {
        for (Link link : links) if (link.kind() == Kind.SHARED_BY) return true;
        return false;
    }

    /** To whom a record was assigned that names this subject, by the latest act; null when none was. */
    SubjectId assigned(RecordKey record) {
        SubjectId to = null;
        for (Link link : links)
            if (link.kind() == Kind.ASSIGNED && link.record().equals(record)) to = link.subject();
        return to;
    }

    /** All subjects that what names this one may lead to. */
    public Set<SubjectId> forward() {
        if (links.isEmpty()) return Set.of();
        Set<SubjectId> subjects = new LinkedHashSet<>();
        for (Link link : links)
            if (link.kind() == Kind.LEADS_TO || link.kind() == Kind.ASSIGNED) subjects.add(link.subject());
        return subjects;
    }

    /** All others that this subject is tied to. */
    public Set<SubjectId> others() {
        Set<SubjectId> subjects = new LinkedHashSet<>();
        for (Link link : links) if (link.subject() != null) subjects.add(link.subject());
        return subjects;
    }

    /** Whether it was decided that this subject and another are two: one went over into the other, or they share a number. */
    public boolean apartFrom(SubjectId other, SubjectLinks ofOther) {
        if (links.isEmpty() || ofOther.links.isEmpty()) return false;
        Set<SubjectId> shared = new HashSet<>();
        for (Link link : ofOther.links) if (link.kind() == Kind.SHARES) shared.add(link.subject());
        for (Link link : links)
            if (other.equals(link.subject()) || link.kind() == Kind.SHARES && shared.contains(link.subject()))
                return true;
        return false;
    }

    SubjectLinks with(SubjectId self, IdentityEvent happened) {
        UUID act = happened.act().id();
        List<Link> all = new ArrayList<>(links);
        if (happened instanceof ActRevoked event) {
            all.removeIf(link -> link.act().equals(event.revoked()));
        } else if (happened instanceof IdentifierSuperseded event) {
            if (self.equals(event.subject())) {
                all.add(new Link(act, Kind.RENUMBERED, null, null, event.former(), null, null));
                if (!self.equals(event.number())) all.add(Link.to(act, Kind.TAKES_IN, event.number()));
            } else if (self.equals(event.number())) all.add(Link.to(act, Kind.LEADS_TO, event.subject()));
        } else if (happened instanceof SubjectsMerged event) {
            if (self.equals(event.subject())) all.add(Link.to(act, Kind.LEADS_TO, event.into()));
            if (self.equals(event.into())) all.add(Link.to(act, Kind.TAKES_IN, event.subject()));
        } else if (happened instanceof SubjectSplit event) {
            for (Party part : event.parts()) {
                if (self.equals(event.subject())) all.add(Link.to(act, Kind.SHARED_BY, part.subject()));
                if (self.equals(part.subject())) all.add(Link.to(act, Kind.SHARES, event.subject()));
            }
            assign(all, self, act, event.records());
        } else if (happened instanceof RecordsAssigned event) {
            assign(all, self, act, event.records());
        } else if (happened instanceof EntitiesSucceeded event) {
            succeed(all, self, act, event);
        }
        return new SubjectLinks(all);
    }

    private static void assign(List<Link> all, SubjectId self, UUID act, List<Assignment> records) {
        for (Assignment each : records) {
            if (self.equals(each.named())) all.add(Link.of(act, Kind.ASSIGNED, each.record(), each.to()));
            if (self.equals(each.to())) all.add(Link.of(act, Kind.RECEIVED, each.record(), each.named()));
        }
    }

    private static void succeed(List<Link> all, SubjectId self, UUID act, EntitiesSucceeded event) {
        for (Party predecessor : event.predecessors())
            for (Party successor : event.successors()) {
                if (self.equals(predecessor.subject()))
                    all.add(new Link(act, Kind.SUCCESSOR, successor.subject(), null, null, event.kind(), event.on()));
                if (self.equals(successor.subject()))
                    all.add(new Link(
                            act, Kind.PREDECESSOR, predecessor.subject(), null, null, event.kind(), event.on()));
            }
    }
}
