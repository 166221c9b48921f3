package org.basedata.registry.api.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.sharing.SharingGroupBody;
import org.basedata.registry.api.sharing.SharingGroupFiles;
import org.basedata.registry.api.sharing.SharingRefusals;
import org.basedata.registry.api.sharing.SharingSight;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.sharing.AgreementRefused;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.GroupMemberLeft;
import org.basedata.registry.core.sharing.GroupPart;
import org.basedata.registry.core.sharing.GroupPartOpened;
import org.basedata.registry.core.sharing.GroupPartsConsented;
import org.basedata.registry.core.sharing.GroupPartsDeclined;
import org.basedata.registry.core.sharing.GroupPartsDropped;
import org.basedata.registry.core.sharing.GroupPartsProposed;
import org.basedata.registry.core.sharing.GroupProlongationAsked;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingGroupAct;
import org.basedata.registry.core.sharing.SharingGroupEvent;
import org.basedata.registry.core.sharing.SharingGroupFiled;
import org.basedata.registry.core.sharing.SharingGroupProlonged;
import org.basedata.registry.core.sharing.SharingGroupStep;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingWords;
import org.basedata.registry.projections.sharing.ListedSharingGroup;
import org.basedata.registry.projections.sharing.SharingGroups;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Groups for special uses: what waits for the reader, founding one, and one with its parts and what can be done to it. */
@Controller
@In(Area.SHARING)
final class SharingGroupsPage {
    private static final int ROWS = 20;
    private static final String HERE = "/workbench/sharing/groups";
    private static final String ONE = HERE + "/{code:[A-Z][A-Z0-9_-]+}";

    private final SharingOrders orders;
    private final SharingGroups groups;
    private final SharingGroupFiles files;
    private final SharingGroupForms forms;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final PageMarks marks;
    private final Words words;

    SharingGroupsPage(
            SharingOrders orders,
            SharingGroups groups,
            SharingGroupFiles files,
            SharingGroupForms forms,
            OfficialCalendar calendar,
            Limits limits,
            PageMarks marks,
            Words words) {
        this.orders = orders;
        this.groups = groups;
        this.files = files;
        this.forms = forms;
        this.calendar = calendar;
        this.limits = limits;
        this.marks = marks;
        this.words = words;
    }

    /** A group as a line; {@code due} is null when no consent is waited for. */
    public record Line(
            String code, String name, String lead, String members, String state, String cycle, Due due, String until) {}

    @GetMapping(HERE)
    String list(
            Actor me,
            @RequestParam(defaultValue = "") String todo,
            @RequestParam(defaultValue = "") String next,
            Model model) {
        SharingSight sight = SharingSight.of(me);
        LocalDate today = files.today();
        SharingGroups.Todo waits = todo.isEmpty() ? null : Parameters.oneOf(SharingGroups.Todo.class, "todo", todo);
        String question = "groups|" + sight + "|" + waits;
        String after = next.isEmpty() ? null : marks.read(question, next).get(0);
        List<ListedSharingGroup> found =
                groups.list(sight.department(), waits, me.department(), after, ROWS + 1, today);
        boolean more = found.size() > ROWS;
        List<ListedSharingGroup> page = more ? found.subList(0, ROWS) : found;
        WorkingDays days = calendar.current();
        model.addAttribute(
                "lines", page.stream().map(row -> line(row, today, days)).toList());
        model.addAttribute("todo", todo);
        model.addAttribute("founds", SharingRegistrar.mayApply(me));
        model.addAttribute("here", next.isEmpty() ? null : next);
        model.addAttribute(
                "further", more ? marks.write(question, page.get(ROWS - 1).code()) : null);
        return "sharing-groups";
    }

    private Line line(ListedSharingGroup row, LocalDate today, WorkingDays days) {
        return new Line(
                row.code(),
                row.name(),
                words.source(row.lead()),
                sources(row.members()),
                row.state().name(),
                row.cycle().name(),
                row.consentDue() == null || row.state().isOver()
                        ? null
                        : Due.of(row.consentDue(), today, days, limits.atRisk(), words),
                row.until().toString());
    }

    private String sources(Collection<String> codes) {
        return String.join(
                words.of("list.comma"), codes.stream().map(words::source).toList());
    }

    @GetMapping(HERE + "/new")
    String form(Actor me, Model model) {
        LocalDate today = files.today();
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("from", today.toString());
        typed.put("until", today.plusYears(1).toString());
        typed.put("way-INTERFACE", "true");
        typed.put("cycle", ExchangeCycle.MONTHLY.name());
        return form(me, typed, List.of(), model);
    }

