package org.basedata.registry.api.workbench;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.basedata.registry.api.signin.OwnPassword;
import org.basedata.registry.api.signin.WhoAsks;
import org.basedata.registry.core.account.Actor;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the frame around every page shows, pages of errors included: templates ask it by its name. */
@Component("shell")
final class Shell {
    private final Words words;

    private final OwnPassword password;

    Shell(Words words, OwnPassword password) {
        this.words = words;
        this.password = password;
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    /** Null before somebody has signed in. */
    public Actor me() {
        return WhoAsks.actor().orElse(null);
    }

    /** Whether it is changed here; not that of the organisation's own sign-in. */
    public boolean hasPassword() {
        return password.isHere();
    }

    public String department() {
        Actor me = me();
        return me == null || me.department() == null ? null : words.source(me.department());
    }

    public List<Area> areas() {
        Actor me = me();
        return me == null ? List.of() : Area.openTo(me);
    }

    /** Whether the record of accesses is open to whoever reads the page, whole or in part. */
    public boolean audits() {
        Actor me = me();
        return me != null && Area.AUDIT.isOpenTo(me);
    }

    public boolean isIn(Area area) {
        return area == request().getAttribute(Area.class.getName());
    }

    public String language() {
        return words.english() ? "en" : "zh-CN";
    }

    public boolean english() {
        return words.english();
    }

    /** Where to come back to from a change of language. What came by POST cannot be asked for again, nor an error. */
    public String here() {
        HttpServletRequest request = request();
        if (request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null
                || request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null) return Area.HOME.path();
        String query = request.getMethod().equals("GET") ? request.getQueryString() : null;
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
