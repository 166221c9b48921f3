package org.basedata.registry.api.reconciliation;

import java.util.List;
import java.util.function.Supplier;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reconciliation.CaseRefused;

/** What a case refuses, as a problem of the interface. */
final class Refusals {
    private Refusals() {}

    static <T> T told(Supplier<T> order) {
        try {
            return order.get();
        } catch (CaseRefused refused) {
            throw problem(code(refused.fault().code()), refused.fault());
        } catch (DecisionRefused refused) {
            throw problem(ProblemCode.CASE_REFUSED, refused.fault());
        }
    }

    private static ProblemCode code(String code) {
        return switch (code) {
            case CaseRefused.CASE_CHANGED -> ProblemCode.CASE_CHANGED;
            case CaseRefused.CASE_UNKNOWN -> ProblemCode.CASE_UNKNOWN;
            case CaseRefused.NOT_YOURS -> ProblemCode.NOT_ALLOWED;
            case "SUBJECT_UNKNOWN" -> ProblemCode.NO_RECORD;
            default -> ProblemCode.CASE_REFUSED;
        };
    }

    private static RequestRefused problem(ProblemCode code, Fault fault) {
        return new RequestRefused(code, fault.message(), fault.messageEn())
                .at(fault.item())
                .faults(List.of(fault));
    }
}
