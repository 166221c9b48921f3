package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingGroupState;
import org.basedata.registry.projections.sharing.ListedSharingGroup;

/** A group as lists show it. */
@Schema(name = "SharingGroup", description = "专项共享 / a group for a special use")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SharingGroupAnswer(
        @Schema(description = "Code; also that of the purpose for which its members read", example = "TAX")
        String code,

        @Schema(description = "Name", example = "综合治税") String name,

        @Schema(description = "Version; also the ETag of the group", example = "4")
        String version,

        @Schema(description = "As of today: FOUNDED, ACTIVE, SUSPENDED, ENDED, EXPIRED", example = "ACTIVE")
        SharingGroupState state,

        @Schema(description = "Code of the department that leads it", example = "SW")
        String lead,

        @Schema(description = "Codes of the lead and of all that give or get, or are asked to")
        List<String> members,

        @Schema(description = "Codes of members whose consent to some part is waited for")
        List<String> waitingFor,

        @Schema(description = "First day by which such a consent is due; absent when none is waited for")
        LocalDate consentDue,

        @Schema(description = "Whether that day is over") boolean late,

        @Schema(
                description = "How often it is brought up to date: REAL_TIME, DAILY, WEEKLY, MONTHLY, QUARTERLY",
                example = "MONTHLY")
        ExchangeCycle cycle,

        @Schema(description = "First day") LocalDate from,
        @Schema(description = "First day after the last") LocalDate until,
        @Schema(description = "When it was founded") Instant foundedAt,

        @Schema(description = "Whether it is on file with the authority")
        boolean filed) {
    static SharingGroupAnswer of(ListedSharingGroup row, LocalDate today) {
        return new SharingGroupAnswer(
                row.code(),
                row.name(),
                Long.toString(row.version()),
                row.state(),
                row.lead(),
                row.members(),
                row.waitingFor(),
                row.consentDue(),
                row.isLate(today),
                row.cycle(),
                row.from(),
                row.until(),
                row.foundedAt(),
                row.filed());
    }

    static SharingGroupAnswer of(SharingGroupFiles.File file, LocalDate today) {
        SharingGroup group = file.group();
        LocalDate due =
                group.waitingFor().values().stream().min(LocalDate::compareTo).orElse(null);
        SharingGroupState state = file.state(today);
        return new SharingGroupAnswer(
                group.code(),
                group.terms().name(),
                Long.toString(group.version()),
                state,
                group.terms().lead(),
                List.copyOf(group.members()),
                List.copyOf(group.waitingFor().keySet()),
                due,
                !state.isOver() && due != null && due.isBefore(today),
                group.terms().cycle(),
                group.terms().from(),
                group.until(),
                group.foundedAt(),
                group.filedAs() != null);
    }
}
