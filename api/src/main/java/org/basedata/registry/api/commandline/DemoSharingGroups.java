package org.basedata.registry.api.commandline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingCommand.WantedPart;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingRegistrar;

/** The two special uses that the rules name, founded and mostly consented to by invented people. */
final class DemoSharingGroups {
    private static final Actor OFFICE = new Actor("demo-office", "高远", null, Set.of(Role.CATALOGUE_ADMIN));

    private final Registry registry;
    private final LocalDate today;

    DemoSharingGroups(Registry registry) {
        this.registry = registry;
        this.today = SharingRegistrar.day(registry.clock().instant());
    }

    /** Does nothing where the catalogue does not know the departments and datasets. */
    void found() {
        SharingGroup tax = found(
                "SW",
                "TAX-EXCHANGE",
                "综合治税",
                "涉税信息交换与共享",
                "《中华人民共和国税收征收管理法》第六条;粤府办〔2010〕69号第二条",
                "按月比对市场主体登记、单位参保和纳税申报情况",
                Set.of(ProvisionWay.INTERFACE, ProvisionWay.BATCH),
                ExchangeCycle.MONTHLY,
                List.of(
                        part("SCJG", "SW", SubjectType.LEGAL_ENTITY, "enterprise-registration"),
                        part("RS", "SW", SubjectType.LEGAL_ENTITY, "insured-unit"),
                        part("SW", "SCJG", SubjectType.LEGAL_ENTITY, "tax-registration"),
                        part("SW", "RS", SubjectType.LEGAL_ENTITY, "tax-registration")));
        if (tax != null) {
            for (String member : List.of("SCJG", "RS", "SW")) consent(tax.code(), member);
            SharingGroup now = registry.sharingStreams().group(tax.code()).orElseThrow();
            registry.sharingOrders()
                    .take(OFFICE, new SharingCommand.FileGroup(tax.code(), now.version(), "演示备案 " + tax.code(), null));
        }
        SharingGroup marriage = found(
                "MZ",
                "MARRIAGE-FAMILY",
                "婚姻计生信息共享",
                "婚姻登记与计划生育信息核对",
                "《广州市政务信息共享管理规定》第十六条、第二十一条第(三)项、第(五)项",
                "办理婚姻登记和生育登记时核对婚姻、生育和户籍情况",
                Set.of(ProvisionWay.INTERFACE),
                ExchangeCycle.WEEKLY,
                List.of(
                        part("MZ", "WJ", SubjectType.PERSON, "marriage-registration"),
                        part("WJ", "MZ", SubjectType.PERSON, "family-planning"),
                        part("GA", "MZ", SubjectType.PERSON, "household-registration"),
                        part("GA", "WJ", SubjectType.PERSON, "household-registration")));
        // Public security has yet to say: its officer finds that when signing in.
        if (marriage != null) for (String member : List.of("MZ", "WJ")) consent(marriage.code(), member);
    }

    private static WantedPart part(String giver, String receiver, SubjectType type, String dataset) {
        return new WantedPart(giver, receiver, type, Map.of(), Set.of(dataset), null, null);
    }

    private SharingGroup found(
            String lead,
            String code,
            String name,
            String purpose,
            String basis,
            String scenario,
            Set<ProvisionWay> ways,
            ExchangeCycle cycle,
            List<WantedPart> wanted) {
        Catalogue catalogue = registry.catalogue();
        List<WantedPart> parts = new ArrayList<>(wanted);
        parts.removeIf(part -> catalogue.source(part.receiver()).isEmpty()
                || part.datasets().stream().anyMatch(each -> catalogue
                        .dataset(each)
                        .map(dataset -> !dataset.itemsBySource().containsKey(part.giver()))
                        .orElse(true)));
        if (parts.isEmpty() || registry.sharingStreams().group(code).isPresent()) return null;
        return registry.sharingOrders()
                .take(
                        person(lead, "clerk", "杜衡", Role.CONSUMER),
                        new SharingCommand.FoundGroup(
                                code, name, purpose, basis, scenario, ways, cycle, today, today.plusYears(2), parts))
                .group();
    }

    private void consent(String code, String member) {
        SharingGroup group = registry.sharingStreams().group(code).orElseThrow();
        if (group.parts().stream().noneMatch(part -> part.waitsFor(member))) return;
        registry.sharingOrders()
                .take(
                        person(member, "officer", "许洁", Role.INFORMATION_OFFICER),
                        new SharingCommand.ConsentToParts(code, group.version(), Set.of(), "属本部门职责,同意"));
    }

    private static Actor person(String department, String part, String name, Role role) {
        return new Actor("demo-" + department.toLowerCase(Locale.ROOT) + "-" + part, name, department, Set.of(role));
    }
}
