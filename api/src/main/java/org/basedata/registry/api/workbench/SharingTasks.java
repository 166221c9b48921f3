package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.basedata.registry.api.sharing.SharingGroupFiles;
import org.basedata.registry.api.sharing.SharingSight;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.projections.sharing.AgreementFilter;
import org.basedata.registry.projections.sharing.Agreements;
import org.basedata.registry.projections.sharing.Members;
import org.basedata.registry.projections.sharing.SharingGroups;
import org.springframework.stereotype.Component;

/** What of sharing waits for whoever has signed in, and how much of it. */
@Component
final class SharingTasks {
    private static final String HERE = "/workbench/sharing";
    private static final int MOST = InboxPage.COUNTED;

    private final Agreements agreements;
    private final SharingGroups groups;
    private final Members members;
    private final SharingGroupFiles files;
    private final Words words;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final Clock clock;

    SharingTasks(
            Agreements agreements,
            SharingGroups groups,
            Members members,
            SharingGroupFiles files,
            Words words,
            OfficialCalendar calendar,
            Limits limits,
            Clock clock) {
        this.agreements = agreements;
        this.groups = groups;
        this.members = members;
        this.files = files;
        this.words = words;
        this.calendar = calendar;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Something that may wait.
     *
     * @param todo of the words for it
     * @param path where it is
     * @param state of the look: late, near, or empty
     */
    public record Waiting(String todo, String path, int count, String state) {}

    List<Waiting> of(Actor me) {
        SharingSight sight = SharingSight.of(me);
        LocalDate today = SharingRegistrar.day(clock.instant());
        boolean officer = me.is(Role.INFORMATION_OFFICER) && me.department() != null;
        boolean authority = me.is(Role.CATALOGUE_ADMIN);
        List<Waiting> waiting = new ArrayList<>();
        if (officer) agreements(AgreementFilter.Todo.CONSENT, sight, today, waiting);
        if (officer)
            waiting.add(task(
                    "groups-consent",
                    "/groups?todo=consent",
                    groups.count(sight.department(), SharingGroups.Todo.CONSENT, me.department(), MOST, today)));
        if (sight.provides() && !sight.all()) {
            agreements(AgreementFilter.Todo.ANSWER, sight, today, waiting);
            risk(sight.department(), "?todo=answer", today, waiting);
        }
        if (authority) {
            agreements(AgreementFilter.Todo.SETTLE, sight, today, waiting);
            agreements(AgreementFilter.Todo.FILE, sight, today, waiting);
            waiting.add(task(
                    "groups-file",
                    "/groups?todo=file",
                    groups.count(null, SharingGroups.Todo.FILE, null, MOST, today)));
            waiting.add(task("demands", "/demands?open=true", members.openDemands(MOST)));
            waiting.add(task("complaints", "/complaints?open=true", members.openComplaints(MOST)));
            risk(null, "?state=ANSWERING", today, waiting);
        }
        if (!sight.all()) agreements(AgreementFilter.Todo.DISPOSE, sight, today, waiting);
        int late = agreements.count(filter(sight, null, true, today), MOST);
        waiting.add(new Waiting("late", HERE + "?todo=late", late, late > 0 ? "late" : ""));
        return waiting;
    }

    private void agreements(AgreementFilter.Todo todo, SharingSight sight, LocalDate today, List<Waiting> waiting) {
        String code = todo.name().toLowerCase(Locale.ROOT);
        waiting.add(task(code, "?todo=" + code, agreements.count(filter(sight, todo, false, today), MOST)));
    }

    /** Answers that are due within as many working days as the settings call near. */
    private void risk(String provider, String path, LocalDate today, List<Waiting> waiting) {
        LocalDate safe = calendar.current().after(today, limits.atRisk() + 1).due();
        int near = agreements.dueSoon(provider, today, safe, MOST);
        waiting.add(new Waiting("risk", HERE + path, near, near > 0 ? "near" : ""));
    }

    private static Waiting task(String todo, String path, int count) {
        return new Waiting(todo, HERE + path, count, "");
    }

    /**
     * An exchange that is late.
     *
     * @param path of the group that it belongs to
     * @param last day of the last one; null when there was none
     * @param own whether it is the reader's department that has to deliver
     */
    public record LateExchange(
            String path,
            String name,
            String giver,
            String dataset,
            String receivers,
            String last,
            String since,
            boolean own) {}

    /** What is late of what concerns the reader's department; for the authority, all. */
    List<LateExchange> late(Actor me) {
        boolean authority = me.is(Role.CATALOGUE_ADMIN);
        if (!authority && !SharingRegistrar.mayApply(me)) return List.of();
        return files.late(authority ? null : me.department()).stream()
                .map(late -> new LateExchange(
                        HERE + "/groups/" + late.code(),
                        late.name(),
                        words.source(late.exchange().giver()),
                        words.dataset(late.exchange().dataset()),
                        String.join(
                                words.of("list.comma"),
                                late.exchange().receivers().stream()
                                        .map(words::source)
                                        .toList()),
                        late.exchange().last() == null
                                ? null
                                : late.exchange().last().toString(),
                        late.exchange().lateSince().toString(),
                        late.exchange().giver().equals(me.department())))
                .toList();
    }

    static AgreementFilter filter(SharingSight sight, AgreementFilter.Todo todo, boolean late, LocalDate today) {
        boolean applicant = !sight.all() && !sight.provides();
        return new AgreementFilter(
                applicant ? null : sight.department(),
                applicant ? sight.department() : null,
                null,
                null,
                null,
                null,
                todo,
                sight.department(),
                late,
                today);
    }
}
