package org.basedata.registry.core.sharing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;

/** What may be ordered about sharing. */
public sealed interface SharingCommand {
    /** About agreements. */
    sealed interface OfAgreement extends SharingCommand permits Request, OnAgreement {}

    /** About an agreement that there is; names the version that the person had at hand. */
    sealed interface OnAgreement extends OfAgreement {
        AgreementId id();

        /** Sequence of the last step that the person knew of. */
        long expected();
    }

    /** Of a department's own record. */
    sealed interface OfMember extends SharingCommand {
        String department();
    }

    /** About sharing groups. */
    sealed interface OfGroup extends SharingCommand permits FoundGroup, OnGroup {
        String code();
    }

    /** About a group that there is; names the version that the person had at hand. */
    sealed interface OnGroup extends OfGroup {
        /** Sequence of the last step that the person knew of. */
        long expected();
    }

    /** About demands. */
    sealed interface OfDemand extends SharingCommand {}

    /** About complaints. */
    sealed interface OfComplaint extends SharingCommand {}

    /**
     * Apply, on behalf of one's department. What is not there is null or empty, and is told as a fault.
     *
     * @param legalBasis null for that of the purpose
     */
    record Request(
            String purpose,
            String legalBasis,
            String scenario,
            SubjectType type,
            Map<String, Masking> items,
            SubjectScope scope,
            Set<ProvisionWay> ways,
            LocalDate from,
            LocalDate until)
            implements OfAgreement {}

    /** Consent for the applicant's department. */
    record Consent(AgreementId id, long expected, String reason) implements OnAgreement {}

    /** Do not consent for the applicant's department. */
    record Decline(AgreementId id, long expected, String reason) implements OnAgreement {}

    /** Take the application back. */
    record Withdraw(AgreementId id, long expected, String reason) implements OnAgreement {}

    /** Say what the application lacks, for the own department as a provider. */
    record AskMaterial(AgreementId id, long expected, String missing) implements OnAgreement {}

    /**
     * Supply what it lacks.
     *
     * @param provider that asked for it
     */
    record SupplyMaterial(AgreementId id, long expected, String provider, String material) implements OnAgreement {}

    /** Consent, as the authority, to a later answer of a provider. */
    record ExtendAnswer(AgreementId id, long expected, String provider, int workingDays, String reason)
            implements OnAgreement {}

    /**
     * Grant items of the own department.
     *
     * @param items codes, and how much is shown; empty for all that are open, as asked for
     * @param reason conditions in words; may be null
     */
    record Allow(AgreementId id, long expected, Map<String, Masking> items, String reason) implements OnAgreement {}

    /**
     * Refuse items of the own department.
     *
     * @param items empty for all that are open
     */
    record Refuse(AgreementId id, long expected, Set<String> items, String legalGround, String reason)
            implements OnAgreement {}

    /** Take the silence of a provider for its consent, where the rules in force do. */
    record TakeSilence(AgreementId id, long expected, String provider) implements OnAgreement {}

    /**
     * Ask somebody above about a provider's refusal or silence.
     *
     * @param to who, in words
     */
    record Escalate(AgreementId id, long expected, String provider, String to, String reason) implements OnAgreement {}

    /**
     * Put on record what was decided about it.
     *
     * @param items what is granted after all
     */
    record Settle(AgreementId id, long expected, String provider, Map<String, Masking> items, String reason)
            implements OnAgreement {}

    /** Put on file. */
    record PutOnFile(AgreementId id, long expected, String reference, String note) implements OnAgreement {}

    /**
     * Suspend it for misuse.
     *
     * @param items codes of those that are suspended; empty for all of it
     */
    record Suspend(AgreementId id, long expected, String reason, Set<String> items) implements OnAgreement {
        public Suspend(AgreementId id, long expected, String reason) {
            this(id, expected, reason, Set.of());
        }
    }

    /**
     * Put it in force again.
     *
     * @param items codes of those that were suspended singly; empty for all of it
     */
    record Resume(AgreementId id, long expected, String reason, Set<String> items) implements OnAgreement {
        public Resume(AgreementId id, long expected, String reason) {
            this(id, expected, reason, Set.of());
        }
    }

