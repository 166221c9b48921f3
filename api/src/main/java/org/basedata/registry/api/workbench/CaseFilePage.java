package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.DueState;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionHandler;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.Decisions;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.ApproveDecision;
import org.basedata.registry.core.reconciliation.AssignCase;
import org.basedata.registry.core.reconciliation.CandidateNamed;
import org.basedata.registry.core.reconciliation.CaseCommand;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseRefused;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.reconciliation.CaseStep;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.CloseCase;
import org.basedata.registry.core.reconciliation.DecisionProposed;
import org.basedata.registry.core.reconciliation.EscalateCase;
import org.basedata.registry.core.reconciliation.ExtendCase;
import org.basedata.registry.core.reconciliation.NoteOnCase;
import org.basedata.registry.core.reconciliation.ProposeDecision;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.reconciliation.RejectDecision;
import org.basedata.registry.core.reconciliation.RequestVerification;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.core.reconciliation.TakeBackDecision;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.conflict.ConflictFilter;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.conflict.ListedConflict;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One case: what is in doubt, side by side; what may be done about it, and what that would lead to; what has been done so far. */
@Controller
@In(Area.CASES)
final class CaseFilePage {
    private static final int MOST_CONFLICTS = 200;
    private static final String CHOICE = "choice-";
    private static final String VALUE = "value-";
    private static final String SEPARATOR = "|";

    private final Answering answering;
    private final Cases cases;
    private final CaseStreams streams;
    private final CaseOrders orders;
    private final Conflicts conflicts;
    private final Decisions decisions;
    private final MasterRecords masterRecords;
    private final Catalogue catalogue;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final Steps steps;
    private final Clock clock;
    private final Words words;

    CaseFilePage(
            Answering answering,
            Cases cases,
            CaseStreams streams,
            CaseOrders orders,
            Conflicts conflicts,
            Decisions decisions,
            MasterRecords masterRecords,
            Catalogue catalogue,
            OfficialCalendar calendar,
            Limits limits,
            Steps steps,
            Clock clock,
            Words words) {
        this.answering = answering;
        this.cases = cases;
        this.streams = streams;
        this.orders = orders;
        this.conflicts = conflicts;
        this.decisions = decisions;
        this.masterRecords = masterRecords;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.limits = limits;
        this.steps = steps;
        this.clock = clock;
        this.words = words;
    }

    /** The top of the page. */
    public record Head(
            String number,
            long version,
            String state,
            String severity,
            String subject,
            String subjectPath,
            String assignee,
            LocalDate due,
            long left,
            String dueState,
            int escalated,
            int extended,
            String opened,
            String outcome) {}

    /** A conflict with its values side by side; {@code choices} are empty once a proposal waits. */
    public record Doubt(
            long number,
            String kind,
            String what,
            String severity,
            String period,
            String since,
            List<Side> sides,
            List<Option> options) {}

    /** What one source says; {@code standing} is what the master record shows. */
    public record Side(
            Marked value,
            String source,
            String sourceName,
            String record,
            String from,
            String recorded,
            boolean standing) {}

    /** What may be chosen about a conflict; {@code typed} asks for a value. */
    public record Option(String value, String text, boolean typed) {}

    /** A decision that stands; {@code own} where the reader proposed it, and so does not revoke it. */
    public record Taken(UUID id, String settlement, String by, boolean own) {}

    /** Another subject that may be the same. */
    public record Likely(String path, String name, String number, String why) {}

    @GetMapping("/workbench/cases/{number:C-[0-9]+}")
    String file(Actor me, @PathVariable String number, Model model) {
        return file(me, number, null, Typed.NOTHING, model);
    }

    private String file(Actor me, String number, Fault fault, Typed typed, Model model) {
        ReconciliationCase file = load(number);
        SubjectRecord subject = subject(file.subject());
        SubjectType type = type(subject);
        List<Doubt> doubts = new ArrayList<>();
        boolean settles = me.is(Role.STEWARD) && file.state() != CaseState.CLOSED && file.proposed() == null;
        Map<Long, ListedConflict> standing = standing(file);
        for (ListedConflict each : standing.values()) doubts.add(doubt(type, each, settles));
        answering.record(
                me,
                standing.values().stream()
                        .map(each -> each.conflict().item())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                List.of(file.subject()));
        model.addAttribute("head", head(file, subject, type));
        model.addAttribute("doubts", doubts);
        model.addAttribute("steps", steps.of(file));
        model.addAttribute("reports", steps.reports(file));
        model.addAttribute("decisions", decisions(file, subject, me));
        model.addAttribute("revokes", me.is(Role.APPROVER));
        model.addAttribute(
                "candidates", file.candidates().stream().map(this::likely).toList());
        model.addAttribute("sources", catalogue.sources());
        if (!typed.isIn("verification")) model.addAttribute("concerned", file.concerned());
        model.addAttribute("settles", settles);
        boolean steward = me.is(Role.STEWARD) && file.state() != CaseState.CLOSED;
        model.addAttribute("steward", steward);
        boolean own =
                file.assigned() != null && me.name().equals(file.assigned().assignee());
        model.addAttribute("takes", steward && !own);
        DecisionProposed proposed = file.proposed();
        model.addAttribute("proposal", proposed == null ? null : steps.proposal(proposed));
        boolean mine = proposed != null && proposed.by().name().equals(me.name());
        model.addAttribute("ownProposal", mine);
        model.addAttribute("approves", proposed != null && !mine && me.is(Role.APPROVER));
        model.addAttribute("waiting", steps.settlements(file.inForce()));
        model.addAttribute("fault", fault == null ? null : words.english() ? fault.messageEn() : fault.message());
        model.addAttribute("typed", typed);
        return "case";
    }

