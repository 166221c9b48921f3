package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.api.access.Alerts;
import org.basedata.registry.api.access.AuditReading;
import org.basedata.registry.api.access.AuditSight;
import org.basedata.registry.api.access.Quarter;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.WhoAsks;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.access.AccessAlert;
import org.basedata.registry.projections.access.AccessAlerts;
import org.basedata.registry.projections.access.AccessFilter;
import org.basedata.registry.projections.access.AccessPage;
import org.basedata.registry.projections.access.Accesses;
import org.basedata.registry.projections.access.ListedAccess;
import org.basedata.registry.projections.access.Usage;
import org.basedata.registry.projections.access.UsageLine;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Who read what, how much each department uses, and what stood out: for auditors, information officers and providers. */
@Controller
@In(Area.AUDIT)
final class AuditPage {
    private static final String PATH = "/workbench/audit";
    private static final int ROWS = 50;
    private static final int MOST_LINES = 500;
    private static final int BARS = 12;
    private static final JsonMapper JSON = new JsonMapper();

    private final Accesses accesses;
    private final Usage usage;
    private final AccessAlerts alerts;
    private final Alerts acting;
    private final AuditReading reading;
    private final Catalogue catalogue;
    private final PageMarks marks;
    private final Clock clock;
    private final Words words;

    AuditPage(
            Accesses accesses,
            Usage usage,
            AccessAlerts alerts,
            Alerts acting,
            AuditReading reading,
            Catalogue catalogue,
            PageMarks marks,
            Clock clock,
            Words words) {
        this.accesses = accesses;
        this.usage = usage;
        this.alerts = alerts;
        this.acting = acting;
        this.reading = reading;
        this.catalogue = catalogue;
        this.marks = marks;
        this.clock = clock;
        this.words = words;
    }

    /** An answer as a line; what the reader may not see is null. */
    public record Line(
            String at,
            String department,
            String person,
            String account,
            String purpose,
            String agreements,
            String caseReference,
            String operation,
            String items,
            int subjects,
            int misses,
            String outcome) {}

    /** Use as a line; of whole answers the item and its provider are null. */
    public record Used(
            String department,
            String purpose,
            String item,
            String provider,
            long answers,
            long subjects,
            long misses) {}

    /** An alert as a line. */
    public record Alert(
            UUID id,
            String raised,
            String kind,
            String account,
            String department,
            String hour,
            long found,
            long allowed,
            String state,
            String takenBy,
            String outcome,
            boolean suspended,
            boolean own) {}

    @GetMapping(PATH)
    String accesses(
            Actor me,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String operation,
            @RequestParam(defaultValue = "false") boolean provided,
            @RequestParam(required = false) String next,
            Model model) {
        if (!seesRecord(me)) return "redirect:" + PATH + "/alerts";
        AuditSight sight = AuditSight.of(me, provided ? Boolean.TRUE : null, catalogue);
        SubjectId ref = Parameters.ref(given(subject));
        Access.Operation kind = Parameters.oneOf(Access.Operation.class, "operation", given(operation));
        Set<SubjectId> known = ref == null ? null : accesses.knownAs(ref);
        AccessFilter filter = new AccessFilter(
                known,
                sight.within(given(department)),
                sight.seesPeople() ? given(account) : null,
                null,
                null,
                kind,
                sight.provided());
        String question = "audit|" + ref + "|" + filter.department() + "|" + filter.account() + "|" + kind + "|" + sight
                + "|" + me.name();
        AccessPage page = accesses.page(
                filter, next == null ? null : marks.read(question, next).get(0), ROWS);
        reading.record(me, null, known == null ? Set.of() : known);
        UriComponentsBuilder here = UriComponentsBuilder.fromPath(PATH);
        if (ref != null) here.queryParam("subject", ref);
        if (given(department) != null) here.queryParam("department", department);
        if (given(account) != null) here.queryParam("account", account);
        if (kind != null) here.queryParam("operation", kind);
        if (provided) here.queryParam("provided", true);
        shared(me, sight, provided, model);
        model.addAttribute("subject", subject);
        model.addAttribute("department", department);
        model.addAttribute("account", account);
        model.addAttribute("operation", kind == null ? "" : kind.name());
        model.addAttribute("operations", Access.Operation.values());
        model.addAttribute(
                "lines", page.results().stream().map(each -> line(each, sight)).toList());
        model.addAttribute(
                "more",
                page.next() == null
                        ? null
                        : here.queryParam("next", marks.write(question, page.next()))
                                .build()
                                .encode()
                                .toUriString());
        return "audit";
    }

