package org.basedata.registry.api.export;

import java.time.LocalDate;
import java.util.Set;

/** What is ordered of an export besides what every job has, as it is kept. All but the last three may be null. */
record ExportWanted(
        String name,
        String nameContains,
        String divisionPrefix,
        LocalDate birthDate,
        Set<String> entityTypes,
        boolean full,
        LocalDate validAt,
        ExportFormat format) {}
