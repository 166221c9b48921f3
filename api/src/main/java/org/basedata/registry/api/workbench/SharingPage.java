package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.sharing.SharingBody;
import org.basedata.registry.api.sharing.SharingRefusals;
import org.basedata.registry.api.sharing.SharingSight;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementAct;
import org.basedata.registry.core.sharing.AgreementRefused;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.core.sharing.AgreementStep;
import org.basedata.registry.core.sharing.Application;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Member;
import org.basedata.registry.core.sharing.ProviderAnswer;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingStreams;
import org.basedata.registry.core.sharing.SharingWords;
import org.basedata.registry.projections.sharing.AgreementFilter;
import org.basedata.registry.projections.sharing.AgreementPage;
import org.basedata.registry.projections.sharing.Agreements;
import org.basedata.registry.projections.sharing.ListedAgreement;
import org.basedata.registry.projections.sharing.Members;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Agreements: what waits for the reader, the form of an application, and one agreement with its clocks and what can be done to it. */
@Controller
@In(Area.SHARING)
final class SharingPage {
    private static final int ROWS = 20;
    private static final String HERE = "/workbench/sharing";

    private final SharingOrders orders;
    private final SharingStreams streams;
    private final Agreements agreements;
    private final Members members;
    private final AgreementForms forms;
    private final SharingTasks tasks;
    private final Catalogue catalogue;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final PageMarks marks;
    private final Clock clock;
    private final Words words;

    SharingPage(
            SharingOrders orders,
            SharingStreams streams,
            Agreements agreements,
            Members members,
            AgreementForms forms,
            SharingTasks tasks,
            Catalogue catalogue,
            OfficialCalendar calendar,
            Limits limits,
            PageMarks marks,
            Clock clock,
            Words words) {
        this.orders = orders;
        this.streams = streams;
        this.agreements = agreements;
        this.members = members;
        this.forms = forms;
        this.tasks = tasks;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.limits = limits;
        this.marks = marks;
        this.clock = clock;
        this.words = words;
    }

    private LocalDate today() {
        return SharingRegistrar.day(clock.instant());
    }

    /** An agreement as a line; {@code due} is null when no clock runs. */
    public record Line(
            String number,
            String department,
            String purpose,
            String items,
            String providers,
            String state,
            Due due,
            String until) {}

    @GetMapping(HERE)
    String list(
            Actor me,
            @RequestParam(defaultValue = "") String todo,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String next,
            Model model) {
        SharingSight sight = SharingSight.of(me);
        LocalDate today = today();
        AgreementFilter.Todo waits = todo.isEmpty() || todo.equals("late")
                ? null
                : Parameters.oneOf(AgreementFilter.Todo.class, "todo", todo);
        AgreementFilter filter = SharingTasks.filter(sight, waits, todo.equals("late"), today)
                .in(state.isEmpty() ? null : Parameters.oneOf(AgreementState.class, "state", state));
        String question = "sharing|" + filter;
        AgreementPage page = agreements.list(
                filter, next.isEmpty() ? null : marks.read(question, next).get(0), ROWS);
        WorkingDays days = calendar.current();
        model.addAttribute(
                "lines",
                page.results().stream().map(row -> line(row, today, days)).toList());
        model.addAttribute("waiting", tasks.of(me));
        model.addAttribute("todo", todo);
        model.addAttribute("state", state);
        model.addAttribute("states", AgreementState.values());
        model.addAttribute("here", next.isEmpty() ? null : next);
        model.addAttribute("further", page.next() == null ? null : marks.write(question, page.next()));
        model.addAttribute("applies", SharingRegistrar.mayApply(me));
        return "sharing";
    }

    private Line line(ListedAgreement row, LocalDate today, WorkingDays days) {
        LocalDate due = row.answerDue() != null ? row.answerDue() : row.settleDue();
        return new Line(
                row.number(),
                words.source(row.department()),
                row.purpose(),
                items(row.type(), row.items()),
                String.join(
                        words.of("list.comma"),
                        row.providers().stream().map(words::source).toList()),
                row.state().name(),
                due == null ? null : Due.of(due, today, days, limits.atRisk(), words),
                row.until().toString());
    }

    private String items(SubjectType type, List<String> codes) {
        List<String> names = new ArrayList<>();
        for (String code : codes.subList(0, Math.min(4, codes.size()))) names.add(words.item(type, code));
        String told = String.join(words.of("list.comma"), names);
        return codes.size() > names.size() ? words.of("sharing.andMore", told, codes.size()) : told;
    }

