package org.basedata.registry.api.workbench;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.reconciliation.SentFiles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.reconciliation.AnswerVerification;
import org.basedata.registry.core.reconciliation.AskedSource;
import org.basedata.registry.core.reconciliation.Attachment;
import org.basedata.registry.core.reconciliation.CaseClosed;
import org.basedata.registry.core.reconciliation.CaseEvent;
import org.basedata.registry.core.reconciliation.CaseNoted;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseRefused;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseStep;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.DecisionApproved;
import org.basedata.registry.core.reconciliation.DecisionProposed;
import org.basedata.registry.core.reconciliation.DecisionRejected;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.core.reconciliation.VerificationAnswered;
import org.basedata.registry.core.reconciliation.VerificationRequested;
import org.basedata.registry.core.reconciliation.Who;
import org.basedata.registry.core.submission.IntakeUnavailable;
import org.basedata.registry.projections.delivery.DeliveryRecords;
import org.basedata.registry.projections.reconciliation.Attachments;
import org.basedata.registry.projections.reconciliation.Cases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One request to the officer's department: what is asked, what is in doubt, and the answer. */
@Controller
@In(Area.INBOX)
final class RequestPage {
    private static final String PATH = "/workbench/inbox/{file}/{number:[0-9]{1,6}}";
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NAME = 100;

    private final Answering answering;
    private final CaseOrders orders;
    private final Cases cases;
    private final CaseStreams streams;
    private final Attachments attachments;
    private final SentFiles files;
    private final DeliveryRecords deliveries;
    private final KnownSubjects subjects;
    private final AskedItems askedItems;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final Clock clock;
    private final Words words;

    RequestPage(
            Answering answering,
            CaseOrders orders,
            Cases cases,
            CaseStreams streams,
            Attachments attachments,
            SentFiles files,
            DeliveryRecords deliveries,
            KnownSubjects subjects,
            AskedItems askedItems,
            OfficialCalendar calendar,
            Limits limits,
            Clock clock,
            Words words) {
        this.answering = answering;
        this.orders = orders;
        this.cases = cases;
        this.streams = streams;
        this.attachments = attachments;
        this.files = files;
        this.deliveries = deliveries;
        this.subjects = subjects;
        this.askedItems = askedItems;
        this.calendar = calendar;
        this.limits = limits;
        this.clock = clock;
        this.words = words;
    }

    private record Asked(ReconciliationCase file, AskedSource request) {}

    /** What was filled in; {@code kept} are files that have arrived before. */
    public record Typed(
            long version,
            String verdict,
            String delivery,
            String text,
            String handlingUnit,
            String handlingPerson,
            List<Attachment> kept) {}

    /** What is wrong, and with which field; null with none of them. */
    public record Fault(String field, String message) {}

    @GetMapping(PATH)
    String request(Actor me, @PathVariable String file, @PathVariable int number, Model model) {
        Asked asked = find(me, file, number);
        Typed nothing = new Typed(asked.file().version(), "", "", "", "", "", List.of());
        return show(me, asked, nothing, List.of(), model);
    }

