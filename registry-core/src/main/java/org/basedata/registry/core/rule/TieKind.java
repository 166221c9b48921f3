package org.basedata.registry.core.rule;

import org.basedata.registry.core.identifier.IdType;

/** As what a subject names another one. */
public enum TieKind {
    LEGAL_REPRESENTATIVE("legalRepresentativeId", "legalRepresentativeIdType", false),
    SHAREHOLDER("shareholderId", "shareholderIdType", true),
    GUARDIAN("guardianId", "guardianIdType", true),
    SPOUSE("spouseId", "spouseIdType", true),
    EMPLOYER("employerCode", null, false);

    private final String item;
    private final String documentType;
    private final boolean many;

    TieKind(String item, String documentType, boolean many) {
        this.item = item;
        this.documentType = documentType;
        this.many = many;
    }

    /** The item with the number of the subject that is named. */
    String item() {
        return item;
    }

    /** The item that says what document the number is of; null when it is always a {@link IdType#USCC}. */
    String documentType() {
        return documentType;
    }

    /** True for lists with an entry a record: number and document type are then those of one record. */
    boolean many() {
        return many;
    }
}