    private String form(Actor me, Map<String, String> typed, List<Fault> faults, Model model) {
        if (!SharingRegistrar.mayApply(me))
            throw new RequestRefused(ProblemCode.NOT_ALLOWED, "须由牵头部门账户发起", "the department that leads it founds it");
        model.addAttribute("ways", ProvisionWay.values());
        model.addAttribute("cycles", ExchangeCycle.values());
        model.addAttribute("maskings", Masking.values());
        model.addAttribute("gives", forms.gives());
        model.addAttribute("departments", forms.departments());
        model.addAttribute("last", SharingGroupBody.LINES - 1);
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults.stream().map(this::told).toList());
        return "sharing-group-form";
    }

    private String told(Fault fault) {
        return words.english() ? fault.messageEn() : fault.message();
    }

    @PostMapping(HERE)
    String found(Actor me, @RequestParam Map<String, String> typed, Model model) {
        try {
            SharingGroup group =
                    orders.take(me, SharingGroupBody.ofForm(typed).founding()).group();
            return "redirect:" + HERE + "/" + group.code();
        } catch (AgreementRefused refused) {
            return form(me, typed, refused.faults(), model);
        } catch (RequestRefused refused) {
            return form(me, typed, List.of(SharingRefusals.fault(refused)), model);
        }
    }

    /** A part as a line; {@code scope} is null for all subjects, {@code agreement} before it is opened and for whom it does not concern. */
    public record PartLine(
            int number,
            String giver,
            String receiver,
            String type,
            String items,
            String scope,
            String given,
            String received,
            String state,
            String agreement,
            boolean reads) {}

    /** What a member is to bring up to date; {@code last} is null when it never was, {@code lateSince} when it is not late. */
    public record ExchangeLine(
            String giver, String dataset, String receivers, String last, String due, boolean made, String lateSince) {}

    /** A consent that is waited for. */
    public record Waited(String member, Due due) {}

    /** A step of the history. */
    public record Step(String what, String at, String who, String reason, List<String> more) {}

    @GetMapping(ONE)
    String file(Actor me, @PathVariable String code, Model model) {
        return file(me, code, null, Typed.NOTHING, model);
    }

    private String file(Actor me, String code, Fault fault, Typed typed, Model model) {
        SharingGroupFiles.File file = files.find(me, code).orElseThrow(SharingRefusals::unknownGroup);
        SharingGroup group = file.group();
        SharingSight sight = SharingSight.of(me);
        LocalDate today = files.today();
        WorkingDays days = calendar.current();
        model.addAttribute("code", group.code());
        model.addAttribute("name", group.terms().name());
        model.addAttribute("version", group.version());
        model.addAttribute("state", file.state(today).name());
        model.addAttribute("lead", words.source(group.terms().lead()));
        model.addAttribute("members", sources(group.members()));
        model.addAttribute("terms", group.terms());
        model.addAttribute("until", group.until());
        model.addAttribute("filedAs", group.filedAs());
        model.addAttribute(
                "wayNames",
                String.join(
                        words.of("list.comma"),
                        group.terms().ways().stream()
                                .map(way -> words.of("way." + way))
                                .toList()));
        model.addAttribute(
                "parts",
                group.parts().stream()
                        .map(part -> part(file, part, sight, me, today))
                        .toList());
        List<ExchangeLine> exchanges = file.exchanges().stream()
                .map(each -> new ExchangeLine(
                        words.source(each.giver()),
                        words.dataset(each.dataset()),
                        sources(each.receivers()),
                        each.last() == null ? null : each.last().toString(),
                        each.due() == null ? null : each.due().toString(),
                        each.made(),
                        each.isLate() ? each.lateSince().toString() : null))
                .toList();
        model.addAttribute("exchanges", exchanges);
        model.addAttribute(
                "late",
                String.join(
                        words.of("list.comma"),
                        exchanges.stream()
                                .filter(each -> each.lateSince() != null)
                                .map(ExchangeLine::giver)
                                .distinct()
                                .toList()));
        List<Waited> waiting = new ArrayList<>();
        if (!group.state(today).isOver())
            group.waitingFor()
                    .forEach((member, due) -> waiting.add(
                            new Waited(words.source(member), Due.of(due, today, days, limits.atRisk(), words))));
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "prolongUntil",
                group.prolongation() == null ? null : group.prolongation().until());
        model.addAttribute("prolongWaitsFor", sources(group.prolongationWaitsFor()));
        model.addAttribute("own", isOwnWaiting(group, me));
        model.addAttribute("forms", forms.of(file, me, today));
        model.addAttribute("steps", group.history().stream().map(this::step).toList());
        model.addAttribute("fault", fault == null ? null : told(fault));
        model.addAttribute("typed", typed);
        return "sharing-group";
    }

    /** Whether the officer who would consent has asked for it, and somebody else has to. */
    private static boolean isOwnWaiting(SharingGroup group, Actor me) {
        return me.is(Role.INFORMATION_OFFICER)
                && me.department() != null
                && group.parts().stream()
                        .anyMatch(part -> part.waitsFor(me.department())
                                && part.proposedBy().name().equals(me.name()));
    }

    private PartLine part(
            SharingGroupFiles.File file, SharingGroup.Part part, SharingSight sight, Actor me, LocalDate today) {
        GroupPart what = part.what();
        boolean sees = part.agreement() != null && sight.sees(file.agreements().get(part.agreement()));
        return new PartLine(
                what.number(),
                words.source(what.giver()),
                words.source(what.receiver()),
                what.type().name(),
                String.join(
                        words.of("list.comma"),
                        what.items().entrySet().stream()
                                .map(each -> words.item(what.type(), each.getKey()) + " ("
                                        + words.of("masking." + each.getValue()) + ")")
                                .toList()),
                what.scope().isAll() ? null : words.scope(what.scope()),
                part.given() == null ? null : part.given().called(),
                part.received() == null ? null : part.received().called(),
                file.state(part, today),
                sees ? part.number() : null,
                what.receiver().equals(me.department()));
    }

    private Step step(SharingGroupStep step) {
        return new Step(
                words.of(SharingWords.of(step.event())),
                words.time(step.recordedAt()),
                step.event().by().name().equals("registry")
                        ? words.of("step.registry")
                        : step.event().by().called(),
                step.event().reason(),
                more(step.event()));
    }

    private List<String> more(SharingGroupEvent happened) {
        List<String> more = new ArrayList<>();
        if (happened instanceof GroupPartsProposed event) {
            for (GroupPart part : event.parts())
                more.add(words.of(
                        "groups.part", part.number(), words.source(part.giver()), words.source(part.receiver())));
            event.asked().forEach((member, due) -> more.add(words.of("groups.askedBy", words.source(member), due)));
        } else if (happened instanceof GroupPartsConsented event) more.add(numbers(event.parts()));
        else if (happened instanceof GroupPartsDeclined event) {
            more.add(numbers(event.parts()));
            if (event.legalGround() != null) more.add(event.legalGround());
        } else if (happened instanceof GroupPartOpened event)
            more.add(words.of("groups.opened", event.part(), event.number()));
        else if (happened instanceof GroupPartsDropped event) more.add(numbers(event.parts()));
        else if (happened instanceof GroupMemberLeft event) {
            more.add(words.source(event.member()));
            if (event.consultation() != null) more.add(event.consultation());
            if (event.filing() != null) more.add(event.filing());
        } else if (happened instanceof SharingGroupFiled event) more.add(event.reference());
        else if (happened instanceof GroupProlongationAsked event)
            more.add(words.of("sharing.until") + " " + event.until());
        else if (happened instanceof SharingGroupProlonged event)
            more.add(words.of("sharing.until") + " " + event.until());
        return more;
    }

    private String numbers(List<Integer> parts) {
        return words.of(
                "groups.numbers",
                String.join(
                        words.of("list.comma"),
                        parts.stream().map(String::valueOf).toList()));
    }

    @PostMapping(ONE + "/{act:[a-z-]+}")
    String act(
            Actor me,
            @PathVariable String code,
            @PathVariable String act,
            @RequestParam long version,
            @RequestParam Map<String, String> form,
            Model model) {
        SharingGroupAct what = null;
        for (SharingGroupAct each : SharingGroupAct.values()) if (each.path().equals(act)) what = each;
        if (what == null) throw new RequestRefused(ProblemCode.PATH_UNKNOWN, "没有该地址", "there is no such path");
        if (files.find(me, code).isEmpty()) throw SharingRefusals.unknownGroup();
        try {
            SharingGroupBody body = SharingGroupBody.ofForm(form);
            // Without numbers an order is about all of them; who has chosen none on the page does not mean that.
            boolean choosing = what == SharingGroupAct.CONSENT || what == SharingGroupAct.DECLINE;
            if (choosing && !body.hasNumbers())
                throw Parameters.invalid("numbers", "须至少选择一项", "choose one part or more");
            orders.take(me, body.command(what, code, version));
            return "redirect:" + HERE + "/" + code;
        } catch (AgreementRefused refused) {
            return file(me, code, refused.fault(), new Typed(act, form), model);
        } catch (RequestRefused refused) {
            return file(me, code, SharingRefusals.fault(refused), new Typed(act, form), model);
        }
    }
}
