package org.basedata.registry.api.inquiry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.sharing.Applications;
import org.basedata.registry.api.signin.WhoAsks;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.access.EntitlementChanged;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.sharing.Asked;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.Grant;
import org.basedata.registry.core.sharing.Granted;
import org.basedata.registry.core.sharing.Lack;
import org.basedata.registry.core.sharing.NotEntitled;
import org.basedata.registry.core.sharing.Outlook;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.projections.sharing.Grants;
import org.springframework.stereotype.Component;

/**
 * Decides what a request may see, has it read, puts the answer on record, and gives it out, in this order. Whatever was granted is kept in
 * memory; the record of accesses tells at each group it writes whether that still holds, and an answer that rests on what was taken back
 * meanwhile is decided again (see {@link AccessLog}).
 */
@Component
public final class Answering {
    /** Grants may be changed while a request is decided, and again while it is decided anew. */
    private static final int MOST_ATTEMPTS = 20;
    /** Whoever asks in ever new ways is decided each time, and fills no memory. */
    private static final int MOST_DECIDED = 500;

    private final Grants grants;
    private final AccessLog log;
    private final Accounts accounts;
    private final Applications applications;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    Answering(
            Grants grants,
            AccessLog log,
            Accounts accounts,
            Applications applications,
            Catalogue catalogue,
            Clock clock) {
        this.grants = grants;
        this.log = log;
        this.accounts = accounts;
        this.applications = applications;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * What is kept of a department.
     *
     * @param version of all that was granted to anybody, before these were read
     * @param day some of it holds until a day
     * @param decided systems ask for the same things over and over
     */
    private record Kept(long version, LocalDate day, Granted granted, Map<Asked, Decided> decided) {
        static final Kept NOTHING = new Kept(0, LocalDate.MIN, Granted.NOTHING, Map.of());
    }

    /**
     * What is asked for.
     *
     * @param items codes; null for all that may be seen
     */
    public record Wanted(Access.Operation operation, SubjectType type, Set<String> items, ProvisionWay way) {}

    /**
     * An answer that has not left yet.
     *
     * @param seen every subject that it says anything of, also that there is none
     */
    public record Answer<T>(T body, LocalDate validAt, Instant knownAt, List<Access.Seen> seen) {}

    /**
     * @param reading makes the answer, of no more than the entitlement allows; may be asked again
     * @throws RequestRefused when more is asked for than may be seen; nothing was looked up then
     */
    public <T> T give(Inquiry inquiry, Wanted wanted, Function<Entitlement, Answer<T>> reading) {
        return give(inquiry, wanted, null, reading);
    }

    /**
     * Of what was ordered earlier: no more than what might be seen then is given, and all of that must still be seen.
     *
     * @param then what might be seen when it was ordered
     * @throws RequestRefused when less may be seen by now; nothing was looked up then
     */
    public <T> T giveStill(Inquiry inquiry, Wanted wanted, Entitlement then, Function<Entitlement, Answer<T>> reading) {
        return give(inquiry, wanted, then, now -> reading.apply(then));
    }

    private <T> T give(Inquiry inquiry, Wanted wanted, Entitlement then, Function<Entitlement, Answer<T>> reading) {
        for (int attempt = 1; ; attempt++) {
            Decided decided = decide(inquiry, wanted, then);
            Entitlement entitlement = decided.entitlement();
            Answer<T> answer = reading.apply(entitlement);
            try {
                log.record(
                        new Access(
                                UUID.randomUUID(),
                                inquiry.by(),
                                entitlement.purpose(),
                                entitlement.agreements(),
                                inquiry.caseReference(),
                                wanted.operation(),
                                wanted.type(),
                                decided.items(),
                                answer.validAt(),
                                answer.knownAt(),
                                answer.seen()),
                        decided.version());
                return answer.body();
            } catch (EntitlementChanged changed) {
                mustStillBe(inquiry.by());
                if (attempt == MOST_ATTEMPTS)
                    throw new RequestRefused(
                                    ProblemCode.UNAVAILABLE,
                                    "授权正在变更,请稍后再试",
                                    "what is granted is being changed; try again a little later")
                            .retryAfter(1);
            }
        }
    }

    /**
     * Puts on record what staff and sources are shown of subjects by their work, where what they may see follows from that.
     */
    public void record(Actor by, Set<String> items, List<SubjectId> shown) {
        record(by, Access.Operation.WORKBENCH, Entitlement.RECONCILIATION, null, items, shown);
    }

    /** Likewise what a department is told of that which it has read. */
    public void recordRecall(Actor by, String caseReference, Set<String> items, List<SubjectId> shown) {
        record(by, Access.Operation.RECALL, Entitlement.RECALL, caseReference, items, shown);
    }

    private void record(
            Actor by,
            Access.Operation operation,
            String purpose,
            String caseReference,
            Set<String> items,
            List<SubjectId> shown) {
        if (shown.isEmpty()) return;
        LocalDate today = today();
        List<Access.Seen> seen = shown.stream()
                .distinct()
                .map(each -> new Access.Seen(each, -1, Access.Outcome.GIVEN))
                .toList();
        Access access = new Access(
                UUID.randomUUID(), by, purpose, Set.of(), caseReference, operation, null, items, today, null, seen);
        for (int attempt = 1; ; attempt++) {
            try {
                log.record(access, log.version());
                return;
            } catch (EntitlementChanged changed) {
                mustStillBe(by);
                if (attempt == MOST_ATTEMPTS) throw changed;
            }
        }
    }

    /**
     * People of the organisation's own sign-in have no account here; their sessions end by themselves.
     *
     * @throws RequestRefused when the account was disabled, or is another one by now
     */
    public void mustStillBe(Actor by) {
        if (by.name().indexOf(':') >= 0) return;
        boolean still = accounts.find(by.name())
                .filter(account ->
                        account.standsAt(clock.instant()) && account.actor().equals(by))
                .isPresent();
        if (!still) throw WhoAsks.tokenInvalid();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CaseRegistrar.DAY_ZONE);
    }