    /**
     * End it before its day.
     *
     * @param consultation needed of a provider
     * @param filing likewise
     */
    record End(AgreementId id, long expected, String reason, String consultation, String filing)
            implements OnAgreement {}

    /** Put on record what became of the data. */
    record RecordDisposal(AgreementId id, long expected, String how, LocalDate on, String reference)
            implements OnAgreement {}

    /** Ask for more than was granted. */
    record AskWidening(AgreementId id, long expected, Widening what, String reason) implements OnAgreement {}

    /** Answer that, for the own department as a provider. */
    record AnswerWidening(AgreementId id, long expected, int widening, boolean consents, String reason)
            implements OnAgreement {}

    /** Enter a purpose of one's department. */
    record EnterPurpose(String department, Purpose purpose) implements OfMember {}

    /** End one. */
    record EndPurpose(String department, String code, String reason) implements OfMember {}

    /** Put a confidentiality agreement on record. */
    record RecordConfidentiality(String department, String reference, LocalDate from, LocalDate until)
            implements OfMember {}

    /** End one. */
    record EndConfidentiality(String department, String reference, String reason) implements OfMember {}

    /** Record what one's department needs and the catalogue does not have. */
    record RecordDemand(String need, List<String> providers) implements OfDemand {}

    /** Answer it, as the authority. */
    record AnswerDemand(UUID id, String answer, List<String> items) implements OfDemand {}

    /** Complain of another department. */
    record FileComplaint(String about, String text) implements OfComplaint {}

    /** Answer it, as the authority. */
    record AnswerComplaint(UUID id, String answer, String handling) implements OfComplaint {}

    /**
     * What one member is to give another.
     *
     * @param items codes, and how much of each; null of one means as much as of the rest
     * @param datasets codes; all that the giver is the authority of in them is meant as well
     * @param masking how much is given of what {@code items} does not say otherwise of; null for all of it
     * @param scope which subjects; null for all
     */
    record WantedPart(
            String giver,
            String receiver,
            SubjectType type,
            Map<String, Masking> items,
            Set<String> datasets,
            Masking masking,
            SubjectScope scope) {}

    /** Found a group that one's department leads. What is not there is null or empty, and is told as a fault. */
    record FoundGroup(
            String code,
            String name,
            String purpose,
            String legalBasis,
            String scenario,
            Set<ProvisionWay> ways,
            ExchangeCycle cycle,
            LocalDate from,
            LocalDate until,
            List<WantedPart> parts)
            implements OfGroup {}

    /** Ask members, old or new, to give and to get more. */
    record ProposeParts(String code, long expected, List<WantedPart> parts, String reason) implements OnGroup {}

    /**
     * Consent, for one's department, to what it gives and gets.
     *
     * @param parts numbers; empty for all that wait for it
     */
    record ConsentToParts(String code, long expected, Set<Integer> parts, String reason) implements OnGroup {}

    /**
     * Do not consent.
     *
     * @param parts numbers; empty for all that wait for it
     * @param legalGround needed where the department would give
     */
    record DeclineParts(String code, long expected, Set<Integer> parts, String legalGround, String reason)
            implements OnGroup {}

    /** Share less. */
    record DropParts(String code, long expected, Set<Integer> parts, String reason) implements OnGroup {}

    /**
     * Leave.
     *
     * @param consultation needed of a member that has given
     * @param filing likewise
     */
    record LeaveGroup(String code, long expected, String reason, String consultation, String filing)
            implements OnGroup {}

    /** Put on file. */
    record FileGroup(String code, long expected, String reference, String note) implements OnGroup {}

    /** Suspend all of it. */
    record SuspendGroup(String code, long expected, String reason) implements OnGroup {}

    /** Let it go on. */
    record ResumeGroup(String code, long expected, String reason) implements OnGroup {}

    /** Ask for a longer term. */
    record ProlongGroup(String code, long expected, LocalDate until, String reason) implements OnGroup {}

    /** Consent to that, for one's department. */
    record ConsentToProlongation(String code, long expected, String reason) implements OnGroup {}

    /** End it before its day. */
    record EndGroup(String code, long expected, String reason) implements OnGroup {}
}
