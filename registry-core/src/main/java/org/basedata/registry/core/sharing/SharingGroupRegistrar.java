package org.basedata.registry.core.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.SharingLimits;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.Who;

/**
 * Decides what an order does to a group and to the agreements that are its parts: pure functions of what they are given. A part is an agreement of
 * its receiver from the receiver's consent on, and goes the way of every agreement.
 */
public final class SharingGroupRegistrar {
    /** More is asked for at once by several proposals. */
    private static final int MOST_PARTS = 200;

    private final SharingRegistrar agreements;
    private final SharingLimits limits;
    private final Catalogue catalogue;
    private final Supplier<WorkingDays> calendar;

    SharingGroupRegistrar(
            SharingRegistrar agreements, SharingLimits limits, Catalogue catalogue, Supplier<WorkingDays> calendar) {
        this.agreements = agreements;
        this.limits = limits;
        this.catalogue = catalogue;
        this.calendar = calendar;
    }

    /** What an agreement that begins is called. */
    public record Begins(Supplier<AgreementId> id, Supplier<String> number) {}

    /**
     * @param group without steps when there is none of this code
     * @param files the agreements of its parts
     * @param member what is on record of the person's department
     * @throws AgreementRefused when it is not taken
     */
    public SharingGroupDecision decide(
            SharingGroup group,
            Map<AgreementId, SharingAgreement> files,
            Member member,
            SharingCommand.OfGroup command,
            Actor actor,
            Begins begins,
            Instant now) {
        LocalDate today = SharingRegistrar.day(now);
        if (command instanceof SharingCommand.FoundGroup order) return found(group, order, actor, today);
        if (group.history().isEmpty()) throw AgreementRefused.unknown();
        SharingCommand.OnGroup on = (SharingCommand.OnGroup) command;
        SharingGroupAct act = SharingGroupAct.of(on);
        if (!act.isFor(group, actor))
            throw AgreementRefused.notYours("role", "本账户在该专项共享中无权办理此事项", "in this group this is not for you to do");
        current(group, on);
        SharingGroupState state = group.state(today);
        boolean runs = state == SharingGroupState.FOUNDED || state == SharingGroupState.ACTIVE;
        boolean fits =
                switch (act) {
                    case CONSENT, DECLINE, PROPOSAL, SUSPENSION, PROLONGATION, PROLONGATION_CONSENT -> runs;
                    case RESUMPTION -> state == SharingGroupState.SUSPENDED;
                    case DROPPING, LEAVING, END -> !state.isOver();
                    case FILING -> true;
                };
        if (!fits)
            throw new AgreementRefused(
                    "GROUP_STATE",
                    "state",
                    "该专项共享" + state.zh() + ",不能这样办理",
                    "the group is " + state + "; this cannot be done to it");
        Who by = Who.of(actor);
        if (on instanceof SharingCommand.ProposeParts order)
            return alone(propose(group.terms(), next(group), order.parts(), order.reason(), by, today));
        if (on instanceof SharingCommand.ConsentToParts order)
            return consent(group, files, member, order, actor, begins, today);
        if (on instanceof SharingCommand.DeclineParts order) return alone(decline(group, order, actor));
        if (on instanceof SharingCommand.DropParts order) return drop(group, files, order, by, today);
        if (on instanceof SharingCommand.LeaveGroup order) return leave(group, files, order, actor, today);
        if (on instanceof SharingCommand.FileGroup order) return file(group, files, order, by);
        if (on instanceof SharingCommand.SuspendGroup order) {
            SharingRegistrar.reason(order.reason());
            String code = group.code();
            return with(
                    new SharingGroupSuspended(by, order.reason().strip()),
                    each(
                            files,
                            file -> !file.state(today).isOver() && file.suspendedWithGroup() == null,
                            file -> List.of(
                                    new SharingSuspended(by, order.reason().strip(), code))));
        }
        if (on instanceof SharingCommand.ResumeGroup order) return resume(group, files, order, actor, today);
        if (on instanceof SharingCommand.ProlongGroup order) return alone(askProlongation(group, order, by));
        if (on instanceof SharingCommand.ConsentToProlongation order)
            return consentToProlongation(group, files, order, actor, today);
        SharingCommand.EndGroup order = (SharingCommand.EndGroup) on;
        SharingRegistrar.reason(order.reason());
        String reason = order.reason().strip();
        return with(
                new SharingGroupEnded(by, reason),
                each(
                        files,
                        file -> !file.state(today).isOver(),
                        file -> List.of(over(file, by, reason, EndedBy.GROUP, null, null))));
    }

