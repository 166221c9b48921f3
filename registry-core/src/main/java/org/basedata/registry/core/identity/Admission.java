package org.basedata.registry.core.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.comparison.NameBand;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.subject.Party;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.Segment;

/**
 * Whether an act may be taken at all: who takes it, why, and what is on record now, since people looked at that when they decided.
 * Whether it contradicts an earlier act is for {@link IdentityRegistrar} to say. Pure.
 */
public final class Admission {
    private final Catalogue catalogue;

    public Admission(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @throws IdentityRefused when it may not */
    public void check(WorkingSet state, IdentityCommand command) {
        mustBeAccountable(command.act());
        mustBeOnRecord(state, command);
        mustBeResponsible(state, command);
    }

    private static void mustBeAccountable(Act act) {
        if (isBlank(act.reason())) throw new IdentityRefused("REASON_MISSING", "reason", "须说明理由", "a reason is wanted");
        if (isBlank(act.person()))
            throw new IdentityRefused("PERSON_MISSING", "handlingPerson", "须写明经办人", "who handled it is wanted");
        if (act.evidence().isEmpty() || act.evidence().stream().anyMatch(Admission::isBlank))
            throw new IdentityRefused(
                    "EVIDENCE_MISSING",
                    "evidence",
                    "须写明依据,如文号、通知或会议纪要",
                    "evidence is wanted: a file number, a notice, minutes");
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** Whoever gives out the numbers of a kind of subject may say that they changed; others go to the staff. */
    private void mustBeResponsible(WorkingSet state, IdentityCommand command) {
        String by = command.act().by();
        if (Act.STAFF.equals(by)) return;
        Party about = IdentityRegistrar.about(command);
        Identifier named = state.subject(state.end(about.subject())).identifier();
        Identifier identifier = named != null ? named : about.identifier();
        SubjectType type =
                identifier == null ? SubjectType.PERSON : identifier.type().subjectType();
        if (responsible(type).contains(by)) return;
        throw new IdentityRefused(
                "SOURCE_NOT_RESPONSIBLE",
                "by",
                "只有登记机关(" + String.join("、", responsible(type)) + ")或核查人员(STAFF)可以办理;其他部门请向核查人员提出",
                "only the registering authority (" + String.join(", ", responsible(type))
                        + ") or staff (STAFF) may do this; other departments turn to the staff");
    }

    /** The registering authorities of legal entities; of persons, whose number nobody registers, the authority for the name. */
    private Set<String> responsible(SubjectType type) {
        Set<String> sources = new TreeSet<>();
        for (Dataset dataset : catalogue.datasets())
            if (dataset.registering() && dataset.subjectType() == type)
                sources.addAll(dataset.itemsBySource().keySet());
        if (sources.isEmpty())
            catalogue
                    .item(type, RecordTimeline.NAME)
                    .ifPresent(name -> sources.add(name.authorityOrder().get(0)));
        return sources;
    }

    private static void mustBeOnRecord(WorkingSet state, IdentityCommand command) {
        if (command instanceof ReplaceIdentifier act) {
            if (act.subject().identifier() == null) mustBeKnown(state, act.subject(), "subject");
            mustNotNameAnother(state, act);
        } else if (command instanceof MergeSubjects act) {
            mustBePresent(state, act.subject(), "subject");
            mustBePresent(state, act.into(), "into");
        } else if (command instanceof SplitSubject act) {
            mustBePresent(state, act.subject(), "subject");
            for (SplitSubject.Part part : act.parts())
                mustBeHeld(state, act.subject(), part.party(), part.records(), "parts");
        } else if (command instanceof AssignRecords act) {
            mustBePresent(state, act.from(), "subject");
            if (act.to().identifier() == null) mustBeKnown(state, act.to(), "to");
            mustBeHeld(state, act.from(), act.to(), act.records(), "records");
        } else if (command instanceof SucceedEntities act) {
            for (Party party : act.predecessors())
                if (party.identifier() == null) mustBeKnown(state, party, "predecessors");
            for (Party party : act.successors())
                if (party.identifier() == null) mustBeKnown(state, party, "successors");
        }
    }

    /** A wrong digit in the new number must not mix two lives: who is on record under it has a name of this subject's. */
    private static void mustNotNameAnother(WorkingSet state, ReplaceIdentifier act) {
        SubjectId subject = state.end(act.subject().subject());
        SubjectId number = state.end(act.number().subject());
        if (number.equals(subject)) return;
        Set<String> names = names(state, subject);
        Set<String> others = names(state, number);
        if (names.isEmpty() || others.isEmpty()) return;
        boolean person = act.number().identifier().type().subjectType() == SubjectType.PERSON;
        for (String name : names)
            for (String other : others) {
                NameBand band = person ? PersonNames.band(name, other) : OrganisationNames.band(name, other);
                if (band != NameBand.DIFFERENT) return;
            }
        throw new IdentityRefused(
                "NUMBER_NAMES_ANOTHER",
                "identifier",
                "新号码名下已有记录,且姓名(名称)不符,请核对号码;如确为同一主体,请先合并",
                "records under the new number have another name; check the number, or merge the two first if they are one");
    }

    /** All names that the subject's master record has, of any period. */
    private static Set<String> names(WorkingSet state, SubjectId subject) {
        Set<String> names = new TreeSet<>();
        for (Segment segment :
                state.subject(subject).master().items().byItem().getOrDefault(RecordTimeline.NAME, List.of()))
            names.add(segment.value());
        return names;
    }

    /** A stream that no version has named anybody in holds withdrawals that came before their records: that is nobody. */
    private static void mustBeKnown(WorkingSet state, Party party, String item) {
        if (state.subject(party.subject()).identifier() == null) throw unknown(item);
    }

    private static void mustBePresent(WorkingSet state, Party party, String item) {
        if (!state.subject(state.end(party.subject())).master().present()) throw unknown(item);
    }

    private static IdentityRefused unknown(String item) {
        return new IdentityRefused("SUBJECT_UNKNOWN", item, "没有该主体的记录", "nothing is on record of this subject");
    }

    /** By its latest version a record may stand with whom it is assigned to already: then its earlier ones follow. */
    private static void mustBeHeld(WorkingSet state, Party from, Party to, List<RecordKey> records, String item) {
        Set<SubjectId> either = new HashSet<>(List.of(state.end(from.subject()), state.end(to.subject())));
        for (RecordKey record : records)
            if (!either.contains(state.owner(record)))
                throw new IdentityRefused(
                        "RECORD_ELSEWHERE",
                        item,
                        "来源记录 " + record.source() + "/" + record.dataset() + "/" + record.recordId() + " 现不属于该主体",
                        "source record " + record.source() + "/" + record.dataset() + "/" + record.recordId()
                                + " does not stand with this subject");
    }
}
