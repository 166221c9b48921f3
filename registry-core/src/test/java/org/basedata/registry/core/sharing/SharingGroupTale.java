package org.basedata.registry.core.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.SharingLimits;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.SharingCommand.WantedPart;

/** A group told step by step, with the agreements of its parts and the records of its members. */
final class SharingGroupTale {
    static final String CODE = "TAX";
    static final Actor CLERK = new Actor("sw.du", "杜衡", "SW", Set.of(Role.CONSUMER));
    static final Actor ADMIN = SharingTale.ADMIN;

    final SharingRegistrar registrar =
            new SharingRegistrar(SharingLimits.standard(), SharingTale.CATALOGUE, () -> SharingTale.DAYS);
    final Map<AgreementId, SharingAgreement> files = new LinkedHashMap<>();
    final Map<String, Member> members = new TreeMap<>();
    SharingGroup group = SharingGroup.begun();
    private Instant now;
    private int numbered;

    SharingGroupTale() {
        on("2026-09-01");
    }

    SharingGroupTale on(String day) {
        now = LocalDate.parse(day).atTime(LocalTime.of(9, 30)).toInstant(SharingRegistrar.DAY_ZONE);
        return this;
    }

    LocalDate today() {
        return SharingRegistrar.day(now);
    }

    static Actor officer(String department) {
        return new Actor(department.toLowerCase() + ".officer", "合成人员", department, Set.of(Role.INFORMATION_OFFICER));
    }

    static WantedPart part(String giver, String receiver, SubjectType type, String... items) {
        Map<String, Masking> wanted = new TreeMap<>();
        for (String item : items) wanted.put(item, Masking.FULL);
        return new WantedPart(giver, receiver, type, wanted, Set.of(), null, null);
    }

    static SharingCommand.FoundGroup founding(WantedPart... parts) {
        return new SharingCommand.FoundGroup(
                CODE,
                "综合治税",
                "涉税信息交换与共享",
                "《中华人民共和国税收征收管理法》第六条",
                "按月比对",
                Set.of(ProvisionWay.INTERFACE, ProvisionWay.BATCH),
                ExchangeCycle.MONTHLY,
                LocalDate.parse("2026-09-01"),
                LocalDate.parse("2027-09-01"),
                List.of(parts));
    }

    SharingGroupTale founded(WantedPart... parts) {
        order(CLERK, founding(parts));
        return this;
    }

    SharingGroupDecision order(Actor by, SharingCommand.OfGroup command) {
        SharingGroupDecision decided = decide(by, command);
        for (SharingGroupEvent event : decided.events())
            group.evolve(new SharingGroupStep(group.version() + 1, now, event));
        if (decided.entered() != null)
            members.compute(by.department(), (code, before) -> member(code)
                    .after(decided.entered(), member(code).sequence() + 1, now));
        decided.agreements().forEach((id, events) -> {
            SharingAgreement file = files.computeIfAbsent(id, SharingAgreement::begun);
            for (SharingEvent event : events) file.evolve(new AgreementStep(id, file.version() + 1, now, event));
        });
        return decided;
    }

    private SharingGroupDecision decide(Actor by, SharingCommand.OfGroup command) {
        return registrar
                .groups()
                .decide(
                        group,
                        files,
                        member(by.department()),
                        command,
                        by,
                        new SharingGroupRegistrar.Begins(
                                () -> new AgreementId(new UUID(7, ++numbered)), () -> "A-00000" + numbered),
                        now);
    }

    Member member(String department) {
        return department == null ? Member.none("") : members.getOrDefault(department, Member.none(department));
    }

    SharingGroupTale consents(String... departments) {
        for (String each : departments)
            order(officer(each), new SharingCommand.ConsentToParts(CODE, group.version(), Set.of(), null));
        return this;
    }

    /** An order on an agreement of a part. */
    void order(Actor by, SharingAgreement file, SharingCommand.OnAgreement command) {
        for (SharingEvent event : registrar.decide(file, command, by, now))
            file.evolve(new AgreementStep(file.id(), file.version() + 1, now, event));
    }

    SharingAgreement agreement(int part) {
        return files.get(group.part(part).agreement());
    }

    AgreementState state(int part) {
        return agreement(part).state(today());
    }

    AgreementRefused refused(String code, Actor by, SharingCommand.OfGroup command) {
        AgreementRefused refused = catchThrowableOfType(AgreementRefused.class, () -> decide(by, command));
        assertThat(refused).as("the order was taken").isNotNull();
        assertThat(refused.faults()).extracting("code").contains(code);
        return refused;
    }

    /** What a department was granted, as the tables have it. */
    Granted granted(String department) {
        List<Grant> grants = new ArrayList<>();
        for (SharingAgreement each : files.values())
            if (each.application().department().equals(department)) each.grant().ifPresent(grants::add);
        return new Granted(true, member(department).inUse(), grants);
    }
}