    @PostMapping(PATH)
    String answer(
            Actor me,
            @PathVariable String file,
            @PathVariable int number,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String delivery,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String handlingUnit,
            @RequestParam(defaultValue = "") String handlingPerson,
            @RequestParam(required = false) List<UUID> kept,
            @RequestParam(name = "files", required = false) List<MultipartFile> sent,
            Model model,
            RedirectAttributes next)
            throws IOException {
        Asked asked = find(me, file, number);
        List<Fault> faults = new ArrayList<>();
        List<Attachment> attached = new ArrayList<>();
        if (asked.request().isOpen()) {
            if (kept != null) attached.addAll(attachments.of(asked.file().id(), me.department(), kept));
            keep(asked.file(), me, sent == null ? List.of() : sent, attached, faults);
        }
        Typed typed = new Typed(
                version,
                verdict,
                delivery.strip(),
                text.strip(),
                handlingUnit.strip(),
                handlingPerson.strip(),
                attached);
        Verdict meant = verdict(verdict);
        UUID corrected = check(me, typed, meant, faults);
        if (!faults.isEmpty() && asked.file().version() == version) return show(me, asked, typed, faults, model);
        try {
            orders.take(new CaseOrder(
                    me,
                    new AnswerVerification(
                            asked.file().id(),
                            version,
                            number,
                            meant,
                            typed.text(),
                            typed.handlingUnit(),
                            typed.handlingPerson(),
                            corrected,
                            attached)));
        } catch (CaseRefused refused) {
            if (refused.fault().code().equals(CaseRefused.CASE_CHANGED)) {
                stale(asked, refused.since(), me, model);
                asked = find(me, file, number);
                Typed renewed = new Typed(
                        asked.file().version(),
                        verdict,
                        typed.delivery(),
                        typed.text(),
                        typed.handlingUnit(),
                        typed.handlingPerson(),
                        attached);
                return show(me, asked, renewed, faults, model);
            }
            faults.add(new Fault(
                    null,
                    words.english()
                            ? refused.fault().messageEn()
                            : refused.fault().message()));
            return show(me, find(me, file, number), typed, faults, model);
        } catch (IntakeUnavailable away) {
            faults.add(new Fault(null, words.of("request.fault.away")));
            return show(me, asked, typed, faults, model);
        }
        next.addFlashAttribute("answered", asked.file().number());
        return "redirect:/workbench/inbox";
    }

    private static Verdict verdict(String name) {
        for (Verdict each : Verdict.values()) if (each.name().equals(name)) return each;
        return null;
    }

    /** Keeps what has arrived, also when the answer is refused for something else: a browser does not send it twice by itself. */
    private void keep(
            ReconciliationCase of, Actor me, List<MultipartFile> sent, List<Attachment> attached, List<Fault> faults)
            throws IOException {
        for (MultipartFile each : sent) {
            // The field of a form in which nothing was chosen.
            if (each.isEmpty()
                    && (each.getOriginalFilename() == null
                            || each.getOriginalFilename().isEmpty())) continue;
            String name = SentFiles.name(each);
            if (attached.size() >= Attachment.MOST_AN_ANSWER) {
                faults.add(new Fault("files", words.of("request.fault.files", Attachment.MOST_AN_ANSWER, name)));
                continue;
            }
            try {
                attached.add(files.keep(of, me, each));
            } catch (RequestRefused refused) {
                String why = words.english() ? refused.detailEn() : refused.detail();
                faults.add(new Fault("files", words.of("request.fault.file", name, why)));
            }
        }
    }

    /** All that is wrong at once; the delivery of a correction. */
    private UUID check(Actor me, Typed typed, Verdict verdict, List<Fault> faults) {
        if (verdict == null) faults.add(new Fault("verdict-CONFIRMED", words.of("request.fault.verdict")));
        UUID corrected = null;
        if (verdict == Verdict.CORRECTED) {
            corrected = uuid(typed.delivery());
            String fault = corrected == null
                    ? typed.delivery().isEmpty() ? "deliveryMissing" : "deliveryForm"
                    : deliveries
                                    .find(corrected)
                                    .filter(each -> each.source().equals(me.department()))
                                    .isEmpty()
                            ? "deliveryUnknown"
                            : null;
            if (fault != null) faults.add(new Fault("delivery", words.of("request.fault." + fault)));
        }
        length("text", typed.text(), LONGEST_TEXT, faults);
        length("handlingUnit", typed.handlingUnit(), LONGEST_NAME, faults);
        length("handlingPerson", typed.handlingPerson(), LONGEST_NAME, faults);
        return corrected;
    }

