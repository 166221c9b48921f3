package org.basedata.registry.api.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.problem.Successor;
import org.basedata.registry.projections.subject.StoredSubject;

/** A number or reference that does not lead to one subject any more, and where to ask instead. */
@Schema(
        name = "Elsewhere",
        description = "号码已更换(SUPERSEDED),或由多个主体共用(AMBIGUOUS);successors 指明现应查询的主体"
                + " / the number was replaced, or several subjects share it; `successors` says whom to ask for")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Elsewhere(
        SubjectAnswer.Key key,

        @Schema(description = "SUPERSEDED or AMBIGUOUS", example = "SUPERSEDED")
        String code,

        @Schema(description = "Whom to ask for instead: one of SUPERSEDED, two or more of AMBIGUOUS")
        List<Successor> successors)
        implements QueryResult {
    static final String SUPERSEDED = "SUPERSEDED";
    static final String AMBIGUOUS = "AMBIGUOUS";

    static List<Successor> successors(List<StoredSubject> subjects) {
        return subjects.stream()
                .map(subject -> new Successor(
                        subject.ref().toString(),
                        subject.identifier() == null
                                ? null
                                : subject.identifier().type().name(),
                        subject.identifier() == null
                                ? null
                                : subject.identifier().number()))
                .toList();
    }

    static RequestRefused superseded(StoredSubject by) {
        return new RequestRefused(
                        ProblemCode.SUPERSEDED,
                        "该号码已更换,请以 successors 中的现用号码或 ref 查询",
                        "this number was replaced; ask by the number or ref in `successors`")
                .successors(successors(List.of(by)));
    }

    static RequestRefused ambiguous(List<StoredSubject> successors) {
        return new RequestRefused(
                        ProblemCode.AMBIGUOUS,
                        "该主体已拆分为多个主体,请以 successors 中的 ref 查询",
                        "this was found to be several subjects; ask for one of them by its ref in `successors`")
                .successors(successors(successors));
    }
}
