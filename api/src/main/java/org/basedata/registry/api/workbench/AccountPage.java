package org.basedata.registry.api.workbench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.OwnPassword;
import org.basedata.registry.core.account.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people with an account of the registry's own change their password. */
@Controller
@In(Area.HOME)
final class AccountPage {
    private final OwnPassword password;
    private final Words words;

    AccountPage(OwnPassword password, Words words) {
        this.password = password;
        this.words = words;
    }

    @GetMapping("/workbench/account")
    String account(Actor me, Model model) {
        if (!password.isHere())
            throw new RequestRefused(
                    ProblemCode.PATH_UNKNOWN,
                    "统一身份认证的口令不在此处更改",
                    "passwords of the organisation's own sign-in are not changed here");
        model.addAttribute("name", me.name());
        model.addAttribute("shortest", Accounts.SHORTEST_PASSWORD);
        return "account";
    }

    @PostMapping("/workbench/account")
    String change(
            Actor me,
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes later,
            Model model) {
        String page = account(me, model);
        String refusal = refusal(me, old, wanted, again, request, response);
        if (refusal != null) {
            model.addAttribute("refusal", refusal);
            return page;
        }
        later.addFlashAttribute("changed", true);
        return "redirect:/workbench/account";
    }

    /** Null when it was changed. */
    private String refusal(
            Actor me,
            String old,
            String wanted,
            String again,
            HttpServletRequest request,
            HttpServletResponse response) {
        Accounts.Unfit unfit = Accounts.unfit(me.name(), wanted);
        if (unfit != null) return words.of("account.unfit." + unfit, Accounts.SHORTEST_PASSWORD);
        if (!wanted.equals(again)) return words.of("account.differ");
        if (wanted.equals(old)) return words.of("account.same");
        SignIn outcome = password.change(old, wanted, request, response);
        if (outcome instanceof SignIn.Locked locked) return words.of("account.locked", words.time(locked.until()));
        return outcome instanceof SignIn.Known ? null : words.of("account.wrong");
    }
}