    private void length(String field, String text, int most, List<Fault> faults) {
        String label = words.of("request." + field);
        if (text.isEmpty()) faults.add(new Fault(field, words.of("request.fault.missing", label)));
        else if (text.length() > most) faults.add(new Fault(field, words.of("request.fault.long", label, most)));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The same for a request that is not there and one to another department. */
    private Asked find(Actor me, String file, int number) {
        return cases.find(file)
                .map(row -> streams.load(Set.of(row.id())).get(row.id()))
                .map(found -> new Asked(found, found.asked(number)))
                .filter(asked -> asked.request() != null
                        && asked.request().request().source().equals(me.department()))
                .orElseThrow(() -> new RequestRefused(
                        ProblemCode.CASE_UNKNOWN, "本部门没有这一核实请求", "your department has no such request"));
    }

    private String show(Actor me, Asked asked, Typed typed, List<Fault> faults, Model model) {
        ReconciliationCase file = asked.file();
        VerificationRequested request = asked.request().request();
        SubjectSight sight = SubjectSight.ofDepartment(me);
        LocalDate today = LocalDate.ofInstant(clock.instant(), CaseRegistrar.DAY_ZONE);
        KnownSubjects.Known known = subjects.of(List.of(file.subject())).get(file.subject());
        List<AskedItems.Doubt> doubts = askedItems.doubts(
                file.subject(),
                known,
                request.items(),
                sight,
                today,
                each -> each.settledAt() == null || !each.settledAt().isBefore(file.openedAt()));
        boolean says = known != null && sight.sees(known.master());
        answering.record(
                me,
                doubts.stream()
                        .map(AskedItems.Doubt::item)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                List.of(file.subject()));
        model.addAttribute("number", file.number());
        model.addAttribute("path", "/workbench/inbox/" + file.number() + "/" + request.number());
        model.addAttribute("question", request.question());
        model.addAttribute(
                "askedBy",
                request.by().person() == null
                        ? request.by().name()
                        : request.by().person());
        model.addAttribute("askedAt", words.time(asked.request().askedAt()));
        model.addAttribute("due", Due.of(request.due(), today, calendar.current(), limits.atRisk(), words));
        model.addAttribute("name", says ? known.name(sight, today) : "");
        model.addAttribute("subjectPath", says ? known.path() : null);
        model.addAttribute(
                "idType",
                says && known.subject().identifier() != null
                        ? known.subject().identifier().type().name()
                        : null);
        model.addAttribute("id", says ? sight.number(known.subject().identifier()) : "");
        model.addAttribute("whole", request.items().isEmpty());
        model.addAttribute("doubts", doubts);
        model.addAttribute("said", askedItems.said(known, request.items(), doubts, sight, today));
        model.addAttribute("open", asked.request().isOpen());
        model.addAttribute("answer", asked.request().answer());
        model.addAttribute("answeredAt", words.time(asked.request().answeredAt()));
        model.addAttribute("lapsed", asked.request().lapsed());
        model.addAttribute("closed", file.closed());
        model.addAttribute("closedAt", words.time(file.closedAt()));
        model.addAttribute("verdicts", Verdict.values());
        model.addAttribute("mostFiles", Attachment.MOST_AN_ANSWER);
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
        return "request";
    }

    /** Somebody's step in words. */
    public record Step(String at, String by, String what) {}

    /** Who did what since the page was opened; what goes on between the staff of the office is not for other departments. */
    private void stale(Asked asked, List<CaseStep> since, Actor me, Model model) {
        List<Step> steps = new ArrayList<>();
        for (CaseStep each : since) {
            CaseEvent happened = each.event();
            boolean told = isFor(happened, me.department());
            steps.add(new Step(
                    words.time(each.recordedAt()),
                    told
                            ? called(happened.by())
                            : words.of(happened.by().department() == null ? "shell.office" : "since.other"),
                    words.of(
                            "since." + (told ? happened.getClass().getSimpleName() : "Internal"),
                            happened instanceof CaseClosed closed
                                    ? words.of("outcome." + closed.outcome().name())
                                    : "")));
        }
        model.addAttribute("since", steps);
    }

    private String called(Who who) {
        if (who.equals(Who.REGISTRY)) return words.of("step.registry");
        String person = who.person() == null ? who.name() : who.person();
        return words.of(
                "since.by",
                person,
                who.department() == null ? words.of("shell.office") : words.source(who.department()));
    }

    private static boolean isFor(CaseEvent happened, String department) {
        if (happened instanceof VerificationRequested event)
            return event.source().equals(department);
        if (happened instanceof VerificationAnswered event)
            return event.source().equals(department);
        if (happened instanceof CaseNoted)
            return department.equals(happened.by().department());
        return !(happened instanceof DecisionProposed
                || happened instanceof DecisionApproved
                || happened instanceof DecisionRejected);
    }
}
