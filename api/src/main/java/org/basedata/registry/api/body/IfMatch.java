package org.basedata.registry.api.body;

import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;

/** The version of a case or an agreement that an order is for, as the header says it; and as an answer's ETag does. */
public final class IfMatch {
    private IfMatch() {}

    public static long version(String header) {
        if (header == null)
            throw new RequestRefused(
                            ProblemCode.IF_MATCH_MISSING,
                            "办理须带 If-Match,值为所见版本的 ETag,以免覆盖他人的办理",
                            "orders carry If-Match with the ETag of the version at hand, so that nobody's step is passed over")
                    .at("If-Match");
        String version = header.strip();
        if (version.startsWith("W/")) version = version.substring(2);
        if (version.length() > 2 && version.startsWith("\"") && version.endsWith("\""))
            version = version.substring(1, version.length() - 1);
        if (!version.matches("[0-9]{1,9}"))
            throw Parameters.invalid("If-Match", "If-Match 应为应答的 ETag", "If-Match is the ETag of an answer");
        return Long.parseLong(version);
    }

    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
