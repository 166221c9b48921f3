package org.basedata.registry.core.sharing;

/**
 * What a department reads master records for (用途). Its information officer enters it; nothing is read without one.
 *
 * @param code unique within the department; requests name it in the header {@code X-Purpose}
 * @param wording in words, for whoever looks into the record of accesses
 * @param legalBasis rule that gives the department the duty
 */
public record Purpose(String code, String wording, String legalBasis) {}
