package org.basedata.registry.api.export;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobKind;
import org.basedata.registry.api.job.JobRunner;
import org.basedata.registry.api.job.Jobs;
import org.basedata.registry.api.job.KeptFile;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.subject.BulkReading;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.projections.subject.SearchCriteria;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What may be exported, and by whom: decided when it is ordered, at every step, and when the file is fetched. */
@Component
public final class Exports {
    private static final JsonMapper JSON = new JsonMapper();

    private final Jobs jobs;
    private final JobRunner runner;
    private final BulkReading reading;
    private final Answering answering;
    private final KeptFile files;
    private final Clock clock;

    Exports(Jobs jobs, JobRunner runner, BulkReading reading, Answering answering, KeptFile files, Clock clock) {
        this.jobs = jobs;
        this.runner = runner;
        this.reading = reading;
        this.answering = answering;
        this.files = files;
        this.clock = clock;
    }

    /** @param body as {@link ExportBody} describes it */
    public Job order(Inquiry inquiry, byte[] body) {
        return order(inquiry, ExportReading.read(body, clock));
    }

    private Job order(Inquiry inquiry, ExportReading.Order order) {
        mustOnlyConsume(inquiry.by());
        List<String> items = reading.known(order.type(), order.items());
        Entitlement allowed = answering.preview(
                inquiry,
                new Answering.Wanted(Access.Operation.EXPORT, order.type(), new TreeSet<>(items), ProvisionWay.BATCH));
        ExportWanted wanted = order.wanted();
        BulkReading.mustFindBy(extent(order.type(), items, wanted), allowed);
        Job job = jobs.order(
                new Jobs.Order(JobKind.EXPORT, inquiry, order.type(), items, allowed, wanted), (id, connection) -> {});
        runner.wake();
        return job;
    }

    /** Staff see all there is within their office; that is no ground to take it away as a file. */
    public static void mustOnlyConsume(Actor actor) {
        boolean staff = actor.is(Role.STEWARD) || actor.is(Role.APPROVER) || actor.is(Role.AUDITOR);
        if (staff || actor.department() == null)
            throw new RequestRefused(
                    ProblemCode.NOT_ALLOWED,
                    "批量导出和名单比对由用数部门的账户办理;兼有核查、审批、审计角色的账户不能办理",
                    "exports and comparisons are ordered by accounts of consuming departments; an account that is a"
                            + " steward, an approver or an auditor too may not");
    }

    /** Decides anew for whoever fetches the file, and puts that on record. The subjects in it are on record since it was made. */
    private void mustStillBeGiven(Actor actor, Job job) {
        mustOnlyConsume(actor);
        Inquiry inquiry = new Inquiry(
                actor,
                job.inquiry().purpose(),
                job.inquiry().agreement(),
                job.inquiry().caseReference());
        answering.giveStill(
                inquiry,
                wantedOf(job),
                job.entitlement(),
                then -> new Answering.Answer<>(null, wanted(job).validAt(), null, List.of()));
    }

    /** The file, or the part of it that is asked for. */
    public void send(Actor actor, Job job, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        files.mustBeThere(job);
        mustStillBeGiven(actor, job);
        ExportWanted wanted = wanted(job);
        String name = "export-" + job.type().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + wanted.validAt()
                + "." + wanted.format().suffix();
        files.send(job, wanted.format().mediaType(), name, request, response);
    }

    static Answering.Wanted wantedOf(Job job) {
        return new Answering.Wanted(Access.Operation.EXPORT, job.type(), Set.copyOf(job.items()), ProvisionWay.BATCH);
    }

    static ExportWanted wanted(Job job) {
        return JSON.readValue(job.wanted(), ExportWanted.class);
    }

    static BulkReading.Extent extent(Job job, ExportWanted wanted) {
        return extent(job.type(), job.items(), wanted);
    }

    private static BulkReading.Extent extent(SubjectType type, List<String> items, ExportWanted wanted) {
        return new BulkReading.Extent(
                type,
                items,
                new SearchCriteria(wanted.name(), wanted.nameContains(), wanted.divisionPrefix(), wanted.birthDate()),
                wanted.entityTypes() == null ? Set.of() : wanted.entityTypes(),
                wanted.full(),
                wanted.validAt());
    }
}