    /** What a request would see, without anything being read. */
    public Entitlement preview(Inquiry inquiry, Wanted wanted) {
        return decide(inquiry, wanted).entitlement();
    }

    /**
     * The only type of subjects that the inquiry's agreement is about, or all agreements for its purpose are; empty where that does not
     * tell.
     */
    public Optional<SubjectType> typeOf(Inquiry inquiry) {
        if (inquiry.by().department() == null) return Optional.empty();
        Set<SubjectType> types = granted(inquiry.by().department(), log.versionNow()).grants().stream()
                .filter(grant -> grant.purpose().equals(inquiry.purpose())
                        && (inquiry.agreement() == null || grant.agreement().equals(inquiry.agreement())))
                .map(Grant::type)
                .collect(Collectors.toSet());
        return types.size() == 1 ? Optional.of(types.iterator().next()) : Optional.empty();
    }

    /**
     * @param items the codes of the entitlement's
     * @param version that it was decided under
     */
    private record Decided(Entitlement entitlement, Set<String> items, long version) {}

    /** What was granted a moment ago is given, and not refused for what is kept in memory. */
    private Decided decide(Inquiry inquiry, Wanted wanted) {
        long version = log.version();
        try {
            return decide(inquiry, wanted, version);
        } catch (NotEntitled refused) {
            long now = log.versionNow();
            if (now == version) throw refused(refused, inquiry, wanted.type());
            try {
                return decide(inquiry, wanted, now);
            } catch (NotEntitled still) {
                throw refused(still, inquiry, wanted.type());
            }
        }
    }

    /** Likewise: what is kept in memory may be narrower than what was granted a moment ago. */
    private Decided decide(Inquiry inquiry, Wanted wanted, Entitlement then) {
        Decided decided = decide(inquiry, wanted);
        if (then == null || decided.entitlement().covers(then)) return decided;
        if (log.versionNow() != decided.version()) {
            decided = decide(inquiry, wanted);
            if (decided.entitlement().covers(then)) return decided;
        }
        throw new RequestRefused(
                ProblemCode.NOT_ENTITLED,
                "提交之后授权已变更,现在可见的少于提交时;请重新提交",
                "what may be seen has changed since this was ordered, and is less by now; order it again");
    }

    /** What somebody may see of subjects of the type, for every purpose there is. */
    OutlookAnswer outlook(Actor by, SubjectType type) {
        boolean consumes =
                by.is(Role.CONSUMER) && !by.is(Role.STEWARD) && !by.is(Role.APPROVER) && !by.is(Role.AUDITOR);
        if (!consumes) {
            Entitlement all = preview(
                    new Inquiry(by, null, null, null),
                    new Wanted(Access.Operation.QUERY, type, null, ProvisionWay.INTERFACE));
            List<OutlookAnswer.Item> items = new TreeMap<>(all.items())
                    .entrySet().stream()
                            .map(each -> item(new Outlook(each.getKey(), each.getValue(), null, null, null)))
                            .toList();
            return new OutlookAnswer(type, List.of(new OutlookAnswer.Purpose(all.purpose(), null, items)));
        }
        Granted granted = granted(by.department(), log.versionNow());
        List<OutlookAnswer.Purpose> purposes = new ArrayList<>();
        for (Purpose purpose : new TreeMap<>(granted.purposes()).values()) {
            Asked asked = new Asked(by, purpose.code(), null, type, null, ProvisionWay.INTERFACE);
            purposes.add(new OutlookAnswer.Purpose(
                    purpose.code(),
                    purpose.wording(),
                    Entitlement.outlook(asked, granted, catalogue, today()).stream()
                            .map(Answering::item)
                            .toList()));
        }
        return new OutlookAnswer(type, purposes);
    }

