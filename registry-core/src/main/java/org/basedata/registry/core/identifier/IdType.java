package org.basedata.registry.core.identifier;

/** Document or code by which a subject is identified (persons: GA/T 2000.156; legal entities: GB 32100, GB 11714). */
public enum IdType {
    RESIDENT_ID(SubjectType.PERSON),
    HMT_RESIDENCE_PERMIT(SubjectType.PERSON),
    FOREIGN_PERMANENT_RESIDENCE(SubjectType.PERSON),
    PASSPORT(SubjectType.PERSON),
    HM_TRAVEL_PERMIT(SubjectType.PERSON),
    TW_TRAVEL_PERMIT(SubjectType.PERSON),
    USCC(SubjectType.LEGAL_ENTITY),
    ORG_CODE(SubjectType.LEGAL_ENTITY),
    BUSINESS_LICENCE(SubjectType.LEGAL_ENTITY);

    private final SubjectType subjectType;

    IdType(SubjectType subjectType) {
        this.subjectType = subjectType;
    }

    public SubjectType subjectType() {
        return subjectType;
    }
}
