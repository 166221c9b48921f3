package org.basedata.registry.core.identifier;

import java.util.Optional;

/** Document or code by which a subject is identified (persons: GA/T 2000.156; legal entities: GB 32100, GB 11714). */
public enum IdType {
    RESIDENT_ID(SubjectType.PERSON, "111"),
    HMT_RESIDENCE_PERMIT(SubjectType.PERSON, "R01"),
    FOREIGN_PERMANENT_RESIDENCE(SubjectType.PERSON, "553"),
    PASSPORT(SubjectType.PERSON, "414"),
    HM_TRAVEL_PERMIT(SubjectType.PERSON, "516"),
    TW_TRAVEL_PERMIT(SubjectType.PERSON, "511"),
    USCC(SubjectType.LEGAL_ENTITY, null),
    ORG_CODE(SubjectType.LEGAL_ENTITY, null),
    BUSINESS_LICENCE(SubjectType.LEGAL_ENTITY, null);

    private final SubjectType subjectType;
    private final String documentType;

    IdType(SubjectType subjectType, String documentType) {
        this.subjectType = subjectType;
        this.documentType = documentType;
    }

    public SubjectType subjectType() {
        return subjectType;
    }

    /**
     * Code of the document in the list {@code documentType}; empty for the codes of legal entities. The residence
     * permit of 2018 is younger than the standard's list and has a code of the registry's own there.
     */
    public Optional<String> documentType() {
        return Optional.ofNullable(documentType);
    }
}