    private static SharingGroupDecision alone(SharingGroupEvent event) {
        return new SharingGroupDecision(List.of(event), Map.of(), null);
    }

    private static SharingGroupDecision with(SharingGroupEvent event, Map<AgreementId, List<SharingEvent>> happens) {
        return new SharingGroupDecision(List.of(event), happens, null);
    }

    private interface Happens {
        List<SharingEvent> to(SharingAgreement file);
    }

    private static Map<AgreementId, List<SharingEvent>> each(
            Map<AgreementId, SharingAgreement> files, Predicate<SharingAgreement> which, Happens what) {
        Map<AgreementId, List<SharingEvent>> all = new LinkedHashMap<>();
        files.forEach((id, file) -> {
            if (which.test(file)) all.put(id, what.to(file));
        });
        return all;
    }

    private static int next(SharingGroup group) {
        return group.parts().size() + 1;
    }

    private static void current(SharingGroup group, SharingCommand.OnGroup command) {
        if (command.expected() == group.version()) return;
        throw AgreementRefused.changed(
                "该专项共享",
                "the group",
                group.version(),
                group.history().stream()
                        .filter(step -> step.sequence() > command.expected())
                        .map(step -> new AgreementRefused.Done(
                                step.event().by(), step.recordedAt(), SharingWords.of(step.event())))
                        .toList());
    }

    private SharingGroupDecision found(
            SharingGroup before, SharingCommand.FoundGroup order, Actor actor, LocalDate today) {
        SharingRegistrar.applies(actor);
        List<Fault> faults = new ArrayList<>();
        if (order.code() == null
                || !order.code().matches("[A-Z][A-Z0-9_-]{1,39}")
                || Entitlement.RESERVED.contains(order.code()))
            faults.add(
                    SharingRegistrar.fault(
                            "GROUP_CODE",
                            "code",
                            order.code(),
                            "专项代码为 2 至 40 个大写字母、数字、- 或 _,以字母开头,不得用保留代码",
                            "a code of a group is 2 to 40 capitals, digits, - or _, begins with a letter, and is not reserved"));
        else if (!before.history().isEmpty())
            faults.add(SharingRegistrar.fault(
                    "GROUP_KNOWN", "code", order.code(), "该代码已用过,请另选", "this code was used before; choose another"));
        said(order.name(), "name", "NAME_MISSING", "须写明专项名称", "say what the group is called", faults);
        said(order.purpose(), "purpose", "WORDING_MISSING", "须写明用途", "say what it is for, in words", faults);
        said(order.legalBasis(), "legalBasis", "BASIS_MISSING", "须写明使用依据", "say what the need rests on", faults);
        said(order.scenario(), "scenario", "SCENARIO_MISSING", "须写明使用场景", "say what the data is used in", faults);
        if (order.ways().isEmpty())
            faults.add(SharingRegistrar.fault(
                    "WAYS_MISSING", "ways", null, "须选择共享方式", "choose one way of sharing or more"));
        if (order.cycle() == null)
            faults.add(SharingRegistrar.fault("CYCLE_MISSING", "cycle", null, "须写明交换周期", "say how often"));
        SharingRegistrar.period(order.from(), order.until(), today, faults);
        List<GroupPart> parts = parts(order.parts(), order.ways(), 1, faults);
        if (!faults.isEmpty()) throw new AgreementRefused(faults);
        Who by = Who.of(actor);
        SharingGroupTerms terms = new SharingGroupTerms(
                order.code(),
                order.name().strip(),
                actor.department(),
                order.purpose().strip(),
                order.legalBasis().strip(),
                order.scenario().strip(),
                new TreeSet<>(order.ways()),
                order.cycle(),
                order.from(),
                order.until());
        return new SharingGroupDecision(
                List.of(
                        new SharingGroupFounded(by, terms),
                        new GroupPartsProposed(by, null, parts, asked(parts, today))),
                Map.of(),
                null);
    }

