package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.sharing.SharingBody;
import org.basedata.registry.api.sharing.SharingSight;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Source;
import org.basedata.registry.core.sharing.AgreementRefused;
import org.basedata.registry.core.sharing.Complaint;
import org.basedata.registry.core.sharing.Demand;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.projections.sharing.Members;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Demands for what the catalogue does not have, and complaints of departments about each other: to make them, and to answer them. */
@Controller
@In(Area.SHARING)
final class SharingMattersPage {
    private static final int ROWS = 20;
    private static final String DEMANDS = "/workbench/sharing/demands";
    private static final String COMPLAINTS = "/workbench/sharing/complaints";

    /** The form for a further one; those for answers go by their numbers. */
    private static final String NEW = "new";

    private final SharingOrders orders;
    private final Members members;
    private final Catalogue catalogue;
    private final OfficialCalendar calendar;
    private final PageMarks marks;
    private final Clock clock;
    private final Words words;

    SharingMattersPage(
            SharingOrders orders,
            Members members,
            Catalogue catalogue,
            OfficialCalendar calendar,
            PageMarks marks,
            Clock clock,
            Words words) {
        this.orders = orders;
        this.members = members;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.marks = marks;
        this.clock = clock;
        this.words = words;
    }

    /**
     * A demand or a complaint as a line.
     *
     * @param about departments that it is put to, or about; may be empty
     * @param waits in words how long it has waited; null when it is answered
     * @param outcome items under which it can be had, or what was done; may be empty
     */
    public record Line(
            String number,
            String department,
            String about,
            String text,
            String at,
            String waits,
            String answer,
            String outcome,
            String answeredAt) {}

