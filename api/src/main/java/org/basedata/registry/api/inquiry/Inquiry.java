package org.basedata.registry.api.inquiry;

import jakarta.servlet.http.HttpServletRequest;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;

/**
 * Who reads, and what for.
 *
 * @param purpose code; null when none is stated
 * @param agreement number of the only agreement that is to be used; null for whatever the purpose allows
 * @param caseReference the department's own file; null when none is stated
 */
public record Inquiry(Actor by, String purpose, String agreement, String caseReference) {
    private static final int LONGEST = 100;

    /** As the headers of the request say. */
    public static Inquiry of(Actor by, HttpServletRequest request) {
        return new Inquiry(by, header(request, "X-Purpose"), header(request, "X-Agreement"), header(request, "X-Case"));
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        if (value == null || value.isBlank()) return null;
        String code = value.strip();
        if (code.length() > LONGEST || !code.chars().allMatch(c -> c >= 0x20 && c < 0x7F))
            throw new RequestRefused(
                            ProblemCode.PARAMETER_INVALID,
                            name + " 应为 1 至 " + LONGEST + " 个可见 ASCII 字符",
                            name + " has 1 to " + LONGEST + " visible ASCII characters")
                    .at(name);
        return code;
    }
}