    private static void said(String text, String at, String code, String zh, String en, List<Fault> faults) {
        if (SharingRegistrar.blank(text)) faults.add(SharingRegistrar.fault(code, at, null, zh, en));
    }

    private GroupPartsProposed propose(
            SharingGroupTerms terms,
            int first,
            List<SharingCommand.WantedPart> wanted,
            String reason,
            Who by,
            LocalDate today) {
        SharingRegistrar.reason(reason);
        List<Fault> faults = new ArrayList<>();
        List<GroupPart> parts = parts(wanted, terms.ways(), first, faults);
        if (!faults.isEmpty()) throw new AgreementRefused(faults);
        return new GroupPartsProposed(by, reason.strip(), parts, asked(parts, today));
    }

    /** Those that have to consent: a working day where all that is given is shared unconditionally, else the days for what is not. */
    private SortedMap<String, LocalDate> asked(List<GroupPart> parts, LocalDate today) {
        SortedMap<String, LocalDate> asked = new TreeMap<>();
        Set<String> members = new TreeSet<>();
        parts.forEach(part -> members.addAll(List.of(part.giver(), part.receiver())));
        for (String member : members) {
            List<GroupPart> gives =
                    parts.stream().filter(part -> part.giver().equals(member)).toList();
            boolean plain = !gives.isEmpty()
                    && gives.stream().allMatch(part -> part.items().keySet().stream()
                            .allMatch(code -> catalogue
                                            .item(part.type(), code)
                                            .orElseThrow()
                                            .sharing()
                                    == SharingType.UNCONDITIONAL));
            asked.put(
                    member,
                    calendar.get()
                            .after(today, plain ? limits.unconditional() : limits.conditional())
                            .due());
        }
        return asked;
    }

    private List<GroupPart> parts(
            List<SharingCommand.WantedPart> wanted, Set<ProvisionWay> ways, int first, List<Fault> faults) {
        List<GroupPart> parts = new ArrayList<>();
        if (wanted.isEmpty() || wanted.size() > MOST_PARTS)
            faults.add(SharingRegistrar.fault(
                    "PARTS_MISSING",
                    "parts",
                    null,
                    "须列明何部门向何部门提供什么,一次 1 至 " + MOST_PARTS + " 项",
                    "say who gives what to whom, 1 to " + MOST_PARTS + " parts at once"));
        for (int i = 0; i < Math.min(wanted.size(), MOST_PARTS); i++) {
            GroupPart part = part(first + i, wanted.get(i), ways, "parts[" + i + "]", faults);
            if (part != null) parts.add(part);
        }
        return parts;
    }