    /** An item of the catalogue as the form shows it. */
    public record Choice(
            String code, String name, String provider, String sharing, String condition, String ways, String wanted) {}

    @GetMapping(HERE + "/new")
    String form(Actor me, @RequestParam Map<String, String> asked, Model model) {
        LocalDate today = today();
        Map<String, String> typed = new LinkedHashMap<>(asked);
        typed.putIfAbsent("from", today.toString());
        typed.putIfAbsent("until", today.plusYears(1).toString());
        typed.putIfAbsent("way-INTERFACE", "true");
        for (String code : asked.getOrDefault("items", "").split(","))
            if (!code.isBlank()) typed.put("item-" + code.strip(), Masking.FULL.name());
        return form(me, typed, List.of(), model);
    }

    private String form(Actor me, Map<String, String> typed, List<Fault> faults, Model model) {
        if (!SharingRegistrar.mayApply(me))
            throw new RequestRefused(ProblemCode.NOT_ALLOWED, "须由部门账户申请", "a department applies for itself");
        SubjectType type = "LEGAL_ENTITY".equals(typed.get("type")) ? SubjectType.LEGAL_ENTITY : SubjectType.PERSON;
        List<Choice> choices = new ArrayList<>();
        for (SharingType sharing : List.of(SharingType.CONDITIONAL, SharingType.UNCONDITIONAL, SharingType.NOT_SHARED))
            for (DataItem item : catalogue.items(type))
                if (item.sharing() == sharing) choices.add(choice(type, item, typed));
        // What is wanted already is seen at once.
        choices.sort(Comparator.comparing(each -> each.wanted().isEmpty()));
        model.addAttribute("choices", choices);
        model.addAttribute("type", type.name());
        model.addAttribute("maskings", Masking.values());
        model.addAttribute("ways", ProvisionWay.values());
        model.addAttribute(
                "purposes", List.copyOf(members.of(me.department()).inUse().values()));
        model.addAttribute("typed", typed);
        model.addAttribute("faults", told(faults));
        return "sharing-application";
    }

    private List<String> told(List<Fault> faults) {
        return faults.stream()
                .map(fault -> words.english() ? fault.messageEn() : fault.message())
                .toList();
    }

    private Choice choice(SubjectType type, DataItem item, Map<String, String> typed) {
        List<String> ways = item.terms().ways().stream()
                .sorted()
                .map(way -> words.of("way." + way))
                .toList();
        String wanted = typed.getOrDefault("item-" + item.code(), "");
        return new Choice(
                item.code(),
                words.item(type, item.code()),
                words.source(item.authorityOrder().get(0)),
                item.sharing().name(),
                item.sharing() == SharingType.NOT_SHARED
                        ? item.terms().legalGround()
                        : item.terms().condition(),
                String.join(words.of("list.comma"), ways),
                wanted);
    }

    @PostMapping(HERE)
    String request(Actor me, @RequestParam Map<String, String> typed, Model model) {
        try {
            SharingAgreement file =
                    orders.take(me, SharingBody.ofForm(typed).application()).agreement();
            return "redirect:" + HERE + "/" + file.number();
        } catch (AgreementRefused refused) {
            return form(me, typed, refused.faults(), model);
        } catch (RequestRefused refused) {
            return form(me, typed, List.of(SharingRefusals.fault(refused)), model);
        }
    }

    /** A provider's answer with its clocks. */
    public record Answer(
            String provider,
            String open,
            List<String> granted,
            List<String> refused,
            Due due,
            String stopped,
            String extended,
            Due settle,
            String access) {}

    /** A step of the history. */
    public record Step(String what, String at, String who, String reason, List<String> more) {}

    @GetMapping(HERE + "/{number:A-[0-9]+}")
    String file(Actor me, @PathVariable String number, Model model) {
        return file(me, number, null, Typed.NOTHING, model);
    }

    private SharingAgreement load(Actor me, String number) {
        return agreements
                .find(number, today())
                .flatMap(row -> streams.agreement(row.id()))
                .filter(SharingSight.of(me)::sees)
                .orElseThrow(
                        () -> new RequestRefused(ProblemCode.AGREEMENT_UNKNOWN, "没有该授权", "there is no such agreement"));
    }

