package org.basedata.registry.api.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionGroup;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.projections.decision.AlikeConflicts;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.decision.GroupDecisions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Conflicts of one shape, and the decisions that settle all of them at once. */
@Controller
@In(Area.GROUPS)
final class GroupsPage {
    private static final int MOST_SHAPES = 100;
    private static final int MOST_GROUPS = 50;
    private static final int EXAMPLES = 10;

    private final AlikeConflicts conflicts;
    private final DecisionGroups groups;
    private final GroupDecisions decisions;
    private final Catalogue catalogue;
    private final Words words;

    GroupsPage(
            AlikeConflicts conflicts,
            DecisionGroups groups,
            GroupDecisions decisions,
            Catalogue catalogue,
            Words words) {
        this.conflicts = conflicts;
        this.groups = groups;
        this.decisions = decisions;
        this.catalogue = catalogue;
        this.words = words;
    }

    /** A shape in words. */
    public record Kind(
            String shape, String type, String item, String standing, String rival, String difference, Long conflicts) {}

    /** One of the conflicts of a shape. */
    public record Example(String path, Marked standing, Marked rival, String period) {}

    /** A decision for many as a line of the list. */
    public record Line(UUID id, Kind kind, String state, String choice, String by, String at, long settled) {}

    @GetMapping("/workbench/groups")
    String groups(Model model) {
        model.addAttribute(
                "kinds",
                conflicts.shapes(MOST_SHAPES).stream()
                        .map(counted -> kind(counted.shape(), counted.conflicts()))
                        .toList());
        model.addAttribute(
                "lines", groups.latest(MOST_GROUPS).stream().map(this::line).toList());
        return "groups";
    }

    @GetMapping("/workbench/groups/shape")
    String shape(Actor me, @RequestParam String shape, Model model) {
        return shape(me, parse(shape), null, null, null, null, model);
    }

    private String shape(
            Actor me, Shape shape, String chosen, String reason, String evidence, String fault, Model model) {
        DataItem item = catalogue.item(shape.type(), shape.item()).orElseThrow(GroupsPage::unknown);
        model.addAttribute("kind", kind(shape, conflicts.count(shape)));
        model.addAttribute("standing", shape.standing());
        model.addAttribute("rival", shape.rival());
        List<Example> examples = new ArrayList<>();
        for (AlikeConflicts.Found each : conflicts.page(shape, null, null, EXAMPLES)) {
            List<ConflictValue> values = each.conflict().values();
            String standing = words.value(item, values.get(0).value());
            String rival = words.value(item, values.get(1).value());
            examples.add(new Example(
                    SubjectPage.path(shape.type(), each.subject()),
                    Marked.beside(standing, rival),
                    Marked.beside(rival, standing),
                    words.period(each.conflict().from(), each.conflict().to())));
        }
        model.addAttribute("examples", examples);
        model.addAttribute("proposes", me.is(Role.STEWARD));
        model.addAttribute("chosen", chosen);
        model.addAttribute("reason", reason);
        model.addAttribute("evidence", evidence);
        model.addAttribute("fault", fault);
        return "group-shape";
    }

    @PostMapping("/workbench/groups")
    String propose(
            Actor me,
            @RequestParam String shape,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String evidence,
            Model model) {
        Shape of = parse(shape);
        Choice.How how = choice.equals(Choice.How.TOLERATE.name()) ? Choice.How.TOLERATE : Choice.How.TAKE;
        List<String> lines = evidence.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        try {
            DecisionGroup group = decisions.propose(
                    UUID.randomUUID(), me, of, how, how == Choice.How.TAKE ? choice : null, reason.strip(), lines);
            return "redirect:/workbench/groups/" + group.id();
        } catch (DecisionRefused refused) {
            return shape(me, of, choice, reason, evidence, say(refused), model);
        }
    }

    @GetMapping("/workbench/groups/{id}")
    String group(Actor me, @PathVariable UUID id, Model model) {
        return group(me, id, null, model);
    }

    /** The part of the page that changes while the work goes on. */
    @GetMapping("/workbench/groups/{id}/progress")
    String progress(Actor me, @PathVariable UUID id, Model model) {
        group(me, id, null, model);
        return "group :: progress";
    }

    private String group(Actor me, UUID id, String fault, Model model) {
        DecisionGroup group = groups.find(id).orElseThrow(GroupsPage::unknown);
        long[] progress = conflicts.progress(id);
        boolean restoring = group.state() == DecisionGroup.State.UNDOING;
        model.addAttribute("group", group);
        model.addAttribute("kind", kind(group.proposal().shape(), null));
        model.addAttribute("choice", choice(group));
        model.addAttribute("done", restoring ? progress[1] : progress[0]);
        model.addAttribute("all", restoring ? progress[0] : group.proposal().conflicts());
        boolean open = group.state() == DecisionGroup.State.PROPOSED;
        boolean own = me.name().equals(group.proposal().by().name());
        model.addAttribute("ownProposal", open && own);
        model.addAttribute("approves", open && !own && me.is(Role.APPROVER));
        model.addAttribute("undoes", group.state() == DecisionGroup.State.APPLIED && me.is(Role.APPROVER));
        model.addAttribute("fault", fault);
        return "group";
    }

    @PostMapping("/workbench/groups/{id}/{step:approval|rejection|undoing}")
    String decide(
            Actor me,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        try {
            switch (step) {
                case "approval" -> decisions.approve(id, me);
                case "rejection" -> decisions.reject(id, me, reason.strip());
                default -> decisions.undo(id, me, reason.strip());
            }
            return "redirect:/workbench/groups/" + id;
        } catch (DecisionRefused refused) {
            return group(me, id, say(refused), model);
        }
    }

    private String say(DecisionRefused refused) {
        return words.english() ? refused.fault().messageEn() : refused.fault().message();
    }

    private Line line(DecisionGroup group) {
        return new Line(
                group.id(),
                kind(group.proposal().shape(), group.proposal().conflicts()),
                group.state().name(),
                choice(group),
                group.proposal().by().person(),
                words.time(group.proposedAt()),
                group.settled());
    }

    private String choice(DecisionGroup group) {
        return group.proposal().how() == Choice.How.TAKE
                ? words.of("group.take", words.source(group.proposal().source()))
                : words.of("group.tolerate");
    }

    private Kind kind(Shape shape, Long count) {
        return new Kind(
                shape.text(),
                words.of("type." + shape.type().name()),
                words.item(shape.type(), shape.item()),
                words.source(shape.standing()),
                words.source(shape.rival()),
                words.of("difference." + shape.difference().name()),
                count);
    }

    private static Shape parse(String text) {
        try {
            return Shape.parse(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static RequestRefused unknown() {
        return new RequestRefused(ProblemCode.PATH_UNKNOWN, "没有这一批量裁定或冲突形态", "there is no such shape or decision");
    }
}
