package org.basedata.registry.api.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.sharing.AgreementAct;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.ProviderAnswer;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.Widening;
import org.springframework.stereotype.Component;

/** Which fields the form of each thing has that can be done to an agreement. */
@Component
final class AgreementForms {
    private final SharingRegistrar registrar;
    private final Words words;

    AgreementForms(SharingRegistrar registrar, Words words) {
        this.registrar = registrar;
        this.words = words;
    }

    /**
     * A form.
     *
     * @param act as the address has it
     * @param first whether it is what the reader is waited for
     */
    public record Form(String act, boolean first, List<Field> fields) {}

    /**
     * A field.
     *
     * @param kind text, date, number, select, tick
     * @param label in words
     * @param options values and their words, of a select
     */
    public record Field(
            String name, String kind, String label, boolean required, String value, Map<String, String> options) {}

    List<Form> of(SharingAgreement file, Actor me, LocalDate today) {
        List<Form> forms = new ArrayList<>();
        for (AgreementAct act : registrar.possible(file, me, today))
            forms.add(new Form(act.path(), isFirst(act), fields(act, file, me, today)));
        return forms;
    }

    private static boolean isFirst(AgreementAct act) {
        return switch (act) {
            case CONSENT, GRANT, MATERIAL_SUPPLIED, SETTLEMENT, FILING, RESUMPTION, DISPOSAL, WIDENING_ANSWER -> true;
            default -> false;
        };
    }

    private List<Field> fields(AgreementAct act, SharingAgreement file, Actor me, LocalDate today) {
        List<Field> fields = new ArrayList<>();
        switch (act) {
            case CONSENT -> fields.add(text("reason", "sharing.opinion", false));
            case DECLINE, WITHDRAWAL -> fields.add(text("reason", "sharing.reason", true));
            case SUSPENSION -> {
                SortedSet<String> own = new TreeSet<>(
                        me.is(Role.CATALOGUE_ADMIN)
                                ? file.items().keySet()
                                : file.answer(me.department()).granted().keySet());
                own.retainAll(file.items().keySet());
                own.removeAll(file.suspendedItems().keySet());
                only(file, own, fields);
                fields.add(text("reason", "sharing.reason", true));
            }
            case RESUMPTION -> {
                only(file, file.suspendedItems().keySet(), fields);
                fields.add(text("reason", "sharing.reason", true));
            }
            case MATERIAL -> fields.add(text("missing", "sharing.missing", true));
            case MATERIAL_SUPPLIED -> {
                fields.add(provider(file, ProviderAnswer::isWaitingForMaterial));
                fields.add(text("material", "sharing.material", true));
            }
            case EXTENSION -> {
                fields.add(provider(file, each -> !each.isComplete() && !each.isWaitingForMaterial()));
                fields.add(field("workingDays", "number", "sharing.days", true));
                fields.add(text("reason", "sharing.reason", true));
            }
            case GRANT -> {
                items(file, file.answer(me.department()).open(), fields);
                fields.add(text("reason", "sharing.conditions", false));
            }
            case REFUSAL -> {
                for (String item : file.answer(me.department()).open())
                    fields.add(new Field("refused-" + item, "tick", item(file, item), false, null, Map.of()));
                fields.add(text("legalGround", "sharing.legalGround", true));
                fields.add(text("reason", "sharing.reason", true));
            }
            case SILENCE -> fields.add(provider(file, each -> each.isLate(today)));
            case ESCALATION -> {
                fields.add(provider(file, each -> !each.refused().isEmpty() || each.isLate(today)));
                fields.add(text("to", "sharing.to", true));
                fields.add(text("reason", "sharing.reason", true));
            }
            case SETTLEMENT -> {
                fields.add(provider(file, each -> each.settleBy() != null));
                SortedSet<String> disputed = new TreeSet<>();
                for (ProviderAnswer each : file.answers())
                    if (each.settleBy() != null) {
                        disputed.addAll(each.refused().keySet());
                        disputed.addAll(each.open());
                    }
                items(file, disputed, fields);
                fields.add(text("reason", "sharing.decided", true));
            }
            case FILING -> {
                fields.add(text("reference", "sharing.reference", true));
                fields.add(text("reason", "sharing.note", false));
            }
            case END -> {
                fields.add(text("reason", "sharing.reason", true));
                boolean provides = registrar.possible(file, me, today).contains(AgreementAct.END)
                        && me.department() != null
                        && !me.department().equals(file.application().department());
                if (provides) {
                    fields.add(text("consultation", "sharing.consultation", true));
                    fields.add(text("filing", "sharing.reference", true));
                }
            }
            case DISPOSAL -> {
                fields.add(text("how", "sharing.how", true));
                fields.add(new Field("on", "date", words.of("sharing.on"), true, today.toString(), Map.of()));
                fields.add(text("reference", "sharing.disposalReference", false));
            }
            case WIDENING -> {
                Map<String, String> kinds = new LinkedHashMap<>();
                // A part of a group lasts as long as the group.
                for (Widening.Kind kind : Widening.Kind.values())
                    if (kind != Widening.Kind.PERIOD || file.group() == null)
                        kinds.put(kind.name(), words.of("sharing.kind." + kind));
                fields.add(new Field("kind", "select", words.of("sharing.kind"), true, null, kinds));
                fields.add(text("divisions", "sharing.divisions", false));
                fields.add(field("until", "date", "sharing.until", false));
                fields.add(text("party", "sharing.party", false));
                fields.add(text("reason", "sharing.reason", true));
            }
            case WIDENING_ANSWER -> {
                Map<String, String> asked = new LinkedHashMap<>();
                for (SharingAgreement.AskedWidening each : file.widenings())
                    if (!each.over() && !each.consented().contains(me.department()))
                        asked.put(
                                Integer.toString(each.number()),
                                words.of("sharing.kind." + each.what().kind()) + ": " + each.reason());
                fields.add(new Field("widening", "select", words.of("sharing.wish"), true, null, asked));
                Map<String, String> answers = new LinkedHashMap<>();
                answers.put("true", words.of("sharing.consents"));
                answers.put("false", words.of("sharing.refuses"));
                fields.add(new Field("consents", "select", words.of("sharing.answer"), true, null, answers));
                fields.add(text("reason", "sharing.reason", false));
            }
        }
        return fields;
    }