    private ReconciliationCase load(String number) {
        CaseId id = cases.find(number)
                .map(ListedCase::id)
                .orElseThrow(() -> new RequestRefused(ProblemCode.CASE_UNKNOWN, "没有该工单", "there is no such case"));
        return streams.load(Set.of(id)).get(id);
    }

    /** Null when the subject has no record any more. */
    private SubjectRecord subject(SubjectId subject) {
        for (SubjectType type : SubjectType.values()) {
            SubjectRecord found = masterRecords.byRef(type, subject, null).orElse(null);
            if (found != null) return found;
        }
        return null;
    }

    private static SubjectType type(SubjectRecord subject) {
        return subject == null || subject.identifier() == null
                ? SubjectType.PERSON
                : subject.identifier().type().subjectType();
    }

    private Head head(ReconciliationCase file, SubjectRecord subject, SubjectType type) {
        WorkingDays days = calendar.current();
        LocalDate today = today();
        DueState due = days.state(file.due(), today, limits.atRisk());
        String name = name(subject, today);
        return new Head(
                file.number(),
                file.version(),
                file.state().name(),
                file.scope().severity().name(),
                name,
                SubjectPage.path(type, file.subject()),
                file.assigned() == null ? null : file.assigned().assigneePerson(),
                file.due(),
                days.between(today, file.due()),
                due.name(),
                file.escalated(),
                file.extended(),
                words.time(file.openedAt()),
                file.closed() == null ? null : file.closed().outcome().name());
    }

    private String name(SubjectRecord subject, LocalDate today) {
        return subject == null
                ? words.of("case.nobody")
                : subject.master().items().byItem().getOrDefault("name", List.of()).stream()
                        .filter(segment -> segment.covers(today))
                        .map(Segment::value)
                        .findFirst()
                        .orElse(words.of("case.nameless"));
    }

    /** A decision about a held record, a reused version or a broken rule is the subject's as well. */
    private List<Taken> decisions(ReconciliationCase file, SubjectRecord subject, Actor me) {
        if (subject == null) return List.of();
        Set<UUID> standing =
                subject.master().decisions().stream().map(Decision::id).collect(Collectors.toSet());
        return file.decisions().stream()
                .filter(each -> standing.contains(each.id()))
                .map(each -> new Taken(
                        each.id(),
                        steps.settlements(List.of(each.settlement())).get(0),
                        each.proposal().by().called(),
                        each.proposal().by().name().equals(me.name())))
                .toList();
    }

    private Likely likely(CandidateNamed named) {
        SubjectRecord other = subject(named.other());
        List<String> why = new ArrayList<>();
        for (CandidateReason reason : named.reasons()) why.add(words.of("reason." + reason));
        why.add(
                named.score() == null
                        ? words.of("case.candidate.byPerson")
                        : words.of("case.candidate.score", named.score()));
        return new Likely(
                SubjectPage.path(type(other), named.other()),
                name(other, today()),
                other == null || other.identifier() == null
                        ? ""
                        : other.identifier().number(),
                String.join(words.english() ? "; " : ";", why));
    }