    /** Null when something is wrong with it. */
    private GroupPart part(
            int number, SharingCommand.WantedPart wanted, Set<ProvisionWay> ways, String at, List<Fault> faults) {
        int before = faults.size();
        for (String department : new String[] {wanted.giver(), wanted.receiver()})
            if (department == null || catalogue.source(department).isEmpty())
                faults.add(SharingRegistrar.fault(
                        "DEPARTMENT_UNKNOWN",
                        at + (department == wanted.giver() ? ".giver" : ".receiver"),
                        department,
                        "第 " + number + " 项:" + (department == null ? "须写明提供部门和使用部门" : "没有该部门"),
                        "part " + number + ": "
                                + (department == null ? "say who gives and who gets" : "there is no such department")));
        if (wanted.giver() != null && wanted.giver().equals(wanted.receiver()))
            faults.add(SharingRegistrar.fault(
                    "PART_OWN",
                    at + ".receiver",
                    wanted.receiver(),
                    "提供部门和使用部门不能相同",
                    "a department gives itself nothing"));
        if (wanted.type() == null)
            faults.add(SharingRegistrar.fault(
                    "TYPE_MISSING", at + ".type", null, "须写明主体类型", "say which kind of subject it is about"));
        if (faults.size() > before) return null;
        SubjectType type = wanted.type();
        SharingRegistrar.scope(type, wanted.scope(), at + ".scope.entityTypes", faults);
        SortedMap<String, Masking> items = new TreeMap<>();
        for (String code : wanted.datasets()) fromDataset(code, wanted, ways, items, at, faults);
        wanted.items().forEach((code, masking) -> items.put(code, masking == null ? usual(wanted) : masking));
        if (items.isEmpty() && faults.size() == before)
            faults.add(
                    SharingRegistrar.fault("ITEMS_MISSING", at + ".items", null, "须至少列明一项数据", "name one item or more"));
        for (String code : items.keySet()) given(wanted.giver(), type, code, ways, at + ".items." + code, faults);
        if (faults.size() > before) return null;
        // What is delivered by a dataset that is named need not come by another as well.
        SortedSet<String> datasets = new TreeSet<>(wanted.datasets());
        Set<String> single = new TreeSet<>(wanted.items().keySet());
        for (String code : wanted.datasets())
            single.removeAll(
                    catalogue.dataset(code).orElseThrow().itemsBySource().get(wanted.giver()));
        for (Dataset dataset : catalogue.datasets())
            if (dataset.subjectType() == type
                    && dataset.itemsBySource().getOrDefault(wanted.giver(), Set.of()).stream()
                            .anyMatch(single::contains)) datasets.add(dataset.code());
        return new GroupPart(number, wanted.giver(), wanted.receiver(), type, items, wanted.scope(), datasets);
    }

    /** All that may be shared of a dataset and that the giver is the authority of. What is shared with nobody stays out of it. */
    private void fromDataset(
            String code,
            SharingCommand.WantedPart wanted,
            Set<ProvisionWay> ways,
            Map<String, Masking> items,
            String at,
            List<Fault> faults) {
        Dataset dataset = catalogue.dataset(code).orElse(null);
        if (dataset == null
                || dataset.subjectType() != wanted.type()
                || !dataset.itemsBySource().containsKey(wanted.giver())) {
            faults.add(SharingRegistrar.fault(
                    "DATASET_UNKNOWN",
                    at + ".datasets",
                    code,
                    "该部门不提供该信息组",
                    "this department sends no such dataset of subjects of the type"));
            return;
        }
        for (String each : dataset.itemsBySource().get(wanted.giver())) {
            List<Fault> why = new ArrayList<>();
            given(wanted.giver(), wanted.type(), each, ways, at, why);
            if (why.isEmpty()) items.put(each, usual(wanted));
        }
    }

    private static Masking usual(SharingCommand.WantedPart wanted) {
        return wanted.masking() == null ? Masking.FULL : wanted.masking();
    }

