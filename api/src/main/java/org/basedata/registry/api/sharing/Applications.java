package org.basedata.registry.api.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Classification;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Application;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Member;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.projections.sharing.Members;
import org.springframework.stereotype.Component;

/** What applicants are told beside their applications: drafts, and what the catalogue and the department's own record say about them. */
@Component
public final class Applications {
    private final Catalogue catalogue;
    private final Members members;
    private final Clock clock;

    Applications(Catalogue catalogue, Members members, Clock clock) {
        this.catalogue = catalogue;
        this.members = members;
        this.clock = clock;
    }

    LocalDate today() {
        return SharingRegistrar.day(clock.instant());
    }

    /**
     * For a year from today, by all ways that the items have. Items that are shared with nobody are left out of the application and told.
     *
     * @param items codes
     */
    public DraftAnswer draft(Actor actor, Collection<String> items, String purpose, SubjectType type) {
        Map<String, Masking> wanted = new TreeMap<>();
        Set<ProvisionWay> ways = EnumSet.noneOf(ProvisionWay.class);
        List<DraftAnswer.Item> told = new ArrayList<>();
        for (String code : items) {
            DataItem item = catalogue.item(type, code).orElseThrow();
            if (item.sharing() != SharingType.NOT_SHARED) {
                wanted.put(code, Masking.FULL);
                ways.addAll(item.terms().ways());
            }
            told.add(new DraftAnswer.Item(
                    code,
                    item.nameZh(),
                    item.nameEn(),
                    item.sharing(),
                    item.authorityOrder().get(0),
                    item.terms().ways().stream()
                            .sorted()
                            .map(ProvisionWay::name)
                            .toList(),
                    item.terms().condition().isEmpty() ? null : item.terms().condition(),
                    item.terms().legalGround(),
                    note(item)));
        }
        Purpose known = actor.department() == null || purpose == null
                ? null
                : members.of(actor.department()).inUse().get(purpose);
        LocalDate today = today();
        return new DraftAnswer(
                new SharingBodies.Application(
                        purpose,
                        known == null ? null : known.legalBasis(),
                        null,
                        type,
                        wanted,
                        null,
                        List.copyOf(ways),
                        today,
                        today.plusYears(1)),
                told);
    }

    private static String note(DataItem item) {
        return switch (item.sharing()) {
            case UNCONDITIONAL ->
                "无条件共享,登记用途后即可使用,无须申请 / shared unconditionally: a purpose on record is enough, no agreement is needed";
            case NOT_SHARED -> "不予共享,不能申请 / shared with nobody; it cannot be applied for";
            case CONDITIONAL -> null;
        };
    }

    /** What the applicant of an application that was taken should know. */
    List<String> notes(Application application) {
        List<String> notes = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        boolean personal = false;
        for (String code : application.items().keySet()) {
            DataItem item = catalogue.item(application.type(), code).orElseThrow();
            if (item.sharing() == SharingType.UNCONDITIONAL) plain.add(code);
            personal |= item.terms().classification() != Classification.GENERAL;
        }
        if (!plain.isEmpty())
            notes.add(String.join(", ", plain) + ": 无条件共享,无须申请即可使用 / shared unconditionally, no agreement is needed");
        Member member = members.of(application.department());
        if (personal && !member.isConfidential(today()))
            notes.add("本部门尚无有效的保密协议,签订并登记前不能读取个人信息和商业秘密 / no confidentiality agreement of your department is on"
                    + " record; nothing personal and no business secret is read before");
        return notes;
    }
}
