package org.basedata.registry.core.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.SharingLimits;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.Who;
import org.basedata.registry.core.sharing.SharingAgreement.AskedWidening;

/** Decides what an order does to an agreement: pure functions of what they are given. */
public final class SharingRegistrar {
    /** Days of agreements begin when the registry's do. */
    public static final ZoneOffset DAY_ZONE = ZoneOffset.ofHours(8);

    private final SharingLimits limits;
    private final Catalogue catalogue;
    private final Supplier<WorkingDays> calendar;
    private final SharingGroupRegistrar groups;

    /** @param calendar as it is in force when it is asked */
    public SharingRegistrar(SharingLimits limits, Catalogue catalogue, Supplier<WorkingDays> calendar) {
        this.limits = limits;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.groups = new SharingGroupRegistrar(this, limits, catalogue, calendar);
    }

    /** Decides about groups, whose parts are agreements. */
    public SharingGroupRegistrar groups() {
        return groups;
    }

    /** What a person can do to an agreement on a day, as far as its state and the rules in force tell. */
    public Set<AgreementAct> possible(SharingAgreement file, Actor actor, LocalDate today) {
        return AgreementAct.possible(file, actor, today, limits.silenceIsConsent());
    }

    public static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, DAY_ZONE);
    }

    /** The last day of a term that begins on the day after {@code day}. */
    LocalDate after(LocalDate day, int workingDays) {
        return calendar.get().after(day, workingDays).due();
    }

    /**
     * An application; all that is wrong with it is told at once.
     *
     * @param member what is on record of the applicant's department
     * @param number gives the next number, asked for when nothing is wrong
     * @throws AgreementRefused when it is not taken
     */
    public SharingRequested request(
            SharingCommand.Request command, Actor actor, Member member, Supplier<String> number, Instant now) {
        applies(actor);
        List<Fault> faults = new ArrayList<>();
        Purpose purpose = command.purpose() == null ? null : member.inUse().get(command.purpose());
        if (purpose == null)
            faults.add(fault(
                    "PURPOSE_UNKNOWN",
                    "purpose",
                    command.purpose(),
                    "本部门没有登记这一用途,或已停用;请信息主管先登记",
                    "your department has no such purpose in use; its information officer enters it first"));
        String basis = blank(command.legalBasis()) && purpose != null ? purpose.legalBasis() : command.legalBasis();
        if (blank(basis) && purpose != null)
            faults.add(fault("BASIS_MISSING", "legalBasis", null, "须写明使用依据", "say what the need rests on"));
        if (blank(command.scenario()))
            faults.add(fault("SCENARIO_MISSING", "scenario", null, "须写明使用场景", "say what the data is used in"));
        if (command.ways().isEmpty())
            faults.add(fault("WAYS_MISSING", "ways", null, "须选择共享方式", "choose one way of sharing or more"));
        period(command.from(), command.until(), day(now), faults);
        SortedMap<String, List<String>> providers = new TreeMap<>();
        if (command.type() == null)
            faults.add(fault("TYPE_MISSING", "type", null, "须写明主体类型", "say which kind of subject it is about"));
        else providers = providers(command, faults);
        if (!faults.isEmpty()) throw new AgreementRefused(faults);
        return new SharingRequested(
                Who.of(actor),
                number.get(),
                new Application(
                        actor.department(),
                        purpose.code(),
                        purpose.wording(),
                        basis.strip(),
                        command.scenario().strip(),
                        command.type(),
                        new TreeMap<>(command.items()),
                        command.scope(),
                        new TreeSet<>(command.ways()),
                        command.from(),
                        command.until()),
                providers,
                null);
    }

    static void period(LocalDate from, LocalDate until, LocalDate today, List<Fault> faults) {
        if (from == null || until == null)
            faults.add(fault(
                    "PERIOD_MISSING",
                    from == null ? "from" : "until",
                    null,
                    "须写明期限:自何日起,至何日(不含)止",
                    "say from which day, and the first day after the last"));
        else if (!from.isBefore(until) || !until.isAfter(today))
            faults.add(fault(
                    "PERIOD_REVERSED",
                    "until",
                    until.toString(),
                    "截止日须在起始日和今日之后",
                    "the end has to be after the beginning and after today"));
    }

    /** @param at where the kinds of legal entities stand in what was sent */
    static void scope(SubjectType type, SubjectScope scope, String at, List<Fault> faults) {
        if (type == SubjectType.PERSON && scope != null && !scope.entityTypes().isEmpty())
            faults.add(fault(
                    "SCOPE_UNFIT",
                    at,
                    null,
                    "自然人没有主体类别,不能据此限定范围",
                    "natural persons have no entity type to be told apart by"));
    }

    private SortedMap<String, List<String>> providers(SharingCommand.Request command, List<Fault> faults) {
        SortedMap<String, List<String>> providers = new TreeMap<>();
        if (command.items().isEmpty())
            faults.add(fault("ITEMS_MISSING", "items", null, "须至少列明一项数据", "name one item or more"));
        scope(command.type(), command.scope(), "scope.entityTypes", faults);
        for (String code : new TreeSet<>(command.items().keySet())) {
            DataItem item = catalogue.item(command.type(), code).orElse(null);
            String at = "items." + code;
            if (item == null)
                faults.add(fault("ITEM_UNKNOWN", at, code, "目录中没有该数据项", "the catalogue has no such item"));
            else if (item.sharing() == SharingType.NOT_SHARED)
                faults.add(fault(
                        "NOT_SHARED",
                        at,
                        code,
                        item.nameZh() + "不予共享,依据:" + item.terms().legalGround(),
                        "this item is shared with nobody; legal ground: "
                                + item.terms().legalGround()));
            else if (noWay(item, command))
                faults.add(fault(
                        "WAY_NOT_OFFERED",
                        at,
                        code,
                        item.nameZh() + "只以 " + ways(item) + " 方式提供",
                        "this item is given out by " + ways(item) + " only"));
            else
                providers
                        .computeIfAbsent(item.authorityOrder().get(0), of -> new ArrayList<>())
                        .add(code);
        }
        return providers;
    }

    private static boolean noWay(DataItem item, SharingCommand.Request command) {
        boolean stated = !item.terms().code().isEmpty();
        return stated
                && !command.ways().isEmpty()
                && command.ways().stream().noneMatch(way -> item.terms().ways().contains(way));
    }

    private static String ways(DataItem item) {
        return item.terms().ways().stream().sorted().map(ProvisionWay::name).collect(Collectors.joining(", "));
    }

    static Fault fault(String code, String item, String value, String zh, String en) {
        return new Fault(code, item, value, zh, en);
    }

    /** @throws AgreementRefused when it is not taken */
    public List<SharingEvent> decide(
            SharingAgreement file, SharingCommand.OnAgreement command, Actor actor, Instant now) {
        LocalDate today = day(now);
        authorise(file, command, actor);
        current(file, command);
        if (command instanceof SharingCommand.Consent order) return List.of(consent(file, order, actor, today));
        if (command instanceof SharingCommand.Decline order) {
            must(file, today, AgreementState.REQUESTED);
            reason(order.reason());
            return List.of(new SharingDeclined(Who.of(actor), order.reason()));
        }
        if (command instanceof SharingCommand.Withdraw order) {
            must(
                    file,
                    today,
                    AgreementState.REQUESTED,
                    AgreementState.ANSWERING,
                    AgreementState.REFUSED,
                    AgreementState.DISPUTED);
            reason(order.reason());
            return List.of(new SharingWithdrawn(Who.of(actor), order.reason()));
        }
        if (command instanceof SharingCommand.AskMaterial order) return List.of(lack(file, order, actor, today));
        if (command instanceof SharingCommand.SupplyMaterial order) return List.of(supply(file, order, actor, today));
        if (command instanceof SharingCommand.ExtendAnswer order) return List.of(extend(file, order, actor, today));
        if (command instanceof SharingCommand.Allow order) return allow(file, order, actor, today);
        if (command instanceof SharingCommand.Refuse order) return refuse(file, order, actor, today);
        if (command instanceof SharingCommand.TakeSilence order) return silence(file, order, actor, today);
        if (command instanceof SharingCommand.Escalate order) return List.of(escalate(file, order, actor, today));
        if (command instanceof SharingCommand.Settle order) return settle(file, order, actor, today);
        if (command instanceof SharingCommand.PutOnFile order) return List.of(putOnFile(file, order, actor));
        if (command instanceof SharingCommand.Suspend order) return List.of(suspend(file, order, actor, today));
        if (command instanceof SharingCommand.Resume order) return List.of(resume(file, order, actor, today));
        if (command instanceof SharingCommand.End order) return List.of(end(file, order, actor, today));
        if (command instanceof SharingCommand.RecordDisposal order) return List.of(dispose(file, order, actor, today));
        if (command instanceof SharingCommand.AskWidening order) return List.of(askWidening(file, order, actor, today));
        return answerWidening(file, (SharingCommand.AnswerWidening) command, actor, today);
    }

    /** Whether the person may do this to this agreement at all, whatever state it is in. */
    private static void authorise(SharingAgreement file, SharingCommand.OnAgreement command, Actor actor) {
        AgreementAct act = AgreementAct.of(command);
        if (!act.isFor(file, actor)) {
            boolean concerned = actor.is(Role.CATALOGUE_ADMIN)
                    || AgreementAct.isOf(actor, file.application().department())
                    || AgreementAct.isProvider(file, actor);
            throw concerned
                    ? AgreementRefused.notYours(
                            "role", "本账户在该授权中无权办理此事项", "in this agreement this is not for you to do")
                    : AgreementRefused.notYours(
                            "department", "该授权与本部门无关", "this agreement does not concern your department");
        }
        if (act.isNeverByTheApplicant() && file.requestedBy().name().equals(actor.name()))
            throw new AgreementRefused(
                    "OWN_APPLICATION",
                    "by",
                    "申请不得由申请人本人同意或答复",
                    "whoever has applied can neither consent to the application nor answer it");
    }

    /** Whether somebody applies for things in the name of the own department. */
    public static boolean mayApply(Actor actor) {
        return actor.department() != null && AgreementAct.isOf(actor, actor.department());
    }

    static void applies(Actor actor) {
        if (!mayApply(actor))
            throw AgreementRefused.notYours(
                    "role",
                    "申请须由部门的" + Role.CONSUMER.zh() + "、" + Role.SOURCE.zh() + "或" + Role.INFORMATION_OFFICER.zh()
                            + "账户提出",
                    "a department applies, by somebody with role CONSUMER, SOURCE or INFORMATION_OFFICER");
    }

    private static void current(SharingAgreement file, SharingCommand.OnAgreement command) {
        if (command.expected() == file.version()) return;
        throw AgreementRefused.changed(
                "授权",
                "the agreement",
                file.version(),
                file.since(command.expected()).stream()
                        .map(step -> new AgreementRefused.Done(
                                step.event().by(), step.recordedAt(), SharingWords.of(step.event())))
                        .toList());
    }

    private static void must(SharingAgreement file, LocalDate today, AgreementState... anyOf) {
        AgreementState state = file.state(today);
        for (AgreementState each : anyOf) if (each == state) return;
        throw wrongState(state);
    }

    private static AgreementRefused wrongState(AgreementState state) {
        return new AgreementRefused(
                "AGREEMENT_STATE",
                "state",
                "授权" + state.zh() + ",不能这样办理",
                "the agreement is " + state + "; this cannot be done to it");
    }

    static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    static void reason(String text) {
        if (blank(text)) throw new AgreementRefused("REASON_MISSING", "reason", "须写明理由", "a reason is needed");
    }

    private SharingConsented consent(
            SharingAgreement file, SharingCommand.Consent order, Actor actor, LocalDate today) {
        must(file, today, AgreementState.REQUESTED);
        return consent(file, Who.of(actor), order.reason(), today);
    }

    /** From here the clocks of the providers run. */
    SharingConsented consent(SharingAgreement file, Who by, String reason, LocalDate today) {
        if (!file.application().until().isAfter(today))
            throw new AgreementRefused(
                    "PERIOD_REVERSED", "until", "申请的使用时限已过,请重新申请", "the time that was applied for is over; apply anew");
        List<AskedProvider> asked = new ArrayList<>();
        for (ProviderAnswer each : file.answers()) {
            boolean conditional = each.open().stream().anyMatch(item -> catalogue
                    .item(file.application().type(), item)
                    .map(found -> found.sharing() != SharingType.UNCONDITIONAL)
                    .orElse(true));
            asked.add(new AskedProvider(
                    each.provider(),
                    conditional,
                    after(today, conditional ? limits.conditional() : limits.unconditional())));
        }
        return new SharingConsented(by, reason, asked);
    }

    /** The provider's answer, while it has to be given. */
    private static ProviderAnswer answering(SharingAgreement file, String provider, LocalDate today) {
        ProviderAnswer answer = file.answer(provider);
        if (answer == null)
            throw new AgreementRefused(
                    "PROVIDER_UNKNOWN", "provider", "该部门不是本申请的提供部门", "this department provides nothing of this");
        must(file, today, AgreementState.ANSWERING);
        if (answer.isComplete())
            throw new AgreementRefused(
                    "ANSWERED_ALREADY",
                    "provider",
                    provider + " 已答复",
                    provider + " has answered for all its items already");
        return answer;
    }

    private MaterialRequested lack(
            SharingAgreement file, SharingCommand.AskMaterial order, Actor actor, LocalDate today) {
        ProviderAnswer answer = answering(file, actor.department(), today);
        if (answer.missing() != null)
            throw new AgreementRefused(
                    "MATERIAL_TOLD_ALREADY",
                    "missing",
                    "补正材料须一次性告知,本部门已告知过(国务院令第809号第二十一条)",
                    "what is missing is told once (Decree 809, article 21), and your department has told it");
        if (blank(order.missing()))
            throw new AgreementRefused("MATERIAL_MISSING", "missing", "须一次写明全部缺少的材料", "say what is missing, all of it");
        if (answer.isLate(today))
            throw new AgreementRefused(
                    "ANSWER_LATE",
                    "missing",
                    "答复期限已过,不能再要求补正",
                    "the time for the answer is over; nothing can be asked for");
        return new MaterialRequested(
                Who.of(actor),
                order.missing().strip(),
                answer.provider(),
                Math.max(1, calendar.get().between(today, answer.due())));
    }

    private MaterialSupplied supply(
            SharingAgreement file, SharingCommand.SupplyMaterial order, Actor actor, LocalDate today) {
        ProviderAnswer answer = answering(file, order.provider(), today);
        if (!answer.isWaitingForMaterial())
            throw new AgreementRefused(
                    "MATERIAL_NOT_ASKED", "provider", "该部门没有待补正的材料", "this department waits for no material");
        if (blank(order.material()))
            throw new AgreementRefused("MATERIAL_MISSING", "material", "须写明补正的材料", "say what is supplied");
        return new MaterialSupplied(
                Who.of(actor), order.material().strip(), answer.provider(), after(today, answer.left()));
    }

    private AnswerExtended extend(
            SharingAgreement file, SharingCommand.ExtendAnswer order, Actor actor, LocalDate today) {
        reason(order.reason());
        ProviderAnswer answer = answering(file, order.provider(), today);
        if (answer.isWaitingForMaterial())
            throw new AgreementRefused(
                    "MATERIAL_WAITED_FOR",
                    "provider",
                    "正待补正材料,期限已中止",
                    "the clock stands still while material is missing");
        int left = limits.extension() - answer.extended();
        if (order.workingDays() < 1 || order.workingDays() > left)
            throw new AgreementRefused(
                    "EXTENSION_TOO_LONG",
                    "workingDays",
                    "延期合计不得超过 " + limits.extension() + " 个工作日,尚可延 " + left + " 日",
                    "an answer is put off by at most " + limits.extension() + " working days in all; " + left
                            + " are left");
        return new AnswerExtended(
                Who.of(actor),
                order.reason(),
                answer.provider(),
                order.workingDays(),
                after(answer.due(), order.workingDays()),
                file.application().department());
    }

    private List<SharingEvent> allow(SharingAgreement file, SharingCommand.Allow order, Actor actor, LocalDate today) {
        ProviderAnswer answer = answering(file, actor.department(), today);
        SortedMap<String, Masking> items = new TreeMap<>(order.items());
        if (items.isEmpty())
            for (String item : answer.open())
                items.put(item, file.application().items().get(item));
        items.replaceAll((item, masking) ->
                masking == null ? file.application().items().getOrDefault(item, Masking.FULL) : masking);
        open(answer.open(), items.keySet());
        notLooser(file, items);
        String conditions = blank(order.reason()) ? null : order.reason().strip();
        return completed(
                file,
                answer,
                new SharingGranted(
                        Who.of(actor), conditions, answer.provider(), items, after(today, limits.share()), false),
                items,
                today);
    }

    /** All that a provider has yet to answer for, as applied for. */
    List<SharingEvent> grantAll(SharingAgreement file, String provider, Who by, String conditions, LocalDate today) {
        ProviderAnswer answer = answering(file, provider, today);
        SortedMap<String, Masking> items = new TreeMap<>();
        for (String item : answer.open())
            items.put(item, file.application().items().get(item));
        return completed(
                file,
                answer,
                new SharingGranted(by, conditions, provider, items, after(today, limits.share()), false),
                items,
                today);
    }

    private static void open(SortedSet<String> open, Collection<String> items) {
        for (String item : items)
            if (!open.contains(item))
                throw new AgreementRefused(
                        "ITEM_NOT_OPEN",
                        "items." + item,
                        item + " 不在本部门待答复的数据项中",
                        item + " is not among the items that your department has to answer for");
    }

    private static void notLooser(SharingAgreement file, Map<String, Masking> items) {
        items.forEach((item, masking) -> {
            Masking wanted = file.application().items().get(item);
            if (masking.compareTo(wanted) < 0)
                throw new AgreementRefused(
                        "MASKING_LOOSER",
                        "items." + item,
                        item + " 申请的是 " + wanted + ",授权不得宽于申请",
                        item + " was applied for as " + wanted + "; no more is granted than that");
        });
    }

    private List<SharingEvent> refuse(
            SharingAgreement file, SharingCommand.Refuse order, Actor actor, LocalDate today) {
        ProviderAnswer answer = answering(file, actor.department(), today);
        if (blank(order.legalGround()))
            throw new AgreementRefused(
                    "GROUND_MISSING",
                    "legalGround",
                    "不予共享须写明法律、行政法规或者国家规定依据",
                    "a refusal names the law, regulation or central decision that it rests on");
        reason(order.reason());
        SortedSet<String> items = new TreeSet<>(order.items().isEmpty() ? answer.open() : order.items());
        open(answer.open(), items);
        return completed(
                file,
                answer,
                new SharingRefused(
                        Who.of(actor),
                        order.reason().strip(),
                        answer.provider(),
                        List.copyOf(items),
                        order.legalGround().strip()),
                new TreeMap<>(items.stream().collect(Collectors.toMap(item -> item, item -> Masking.EXISTENCE))),
                Map.of(),
                today);
    }

    private List<SharingEvent> silence(
            SharingAgreement file, SharingCommand.TakeSilence order, Actor actor, LocalDate today) {
        if (!limits.silenceIsConsent())
            throw new AgreementRefused(
                    "SILENCE_NO_CONSENT",
                    "provider",
                    "现行规定不以逾期不答复为同意;可提请协调",
                    "the rules in force do not take silence for consent; ask for coordination instead");
        ProviderAnswer answer = answering(file, order.provider(), today);
        if (!answer.isLate(today))
            throw new AgreementRefused(
                    "ANSWER_NOT_LATE",
                    "provider",
                    "答复期限 " + answer.due() + " 未过",
                    "the day for the answer, " + answer.due() + ", is not over");
        SortedMap<String, Masking> items = new TreeMap<>();
        for (String item : answer.open())
            items.put(item, file.application().items().get(item));
        return completed(
                file,
                answer,
                new SharingGranted(Who.of(actor), null, answer.provider(), items, after(today, limits.share()), true),
                items,
                today);
    }

    private static List<SharingEvent> completed(
            SharingAgreement file,
            ProviderAnswer answer,
            SharingEvent step,
            SortedMap<String, Masking> granted,
            LocalDate today) {
        return completed(file, answer, step, granted, granted, today);
    }

    /** The step, and, when it was the last answer and something was granted, what is in force. */
    private static List<SharingEvent> completed(
            SharingAgreement file,
            ProviderAnswer answer,
            SharingEvent step,
            SortedMap<String, Masking> answered,
            Map<String, Masking> granted,
            LocalDate today) {
        boolean last = answered.keySet().containsAll(answer.open())
                && file.answers().stream().allMatch(each -> each == answer || each.isComplete());
        SortedMap<String, Masking> all = granted(file, granted);
        if (!last || all.isEmpty()) return List.of(step);
        return List.of(step, agreed(file, all, today));
    }

    private static SortedMap<String, Masking> granted(SharingAgreement file, Map<String, Masking> more) {
        SortedMap<String, Masking> all = new TreeMap<>();
        file.answers().forEach(each -> all.putAll(each.granted()));
        all.putAll(more);
        return all;
    }

    private static SharingAgreed agreed(SharingAgreement file, SortedMap<String, Masking> items, LocalDate today) {
        // What was put off until after its first day begins when it is agreed.
        LocalDate from = file.from().isBefore(today) && file.agreedAt() == null ? today : file.from();
        return new SharingAgreed(Who.REGISTRY, null, items, from, file.until());
    }

    private SharingEscalated escalate(
            SharingAgreement file, SharingCommand.Escalate order, Actor actor, LocalDate today) {
        reason(order.reason());
        if (blank(order.to()))
            throw new AgreementRefused("ESCALATED_TO_MISSING", "to", "须写明提请协调的机关", "say who is asked to coordinate");
        ProviderAnswer answer = file.answer(order.provider());
        if (answer == null)
            throw new AgreementRefused(
                    "PROVIDER_UNKNOWN", "provider", "该部门不是本申请的提供部门", "this department provides nothing of this");
        AgreementState state = file.state(today);
        if (state.isOver() || file.consentedBy() == null) throw wrongState(state);
        if (answer.refused().isEmpty() && !answer.isLate(today) && answer.settleBy() == null)
            throw new AgreementRefused(
                    "NOTHING_DISPUTED",
                    "provider",
                    "该部门没有不予共享的数据项,也未逾期",
                    "this department has refused nothing and is not late");
        if (answer.escalated() >= SharingEscalated.HIGHEST)
            throw new AgreementRefused(
                    "ESCALATED_HIGHEST", "provider", "已提请政府,没有更高一级", "there is no level above the government");
        return new SharingEscalated(
                Who.of(actor),
                order.reason().strip(),
                answer.provider(),
                answer.escalated() + 1,
                order.to().strip(),
                after(today, limits.coordinate()));
    }

    private List<SharingEvent> settle(
            SharingAgreement file, SharingCommand.Settle order, Actor actor, LocalDate today) {
        reason(order.reason());
        ProviderAnswer answer = file.answer(order.provider());
        if (answer == null || answer.settleBy() == null)
            throw new AgreementRefused("NOTHING_DISPUTED", "provider", "没有待协调的争议", "no dispute waits to be settled");
        AgreementState state = file.state(today);
        if (state.isOver()) throw wrongState(state);
        SortedSet<String> disputed = new TreeSet<>(answer.refused().keySet());
        disputed.addAll(answer.open());
        SortedMap<String, Masking> items = new TreeMap<>(order.items());
        items.replaceAll((item, masking) ->
                masking == null ? file.application().items().getOrDefault(item, Masking.FULL) : masking);
        open(disputed, items.keySet());
        notLooser(file, items);
        disputed.removeAll(items.keySet());
        DisputeSettled settled = new DisputeSettled(
                Who.of(actor),
                order.reason().strip(),
                answer.provider(),
                items,
                List.copyOf(disputed),
                items.isEmpty() ? null : after(today, limits.share()));
        boolean last = file.answers().stream().allMatch(each -> each == answer || each.isComplete());
        SortedMap<String, Masking> all = granted(file, items);
        // What is in force already grows; where nothing was granted it does not begin.
        boolean more = !items.isEmpty() || file.agreedAt() == null && !all.isEmpty();
        return last && more ? List.of(settled, agreed(file, all, today)) : List.of(settled);
    }

    private static SharingFiled putOnFile(SharingAgreement file, SharingCommand.PutOnFile order, Actor actor) {
        if (file.agreedAt() == null) throw wrongState(file.state());
        if (blank(order.reference()))
            throw new AgreementRefused("REFERENCE_MISSING", "reference", "须写明备案文号", "a file number is needed");
        return new SharingFiled(
                Who.of(actor),
                blank(order.note()) ? null : order.note().strip(),
                order.reference().strip());
    }

    private static SharingSuspended suspend(
            SharingAgreement file, SharingCommand.Suspend order, Actor actor, LocalDate today) {
        must(file, today, AgreementState.IN_FORCE, AgreementState.AGREED);
        reason(order.reason());
        if (order.items().isEmpty()) return new SharingSuspended(Who.of(actor), order.reason());
        for (String item : new TreeSet<>(order.items())) {
            boolean own = actor.is(Role.CATALOGUE_ADMIN)
                    || file.answer(actor.department()).granted().containsKey(item);
            if (!own || !file.items().containsKey(item) || file.suspendedItems().containsKey(item))
                throw new AgreementRefused(
                        "ITEM_NOT_OPEN",
                        "codes",
                        item + " 不在本部门可暂停的数据项中",
                        item + " is not among the items that your department can suspend");
        }
        return new SharingSuspended(Who.of(actor), order.reason(), null, List.copyOf(new TreeSet<>(order.items())));
    }

    private static SharingResumed resume(
            SharingAgreement file, SharingCommand.Resume order, Actor actor, LocalDate today) {
        SortedSet<String> items = new TreeSet<>(order.items());
        // Where nothing but items is suspended, all of it is these.
        if (items.isEmpty() && file.suspended() == null)
            items.addAll(file.suspendedItems().keySet());
        if (!items.isEmpty()) return resumeItems(file, items, order.reason(), actor, today);
        must(file, today, AgreementState.SUSPENDED);
        reason(order.reason());
        if (file.suspended() == null)
            throw new AgreementRefused(
                    "SUSPENDED_WITH_GROUP",
                    "state",
                    "该授权随专项共享 " + file.group() + " 暂停,须恢复该专项共享",
                    "it is suspended with its group " + file.group() + ", which has to be resumed");
        String by = file.suspended().by().department();
        if (!actor.is(Role.CATALOGUE_ADMIN) && !actor.department().equals(by))
            throw AgreementRefused.notYours(
                    "department",
                    "须由作出暂停决定的部门或主管部门恢复",
                    "whoever has suspended it puts it in force again, or the authority");
        return new SharingResumed(Who.of(actor), order.reason());
    }

    private static SharingResumed resumeItems(
            SharingAgreement file, SortedSet<String> items, String reason, Actor actor, LocalDate today) {
        must(file, today, AgreementState.IN_FORCE, AgreementState.AGREED, AgreementState.SUSPENDED);
        reason(reason);
        for (String item : items) {
            SharingSuspended suspended = file.suspendedItems().get(item);
            if (suspended == null)
                throw new AgreementRefused(
                        "ITEM_NOT_OPEN", "codes", item + " 没有单独暂停", item + " is not suspended singly");
            if (!actor.is(Role.CATALOGUE_ADMIN)
                    && !actor.department().equals(suspended.by().department()))
                throw AgreementRefused.notYours(
                        "department",
                        "须由作出暂停决定的部门或主管部门恢复",
                        "whoever has suspended it puts it in force again, or the authority");
        }
        return new SharingResumed(Who.of(actor), reason, null, List.copyOf(items));
    }

    private static SharingEnded end(SharingAgreement file, SharingCommand.End order, Actor actor, LocalDate today) {
        must(file, today, AgreementState.IN_FORCE, AgreementState.AGREED, AgreementState.SUSPENDED);
        reason(order.reason());
        boolean applicant = AgreementAct.isOf(actor, file.application().department());
        EndedBy side =
                actor.is(Role.CATALOGUE_ADMIN) ? EndedBy.AUTHORITY : applicant ? EndedBy.APPLICANT : EndedBy.PROVIDER;
        if (side == EndedBy.PROVIDER && (blank(order.consultation()) || blank(order.filing())))
            throw new AgreementRefused(
                    blank(order.consultation()) ? "CONSULTATION_MISSING" : "FILING_MISSING",
                    blank(order.consultation()) ? "consultation" : "filing",
                    "提供部门终止共享须写明理由、与使用部门协商的情况和备案文号(国务院令第809号第二十七条)",
                    "a provider ends it only with a reason, after consulting the applicant, and on file with the authority"
                            + " (Decree 809, article 27)");
        return new SharingEnded(
                Who.of(actor),
                order.reason().strip(),
                side,
                side == EndedBy.PROVIDER ? order.consultation().strip() : null,
                side == EndedBy.PROVIDER ? order.filing().strip() : null);
    }

    private static DisposalRecorded dispose(
            SharingAgreement file, SharingCommand.RecordDisposal order, Actor actor, LocalDate today) {
        must(file, today, AgreementState.ENDED, AgreementState.EXPIRED);
        if (file.disposal() != null)
            throw new AgreementRefused("DISPOSED_ALREADY", "state", "处置情况已登记", "the disposal is on record");
        if (blank(order.how()))
            throw new AgreementRefused("DISPOSAL_MISSING", "how", "须写明数据如何处置", "say what became of the data");
        if (order.on() == null || order.on().isAfter(today))
            throw new AgreementRefused(
                    "DISPOSAL_DAY", "on", "须写明处置日期,不得晚于今日", "say on which day, which is not to come");
        return new DisposalRecorded(
                Who.of(actor),
                order.how().strip(),
                order.on(),
                blank(order.reference()) ? null : order.reference().strip());
    }

    private static WideningRequested askWidening(
            SharingAgreement file, SharingCommand.AskWidening order, Actor actor, LocalDate today) {
        must(file, today, AgreementState.IN_FORCE, AgreementState.AGREED);
        reason(order.reason());
        Widening what = order.what();
        if (file.group() != null && what != null && what.kind() == Widening.Kind.PERIOD)
            throw new AgreementRefused(
                    "PERIOD_OF_GROUP",
                    "kind",
                    "该授权属于专项共享 " + file.group() + ",期限随该专项共享延长",
                    "it is a part of group " + file.group() + " and lasts as long as that does");
        boolean whole = what != null
                && what.kind() != null
                && switch (what.kind()) {
                    case SCOPE -> what.scope() != null;
                    case PERIOD -> what.until() != null && what.until().isAfter(file.until());
                    case PASSING_ON -> !blank(what.party());
                    case PUBLICATION -> true;
                };
        if (!whole)
            throw new AgreementRefused(
                    "WIDENING_INCOMPLETE",
                    "what",
                    "扩大范围须写明新范围,延长期限须写明更晚的截止日,提供第三方须写明接收方",
                    "a wider scope is stated, a longer period ends later, and whoever is to receive the data is named");
        return new WideningRequested(
                Who.of(actor), order.reason().strip(), file.widenings().size() + 1, what);
    }

    private static List<SharingEvent> answerWidening(
            SharingAgreement file, SharingCommand.AnswerWidening order, Actor actor, LocalDate today) {
        must(file, today, AgreementState.IN_FORCE, AgreementState.AGREED);
        AskedWidening asked = file.widening(order.widening());
        SortedSet<String> givers = file.givers();
        if (asked == null || asked.over() || !givers.contains(actor.department()))
            throw new AgreementRefused(
                    "WIDENING_NOT_OPEN",
                    "widening",
                    "没有待本部门答复的扩大使用申请",
                    "no such wish waits for your department's answer");
        if (asked.consented().contains(actor.department()))
            throw new AgreementRefused(
                    "ANSWERED_ALREADY", "widening", "本部门已同意", "your department has consented already");
        Who by = Who.of(actor);
        if (!order.consents()) {
            reason(order.reason());
            return List.of(new WideningRefused(by, order.reason().strip(), asked.number(), actor.department()));
        }
        WideningConsented consented = new WideningConsented(by, order.reason(), asked.number(), actor.department());
        givers.removeAll(asked.consented());
        givers.remove(actor.department());
        if (!givers.isEmpty()) return List.of(consented);
        Widening what = asked.what();
        return List.of(
                consented,
                new SharingWidened(
                        Who.REGISTRY,
                        null,
                        asked.number(),
                        what.kind() == Widening.Kind.SCOPE ? what.scope() : file.scope(),
                        what.kind() == Widening.Kind.PERIOD ? what.until() : file.until()));
    }

    /** @throws AgreementRefused when it is not taken */
    public MemberEvent decide(Member member, SharingCommand.OfMember command, Actor actor, Instant now) {
        String department = command.department();
        if (department == null || catalogue.source(department).isEmpty())
            throw new AgreementRefused("DEPARTMENT_UNKNOWN", "department", "没有该部门", "there is no such department");
        Who by = Who.of(actor);
        if (command instanceof SharingCommand.EnterPurpose || command instanceof SharingCommand.EndPurpose) {
            if (!actor.is(Role.INFORMATION_OFFICER) || !department.equals(actor.department()))
                throw AgreementRefused.notYours(
                        "role",
                        "用途由本部门的" + Role.INFORMATION_OFFICER.zh() + "登记",
                        "purposes are entered by the department's own INFORMATION_OFFICER");
        } else if (!actor.is(Role.CATALOGUE_ADMIN))
            throw AgreementRefused.notYours(
                    "role",
                    "保密协议由" + Role.CATALOGUE_ADMIN.zh() + "登记",
                    "confidentiality agreements are recorded by the CATALOGUE_ADMIN");
        if (command instanceof SharingCommand.EnterPurpose order) return enter(member, order, by);
        if (command instanceof SharingCommand.EndPurpose order) {
            if (!member.inUse().containsKey(order.code()))
                throw new AgreementRefused("PURPOSE_UNKNOWN", "code", "没有在用的这一用途", "no such purpose is in use");
            reason(order.reason());
            return new PurposeEnded(by, department, order.code(), order.reason().strip());
        }
        if (command instanceof SharingCommand.RecordConfidentiality order) return confidential(member, order, by);
        SharingCommand.EndConfidentiality order = (SharingCommand.EndConfidentiality) command;
        reason(order.reason());
        if (member.confidentiality().stream()
                .noneMatch(each -> each.reference().equals(order.reference()) && each.endedAt() == null))
            throw new AgreementRefused("REFERENCE_UNKNOWN", "reference", "没有该保密协议", "there is no such agreement");
        return new ConfidentialityEnded(
                by, department, order.reference(), order.reason().strip());
    }

    private static PurposeEntered enter(Member member, SharingCommand.EnterPurpose order, Who by) {
        Purpose purpose = order.purpose();
        if (purpose.code() == null || !purpose.code().matches("[A-Z][A-Z0-9_-]{1,39}"))
            throw new AgreementRefused(
                    "PURPOSE_CODE",
                    "code",
                    "用途代码为 2 至 40 个大写字母、数字、- 或 _,以字母开头",
                    "a code of a purpose is 2 to 40 capitals, digits, - or _, and begins with a letter");
        if (Entitlement.RESERVED.contains(purpose.code()))
            throw new AgreementRefused(
                    "PURPOSE_RESERVED",
                    "code",
                    "该代码留给核查、审计和召回",
                    "this code is reserved for those who settle and audit, and for recalls");
        if (blank(purpose.wording()))
            throw new AgreementRefused("WORDING_MISSING", "wording", "须写明用途", "say what it is, in words");
        if (blank(purpose.legalBasis()))
            throw new AgreementRefused("BASIS_MISSING", "legalBasis", "须写明依据", "say what the duty rests on");
        // What was read for it must go on meaning the same.
        if (member.purposes().containsKey(purpose.code()))
            throw new AgreementRefused(
                    "PURPOSE_KNOWN", "code", "该代码已用过,请另选", "this code was used before; choose another");
        return new PurposeEntered(by, member.department(), purpose);
    }

    private static ConfidentialityAgreed confidential(
            Member member, SharingCommand.RecordConfidentiality order, Who by) {
        if (blank(order.reference()))
            throw new AgreementRefused("REFERENCE_MISSING", "reference", "须写明文号", "name the document");
        if (order.from() == null || order.until() == null || !order.from().isBefore(order.until()))
            throw new AgreementRefused(
                    "PERIOD_REVERSED",
                    "until",
                    "须写明起止日期,截止日在起始日之后",
                    "say from when until when; the end comes after the beginning");
        if (member.confidentiality().stream()
                .anyMatch(each -> each.reference().equals(order.reference().strip()) && each.endedAt() == null))
            throw new AgreementRefused("REFERENCE_KNOWN", "reference", "该保密协议已登记", "it is on record already");
        return new ConfidentialityAgreed(
                by, member.department(), order.reference().strip(), order.from(), order.until());
    }

    /** @throws AgreementRefused when it is not taken */
    public DemandEvent decide(Demand before, SharingCommand.OfDemand command, Actor actor, Supplier<String> number) {
        if (command instanceof SharingCommand.RecordDemand order) {
            applies(actor);
            if (blank(order.need()))
                throw new AgreementRefused("NEED_MISSING", "need", "须写明需要什么数据、作何用", "say what is needed, and what for");
            for (String provider : order.providers()) known(provider, "providers");
            return new DemandRecorded(
                    Who.of(actor),
                    number.get(),
                    actor.department(),
                    order.need().strip(),
                    order.providers());
        }
        SharingCommand.AnswerDemand order = (SharingCommand.AnswerDemand) command;
        authority(actor);
        if (before == null) throw AgreementRefused.unknown();
        answer(before.answer() != null, order.answer());
        for (String item : order.items())
            if (Stream.of(SubjectType.values())
                    .allMatch(type -> catalogue.item(type, item).isEmpty()))
                throw new AgreementRefused(
                        "ITEM_UNKNOWN",
                        "codes",
                        "目录中没有数据项 " + item + ",请写代码",
                        "the catalogue has no item " + item + "; codes are wanted");
        return new DemandAnswered(Who.of(actor), order.answer().strip(), order.items());
    }

    /** @throws AgreementRefused when it is not taken */
    public ComplaintEvent decide(
            Complaint before, SharingCommand.OfComplaint command, Actor actor, Supplier<String> number) {
        if (command instanceof SharingCommand.FileComplaint order) {
            applies(actor);
            known(order.about(), "about");
            if (order.about().equals(actor.department()))
                throw new AgreementRefused(
                        "COMPLAINT_OWN", "about", "不能投诉本部门", "a department does not complain of itself");
            if (blank(order.text()))
                throw new AgreementRefused("TEXT_MISSING", "text", "须写明投诉内容", "say what the complaint is");
            return new ComplaintFiled(
                    Who.of(actor),
                    number.get(),
                    actor.department(),
                    order.about(),
                    order.text().strip());
        }
        SharingCommand.AnswerComplaint order = (SharingCommand.AnswerComplaint) command;
        authority(actor);
        if (before == null) throw AgreementRefused.unknown();
        answer(before.answer() != null, order.answer());
        if (blank(order.handling()))
            throw new AgreementRefused("HANDLING_MISSING", "handling", "须写明处理情况", "say what was done about it");
        return new ComplaintAnswered(
                Who.of(actor), order.answer().strip(), order.handling().strip());
    }

    private void known(String department, String at) {
        if (department == null || catalogue.source(department).isEmpty())
            throw new AgreementRefused("DEPARTMENT_UNKNOWN", at, "没有该部门", "there is no such department");
    }

    private static void authority(Actor actor) {
        if (!actor.is(Role.CATALOGUE_ADMIN))
            throw AgreementRefused.notYours(
                    "role", "须由" + Role.CATALOGUE_ADMIN.zh() + "办理", "this takes the role CATALOGUE_ADMIN");
    }

    private static void answer(boolean answered, String text) {
        if (answered) throw new AgreementRefused("ANSWERED_ALREADY", "state", "已答复", "it was answered already");
        if (blank(text))
            throw new AgreementRefused("ANSWER_MISSING", "answer", "须书面答复", "an answer in writing is needed");
    }
}