    private void given(
            String giver, SubjectType type, String code, Set<ProvisionWay> ways, String at, List<Fault> faults) {
        DataItem item = catalogue.item(type, code).orElse(null);
        if (item == null)
            faults.add(SharingRegistrar.fault("ITEM_UNKNOWN", at, code, "目录中没有该数据项", "the catalogue has no such item"));
        else if (item.sharing() == SharingType.NOT_SHARED)
            faults.add(SharingRegistrar.fault(
                    "NOT_SHARED",
                    at,
                    code,
                    item.nameZh() + "不予共享,依据:" + item.terms().legalGround(),
                    "this item is shared with nobody; legal ground: "
                            + item.terms().legalGround()));
        else if (!item.authorityOrder().get(0).equals(giver))
            faults.add(SharingRegistrar.fault(
                    "NOT_THE_AUTHORITY",
                    at,
                    code,
                    item.nameZh() + "的权威数源是 " + item.authorityOrder().get(0) + ",不是 " + giver,
                    "the authority of this item is " + item.authorityOrder().get(0) + ", not " + giver));
        else if (!item.terms().code().isEmpty()
                && !ways.isEmpty()
                && ways.stream().noneMatch(way -> item.terms().ways().contains(way)))
            faults.add(SharingRegistrar.fault(
                    "WAY_NOT_OFFERED",
                    at,
                    code,
                    item.nameZh() + "不以所选方式提供",
                    "this item is not given out in any of these ways"));
    }

    /** The parts that an order is about: those named, or all that wait for the member. */
    private static List<SharingGroup.Part> waiting(
            SharingGroup group, Set<Integer> named, String member, Predicate<SharingGroup.Part> waits) {
        List<SharingGroup.Part> parts = group.parts().stream().filter(waits).toList();
        if (named.isEmpty()) {
            if (parts.isEmpty()) throw nothingWaits(member);
            return parts;
        }
        List<SharingGroup.Part> chosen = new ArrayList<>();
        for (int number : new TreeSet<>(named)) {
            SharingGroup.Part part = group.part(number);
            if (part == null || !parts.contains(part)) throw nothingWaits(number + " " + member);
            chosen.add(part);
        }
        return chosen;
    }

    private static AgreementRefused nothingWaits(String what) {
        return new AgreementRefused(
                "PART_NOT_OPEN",
                "parts",
                "没有待本部门同意的这一项 (" + what + ")",
                "no such part waits for your department's consent (" + what + ")");
    }

    private static void notOwn(List<SharingGroup.Part> parts, Actor actor) {
        if (parts.stream().anyMatch(part -> part.proposedBy().name().equals(actor.name())))
            throw new AgreementRefused(
                    "OWN_APPLICATION", "by", "不得由提出人本人同意", "whoever has asked for it cannot consent to it");
    }

    private SharingGroupDecision consent(
            SharingGroup group,
            Map<AgreementId, SharingAgreement> files,
            Member member,
            SharingCommand.ConsentToParts order,
            Actor actor,
            Begins begins,
            LocalDate today) {
        String department = actor.department();
        List<SharingGroup.Part> parts =
                waiting(group, order.parts(), department, part -> part.isOpenTo(department, files, today));
        notOwn(parts, actor);
        Who by = Who.of(actor);
        String reason =
                SharingRegistrar.blank(order.reason()) ? null : order.reason().strip();
        List<SharingGroupEvent> events = new ArrayList<>();
        events.add(new GroupPartsConsented(
                by,
                reason,
                department,
                parts.stream().map(part -> part.what().number()).toList()));
        Map<AgreementId, List<SharingEvent>> happens = new LinkedHashMap<>();
        PurposeEntered entered = null;
        for (SharingGroup.Part part : parts) {
            stillGiven(part.what(), group.terms().ways());
            if (part.agreement() != null) {
                happens.put(
                        part.agreement(),
                        agreements.grantAll(files.get(part.agreement()), department, by, reason, today));
            } else if (part.what().receiver().equals(department)) {
                if (entered == null) entered = purpose(group.terms(), member, by);
                AgreementId id = begins.id().get();
                List<SharingEvent> opened =
                        open(id, group, part, by, reason, begins.number().get(), today);
                happens.put(id, opened);
                events.add(new GroupPartOpened(
                        Who.REGISTRY, null, part.what().number(), id, ((SharingRequested) opened.get(0)).number()));
            }
        }
        return new SharingGroupDecision(events, happens, entered);
    }

