package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.survivorship.Appraisal;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.NumberTrust;
import org.basedata.registry.core.survivorship.Survivorship;

/** Survivorship and the rules over one subject, in that order: all that is derived from its records. Pure. */
public final class Appraiser {
    private final Survivorship survivorship;
    private final String catalogueVersion;
    private final List<SubjectRule> rules;

    public Appraiser(Catalogue catalogue) {
        this(catalogue, SubjectRule.ALL);
    }

    /** With some rules only, to see what the others are good for. */
    public Appraiser(Catalogue catalogue, List<SubjectRule> rules) {
        this.survivorship = new Survivorship(catalogue);
        this.catalogueVersion = catalogue.version();
        this.rules = List.copyOf(rules);
    }

    public String catalogueVersion() {
        return catalogueVersion;
    }

    /** All worked out, of a subject whose number is not shared and about which nothing was decided. */
    public Appraisal appraise(Identifier identifier, Collection<RecordHistory> records) {
        return appraise(identifier, false, records, List.of(), null);
    }

    /**
     * @param identifier the subject's identifier; null while nothing names the subject
     * @param shared whether several subjects were found to share it
     * @param decisions that people took about the subject, in their order
     * @param standing what stood before one of the records changed; null to work everything out
     */
    public Appraisal appraise(
            Identifier identifier,
            boolean shared,
            Collection<RecordHistory> records,
            List<Decision> decisions,
            Survivorship.Standing standing) {
        SubjectType type =
                identifier == null ? SubjectType.PERSON : identifier.type().subjectType();
        Appraisal appraisal = survivorship.appraise(type, trust(identifier, shared), records, decisions, standing);
        SubjectFacts facts = new SubjectFacts(identifier, appraisal.items());
        List<Conflict> violations = new ArrayList<>(0);
        for (SubjectRule rule : rules) violations.addAll(rule.check(facts));
        for (Decision decision : decisions) violations.removeIf(decision::tolerates);
        if (violations.isEmpty()) return appraisal;
        List<Conflict> all = new ArrayList<>(appraisal.conflicts());
        all.addAll(violations);
        return new Appraisal(appraisal.items(), List.copyOf(all), appraisal.present());
    }

    /** A number that passes only as a pilot code is genuine if its registering authority says so. */
    public static NumberTrust trust(Identifier identifier, boolean shared) {
        if (shared) return NumberTrust.SHARED;
        boolean pilot = identifier != null
                && identifier.type().subjectType() == SubjectType.LEGAL_ENTITY
                && IdentifierReading.read(identifier.type(), identifier.number())
                        .pilotCode();
        return pilot ? NumberTrust.UNCONFIRMED : NumberTrust.SURE;
    }
}