    /** Single items; none of them chosen means all of it. */
    private void only(SharingAgreement file, Collection<String> of, List<Field> fields) {
        for (String item : of)
            fields.add(new Field(
                    "code-" + item, "tick", words.of("sharing.only", item(file, item)), false, "no", Map.of()));
    }

    /** Of each item how much is given: as wanted, or less, or nothing. */
    private void items(SharingAgreement file, SortedSet<String> of, List<Field> fields) {
        for (String item : of) {
            Masking wanted = file.application().items().get(item);
            Map<String, String> options = new LinkedHashMap<>();
            for (Masking each : Masking.values())
                if (each.compareTo(wanted) >= 0) options.put(each.name(), words.of("masking." + each));
            options.put("", words.of("sharing.notNow"));
            fields.add(new Field("item-" + item, "select", item(file, item), false, wanted.name(), options));
        }
    }

    private String item(SharingAgreement file, String code) {
        return words.item(file.application().type(), code);
    }

    private Field provider(SharingAgreement file, Predicate<ProviderAnswer> fits) {
        Map<String, String> providers = new LinkedHashMap<>();
        file.answers().stream()
                .filter(fits)
                .forEach(each -> providers.put(each.provider(), words.source(each.provider())));
        return new Field("provider", "select", words.of("sharing.provider"), true, null, providers);
    }

    private Field text(String name, String label, boolean required) {
        return field(name, "text", label, required);
    }

    private Field field(String name, String kind, String label, boolean required) {
        return new Field(name, kind, words.of(label), required, null, Map.of());
    }
}