    private static boolean seesRecord(Actor me) {
        return me.is(Role.AUDITOR) || me.is(Role.INFORMATION_OFFICER) || me.is(Role.SOURCE);
    }

    private static String given(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private void shared(Actor me, AuditSight sight, boolean provided, Model model) {
        boolean officer = me.is(Role.INFORMATION_OFFICER) && !me.is(Role.AUDITOR);
        model.addAttribute("people", sight.seesPeople());
        model.addAttribute("everybody", sight.department() == null);
        model.addAttribute("sources", catalogue.sources());
        model.addAttribute("provided", provided);
        model.addAttribute("bothWays", officer);
        model.addAttribute("record", seesRecord(me));
        model.addAttribute("alerted", seesAlerts(me));
    }

    private static boolean seesAlerts(Actor me) {
        return me.is(Role.AUDITOR) || me.is(Role.OPERATOR) || me.is(Role.INFORMATION_OFFICER);
    }

    private Line line(ListedAccess access, AuditSight sight) {
        List<String> items = access.items().stream()
                .filter(item -> sight.sees(access.type(), item))
                .map(item -> access.type() == null ? words.item(item) : words.item(access.type(), item))
                .toList();
        boolean people = sight.seesPeople();
        return new Line(
                words.time(access.at()),
                department(access.department()),
                people ? access.person() : null,
                people ? access.account() : null,
                access.purpose(),
                String.join(", ", access.agreements()),
                people ? access.caseReference() : null,
                access.operation().name(),
                String.join(words.of("list.comma"), items),
                access.subjects(),
                access.misses(),
                access.outcome() == null ? null : access.outcome().name());
    }

    private String department(String code) {
        return code == null ? words.of("shell.office") : words.source(code);
    }

    @GetMapping(PATH + "/usage")
    String usage(
            Actor me,
            @RequestParam(defaultValue = "") String quarter,
            @RequestParam(defaultValue = "false") boolean provided,
            Model model) {
        if (!seesRecord(me)) return "redirect:" + PATH + "/alerts";
        AuditSight sight = AuditSight.of(me, provided ? Boolean.TRUE : null, catalogue);
        Quarter asked = Quarter.of(quarter, clock);
        List<UsageLine> lines = new ArrayList<>();
        usage.read(asked.from(), asked.to(), sight.department(), sight.provided(), lines::add);
        reading.record(me, null, Set.of());
        Map<String, Long> byDepartment = new LinkedHashMap<>();
        for (UsageLine line : lines)
            if (line.item() == null || sight.provided() != null)
                byDepartment.merge(department(line.department()), line.answers(), Long::sum);
        List<Quarter> quarters = new ArrayList<>();
        for (Quarter each = Quarter.of(null, clock); quarters.size() < 8; each = each.before()) quarters.add(each);
        shared(me, sight, provided, model);
        model.addAttribute("quarter", asked.toString());
        model.addAttribute("quarters", quarters);
        model.addAttribute("counted", words.time(usage.countedUntil()));
        model.addAttribute(
                "lines", lines.stream().limit(MOST_LINES).map(this::used).toList());
        model.addAttribute("left", Math.max(0, lines.size() - MOST_LINES));
        model.addAttribute("chart", lines.isEmpty() ? null : chart(byDepartment));
        return "audit-usage";
    }

    private Used used(UsageLine line) {
        boolean whole = line.item() == null;
        SubjectType type = line.type();
        String provider = whole || type == null
                ? null
                : catalogue
                        .item(type, line.item())
                        .map(item -> words.source(item.authorityOrder().get(0)))
                        .orElse(null);
        return new Used(
                department(line.department()),
                line.purpose(),
                whole ? null : type == null ? words.item(line.item()) : words.item(type, line.item()),
                provider,
                line.answers(),
                line.subjects(),
                line.misses());
    }

    private String chart(Map<String, Long> byDepartment) {
        List<Map<String, Object>> bars = byDepartment.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(BARS)
                .map(each -> Map.<String, Object>of("name", each.getKey(), "answers", each.getValue()))
                .toList();
        return JSON.writeValueAsString(Map.of("bars", bars, "axis", words.of("audit.answers")));
    }

    @GetMapping(PATH + "/alerts")
    String alerts(
            Actor me,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) String next,
            Model model) {
        return alerts(me, state, next, null, Typed.NOTHING, model);
    }