    /** The catalogue may say otherwise than when it was proposed. */
    private void stillGiven(GroupPart part, Set<ProvisionWay> ways) {
        List<Fault> faults = new ArrayList<>();
        for (String code : part.items().keySet())
            given(part.giver(), part.type(), code, ways, "parts." + part.number() + "." + code, faults);
        if (!faults.isEmpty()) throw new AgreementRefused(faults);
    }

    /** The purpose for which the receiver reads; null when it is on record already. */
    private static PurposeEntered purpose(SharingGroupTerms terms, Member member, Who by) {
        Purpose wanted = new Purpose(terms.code(), terms.purpose(), terms.legalBasis());
        Purpose known = member.inUse().get(terms.code());
        if (known != null && known.equals(wanted)) return null;
        if (member.purposes().containsKey(terms.code()))
            throw new AgreementRefused(
                    "PURPOSE_KNOWN",
                    "code",
                    "本部门已用过用途代码 " + terms.code() + ",含义不同或已停用,不能加入",
                    "your department has used " + terms.code() + " as the code of another purpose, or has ended it");
        return new PurposeEntered(by, member.department(), wanted);
    }

    /** The agreement of the receiver, up to where its giver has brought it. */
    private List<SharingEvent> open(
            AgreementId id,
            SharingGroup group,
            SharingGroup.Part part,
            Who by,
            String reason,
            String number,
            LocalDate today) {
        SharingGroupTerms terms = group.terms();
        GroupPart what = part.what();
        List<SharingEvent> events = new ArrayList<>();
        SharingAgreement file = SharingAgreement.begun(id);
        happened(
                file,
                events,
                List.of(new SharingRequested(
                        part.proposedBy(),
                        number,
                        new Application(
                                what.receiver(),
                                terms.code(),
                                terms.purpose(),
                                terms.legalBasis(),
                                terms.scenario(),
                                what.type(),
                                what.items(),
                                what.scope(),
                                terms.ways(),
                                terms.from(),
                                group.until()),
                        new TreeMap<>(
                                Map.of(what.giver(), List.copyOf(what.items().keySet()))),
                        terms.code())));
        happened(file, events, List.of(agreements.consent(file, by, reason, today)));
        if (part.given() != null)
            happened(file, events, agreements.grantAll(file, what.giver(), part.given(), null, today));
        return events;
    }

    private static void happened(SharingAgreement file, List<SharingEvent> all, List<SharingEvent> events) {
        for (SharingEvent event : events) {
            file.evolve(new AgreementStep(file.id(), file.version() + 1, Instant.EPOCH, event));
            all.add(event);
        }
    }

    private static GroupPartsDeclined decline(SharingGroup group, SharingCommand.DeclineParts order, Actor actor) {
        SharingRegistrar.reason(order.reason());
        String department = actor.department();
        List<SharingGroup.Part> parts = waiting(group, order.parts(), department, part -> part.waitsFor(department));
        notOwn(parts, actor);
        boolean gives = parts.stream().anyMatch(part -> part.what().giver().equals(department));
        if (gives && SharingRegistrar.blank(order.legalGround()))
            throw new AgreementRefused(
                    "GROUND_MISSING",
                    "legalGround",
                    "不予共享须写明法律、行政法规或者国家规定依据",
                    "a refusal names the law, regulation or central decision that it rests on");
        return new GroupPartsDeclined(
                Who.of(actor),
                order.reason().strip(),
                department,
                parts.stream().map(part -> part.what().number()).toList(),
                gives ? order.legalGround().strip() : null);
    }