    private Map<Long, ListedConflict> standing(ReconciliationCase file) {
        Map<Long, ListedConflict> standing = new LinkedHashMap<>();
        ConflictFilter open = new ConflictFilter(null, null, null, file.subject(), null, true);
        for (ListedConflict each :
                conflicts.list(open, null, MOST_CONFLICTS, today()).results())
            if (each.ref().equals(file.subject())) standing.put(each.number(), each);
        return standing;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CaseRegistrar.DAY_ZONE);
    }

    private Doubt doubt(SubjectType type, ListedConflict listed, boolean settles) {
        Conflict conflict = listed.conflict();
        DataItem item = conflict.item() == null
                ? null
                : catalogue.item(type, conflict.item()).orElse(null);
        List<String> shown = new ArrayList<>();
        for (ConflictValue value : conflict.values())
            shown.add(item == null || value.value() == null ? value.value() : words.value(item, value.value()));
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            ConflictValue value = conflict.values().get(i);
            boolean decided = Decision.DATASET.equals(value.dataset());
            String beside = i > 0 ? shown.get(0) : shown.size() == 2 ? shown.get(1) : shown.get(0);
            sides.add(new Side(
                    Marked.beside(shown.get(i), beside),
                    value.source(),
                    decided ? words.of("case.decision") : words.source(value.source()),
                    decided ? "" : words.dataset(value.dataset()) + " " + value.recordId() + " v" + value.version(),
                    value.validFrom() == null
                            ? words.of("period.ever")
                            : value.validFrom().toString(),
                    words.time(value.recordedAt()),
                    i == 0 && conflict.kind() != ConflictKind.HOLD));
        }
        String what = conflict.rule() != null
                ? words.of("rule." + conflict.rule())
                : conflict.item() == null ? words.of("kind." + conflict.kind()) : words.item(type, conflict.item());
        return new Doubt(
                listed.number(),
                conflict.kind().name(),
                what,
                conflict.severity().name(),
                words.period(conflict.from(), conflict.to()),
                words.time(listed.since()),
                sides,
                settles ? options(conflict, shown, listed.other() != null) : List.of());
    }

    private List<Option> options(Conflict conflict, List<String> shown, boolean across) {
        List<Option> options = new ArrayList<>();
        if (conflict.kind() == ConflictKind.ITEM) {
            for (int i = 0; i < shown.size(); i++) {
                ConflictValue value = conflict.values().get(i);
                if (Decision.DATASET.equals(value.dataset())) continue;
                options.add(new Option(
                        String.join(SEPARATOR, "TAKE", value.source(), value.dataset(), value.recordId()),
                        words.of("case.take", words.source(value.source()), shown.get(i)),
                        false));
            }
            options.add(new Option("SET", words.of("case.set"), true));
        }
        if (conflict.kind() == ConflictKind.HOLD) options.add(new Option("ACCEPT", words.of("case.accept"), false));
        else if (!across) options.add(new Option("TOLERATE", words.of("case.tolerate"), false));
        conflict.values().stream()
                .filter(value -> !Decision.DATASET.equals(value.dataset()))
                .map(ConflictValue::source)
                .distinct()
                .forEach(source -> options.add(new Option(
                        "CORRECT" + SEPARATOR + source, words.of("case.correct", words.source(source)), false)));
        options.add(new Option("DIFFERENT", words.of("case.different"), false));
        return options;
    }

    /** What the form says about a conflict; null when it says nothing. */
    private static Settlement settlement(long conflict, String chosen, String value) {
        if (chosen == null || chosen.isEmpty()) return null;
        String[] parts = chosen.split("\\" + SEPARATOR, 4);
        return switch (parts[0]) {
            case "TAKE" -> Settlement.choose(conflict, Choice.take(new RecordKey(parts[1], parts[2], parts[3])));
            case "SET" -> Settlement.choose(conflict, Choice.set(value));
            case "ACCEPT" -> Settlement.choose(conflict, Choice.accept());
            case "CORRECT" -> Settlement.sourceCorrects(conflict, parts[1]);
            case "DIFFERENT" -> Settlement.differentSubjects(conflict, null);
            default -> Settlement.choose(conflict, Choice.tolerate());
        };
    }

    /** What the master record would be after a choice, told beside it. */
    @GetMapping("/workbench/cases/{number:C-[0-9]+}/preview")
    String preview(@PathVariable String number, @RequestParam Map<String, String> form, Model model) {
        ReconciliationCase file = load(number);
        List<String> told = new ArrayList<>();
        form.forEach((field, chosen) -> {
            if (!field.startsWith(CHOICE)) return;
            long conflict = Long.parseLong(field.substring(CHOICE.length()));
            Settlement settlement = settlement(conflict, chosen, form.get(VALUE + conflict));
            if (settlement != null) told.addAll(outcome(file, settlement));
        });
        model.addAttribute("told", told);
        return "case-preview";
    }

    private List<String> outcome(ReconciliationCase file, Settlement settlement) {
        if (settlement.choice() == null) return List.of(words.of("case.preview." + settlement.way()));
        Act act = new Act(UUID.randomUUID(), Act.STAFF, null, "-", "-", List.of("-"));
        try {
            DecisionHandler.Preview preview = decisions.preview(
                    new SettleConflict(act, file.subject(), settlement.conflict(), settlement.choice()));
            SubjectType type = type(subject(file.subject()));
            List<String> told = new ArrayList<>();
            preview.before()
                    .items()
                    .changesTo(preview.after().items().byItem())
                    .byItem()
                    .forEach((item, segments) -> {
                        DataItem of = catalogue.item(type, item).orElse(null);
                        for (Segment segment : segments)
                            told.add(words.of(
                                    "case.preview.value",
                                    words.item(type, item),
                                    words.period(segment.from(), segment.to()),
                                    of == null ? segment.value() : words.value(of, segment.value()),
                                    words.of("status." + segment.status())));
                    });
            told.add(words.of(
                    "case.preview.conflicts",
                    preview.before().conflicts().size(),
                    preview.after().conflicts().size()));
            return told;
        } catch (DecisionRefused refused) {
            return List.of(
                    words.english()
                            ? refused.fault().messageEn()
                            : refused.fault().message());
        }
    }

    @PostMapping("/workbench/cases/{number:C-[0-9]+}/proposal")
    String propose(
            Actor me,
            @PathVariable String number,
            @RequestParam long version,
            @RequestParam Map<String, String> form,
            Model model) {
        List<Settlement> settlements = new ArrayList<>();
        form.forEach((field, chosen) -> {
            if (!field.startsWith(CHOICE)) return;
            long conflict = Long.parseLong(field.substring(CHOICE.length()));
            Settlement settlement = settlement(
                    conflict, chosen, form.getOrDefault(VALUE + conflict, "").strip());
            if (settlement != null) settlements.add(settlement);
        });
        List<String> evidence = lines(form.getOrDefault("evidence", ""));
        String reason = form.getOrDefault("reason", "").strip();
        return order(
                me,
                number,
                new Typed("proposal", form),
                model,
                id -> new ProposeDecision(id, version, settlements, reason, evidence));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @PostMapping("/workbench/cases/{number:C-[0-9]+}/verification")
    String ask(
            Actor me,
            @PathVariable String number,
            @RequestParam long version,
            @RequestParam(required = false, name = "source") List<String> asked,
            @RequestParam Map<String, String> form,
            Model model) {
        // Who was ticked is ticked still.
        model.addAttribute("concerned", asked == null ? Set.of() : Set.copyOf(asked));
        return order(
                me,
                number,
                new Typed("verification", form),
                model,
                id -> new RequestVerification(
                        id,
                        version,
                        asked == null ? List.of() : asked,
                        form.getOrDefault("question", "").strip(),
                        List.of(),
                        null));
    }

    @PostMapping(
            "/workbench/cases/{number:C-[0-9]+}/{step:taking|approval|rejection|note|escalation|extension|closing|revocation}")
    String step(
            Actor me,
            @PathVariable String number,
            @PathVariable String step,
            @RequestParam long version,
            @RequestParam Map<String, String> form,
            Model model) {
        String reason = form.getOrDefault("reason", "").strip();
        return order(me, number, new Typed(step, form), model, id -> switch (step) {
            case "taking" -> new AssignCase(id, version, null, null, null);
            case "approval" -> new ApproveDecision(id, version, reason.isEmpty() ? null : reason);
            case "rejection" -> new RejectDecision(id, version, reason);
            case "revocation" -> new TakeBackDecision(id, version, decision(form.get("decision")), reason);
            case "note" -> new NoteOnCase(id, version, reason, null);
            case "escalation" ->
                new EscalateCase(id, version, form.getOrDefault("to", "").strip(), reason);
            case "extension" ->
                new ExtendCase(
                        id,
                        version,
                        days(form.get("days")),
                        form.getOrDefault("consentedBy", "").strip(),
                        reason);
            default -> new CloseCase(id, version, reason);
        });
    }

    private static UUID decision(String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int days(String text) {
        return text != null && text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    }

    private interface Command {
        CaseCommand of(CaseId id);
    }

    private String order(Actor me, String number, Typed typed, Model model, Command command) {
        return told(me, number, typed, model, () -> {
            orders.take(new CaseOrder(me, command.of(load(number).id())));
            return "redirect:/workbench/cases/" + number;
        });
    }

    /** What is refused is told on the page, with what was typed still there. */
    private String told(Actor me, String number, Typed typed, Model model, Supplier<String> step) {
        try {
            return step.get();
        } catch (CaseRefused refused) {
            model.addAttribute("since", since(refused.since()));
            return file(me, number, refused.fault(), typed, model);
        } catch (DecisionRefused refused) {
            return file(me, number, refused.fault(), typed, model);
        }
    }

    private List<Steps.Told> since(List<CaseStep> missed) {
        return missed.stream().map(steps::told).toList();
    }
}
