package org.basedata.registry.core.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.CalendarDay;
import org.basedata.registry.core.calendar.DayKind;
import org.basedata.registry.core.calendar.PublishedYear;
import org.basedata.registry.core.calendar.SharingLimits;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.Who;

/** An agreement told step by step: given what happened, when somebody orders something, then these events or this refusal. */
final class SharingTale {
    static final Actor WU = new Actor("jy.wu", "吴老师", "JY", Set.of(Role.CONSUMER));
    static final Actor FENG = new Actor("jy.feng", "冯主管", "JY", Set.of(Role.INFORMATION_OFFICER));
    static final Actor MZ = new Actor("mz.luo", "罗芳", "MZ", Set.of(Role.SOURCE));
    static final Actor GA = new Actor("ga.he", "何敏", "GA", Set.of(Role.INFORMATION_OFFICER));
    static final Actor RS = new Actor("rs.xie", "谢平", "RS", Set.of(Role.SOURCE));
    static final Actor ADMIN = new Actor("admin", "高远", null, Set.of(Role.CATALOGUE_ADMIN));
    static final Catalogue CATALOGUE = CatalogueLoader.load(CatalogueLoader.standardYaml());

    /** Of 2026 only National Day: 1 to 8 October off, and Sunday 20 September and Saturday 10 October worked on. */
    static final WorkingDays DAYS = WorkingDays.of(List.of(new PublishedYear(
            2026,
            null,
            Stream.concat(
                            IntStream.rangeClosed(1, 8)
                                    .mapToObj(day ->
                                            new CalendarDay(LocalDate.of(2026, 10, day), DayKind.HOLIDAY, "国庆节")),
                            Stream.of(
                                    new CalendarDay(LocalDate.of(2026, 9, 20), DayKind.WORKDAY, "国庆节"),
                                    new CalendarDay(LocalDate.of(2026, 10, 10), DayKind.WORKDAY, "国庆节")))
                    .toList(),
            null,
            null)));

    final SharingRegistrar registrar;
    Member member = Member.none("JY")
            .after(
                    new PurposeEntered(Who.of(FENG), "JY", new Purpose("ENROLMENT", "入学资格审核", "《义务教育法》第十二条")),
                    0,
                    Instant.EPOCH);
    SharingAgreement file;
    private Instant now = at("2026-09-01");

    SharingTale() {
        this(SharingLimits.standard());
    }

    SharingTale(SharingLimits limits) {
        this.registrar = new SharingRegistrar(limits, CATALOGUE, () -> DAYS);
    }

    private static Instant at(String day) {
        return LocalDate.parse(day).atTime(LocalTime.of(9, 30)).toInstant(SharingRegistrar.DAY_ZONE);
    }

    SharingTale on(String day) {
        now = at(day);
        return this;
    }

    LocalDate today() {
        return SharingRegistrar.day(now);
    }

    /** Of persons, for a school year, by interface, all as it is. */
    static SharingCommand.Request wanting(String... items) {
        Map<String, Masking> wanted = new TreeMap<>();
        for (String item : items) wanted.put(item, Masking.FULL);
        return wanting(wanted);
    }

    static SharingCommand.Request wanting(Map<String, Masking> items) {
        return new SharingCommand.Request(
                "ENROLMENT",
                null,
                "入学报名",
                SubjectType.PERSON,
                items,
                null,
                Set.of(ProvisionWay.INTERFACE),
                LocalDate.parse("2026-09-01"),
                LocalDate.parse("2027-09-01"));
    }

    SharingTale request(String... items) {
        return request(wanting(items));
    }

    SharingTale request(SharingCommand.Request command) {
        happened(registrar.request(command, WU, member, () -> "A-000017", now));
        return this;
    }

    SharingTale consented(String... items) {
        request(items);
        order(FENG, new SharingCommand.Consent(file.id(), file.version(), null));
        return this;
    }

    /** Of marital status and the household number, both given. */
    SharingTale agreed() {
        consented("spouseName", "householdNumber");
        order(MZ, allow());
        order(GA, allow());
        return this;
    }

    SharingCommand.Allow allow() {
        return new SharingCommand.Allow(file.id(), file.version(), Map.of(), null);
    }

    SharingCommand.Refuse refuse(String ground, String reason) {
        return new SharingCommand.Refuse(file.id(), file.version(), Set.of(), ground, reason);
    }

    List<SharingEvent> order(Actor by, SharingCommand.OnAgreement command) {
        List<SharingEvent> events = registrar.decide(file, command, by, now);
        events.forEach(this::happened);
        return events;
    }

    private void happened(SharingEvent event) {
        if (event instanceof SharingRequested)
            file = SharingAgreement.begun(AgreementId.of("0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11"));
        file.evolve(new AgreementStep(file.id(), file.version() + 1, now, event));
    }

    /** Nothing of it happens, for this reason. */
    AgreementRefused refused(String code, Actor by, SharingCommand.OnAgreement command) {
        AgreementRefused refused =
                catchThrowableOfType(AgreementRefused.class, () -> registrar.decide(file, command, by, now));
        assertThat(refused).as("the order was taken").isNotNull();
        assertThat(refused.fault().code()).isEqualTo(code);
        return refused;
    }

    AgreementRefused refusedApplication(SharingCommand.Request command) {
        return catchThrowableOfType(
                AgreementRefused.class, () -> registrar.request(command, WU, member, () -> "A-000017", now));
    }

    AgreementState state() {
        return file.state(today());
    }

    ProviderAnswer answer(String provider) {
        return file.answer(provider);
    }
}