    private static SharingGroupDecision drop(
            SharingGroup group,
            Map<AgreementId, SharingAgreement> files,
            SharingCommand.DropParts order,
            Who by,
            LocalDate today) {
        SharingRegistrar.reason(order.reason());
        List<Integer> parts = new ArrayList<>();
        for (int number : new TreeSet<>(order.parts())) {
            SharingGroup.Part part = group.part(number);
            if (part == null || part.closed() != null)
                throw new AgreementRefused(
                        "PART_UNKNOWN",
                        "parts",
                        "没有这一项 (" + number + "),或已终止",
                        "there is no such part, or it is over: " + number);
            parts.add(number);
        }
        if (parts.isEmpty()) throw new AgreementRefused("PARTS_MISSING", "parts", "须列明终止哪几项", "say which parts");
        String reason = order.reason().strip();
        return with(
                new GroupPartsDropped(by, reason, parts),
                each(
                        files,
                        file -> isOf(file, group, parts) && !file.state(today).isOver(),
                        file -> List.of(over(file, by, reason, EndedBy.GROUP, null, null))));
    }

    private static boolean isOf(SharingAgreement file, SharingGroup group, List<Integer> parts) {
        return parts.stream()
                .anyMatch(number -> file.id().equals(group.part(number).agreement()));
    }

    private static SharingGroupDecision leave(
            SharingGroup group,
            Map<AgreementId, SharingAgreement> files,
            SharingCommand.LeaveGroup order,
            Actor actor,
            LocalDate today) {
        SharingRegistrar.reason(order.reason());
        String department = actor.department();
        List<Integer> parts = group.parts().stream()
                .filter(part -> part.closed() == null && part.what().concerns(department))
                .map(part -> part.what().number())
                .toList();
        boolean given = files.values().stream()
                .anyMatch(file -> isOf(file, group, parts)
                        && file.agreedAt() != null
                        && !file.state(today).isOver()
                        && file.answer(department) != null);
        if (given && (SharingRegistrar.blank(order.consultation()) || SharingRegistrar.blank(order.filing())))
            throw new AgreementRefused(
                    SharingRegistrar.blank(order.consultation()) ? "CONSULTATION_MISSING" : "FILING_MISSING",
                    SharingRegistrar.blank(order.consultation()) ? "consultation" : "filing",
                    "提供部门终止共享须写明理由、与使用部门协商的情况和备案文号(国务院令第809号第二十七条)",
                    "a provider ends it only with a reason, after consulting those that get it, and on file with the authority"
                            + " (Decree 809, article 27)");
        Who by = Who.of(actor);
        String reason = order.reason().strip();
        String consultation = given ? order.consultation().strip() : null;
        String filing = given ? order.filing().strip() : null;
        return with(
                new GroupMemberLeft(by, reason, department, parts, consultation, filing),
                each(
                        files,
                        file -> isOf(file, group, parts) && !file.state(today).isOver(),
                        file -> {
                            boolean gets = file.application().department().equals(department);
                            return List.of(over(
                                    file,
                                    by,
                                    reason,
                                    gets ? EndedBy.APPLICANT : EndedBy.PROVIDER,
                                    gets ? null : consultation,
                                    gets ? null : filing));
                        }));
    }

    /** What was agreed ends, what was not is taken back. */
    private static SharingEvent over(
            SharingAgreement file, Who by, String reason, EndedBy side, String consultation, String filing) {
        return file.agreedAt() == null
                ? new SharingWithdrawn(by, reason)
                : new SharingEnded(by, reason, side, consultation, filing);
    }

    private static SharingGroupDecision file(
            SharingGroup group, Map<AgreementId, SharingAgreement> files, SharingCommand.FileGroup order, Who by) {
        if (group.filedAs() != null)
            throw new AgreementRefused("FILED_ALREADY", "state", "已备案", "it is on file already");
        if (SharingRegistrar.blank(order.reference()))
            throw new AgreementRefused("REFERENCE_MISSING", "reference", "须写明备案文号", "a file number is needed");
        String note = SharingRegistrar.blank(order.note()) ? null : order.note().strip();
        String reference = order.reference().strip();
        // What is agreed later is put on file when it is.
        return with(
                new SharingGroupFiled(by, note, reference),
                each(
                        files,
                        file -> file.agreedAt() != null && file.filedAs() == null,
                        file -> List.of(new SharingFiled(by, note, reference))));
    }

