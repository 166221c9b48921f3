package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.basedata.registry.core.delivery.DeliveryCompleted.Counts;
import org.basedata.registry.core.fault.Fault;

/**
 * How the import of a file ended, whichever way it went.
 *
 * @param counts null when nothing was taken
 * @param faults why the file as a whole was not taken; empty when it was
 */
record FileOutcome(
        String file,
        String deliveryId,
        Counts counts,
        Map<String, Long> refusedByCode,
        List<Fault> warnings,
        List<Fault> faults,
        double seconds) {

    int exitCode() {
        if (!faults.isEmpty() || counts == null) return Main.FAILED;
        return counts.refused() == 0 ? 0 : Main.SOME_REFUSED;
    }

    /** The worst of two: a failure before refused rows before success. */
    static int worse(int one, int other) {
        if (one == Main.FAILED || other == Main.FAILED) return Main.FAILED;
        return Math.max(one, other);
    }

    void print(PrintWriter out, PrintWriter err) {
        for (Fault fault : faults)
            err.printf("%s: %s: %s / %s%n", file, fault.code(), fault.message(), fault.messageEn());
        if (counts == null) return;
        out.printf(
                Locale.ROOT,
                "%s  批次/delivery %s%n  行/rows %,d = 接受/accepted %,d + 未变/unchanged %,d + 拒绝/refused %,d  (%.1f s, %,.0f/s)%n",
                file,
                deliveryId,
                counts.received(),
                counts.accepted(),
                counts.unchanged(),
                counts.refused(),
                seconds,
                seconds <= 0 ? 0 : counts.received() / seconds);
        refusedByCode.forEach((code, rows) -> out.printf(Locale.ROOT, "  拒绝/refused %-28s %,d%n", code, rows));
        for (Fault warning : warnings)
            out.printf("  提示/note %s: %s / %s%n", warning.code(), warning.message(), warning.messageEn());
        if (counts.refused() > 0)
            out.println("  被拒绝的行/refused rows: GET /api/v1/deliveries/" + deliveryId + "/refusals");
    }
}
