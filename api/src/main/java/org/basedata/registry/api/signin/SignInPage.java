package org.basedata.registry.api.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Certificates;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page to sign in on, and why somebody is back on it. */
@Controller
final class SignInPage {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.ofHours(8));

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.ofHours(8));

    private final SignInSettings settings;
    private final ShownCertificates certificates;
    private final Clock clock;

    SignInPage(SignInSettings settings, ShownCertificates certificates, Clock clock) {
        this.settings = settings;
        this.certificates = certificates;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    String signIn(HttpServletRequest request, Model model) {
        if (WhoAsks.actor().isPresent()) return "redirect:/workbench";
        model.addAttribute("attempts", settings.lockOut().attempts());
        model.addAttribute("minutes", settings.lockOut().lasting().toMinutes());
        model.addAttribute(
                "organisation",
                settings.oidc() == null ? null : OrganisationSignIn.BEGIN + "/" + OrganisationSignIn.REGISTRATION);
        model.addAttribute("told", told(request, model));
        X509Certificate shown = ShownCertificates.ofConnection(request);
        if (shown != null) tell(shown, model);
        return "sign-in";
    }

    /** What the certificate of the connection is good for: whoever has its key may know. */
    private void tell(X509Certificate shown, Model model) {
        Account person = certificates.person(shown).orElse(null);
        model.addAttribute("fingerprint", Certificates.fingerprint(shown));
        model.addAttribute("from", DAY.format(shown.getNotBefore().toInstant()));
        model.addAttribute("until", DAY.format(shown.getNotAfter().toInstant()));
        model.addAttribute("holder", person == null ? null : person.person());
        model.addAttribute(
                "certificate",
                person != null ? "good" : Certificates.isGood(shown, clock.instant()) ? "unknown" : "over");
    }

    /** Key of the words that say what happened; null on a first visit. */
    private static String told(HttpServletRequest request, Model model) {
        if (request.getParameter("refused") != null) {
            HttpSession session = request.getSession(false);
            Object why = session == null ? null : session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
            if (!(why instanceof AccountSignIn.Locked locked)) return "wrong";
            // Up to the next minute, so that nobody is told a time that is still too early.
            model.addAttribute("lockedUntil", MINUTE.format(locked.until().plusSeconds(59)));
            return "locked";
        }
        if (request.getParameter("old") != null) return "old";
        if (request.getParameter("unreachable") != null) return "unreachable";
        if (request.getParameter("not-known") != null) return "notKnown";
        if (request.getParameter("certificate") != null) return "certificate";
        return request.getParameter("signed-out") != null ? "signedOut" : null;
    }
}
