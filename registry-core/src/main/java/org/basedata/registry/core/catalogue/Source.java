package org.basedata.registry.core.catalogue;

/**
 * A department that submits records (数源部门).
 *
 * @param kind DEPARTMENT, CENTRAL_ORGAN, PUBLIC_UTILITY, BANK, UNIVERSITY or TOWN (GZ decree 165 article 2)
 * @param level PROVINCE, CITY, DISTRICT or TOWN
 * @param region division code (GB/T 2260)
 */
public record Source(String code, String nameZh, String nameEn, String kind, String level, String region) {}