    @GetMapping(DEMANDS)
    String demands(
            Actor me,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "") String next,
            Model model) {
        return demands(me, open, next, null, Typed.NOTHING, model);
    }

    private String demands(Actor me, boolean open, String next, AgreementRefused refused, Typed typed, Model model) {
        SharingSight sight = SharingSight.of(me);
        String question = "demands|" + sight + "|" + open;
        List<Demand> found = members.demands(sight.department(), open ? false : null, after(question, next), ROWS + 1);
        model.addAttribute("lines", found.stream().limit(ROWS).map(this::line).toList());
        model.addAttribute(
                "further",
                found.size() > ROWS
                        ? marks.write(question, found.get(ROWS - 1).recorded().number())
                        : null);
        return page("sharing-demands", me, open, next, refused, typed, model);
    }

    private String after(String question, String next) {
        return next.isEmpty() ? null : marks.read(question, next).get(0);
    }

    private String page(
            String name, Actor me, boolean open, String next, AgreementRefused refused, Typed typed, Model model) {
        model.addAttribute("open", open);
        model.addAttribute("here", next.isEmpty() ? null : next);
        model.addAttribute("makes", SharingRegistrar.mayApply(me));
        model.addAttribute("answers", me.is(Role.CATALOGUE_ADMIN));
        model.addAttribute("departments", catalogue.sources());
        model.addAttribute("own", Objects.toString(me.department(), ""));
        model.addAttribute(
                "fault",
                refused == null
                        ? null
                        : words.english()
                                ? refused.fault().messageEn()
                                : refused.fault().message());
        model.addAttribute("typed", typed);
        return name;
    }

    private Line line(Demand demand) {
        boolean answered = demand.answer() != null;
        return new Line(
                demand.recorded().number(),
                words.source(demand.recorded().department()),
                sources(demand.recorded().providers()),
                demand.recorded().need(),
                words.time(demand.recordedAt()),
                answered ? null : waits(demand.recordedAt()),
                answered ? demand.answer().answer() : null,
                answered ? items(demand.answer().items()) : "",
                answered ? words.time(demand.answeredAt()) : null);
    }

    /** The rules set no last day for these: it is told how long they have waited. */
    private String waits(Instant since) {
        LocalDate today = SharingRegistrar.day(clock.instant());
        return words.of("matters.waits", calendar.current().between(SharingRegistrar.day(since), today));
    }

    private String sources(List<String> codes) {
        return String.join(
                words.of("list.comma"), codes.stream().map(words::source).toList());
    }

    private String items(List<String> codes) {
        return String.join(
                words.of("list.comma"), codes.stream().map(words::item).toList());
    }

    @PostMapping(DEMANDS)
    String demand(Actor me, @RequestParam Map<String, String> form, Model model) {
        List<String> providers = new ArrayList<>();
        for (Source source : catalogue.sources())
            if (form.containsKey("provider-" + source.code())) providers.add(source.code());
        return told(
                () -> {
                    orders.take(
                            me,
                            new SharingCommand.RecordDemand(
                                    SharingBody.ofForm(form).text("need"), providers));
                    return "redirect:" + DEMANDS;
                },
                refused -> demands(me, false, "", refused, new Typed(NEW, form), model));
    }

    @PostMapping(DEMANDS + "/{number:D-[0-9]+}/answer")
    String answerDemand(Actor me, @PathVariable String number, @RequestParam Map<String, String> form, Model model) {
        Demand asked = members.demand(number).orElseThrow(SharingMattersPage::unknown);
        String codes = form.getOrDefault("codes", "").strip();
        List<String> items = codes.isEmpty() ? List.of() : List.of(codes.split("[\\s,,、]+"));
        return told(
                () -> {
                    orders.take(
                            me,
                            new SharingCommand.AnswerDemand(
                                    asked.id(), SharingBody.ofForm(form).text("answer"), items));
                    return "redirect:" + DEMANDS;
                },
                refused -> demands(me, false, "", refused, new Typed(number, form), model));
    }

    private static RequestRefused unknown() {
        return new RequestRefused(ProblemCode.AGREEMENT_UNKNOWN, "没有该记录", "there is no such record");
    }

    private interface Refused {
        String page(AgreementRefused refused);
    }

    /** What is refused is told on the page, with what was typed still there. */
    private static String told(Supplier<String> order, Refused refusal) {
        try {
            return order.get();
        } catch (AgreementRefused refused) {
            return refusal.page(refused);
        }
    }

    @GetMapping(COMPLAINTS)
    String complaints(
            Actor me,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "") String next,
            Model model) {
        return complaints(me, open, next, null, Typed.NOTHING, model);
    }

    private String complaints(Actor me, boolean open, String next, AgreementRefused refused, Typed typed, Model model) {
        SharingSight sight = SharingSight.of(me);
        String question = "complaints|" + sight + "|" + open;
        List<Complaint> found =
                members.complaints(sight.department(), open ? false : null, after(question, next), ROWS + 1);
        model.addAttribute("lines", found.stream().limit(ROWS).map(this::line).toList());
        model.addAttribute(
                "further",
                found.size() > ROWS
                        ? marks.write(question, found.get(ROWS - 1).filed().number())
                        : null);
        return page("sharing-complaints", me, open, next, refused, typed, model);
    }

    private Line line(Complaint complaint) {
        boolean answered = complaint.answer() != null;
        return new Line(
                complaint.filed().number(),
                words.source(complaint.filed().department()),
                words.source(complaint.filed().about()),
                complaint.filed().text(),
                words.time(complaint.filedAt()),
                answered ? null : waits(complaint.filedAt()),
                answered ? complaint.answer().answer() : null,
                answered ? complaint.answer().handling() : "",
                answered ? words.time(complaint.answeredAt()) : null);
    }

    @PostMapping(COMPLAINTS)
    String complaint(Actor me, @RequestParam Map<String, String> form, Model model) {
        return told(
                () -> {
                    SharingBody body = SharingBody.ofForm(form);
                    orders.take(me, new SharingCommand.FileComplaint(body.text("about"), body.text("text")));
                    return "redirect:" + COMPLAINTS;
                },
                refused -> complaints(me, false, "", refused, new Typed(NEW, form), model));
    }

    @PostMapping(COMPLAINTS + "/{number:P-[0-9]+}/answer")
    String answerComplaint(Actor me, @PathVariable String number, @RequestParam Map<String, String> form, Model model) {
        Complaint asked = members.complaint(number).orElseThrow(SharingMattersPage::unknown);
        return told(
                () -> {
                    SharingBody body = SharingBody.ofForm(form);
                    orders.take(
                            me,
                            new SharingCommand.AnswerComplaint(asked.id(), body.text("answer"), body.text("handling")));
                    return "redirect:" + COMPLAINTS;
                },
                refused -> complaints(me, false, "", refused, new Typed(number, form), model));
    }
}
