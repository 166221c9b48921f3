package org.basedata.registry.core.catalogue;

import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * What a source sends of one kind (信息组).
 *
 * @param manyRecords true when one source may have many records of this dataset about one subject (marriages, degrees)
 * @param registering true when its sources are the registering authority of the subject's number (GZ decree 165 article 23(5))
 * @param nameRequiredExcept sources that may leave the name out (only public security: article 22)
 * @param itemsBySource for each source that may send the dataset, the item codes that the catalogue assigns to it
 * @param vanishedLimit share (0 to 1) of records that may vanish between two complete extracts before nothing is ended
 * @param legalGround the rule that names who collects, verifies and provides it; empty when unstated
 */
public record Dataset(
        String code,
        String nameZh,
        String nameEn,
        SubjectType subjectType,
        boolean manyRecords,
        boolean registering,
        Set<String> nameRequiredExcept,
        Map<String, Set<String>> itemsBySource,
        double vanishedLimit,
        String legalGround) {
    /** A dataset of which no legal ground is stated. */
    public Dataset(
            String code,
            String nameZh,
            String nameEn,
            SubjectType subjectType,
            boolean manyRecords,
            boolean registering,
            Set<String> nameRequiredExcept,
            Map<String, Set<String>> itemsBySource,
            double vanishedLimit) {
        this(
                code,
                nameZh,
                nameEn,
                subjectType,
                manyRecords,
                registering,
                nameRequiredExcept,
                itemsBySource,
                vanishedLimit,
                "");
    }
}
