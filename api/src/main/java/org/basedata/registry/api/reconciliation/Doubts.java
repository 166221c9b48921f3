package org.basedata.registry.api.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseNoted;
import org.basedata.registry.core.reconciliation.CaseOpened;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.reconciliation.CaseStep;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.CaseTaken;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.reconciliation.Report;
import org.basedata.registry.core.reconciliation.ReportDoubt;
import org.basedata.registry.core.reconciliation.VerificationAnswered;
import org.basedata.registry.projections.reconciliation.CaseFilter;
import org.basedata.registry.projections.reconciliation.CaseSort;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.springframework.stereotype.Component;

/** Doubts that departments report about values, and what becomes of them in the cases that look into them. */
@Component
public final class Doubts {
    private final Cases cases;
    private final CaseStreams streams;
    private final CaseOrders orders;
    private final Catalogue catalogue;

    Doubts(Cases cases, CaseStreams streams, CaseOrders orders, Catalogue catalogue) {
        this.cases = cases;
        this.streams = streams;
        this.orders = orders;
        this.catalogue = catalogue;
    }

    /**
     * A doubt and what its department may know of its case: no values, and nothing of what staff say among themselves.
     *
     * @param answers of the provider, since the report
     */
    public record Doubt(Report report, CaseStep reported, ReconciliationCase file, List<CaseStep> answers) {
        /** The case's number, and the report's place in it. */
        public String id() {
            return file.number() + "." + (file.reports().indexOf(report) + 1);
        }
    }

    /** The source that is asked first about an item; empty where the catalogue has no such item. */
    public Optional<String> provider(SubjectType type, String item) {
        return catalogue.item(type, item).map(DataItem::authorityOrder).map(order -> order.get(0));
    }

    /** @throws org.basedata.registry.core.reconciliation.CaseRefused when it is not taken */
    public Doubt report(
            Actor by,
            SubjectId subject,
            SubjectType type,
            String item,
            String text,
            String believed,
            List<String> evidence) {
        CaseTaken taken = orders.take(new CaseOrder(
                by,
                new ReportDoubt(
                        subject,
                        item,
                        text,
                        believed,
                        evidence,
                        provider(type, item).orElseThrow())));
        List<Doubt> all = of(streams.load(Set.of(taken.id())).get(taken.id()));
        return all.get(all.size() - 1);
    }

    /** The doubt about a subject's item that a department rested on this evidence, while its case is open. */
    public Optional<Doubt> resting(SubjectId subject, String department, String item, String evidence) {
        return cases.openOf(subject).flatMap(row -> of(load(row.id())).stream()
                .filter(doubt -> doubt.report().department().equals(department)
                        && doubt.report().item().equals(item)
                        && doubt.report().evidence().contains(evidence))
                .findFirst());
    }

    /** One that the person may know of. */
    public Optional<Doubt> find(Actor me, String id) {
        int dot = id.indexOf('.');
        if (dot < 0) return Optional.empty();
        return cases.find(id.substring(0, dot))
                .flatMap(row -> of(load(row.id())).stream()
                        .filter(doubt -> doubt.id().equals(id))
                        .findFirst())
                .filter(doubt -> isStaff(me)
                        || me.department() != null
                                && me.department().equals(doubt.report().department()));
    }

    private static boolean isStaff(Actor me) {
        return me.is(Role.STEWARD) || me.is(Role.APPROVER) || me.is(Role.AUDITOR);
    }

    /** Those of a department in cases that are open, and in those that were closed last. */
    public List<Doubt> of(String department, int limit) {
        List<Doubt> doubts = new ArrayList<>();
        for (var state : new CaseState[] {null, CaseState.CLOSED}) {
            CaseFilter own =
                    new CaseFilter(null, null, null, null, null, null, null, null, state, null, department, null, null);
            List<CaseId> ids = cases.list(own, CaseSort.DUE, null, limit).results().stream()
                    .map(ListedCase::id)
                    .toList();
            Map<CaseId, ReconciliationCase> files = streams.load(ids);
            for (CaseId id : ids)
                for (Doubt doubt : of(files.get(id)))
                    if (department.equals(doubt.report().department())) doubts.add(doubt);
        }
        return doubts;
    }

    private ReconciliationCase load(CaseId id) {
        return streams.load(Set.of(id)).get(id);
    }

    private static List<Doubt> of(ReconciliationCase file) {
        List<Doubt> doubts = new ArrayList<>();
        for (CaseStep step : file.history())
            for (Report report : reports(step))
                doubts.add(new Doubt(report, step, file, answers(file, step.sequence())));
        return doubts;
    }

    private static List<Report> reports(CaseStep step) {
        if (step.event() instanceof CaseOpened event)
            return event.report() == null ? List.of() : List.of(event.report());
        return step.event() instanceof CaseNoted event ? event.reports() : List.of();
    }

    private static List<CaseStep> answers(ReconciliationCase file, long since) {
        return file.since(since).stream()
                .filter(step -> step.event() instanceof VerificationAnswered)
                .toList();
    }
}