    private String file(Actor me, String number, Fault fault, Typed typed, Model model) {
        SharingAgreement file = load(me, number);
        LocalDate today = today();
        WorkingDays days = calendar.current();
        Application application = file.application();
        model.addAttribute("number", file.number());
        model.addAttribute("version", file.version());
        model.addAttribute("state", file.state(today).name());
        model.addAttribute("department", words.source(application.department()));
        model.addAttribute("applied", application);
        model.addAttribute(
                "wayNames",
                String.join(
                        words.of("list.comma"),
                        application.ways().stream()
                                .map(way -> words.of("way." + way))
                                .toList()));
        model.addAttribute("scope", words.scope(file.scope()));
        model.addAttribute("from", file.from());
        model.addAttribute("until", file.until());
        model.addAttribute("filedAs", file.filedAs());
        model.addAttribute("group", file.group());
        model.addAttribute(
                "suspendedItems",
                String.join(
                        words.of("list.comma"),
                        file.suspendedItems().keySet().stream()
                                .map(code -> words.item(application.type(), code))
                                .toList()));
        model.addAttribute("wanted", masked(application.type(), application.items()));
        model.addAttribute(
                "answers",
                file.answers().stream()
                        .map(each -> answer(file, each, today, days))
                        .toList());
        model.addAttribute("forms", forms.of(file, me, today));
        model.addAttribute("own", isOwnWaiting(file, me));
        model.addAttribute(
                "steps", file.history().stream().map(step -> step(file, step)).toList());
        model.addAttribute("fault", fault == null ? null : words.english() ? fault.messageEn() : fault.message());
        model.addAttribute("typed", typed);
        return "agreement";
    }

    /** Whether the officer who would consent has applied, and somebody else has to. */
    private static boolean isOwnWaiting(SharingAgreement file, Actor me) {
        return file.state() == AgreementState.REQUESTED
                && me.is(Role.INFORMATION_OFFICER)
                && file.requestedBy().name().equals(me.name());
    }

    private List<String> masked(SubjectType type, Map<String, Masking> items) {
        return items.entrySet().stream()
                .map(each -> words.item(type, each.getKey()) + " (" + words.of("masking." + each.getValue()) + ")")
                .toList();
    }

    private Answer answer(SharingAgreement file, ProviderAnswer each, LocalDate today, WorkingDays days) {
        SubjectType type = file.application().type();
        boolean asked =
                each.due() != null && !each.isComplete() && !file.state().isOver();
        return new Answer(
                words.source(each.provider()),
                String.join(
                        words.of("list.comma"),
                        each.open().stream().map(code -> words.item(type, code)).toList()),
                masked(type, each.granted()),
                each.refused().entrySet().stream()
                        .map(refused -> words.item(type, refused.getKey())
                                + (refused.getValue().isEmpty() ? "" : " (" + refused.getValue() + ")"))
                        .toList(),
                asked && !each.isWaitingForMaterial() ? Due.of(each.due(), today, days, limits.atRisk(), words) : null,
                asked && each.isWaitingForMaterial() ? words.of("sharing.stopped", each.left(), each.missing()) : null,
                each.extended() == 0 ? null : words.of("sharing.extended", each.extended()),
                each.settleBy() == null ? null : Due.of(each.settleBy(), today, days, limits.atRisk(), words),
                each.accessBy() == null ? null : words.of("sharing.accessBy", each.accessBy()));
    }

    private Step step(SharingAgreement file, AgreementStep step) {
        return new Step(
                words.of(SharingWords.of(step.event())),
                words.time(step.recordedAt()),
                step.event().by().name().equals("registry")
                        ? words.of("step.registry")
                        : step.event().by().called(),
                step.event().reason(),
                new AgreementSteps(words, file.application().type()).of(step.event()));
    }

    @PostMapping(HERE + "/{number:A-[0-9]+}/{act:[a-z-]+}")
    String act(
            Actor me,
            @PathVariable String number,
            @PathVariable String act,
            @RequestParam long version,
            @RequestParam Map<String, String> form,
            Model model) {
        AgreementAct what = null;
        for (AgreementAct each : AgreementAct.values()) if (each.path().equals(act)) what = each;
        if (what == null) throw new RequestRefused(ProblemCode.PATH_UNKNOWN, "没有该地址", "there is no such path");
        AgreementAct chosen = what;
        SharingAgreement file = load(me, number);
        return told(me, number, new Typed(act, form), model, () -> {
            SharingBody body = SharingBody.ofForm(form);
            // Without items an order is about all of them; who has chosen none on the page does not mean that.
            boolean choosing = chosen == AgreementAct.GRANT || chosen == AgreementAct.REFUSAL;
            if (choosing && !body.hasItems()) throw Parameters.invalid("items", "须至少选择一项数据", "choose one item or more");
            orders.take(me, body.command(chosen, file.id(), version));
            return "redirect:" + HERE + "/" + number;
        });
    }

