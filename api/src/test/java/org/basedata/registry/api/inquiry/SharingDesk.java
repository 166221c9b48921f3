package org.basedata.registry.api.inquiry;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.ProviderAnswer;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SubjectScope;

/** Brings departments to what they may see, as the people concerned would. */
public final class SharingDesk {
    private final RunningRegistry registry;

    public SharingDesk(RunningRegistry registry) {
        this.registry = registry;
    }

    private SharingOrders orders() {
        return registry.server().bean("sharingOrders", SharingOrders.class);
    }

    private static Actor somebody(String department, Role role) {
        return new Actor((department + "-" + role).toLowerCase(), "合成人员", department, Set.of(role));
    }

    static final Actor AUTHORITY = new Actor("authority", "合成人员", null, Set.of(Role.CATALOGUE_ADMIN));

    public void purpose(String department, String code) {
        orders().take(
                        somebody(department, Role.INFORMATION_OFFICER),
                        new SharingCommand.EnterPurpose(department, new Purpose(code, "核对本部门业务", "法定职责(虚构)")));
    }

    public void confidentiality(String department) {
        orders().take(
                        AUTHORITY,
                        new SharingCommand.RecordConfidentiality(
                                department,
                                "保密-" + department,
                                LocalDate.parse("2020-01-01"),
                                LocalDate.parse("2090-01-01")));
    }

    SharingAgreement applied(String department, String purpose, SubjectType type, Map<String, Masking> items) {
        return applied(department, purpose, type, items, SubjectScope.ALL, LocalDate.parse("2090-01-01"));
    }

    SharingAgreement applied(
            String department,
            String purpose,
            SubjectType type,
            Map<String, Masking> items,
            SubjectScope scope,
            LocalDate until) {
        return orders().take(
                        somebody(department, Role.CONSUMER),
                        new SharingCommand.Request(
                                purpose,
                                null,
                                "逐件核对",
                                type,
                                items,
                                scope,
                                EnumSet.allOf(ProvisionWay.class),
                                LocalDate.parse("2020-01-01"),
                                until))
                .agreement();
    }

    SharingAgreement consented(SharingAgreement agreement) {
        return orders().take(
                        somebody(agreement.application().department(), Role.INFORMATION_OFFICER),
                        new SharingCommand.Consent(agreement.id(), agreement.version(), null))
                .agreement();
    }

    /** Consented to, and granted by all who provide any of it. */
    SharingAgreement granted(SharingAgreement applied) {
        SharingAgreement agreement = consented(applied);
        for (ProviderAnswer each : applied.answers())
            agreement = orders().take(
                            somebody(each.provider(), Role.SOURCE),
                            new SharingCommand.Allow(agreement.id(), agreement.version(), Map.of(), null))
                    .agreement();
        return agreement;
    }

    public SharingAgreement granted(
            String department, String purpose, SubjectType type, SubjectScope scope, Masking masking, String... items) {
        Map<String, Masking> wanted = new LinkedHashMap<>();
        for (String item : items) wanted.put(item, masking);
        return granted(applied(department, purpose, type, wanted, scope, LocalDate.parse("2090-01-01")));
    }

    public SharingAgreement suspended(SharingAgreement agreement) {
        return orders().take(AUTHORITY, new SharingCommand.Suspend(agreement.id(), agreement.version(), "超出用途(虚构)"))
                .agreement();
    }

    public SharingAgreement resumed(SharingAgreement agreement) {
        return orders().take(AUTHORITY, new SharingCommand.Resume(agreement.id(), agreement.version(), "已整改(虚构)"))
                .agreement();
    }

    public SharingAgreement ended(SharingAgreement agreement) {
        return orders().take(
                        somebody(agreement.application().department(), Role.CONSUMER),
                        new SharingCommand.End(agreement.id(), agreement.version(), "业务办结", null, null))
                .agreement();
    }
}
