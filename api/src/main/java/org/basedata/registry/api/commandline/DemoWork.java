package org.basedata.registry.api.commandline;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.AssignCase;
import org.basedata.registry.core.reconciliation.CaseCommand;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.reconciliation.CaseTaken;
import org.basedata.registry.core.reconciliation.ProposeDecision;
import org.basedata.registry.core.reconciliation.ReportDoubt;
import org.basedata.registry.core.reconciliation.RequestVerification;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.core.sharing.AgreementTaken;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.projections.conflict.ConflictFilter;
import org.basedata.registry.projections.reconciliation.CaseFilter;
import org.basedata.registry.projections.reconciliation.CaseSort;
import org.basedata.registry.projections.reconciliation.ListedCase;

/** So that everybody who signs in to a demonstration finds something to do: cases taken, questions asked, a proposal, a doubt. */
final class DemoWork {
    private static final int TAKEN_EACH = 5;
    private static final int LOOKED_AT = 500;

    private final Registry registry;
    private final Iterator<ListedCase> cases;

    DemoWork(Registry registry) {
        this.registry = registry;
        CaseFilter names = new CaseFilter(
                null, null, null, null, null, null, null, null, CaseState.OPENED, null, null, null, null);
        this.cases = registry.cases()
                .list(names, CaseSort.SEVERITY, null, LOOKED_AT)
                .results()
                .iterator();
    }

    /** Does nothing where a demonstration before has left work. */
    void prepare(List<Account> people) {
        if (registry.cases()
                .list(
                        new CaseFilter(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                CaseState.ASSIGNED,
                                null,
                                null,
                                null,
                                null),
                        CaseSort.DUE,
                        null,
                        1)
                .results()
                .iterator()
                .hasNext()) return;
        for (Account person : people) {
            Actor actor = new Actor(person.name(), person.person(), person.department(), person.roles());
            if (actor.is(Role.STEWARD)) work(actor);
            else if (actor.is(Role.CONSUMER)) doubt(actor);
        }
        share(people);
        new DemoSharingGroups(registry).found();
    }

    /** An application that waits for consent, and one that waits for its providers. */
    private void share(List<Account> people) {
        Actor applicant = who(people, Role.CONSUMER, null);
        Actor officer = applicant == null ? null : who(people, Role.INFORMATION_OFFICER, applicant.department());
        if (officer == null) return;
        apply(applicant, "核对监护人之间的婚姻关系", "spouseName", "marriedOn");
        AgreementTaken asked = apply(applicant, "核对监护人参保情况", "insuranceStatus", "insuredSince", "spouseName");
        if (asked == null) return;
        SharingAgreement file = asked.agreement();
        registry.sharingOrders().take(officer, new SharingCommand.Consent(file.id(), file.version(), "确为入学审核所需"));
    }

    private static Actor who(List<Account> people, Role role, String department) {
        for (Account each : people)
            if (each.roles().contains(role) && (department == null || department.equals(each.department())))
                return new Actor(each.name(), each.person(), each.department(), each.roles());
        return null;
    }

    /** Null when the catalogue has none of the items, or the department no purpose. */
    private AgreementTaken apply(Actor applicant, String scenario, String... items) {
        Map<String, Masking> wanted = new TreeMap<>();
        for (String item : items)
            if (registry.catalogue().item(SubjectType.PERSON, item).isPresent()) wanted.put(item, Masking.FULL);
        List<String> purposes = registry.members().of(applicant.department()).inUse().keySet().stream()
                .toList();
        if (wanted.isEmpty() || purposes.isEmpty()) return null;
        LocalDate today = SharingRegistrar.day(registry.clock().instant());
        return registry.sharingOrders()
                .take(
                        applicant,
                        new SharingCommand.Request(
                                purposes.get(0),
                                null,
                                scenario,
                                SubjectType.PERSON,
                                wanted,
                                null,
                                Set.of(ProvisionWay.INTERFACE),
                                today,
                                today.plusYears(1)));
    }

    private void work(Actor steward) {
        for (int i = 0; i < TAKEN_EACH && cases.hasNext(); i++) {
            ListedCase row = cases.next();
            CaseTaken taken = order(steward, new AssignCase(row.id(), row.version(), null, null, null));
            if (i < 2)
                order(
                        steward,
                        new RequestVerification(
                                row.id(), taken.version(), row.sources(), "请核对原始档案后答复", List.of(), null));
            else if (i == 2) propose(steward, row, taken.version());
        }
    }

    /** That the first of the sources which contradict the standing value corrects. */
    private void propose(Actor steward, ListedCase row, long version) {
        ConflictFilter open = new ConflictFilter(null, null, null, row.subject(), null, true);
        registry.conflicts().list(open, null, 1, row.due()).results().stream()
                .filter(each -> each.ref().equals(row.subject()))
                .findFirst()
                .ifPresent(each -> {
                    var values = each.conflict().values();
                    String wrong = values.get(values.size() - 1).source();
                    order(
                            steward,
                            new ProposeDecision(
                                    row.id(),
                                    version,
                                    List.of(Settlement.sourceCorrects(each.number(), wrong)),
                                    "与其他来源均不一致",
                                    List.of("核查单(演示)")));
                });
    }

    private void doubt(Actor consumer) {
        if (!cases.hasNext()) return;
        ListedCase row = cases.next();
        registry.caseOrders()
                .take(new CaseOrder(
                        consumer,
                        new ReportDoubt(
                                row.subject(),
                                row.items().isEmpty() ? "name" : row.items().get(0),
                                "办理业务时当事人出示的证件与查询结果不符",
                                null,
                                List.of("业务受理单(演示)"),
                                row.sources().get(0))));
    }

    private CaseTaken order(Actor by, CaseCommand command) {
        return registry.caseOrders().take(new CaseOrder(by, command));
    }
}