    /** What is refused is told on the page, with what was typed still there. */
    private String told(Actor me, String number, Typed typed, Model model, Supplier<String> step) {
        try {
            return step.get();
        } catch (AgreementRefused refused) {
            return file(me, number, refused.fault(), typed, model);
        } catch (RequestRefused refused) {
            return file(me, number, SharingRefusals.fault(refused), typed, model);
        }
    }

    /** A purpose as a line. */
    public record PurposeLine(
            String department, String code, String wording, String legalBasis, String at, String ended, boolean ends) {}

    /** A confidentiality agreement as a line. */
    public record ConfidentialityLine(
            String department,
            String code,
            String reference,
            String from,
            String until,
            String by,
            String ended,
            boolean ends) {}

    @GetMapping(HERE + "/records")
    String records(Actor me, Model model) {
        return records(me, null, Typed.NOTHING, model);
    }

    private String records(Actor me, Fault fault, Typed typed, Model model) {
        SharingSight sight = SharingSight.of(me);
        boolean officer = me.is(Role.INFORMATION_OFFICER) && me.department() != null;
        boolean authority = me.is(Role.CATALOGUE_ADMIN);
        List<PurposeLine> purposes = new ArrayList<>();
        List<ConfidentialityLine> confidential = new ArrayList<>();
        for (Member member : sight.all() ? members.all() : List.of(members.of(sight.department()))) {
            String department = words.source(member.department());
            member.purposes()
                    .values()
                    .forEach(each -> purposes.add(new PurposeLine(
                            department,
                            each.purpose().code(),
                            each.purpose().wording(),
                            each.purpose().legalBasis(),
                            words.time(each.at()),
                            each.endedAt() == null ? null : words.time(each.endedAt()) + " " + each.endReason(),
                            officer
                                    && each.endedAt() == null
                                    && member.department().equals(me.department()))));
            member.confidentiality()
                    .forEach(each -> confidential.add(new ConfidentialityLine(
                            department,
                            member.department(),
                            each.reference(),
                            each.from().toString(),
                            each.until().toString(),
                            each.by().called(),
                            each.endedAt() == null ? null : words.time(each.endedAt()) + " " + each.endReason(),
                            authority && each.endedAt() == null)));
        }
        model.addAttribute("purposes", purposes);
        model.addAttribute("confidential", confidential);
        model.addAttribute("officer", officer);
        model.addAttribute("authority", authority);
        model.addAttribute("departments", catalogue.sources());
        model.addAttribute("fault", fault == null ? null : words.english() ? fault.messageEn() : fault.message());
        model.addAttribute("typed", typed);
        model.addAttribute("today", today());
        return "sharing-records";
    }

    @PostMapping(HERE + "/records/{act:purpose|purpose-end|confidentiality|confidentiality-end}")
    String record(Actor me, @PathVariable String act, @RequestParam Map<String, String> form, Model model) {
        SharingBody body = SharingBody.ofForm(form);
        SharingCommand.OfMember command =
                switch (act) {
                    case "purpose" ->
                        new SharingCommand.EnterPurpose(
                                me.department(),
                                new Purpose(body.text("code"), body.text("wording"), body.text("legalBasis")));
                    case "purpose-end" ->
                        new SharingCommand.EndPurpose(me.department(), body.text("code"), body.text("reason"));
                    case "confidentiality" ->
                        new SharingCommand.RecordConfidentiality(
                                body.text("department"), body.text("reference"), body.day("from"), body.day("until"));
                    default ->
                        new SharingCommand.EndConfidentiality(
                                body.text("department"), body.text("reference"), body.text("reason"));
                };
        try {
            orders.take(me, command);
            return "redirect:" + HERE + "/records";
        } catch (AgreementRefused refused) {
            return records(me, refused.fault(), new Typed(act, form), model);
        }
    }
}
