package org.basedata.registry.api.sharing;

import java.util.Objects;
import java.util.function.Supplier;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.sharing.AgreementRefused;

/** What sharing refuses, as a problem of the interface. */
public final class SharingRefusals {
    private SharingRefusals() {}

    public static <T> T told(Supplier<T> order) {
        try {
            return order.get();
        } catch (AgreementRefused refused) {
            ProblemCode code =
                    switch (refused.fault().code()) {
                        case AgreementRefused.CHANGED -> ProblemCode.AGREEMENT_CHANGED;
                        case AgreementRefused.UNKNOWN -> ProblemCode.AGREEMENT_UNKNOWN;
                        case AgreementRefused.NOT_YOURS -> ProblemCode.NOT_ALLOWED;
                        default -> ProblemCode.AGREEMENT_REFUSED;
                    };
            throw new RequestRefused(
                            code, refused.fault().message(), refused.fault().messageEn())
                    .at(refused.fault().item())
                    .faults(refused.faults());
        }
    }

    /** For a page, which tells it beside what was typed. */
    public static Fault fault(RequestRefused refused) {
        return new Fault(
                refused.code().name(),
                Objects.toString(refused.at(), "form"),
                null,
                refused.detail(),
                refused.detailEn());
    }

    static RequestRefused unknown() {
        return new RequestRefused(ProblemCode.AGREEMENT_UNKNOWN, "没有该授权", "there is no such agreement");
    }

    public static RequestRefused unknownGroup() {
        return new RequestRefused(ProblemCode.AGREEMENT_UNKNOWN, "没有该专项共享", "there is no such sharing group");
    }
}
