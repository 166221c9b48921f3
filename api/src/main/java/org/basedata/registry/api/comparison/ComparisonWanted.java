package org.basedata.registry.api.comparison;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.importers.file.ListFile;

/**
 * What is ordered of a comparison besides what every job has, as it is kept.
 *
 * @param charset name; null to find it out
 * @param columns of the list, in order
 * @param mapping columns to codes of items
 * @param complete codes of items that the list has no column for, and shall have
 * @param rows of the list
 */
record ComparisonWanted(
        ListFile.Form form,
        String fileName,
        String charset,
        List<String> columns,
        String idColumn,
        IdType idType,
        Map<String, String> mapping,
        List<String> complete,
        LocalDate validAt,
        long rows) {}
