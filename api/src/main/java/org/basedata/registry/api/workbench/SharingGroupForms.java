package org.basedata.registry.api.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.basedata.registry.api.sharing.SharingGroupFiles;
import org.basedata.registry.api.workbench.AgreementForms.Field;
import org.basedata.registry.api.workbench.AgreementForms.Form;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.catalogue.Source;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingGroupAct;
import org.springframework.stereotype.Component;

/** Which fields the form of each thing has that can be done to a group. */
@Component
final class SharingGroupForms {
    /** Lines for further parts; more are proposed when these are in. */
    private static final int FURTHER = 2;

    private final Catalogue catalogue;
    private final Words words;

    SharingGroupForms(Catalogue catalogue, Words words) {
        this.catalogue = catalogue;
        this.words = words;
    }

    List<Form> of(SharingGroupFiles.File file, Actor me, LocalDate today) {
        List<Form> forms = new ArrayList<>();
        for (SharingGroupAct act : SharingGroupAct.possible(file.group(), file.agreements(), me, today)) {
            boolean first = act == SharingGroupAct.CONSENT
                    || act == SharingGroupAct.FILING
                    || act == SharingGroupAct.RESUMPTION
                    || act == SharingGroupAct.PROLONGATION_CONSENT;
            forms.add(new Form(act.path(), first, fields(act, file, me, today)));
        }
        return forms;
    }

    private List<Field> fields(SharingGroupAct act, SharingGroupFiles.File file, Actor me, LocalDate today) {
        SharingGroup group = file.group();
        List<Field> fields = new ArrayList<>();
        switch (act) {
            case CONSENT -> {
                ticks(
                        group,
                        part -> part.isOpenTo(me.department(), file.agreements(), today) && !isOwn(part, me),
                        null,
                        fields);
                fields.add(text("reason", "sharing.opinion", false));
            }
            case DECLINE -> {
                ticks(group, part -> part.waitsFor(me.department()) && !isOwn(part, me), null, fields);
                if (group.parts().stream()
                        .anyMatch(part -> part.waitsFor(me.department())
                                && part.what().giver().equals(me.department())))
                    fields.add(text("legalGround", "sharing.legalGround", false));
                fields.add(text("reason", "sharing.reason", true));
            }
            case PROPOSAL -> {
                Map<String, String> gives = gives();
                Map<String, String> departments = departments();
                Map<String, String> maskings = new LinkedHashMap<>();
                for (Masking each : Masking.values()) maskings.put(each.name(), words.of("masking." + each));
                for (int line = 0; line < FURTHER; line++) {
                    fields.add(new Field("gives-" + line, "select", words.of("groups.gives"), false, "", gives));
                    fields.add(new Field("to-" + line, "select", words.of("groups.to"), false, "", departments));
                    fields.add(text("only-" + line, "groups.only", false));
                    fields.add(
                            new Field("masking-" + line, "select", words.of("groups.masking"), false, null, maskings));
                    fields.add(text("divisions-" + line, "sharing.divisions", false));
                    fields.add(text("entityTypes-" + line, "sharing.entityTypes", false));
                }
                fields.add(text("reason", "sharing.reason", true));
            }
            case DROPPING -> {
                ticks(group, part -> part.closed() == null, "no", fields);
                fields.add(text("reason", "sharing.reason", true));
            }
            case LEAVING -> {
                fields.add(text("reason", "sharing.reason", true));
                if (file.agreements().values().stream()
                        .anyMatch(each -> each.agreedAt() != null
                                && each.answer(me.department()) != null
                                && each.state(today) != AgreementState.ENDED)) {
                    fields.add(text("consultation", "sharing.consultation", true));
                    fields.add(text("filing", "sharing.reference", true));
                }
            }
            case FILING -> {
                fields.add(text("reference", "sharing.reference", true));
                fields.add(text("reason", "sharing.note", false));
            }
            case SUSPENSION, RESUMPTION, END -> fields.add(text("reason", "sharing.reason", true));
            case PROLONGATION_CONSENT -> fields.add(text("reason", "sharing.opinion", false));
            case PROLONGATION -> {
                fields.add(new Field("until", "date", words.of("sharing.untilDay"), true, null, Map.of()));
                fields.add(text("reason", "sharing.reason", true));
            }
        }
        return fields;
    }

    private static boolean isOwn(SharingGroup.Part part, Actor me) {
        return part.proposedBy().name().equals(me.name());
    }

    /** @param value {@code no} when none is chosen to begin with; null for all */
    private void ticks(SharingGroup group, Predicate<SharingGroup.Part> which, String value, List<Field> fields) {
        for (SharingGroup.Part part : group.parts())
            if (which.test(part))
                fields.add(new Field(
                        "part-" + part.what().number(),
                        "tick",
                        words.of(
                                "groups.part",
                                part.what().number(),
                                words.source(part.what().giver()),
                                words.source(part.what().receiver())),
                        false,
                        value,
                        Map.of()));
    }

    /** What may be given, by the value of a field: who, of which kind of subject, by which dataset. */
    Map<String, String> gives() {
        Map<String, String> gives = new LinkedHashMap<>();
        gives.put("", words.of("groups.nothing"));
        for (Source source : catalogue.sources())
            for (Dataset dataset : catalogue.datasets()) {
                Set<String> own = new TreeSet<>(dataset.itemsBySource().getOrDefault(source.code(), Set.of()));
                own.removeIf(code -> catalogue
                        .item(dataset.subjectType(), code)
                        .map(item -> !item.authorityOrder().get(0).equals(source.code()))
                        .orElse(true));
                if (!own.isEmpty())
                    gives.put(
                            source.code() + "|" + dataset.subjectType() + "|" + dataset.code(),
                            words.source(source.code()) + " · " + words.dataset(dataset.code()));
            }
        return gives;
    }

    Map<String, String> departments() {
        Map<String, String> departments = new LinkedHashMap<>();
        departments.put("", words.of("groups.nobody"));
        for (Source source : catalogue.sources()) departments.put(source.code(), words.source(source.code()));
        return departments;
    }

    private Field text(String name, String label, boolean required) {
        return new Field(name, "text", words.of(label), required, null, Map.of());
    }
}