    private SharingGroupDecision resume(
            SharingGroup group,
            Map<AgreementId, SharingAgreement> files,
            SharingCommand.ResumeGroup order,
            Actor actor,
            LocalDate today) {
        SharingRegistrar.reason(order.reason());
        String suspendedBy = group.suspended().by().department();
        if (!actor.is(Role.CATALOGUE_ADMIN) && !actor.department().equals(suspendedBy))
            throw AgreementRefused.notYours(
                    "department",
                    "须由作出暂停决定的部门或主管部门恢复",
                    "whoever has suspended it lets it go on again, or the authority");
        Who by = Who.of(actor);
        String reason = order.reason().strip();
        LocalDate since = SharingRegistrar.day(group.suspendedAt());
        return with(
                new SharingGroupResumed(by, reason),
                each(
                        files,
                        file -> file.suspendedWithGroup() != null
                                && !file.state(today).isOver(),
                        file -> {
                            List<SharingEvent> events = new ArrayList<>();
                            events.add(new SharingResumed(by, reason, group.code()));
                            // Who could not answer meanwhile has as many days left as when the clock stopped.
                            for (ProviderAnswer each : file.answers())
                                if (!each.isComplete()
                                        && !each.isWaitingForMaterial()
                                        && !each.due().isBefore(since))
                                    events.add(new AnswerExtended(
                                            by,
                                            reason,
                                            each.provider(),
                                            0,
                                            calendar.get()
                                                    .after(
                                                            today,
                                                            Math.max(
                                                                    1,
                                                                    calendar.get()
                                                                            .between(since, each.due())))
                                                    .due(),
                                            file.application().department()));
                            return events;
                        }));
    }

    private static GroupProlongationAsked askProlongation(
            SharingGroup group, SharingCommand.ProlongGroup order, Who by) {
        SharingRegistrar.reason(order.reason());
        if (order.until() == null || !order.until().isAfter(group.until()))
            throw new AgreementRefused("PERIOD_REVERSED", "until", "须写明更晚的截止日", "a longer term ends later");
        return new GroupProlongationAsked(by, order.reason().strip(), order.until());
    }

    private static SharingGroupDecision consentToProlongation(
            SharingGroup group,
            Map<AgreementId, SharingAgreement> files,
            SharingCommand.ConsentToProlongation order,
            Actor actor,
            LocalDate today) {
        SharingGroup.Prolongation asked = group.prolongation();
        SortedSet<String> left = group.prolongationWaitsFor();
        if (!left.contains(actor.department()))
            throw new AgreementRefused(
                    "PROLONGATION_NOT_OPEN",
                    "until",
                    "没有待本部门同意的延期",
                    "no longer term waits for your department's consent");
        if (asked.by().name().equals(actor.name()))
            throw new AgreementRefused(
                    "OWN_APPLICATION", "by", "不得由提出人本人同意", "whoever has asked for it cannot consent to it");
        String reason =
                SharingRegistrar.blank(order.reason()) ? null : order.reason().strip();
        GroupProlongationConsented consented =
                new GroupProlongationConsented(Who.of(actor), reason, actor.department());
        left.remove(actor.department());
        if (!left.isEmpty()) return alone(consented);
        return new SharingGroupDecision(
                List.of(consented, new SharingGroupProlonged(Who.REGISTRY, null, asked.until())),
                each(
                        files,
                        file -> !file.state(today).isOver(),
                        file -> List.of(new SharingWidened(Who.REGISTRY, null, 0, file.scope(), asked.until()))),
                null);
    }
}
