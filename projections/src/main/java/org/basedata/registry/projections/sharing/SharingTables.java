package org.basedata.registry.projections.sharing;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.basedata.registry.core.database.Writes;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.sharing.AgreementId;
import org.basedata.registry.core.sharing.Complaint;
import org.basedata.registry.core.sharing.Demand;
import org.basedata.registry.core.sharing.Member;
import org.basedata.registry.core.sharing.ProviderAnswer;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingStreams;
import org.basedata.registry.core.sharing.SharingView;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;

/**
 * The tables of agreements, departments, demands, complaints and groups, on the connection of the caller's transaction. Orders and a rebuild write
 * through the same code.
 */
public final class SharingTables implements SharingView {
    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final ObjectWriter writer;

    public SharingTables(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.writer = json.writer();
    }

    @Override
    public String number(Numbered what) {
        String sequence = what.name().toLowerCase(Locale.ROOT) + "_number";
        String letter =
                switch (what) {
                    case AGREEMENT -> "A";
                    case DEMAND -> "D";
                    case COMPLAINT -> "P";
                };
        long next = jdbc.queryForObject("SELECT nextval('" + sequence + "')", Long.class);
        return String.format(Locale.ROOT, "%s-%06d", letter, next);
    }

    @Override
    public void write(SharingAgreement agreement) {
        Writes.sendWaiting(dataSource);
        jdbc.update(
                "INSERT INTO sharing_agreement (agreement_id, version, number, department, purpose, type, state, requested_by,"
                        + " requested_at, items, providers, waiting_for, widening_for, answer_due, settle_due, access_due,"
                        + " valid_from, valid_until, filed, disposed, granted, asked)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (agreement_id) DO UPDATE SET (version, state, waiting_for, widening_for, answer_due,"
                        + " settle_due, access_due, valid_from, valid_until, filed, disposed, granted, asked) = (excluded.version,"
                        + " excluded.state, excluded.waiting_for, excluded.widening_for, excluded.answer_due,"
                        + " excluded.settle_due, excluded.access_due, excluded.valid_from, excluded.valid_until, excluded.filed,"
                        + " excluded.disposed, excluded.granted, excluded.asked)",
                agreement.id().value(),
                agreement.version(),
                agreement.number(),
                agreement.application().department(),
                agreement.application().purpose(),
                agreement.application().type().name(),
                agreement.state().name(),
                agreement.requestedBy().name(),
                Timestamp.from(agreement.requestedAt()),
                texts(agreement.application().items().keySet()),
                texts(agreement.providers()),
                texts(agreement.waitingFor()),
                texts(wideningFor(agreement)),
                first(
                        agreement,
                        answer -> agreement.waitingFor().contains(answer.provider()) && !answer.isWaitingForMaterial()
                                ? answer.due()
                                : null),
                first(agreement, ProviderAnswer::settleBy),
                agreement.answers().stream()
                        .map(ProviderAnswer::accessBy)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                agreement.from(),
                agreement.until(),
                agreement.filedAs() != null,
                agreement.disposal() != null,
                agreement.grant().map(writer::writeValueAsString).orElse(null),
                texts(agreement.providers().stream()
                        .filter(agreement::isAskedOf)
                        .toList()));
    }

    private static LocalDate first(SharingAgreement agreement, Function<ProviderAnswer, LocalDate> day) {
        return agreement.answers().stream()
                .map(day)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static SortedSet<String> wideningFor(SharingAgreement agreement) {
        SortedSet<String> waiting = new TreeSet<>();
        for (SharingAgreement.AskedWidening each : agreement.widenings()) {
            if (each.over()) continue;
            for (String giver : agreement.givers()) if (!each.consented().contains(giver)) waiting.add(giver);
        }
        return waiting;
    }

    private static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }

    @Override
    public void write(Member member) {
        Writes.sendWaiting(dataSource);
        jdbc.update(
                "INSERT INTO sharing_member (member_id, department, sequence, detail) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (member_id) DO UPDATE SET (sequence, detail) = (excluded.sequence, excluded.detail)",
                Member.id(member.department()),
                member.department(),
                member.sequence(),
                writer.writeValueAsString(member));
    }

    @Override
    public void write(Demand demand) {
        Writes.sendWaiting(dataSource);
        jdbc.update(
                "INSERT INTO sharing_demand (demand_id, number, department, answered, recorded_at, sequence, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (demand_id) DO UPDATE SET (answered, sequence, detail) ="
                        + " (excluded.answered, excluded.sequence, excluded.detail)",
                demand.id(),
                demand.recorded().number(),
                demand.recorded().department(),
                demand.answer() != null,
                Timestamp.from(demand.recordedAt()),
                demand.sequence(),
                writer.writeValueAsString(demand));
    }

    @Override
    public void write(Complaint complaint) {
        Writes.sendWaiting(dataSource);
        jdbc.update(
                "INSERT INTO sharing_complaint (complaint_id, number, department, about, answered, filed_at, sequence, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (complaint_id) DO UPDATE SET (answered, sequence,"
                        + " detail) = (excluded.answered, excluded.sequence, excluded.detail)",
                complaint.id(),
                complaint.filed().number(),
                complaint.filed().department(),
                complaint.filed().about(),
                complaint.answer() != null,
                Timestamp.from(complaint.filedAt()),
                complaint.sequence(),
                writer.writeValueAsString(complaint));
    }

    @Override
    public void write(SharingGroup group) {
        Writes.sendWaiting(dataSource);
        jdbc.update(
                "INSERT INTO sharing_group (group_id, version, code, name, lead, state, members, concerned, waiting_for,"
                        + " prolongation_for, consent_due, cycle, founded_at, valid_from, valid_until, filed, agreements)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (group_id) DO UPDATE SET (version, state, members, concerned, waiting_for,"
                        + " prolongation_for, consent_due, valid_until, filed, agreements) = (excluded.version, excluded.state,"
                        + " excluded.members, excluded.concerned, excluded.waiting_for, excluded.prolongation_for,"
                        + " excluded.consent_due, excluded.valid_until, excluded.filed, excluded.agreements)",
                SharingGroup.id(group.code()),
                group.version(),
                group.code(),
                group.terms().name(),
                group.terms().lead(),
                group.state().name(),
                texts(group.members()),
                texts(group.concerned()),
                texts(group.waitingFor().keySet()),
                texts(group.prolongationWaitsFor()),
                group.waitingFor().values().stream()
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                group.terms().cycle().name(),
                Timestamp.from(group.foundedAt()),
                group.terms().from(),
                group.until(),
                group.filedAs() != null,
                group.agreements().stream().map(AgreementId::value).toArray(UUID[]::new));
    }

    /**
     * Rows of the streams that begin among these events, each from its whole stream. What happened to them later is further on in the log: each
     * is read once, where it begins.
     */
    public Consumer<List<EventLog.LoggedEvent>> applyLogged(EventLog log) {
        SharingStreams streams = new SharingStreams(log);
        return events -> {
            List<UUID> begun = new ArrayList<>();
            for (EventLog.LoggedEvent each : events)
                if (each.event().getSequenceNumber() == 0)
                    begun.add(UUID.fromString(each.event().getAggregateIdentifier()));
            streams.agreements(begun).forEach(this::write);
            streams.members(begun).forEach(this::write);
            streams.demands(begun).forEach(this::write);
            streams.complaints(begun).forEach(this::write);
            streams.groups(begun).forEach(this::write);
        };
    }
}
