package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.CredentialSettings;
import org.basedata.registry.api.account.Credentials;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whose credentials end soon, and what every account has. Nothing is changed here: that is for whoever has the machine. */
@Controller
@In(Area.ACCOUNTS)
final class AccountsPage {
    private final Accounts accounts;
    private final CredentialSettings settings = CredentialSettings.ofProgram();
    private final Clock clock;
    private final Words words;

    AccountsPage(Accounts accounts, Clock clock, Words words) {
        this.accounts = accounts;
        this.clock = clock;
        this.words = words;
    }

    /**
     * An account as a line.
     *
     * @param place level and division of the department; empty when they are not known
     * @param has what lets somebody in, with its end
     * @param last when and how somebody last signed in by it; empty when nobody did
     * @param ends what somebody should see to
     */
    public record Line(
            String name,
            String person,
            boolean system,
            String department,
            String place,
            String roles,
            String state,
            List<String> has,
            String last,
            List<String> ends) {}

    @GetMapping("/workbench/accounts")
    String accounts(@RequestParam(defaultValue = "ending") String tab, Model model) {
        boolean all = tab.equals("all");
        Instant now = clock.instant();
        Map<String, Accounts.LastSignIn> last = accounts.lastSignIns();
        List<Line> lines = accounts.credentials().stream()
                .map(each -> line(each, last.get(each.account().name()), now))
                .toList();
        List<Line> ending =
                lines.stream().filter(line -> !line.ends().isEmpty()).toList();
        model.addAttribute("tab", all ? "all" : "ending");
        model.addAttribute("lines", all ? lines : ending);
        model.addAttribute("ending", ending.size());
        model.addAttribute("all", lines.size());
        model.addAttribute("days", settings.warnDays());
        return "accounts";
    }

    private Line line(Credentials of, Accounts.LastSignIn last, Instant now) {
        Account account = of.account();
        Account.Bounds bounds = account.bounds();
        return new Line(
                account.name(),
                account.person(),
                account.isSystem(),
                account.department() == null ? "" : words.source(account.department()),
                Stream.of(
                                bounds.level() == null ? null : words.of("account.level." + bounds.level()),
                                bounds.division())
                        .filter(each -> each != null)
                        .collect(Collectors.joining(" ")),
                account.roles().stream()
                        .map(role -> words.english() ? role.name() : role.zh())
                        .collect(Collectors.joining(words.english() ? ", " : "、")),
                state(of, now),
                has(of),
                last == null ? "" : words.of("account.lastSignIn." + last.way(), words.time(last.at())),
                of.endings(settings, now).stream()
                        .map(each -> words.of(
                                "account." + (each.until().isAfter(now) ? "ends." : "ended.") + each.kind(),
                                words.time(each.until())))
                        .toList());
    }

    private static String state(Credentials of, Instant now) {
        if (of.account().disabled()) return "DISABLED";
        if (!of.account().standsAt(now)) return "EXPIRED";
        return of.secret() || !of.certificates().isEmpty() ? "ACTIVE" : "NOTHING";
    }

    private List<String> has(Credentials of) {
        List<String> has = new ArrayList<>();
        if (of.secret())
            has.add(
                    of.secretUntil() == null
                            ? words.of(of.account().isSystem() ? "account.secret" : "account.password")
                            : words.of("account.secretUntil", words.time(of.secretUntil())));
        if (of.oldSecretUntil() != null) has.add(words.of("account.oldUntil", words.time(of.oldSecretUntil())));
        for (Credentials.Certificate each : of.certificates())
            has.add(words.of("account.certificateUntil", each.subject(), words.time(each.until())));
        return has;
    }
}