    private String alerts(Actor me, String state, String next, String fault, Typed typed, Model model) {
        WhoAsks.require(me, Role.AUDITOR, Role.OPERATOR, Role.INFORMATION_OFFICER);
        boolean acts = acts(me);
        AccessAlert.State of = Parameters.oneOf(AccessAlert.State.class, "state", given(state));
        String department = acts ? null : me.department() == null ? "" : me.department();
        String question = "audit-alerts|" + of + "|" + department + "|" + me.name();
        AccessAlerts.Page page = alerts.page(
                of, department, next == null ? null : marks.read(question, next).get(0), ROWS);
        model.addAttribute("record", seesRecord(me));
        model.addAttribute("alerted", true);
        model.addAttribute("acts", acts);
        model.addAttribute("state", state);
        model.addAttribute("states", AccessAlert.State.values());
        model.addAttribute(
                "lines", page.results().stream().map(each -> alert(each, me)).toList());
        model.addAttribute("fault", fault);
        model.addAttribute("typed", typed);
        model.addAttribute(
                "more",
                page.next() == null
                        ? null
                        : UriComponentsBuilder.fromPath(PATH + "/alerts")
                                .queryParam("state", state)
                                .queryParam("next", marks.write(question, page.next()))
                                .build()
                                .encode()
                                .toUriString());
        return "audit-alerts";
    }

    private static boolean acts(Actor me) {
        return me.is(Role.AUDITOR) || me.is(Role.OPERATOR);
    }

    private Alert alert(AccessAlert alert, Actor me) {
        return new Alert(
                alert.id(),
                words.time(alert.raisedAt()),
                alert.kind().name(),
                alert.account(),
                department(alert.department()),
                words.time(alert.hour()).substring(0, 13),
                alert.found(),
                alert.allowed(),
                alert.state().name(),
                alert.takenBy(),
                alert.outcome(),
                alert.suspended(),
                alert.account().equals(me.name()));
    }

    @PostMapping(PATH + "/alerts/{id}/taking")
    String take(Actor me, @PathVariable String id, Model model) {
        WhoAsks.require(me, Role.AUDITOR, Role.OPERATOR);
        try {
            acting.take(me, id(id));
            return "redirect:" + PATH + "/alerts";
        } catch (RequestRefused refused) {
            return alerts(me, "", null, say(refused), Typed.NOTHING, model);
        }
    }

    @PostMapping(PATH + "/alerts/{id}/outcome")
    String settle(
            Actor me,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "false") boolean suspend,
            Model model) {
        WhoAsks.require(me, Role.AUDITOR, Role.OPERATOR);
        try {
            acting.settle(me, id(id), outcome, suspend);
            return "redirect:" + PATH + "/alerts";
        } catch (RequestRefused refused) {
            Map<String, String> typed = new LinkedHashMap<>();
            typed.put("outcome", outcome);
            if (suspend) typed.put("suspend", "true");
            return alerts(me, "", null, say(refused), new Typed(id, typed), model);
        }
    }

    private String say(RequestRefused refused) {
        return words.english() ? refused.detailEn() : refused.detail();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new RequestRefused(ProblemCode.ALERT_UNKNOWN, "没有该预警", "there is no such alert");
        }
    }
}