    /** The purposes that somebody's department has entered, by code. */
    public Map<String, Purpose> purposes(Actor by) {
        return new TreeMap<>(granted(by.department(), log.versionNow()).purposes());
    }

    /** What somebody may see of subjects of the type for a purpose, in a way of sharing; empty when there is no such purpose. */
    public List<Outlook> outlook(Actor by, String purpose, SubjectType type, ProvisionWay way) {
        Granted granted = granted(by.department(), log.versionNow());
        if (!granted.purposes().containsKey(purpose)) return List.of();
        return Entitlement.outlook(new Asked(by, purpose, null, type, null, way), granted, catalogue, today());
    }

    private static OutlookAnswer.Item item(Outlook outlook) {
        return new OutlookAnswer.Item(
                outlook.item(),
                outlook.masking(),
                outlook.agreement(),
                outlook.until(),
                outlook.lack(),
                outlook.lack() == null ? null : outlook.lack().zh(),
                outlook.lack() == null ? null : outlook.lack().en());
    }

    private Decided decide(Inquiry inquiry, Wanted wanted, long version) {
        Asked asked = new Asked(
                inquiry.by(), inquiry.purpose(), inquiry.agreement(), wanted.type(), wanted.items(), wanted.way());
        Kept of = kept(inquiry.by().department(), version);
        Decided before = of.decided().get(asked);
        if (before != null) return before;
        Entitlement entitlement = Entitlement.of(asked, of.granted(), catalogue, today());
        Decided decided =
                new Decided(entitlement, Set.copyOf(entitlement.items().keySet()), version);
        if (of != Kept.NOTHING && of.decided().size() < MOST_DECIDED)
            of.decided().put(asked, decided);
        return decided;
    }

    private Granted granted(String department, long version) {
        return kept(department, version).granted();
    }

    private Kept kept(String department, long version) {
        if (department == null) return Kept.NOTHING;
        Kept before = kept.get(department);
        LocalDate today = today();
        if (before != null && before.version() == version && before.day().equals(today)) return before;
        Kept now = new Kept(version, today, grants.of(department), new ConcurrentHashMap<>());
        kept.put(department, now);
        return now;
    }

    private RequestRefused refused(NotEntitled refused, Inquiry inquiry, SubjectType type) {
        return switch (refused.reason()) {
            case ROLE ->
                new RequestRefused(
                        ProblemCode.NOT_ALLOWED,
                        "主记录由数据使用部门、核查员、审批员和审计员读取,本账户没有其中的角色",
                        "master records are read by consuming departments, stewards, approvers and auditors; this account"
                                + " has none of these roles");
            case PURPOSE_MISSING ->
                new RequestRefused(
                                ProblemCode.PURPOSE_MISSING,
                                "须以 X-Purpose 说明用途代码",
                                "the header X-Purpose names what the data are read for; nothing is read without it")
                        .at("X-Purpose");
            case PURPOSE_UNKNOWN ->
                new RequestRefused(
                                ProblemCode.PURPOSE_UNKNOWN,
                                "本部门没有登记该用途;由信息主管以 POST /api/v1/purposes 登记",
                                "the department has entered no such purpose; its information officer does, by POST"
                                        + " /api/v1/purposes")
                        .at("X-Purpose");
            case AGREEMENT_UNKNOWN ->
                new RequestRefused(
                                ProblemCode.AGREEMENT_NOT_IN_FORCE,
                                "本部门没有该编号、用于该用途且在有效期内的共享授权",
                                "the department has no agreement of this number in force for this purpose and kind of subject")
                        .at("X-Agreement");
            case ITEMS -> lacking(refused.missing(), inquiry, type);
        };
    }

    private RequestRefused lacking(Map<String, Lack> missing, Inquiry inquiry, SubjectType type) {
        List<Fault> faults = new ArrayList<>();
        missing.forEach((code, lack) -> {
            var item = catalogue.item(type, code).orElseThrow();
            faults.add(new Fault(
                    lack.name(),
                    code,
                    null,
                    item.nameZh() + ":" + lack.zh() + ground(item.terms().legalGround()),
                    item.nameEn() + ": " + lack.en() + ground(item.terms().legalGround())));
        });
        String codes = missing.keySet().stream().collect(Collectors.joining(", "));
        return new RequestRefused(
                        ProblemCode.NOT_ENTITLED,
                        "无权读取数据项 " + codes + ";缺少的授权逐项列在 faults 中",
                        "the items " + codes + " may not be read; `faults` says of each what is lacking")
                .at("items")
                .faults(faults)
                .draft(applications.draft(inquiry.by(), missing.keySet(), inquiry.purpose(), type));
    }

    private static String ground(String legalGround) {
        return legalGround.isEmpty() ? "" : " (" + legalGround + ")";
    }
}
