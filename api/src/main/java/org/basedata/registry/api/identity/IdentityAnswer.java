package org.basedata.registry.api.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.ActKind;
import org.basedata.registry.core.subject.ActRevoked;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.projections.subject.Identities;

/** What stands with a subject, and what was decided about it. */
@Schema(name = "Identity", description = "主体的来源记录与身份处置 / a subject's records one by one, and all acts about it")
@JsonInclude(JsonInclude.Include.NON_NULL)
record IdentityAnswer(
        @Schema(example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        @Schema(example = "RESIDENT_ID") String idType,
        @Schema(example = "11010519491231002X") String id,

        @Schema(
                description =
                        "The subject that it has gone over to, by merge or change of number; null while it stands")
        String leadsTo,

        @Schema(description = "Those who share its number; empty unless it was split")
        List<String> sharedBy,

        @Schema(description = "Subjects that have gone over to this one")
        List<String> takesIn,

        @Schema(description = "Source records that stand with the subject, one by one")
        List<Record> records,

        @Schema(description = "Acts about the subject in their order, revoked ones too")
        List<Taken> acts) {

    @Schema(name = "HeldRecord", description = "来源记录及其所指明的号码 / a source record and the number it names")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Record(
            @Schema(example = "RS") String source,
            @Schema(example = "social-insurance") String dataset,
            @Schema(example = "RS-000123") String recordId,
            @Schema(example = "3") String version,
            @Schema(example = "RESIDENT_ID") String idType,
            @Schema(example = "11010519491231002X") String id,

            @Schema(description = "Whether it is kept out of the master record for doubt about identity")
            boolean held) {}

    @Schema(name = "TakenAct", description = "已办理的处置 / an act that was taken")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Taken(
            @Schema(description = "Id of the act", example = "6f1c1d9e-3c55-4d3a-9a4b-6f0f3f6f5a10")
            String act,

            @Schema(
                    description = "REPLACE_IDENTIFIER, MERGE, SPLIT, ASSIGN_RECORDS, SUCCESSION, REVOKE",
                    example = "MERGE")
            String kind,

            @Schema(example = "STAFF") String by,
            String handlingUnit,
            String handlingPerson,
            String reason,

            @Schema(description = "What it rests on: file numbers, notices, minutes")
            List<String> evidence,

            Instant recordedAt,

            @Schema(description = "Of REVOKE: the act that no longer holds")
            String revokes,

            @Schema(description = "The act by which it was revoked; null while it is in force")
            String revokedBy) {}

    static IdentityAnswer of(Identities.Identity identity) {
        Identifier identifier = identity.identifier();
        SubjectLinks links = identity.links();
        return new IdentityAnswer(
                identity.ref().toString(),
                identifier == null ? null : identifier.type().name(),
                identifier == null ? null : identifier.number(),
                links.leadsTo() == null ? null : links.leadsTo().toString(),
                links.sharedBy().stream().map(SubjectId::toString).toList(),
                links.of(SubjectLinks.Kind.TAKES_IN)
                        .map(link -> link.subject().toString())
                        .toList(),
                identity.records().stream().map(IdentityAnswer::record).toList(),
                identity.acts().stream().map(IdentityAnswer::taken).toList());
    }

    private static Record record(Identities.Held held) {
        Identifier named = held.named();
        return new Record(
                held.record().source(),
                held.record().dataset(),
                held.record().recordId(),
                Long.toString(held.version()),
                named == null ? null : named.type().name(),
                named == null ? null : named.number(),
                held.held());
    }

    private static Taken taken(Identities.Taken taken) {
        IdentityEvent event = taken.event();
        return new Taken(
                event.act().id().toString(),
                ActKind.of(event).name(),
                event.act().by(),
                event.act().unit(),
                event.act().person(),
                event.act().reason(),
                event.act().evidence(),
                taken.recordedAt(),
                event instanceof ActRevoked revocation ? revocation.revoked().toString() : null,
                taken.revokedBy() == null ? null : taken.revokedBy().toString());
    }
}
