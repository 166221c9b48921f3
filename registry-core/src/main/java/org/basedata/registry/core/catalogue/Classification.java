package org.basedata.registry.core.catalogue;

/**
 * How carefully an item has to be kept (分类分级, Decree 809 article 13). All but {@code GENERAL} need a confidentiality
 * agreement on record before a department may read them; {@code SENSITIVE_PERSONAL} is that of article 28 of the
 * personal-information protection law.
 */
public enum Classification {
    GENERAL,
    PERSONAL,
    SENSITIVE_PERSONAL,
    BUSINESS_SECRET
}
