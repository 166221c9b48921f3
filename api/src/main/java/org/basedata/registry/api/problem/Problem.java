package org.basedata.registry.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.fault.Fault;

/** A problem document (RFC 9457, {@code application/problem+json}). */
@Schema(
        name = "Problem",
        description =
                "错误说明(RFC 9457)。`code` 稳定，供程序判断；`detail` 随 Accept-Language，缺省为中文。"
                        + " / An error. Programs branch on `code`, which is stable; `detail` follows Accept-Language, Chinese by default.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @Schema(description = "Name of the kind of problem", example = "urn:base-data-registry:problem:source-unknown")
        String type,

        @Schema(description = "The kind of problem in words", example = "目录中没有该数源部门")
        String title,

        @Schema(description = "The HTTP status", example = "400")
        int status,

        @Schema(description = "Stable code; `ProblemCode` lists all", example = "SOURCE_UNKNOWN")
        String code,

        @Schema(
                description = "What was found, which rule, what to do, in the language asked for",
                example = "目录中没有数源部门 NOPE;可用:GA、WJ、MZ")
        String detail,

        @Schema(description = "The same in English", example = "the catalogue has no source NOPE; known are GA, WJ, MZ")
        String detailEn,

        @Schema(description = "Where in the request: a JSON path, a parameter or a header", example = "source")
        String at,

        @Schema(
                description = "Name of this occurrence; quote it to operations. It never holds the address asked for.",
                example = "urn:uuid:5f0c2e0a-6d0f-4a35-9f0b-1f1d7a3f6a10")
        String instance,

        @Schema(description = "Single faults, where there are several")
        List<Fault> faults,

        @Schema(description = "Whom to ask for instead; of SUPERSEDED and AMBIGUOUS only")
        List<Successor> successors,

        @Schema(
                description =
                        "An application for what is lacking, ready to be completed and sent; of NOT_ENTITLED only")
        Object draft) {

    static Problem of(RequestRefused refused, boolean english) {
        ProblemCode code = refused.code();
        return new Problem(
                code.type(),
                english ? code.titleEn() : code.titleZh(),
                code.status(),
                code.name(),
                english ? refused.detailEn() : refused.detail(),
                refused.detailEn(),
                refused.at(),
                "urn:uuid:" + UUID.randomUUID(),
                refused.faults(),
                refused.successors(),
                refused.draft());
    }
}
