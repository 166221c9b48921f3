package org.basedata.registry.core.catalogue;

import java.util.List;
import java.util.Set;
import org.basedata.registry.core.comparison.ItemComparator;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * One attribute of a subject as the catalogue defines it (数据项).
 *
 * @param code item code, unique within its subject type; appears in JSON and in files
 * @param codeList name of the code list that values must be in; null unless {@code type} is CODE
 * @param many true when a subject has a list of values, one entry a source record; such items are never compared
 * @param authorityOrder sources from which the value is taken, best first; the first is the authority, the rest are fallbacks
 * @param corroborating sources whose values are compared with the standing value
 * @param comparator the item's comparison, already configured
 * @param comparatorName name of the comparison as written in the catalogue
 * @param updateLimit time limit for changes: {@code REAL_TIME}, or an ISO 8601 period whose days are working days (GZ
 *     decree 165 article 19)
 * @param terms on what terms the item is shared, of the type {@code sharing}
 * @param legalGround the rule by which it is collected, verified and provided; empty when unstated
 */
public record DataItem(
        String code,
        String nameZh,
        String nameEn,
        SubjectType subjectType,
        ValueType type,
        String codeList,
        boolean many,
        List<String> authorityOrder,
        Set<String> corroborating,
        ItemComparator comparator,
        String comparatorName,
        Severity severity,
        SharingType sharing,
        String updateLimit,
        SharingTerms terms,
        String legalGround) {
    /** An item of which no terms but the sharing type are stated. */
    public DataItem(
            String code,
            String nameZh,
            String nameEn,
            SubjectType subjectType,
            ValueType type,
            String codeList,
            boolean many,
            List<String> authorityOrder,
            Set<String> corroborating,
            ItemComparator comparator,
            String comparatorName,
            Severity severity,
            SharingType sharing,
            String updateLimit) {
        this(
                code,
                nameZh,
                nameEn,
                subjectType,
                type,
                codeList,
                many,
                authorityOrder,
                corroborating,
                comparator,
                comparatorName,
                severity,
                sharing,
                updateLimit,
                SharingTerms.unstated(sharing),
                "");
    }
}
