package org.basedata.registry.api.workbench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AnswerExtended;
import org.basedata.registry.core.sharing.DisposalRecorded;
import org.basedata.registry.core.sharing.DisputeSettled;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.MaterialRequested;
import org.basedata.registry.core.sharing.MaterialSupplied;
import org.basedata.registry.core.sharing.SharingAgreed;
import org.basedata.registry.core.sharing.SharingConsented;
import org.basedata.registry.core.sharing.SharingEnded;
import org.basedata.registry.core.sharing.SharingEscalated;
import org.basedata.registry.core.sharing.SharingEvent;
import org.basedata.registry.core.sharing.SharingFiled;
import org.basedata.registry.core.sharing.SharingGranted;
import org.basedata.registry.core.sharing.SharingRefused;
import org.basedata.registry.core.sharing.SharingResumed;
import org.basedata.registry.core.sharing.SharingSuspended;
import org.basedata.registry.core.sharing.SharingWidened;
import org.basedata.registry.core.sharing.WideningRequested;

/** What a step of an agreement says beside its reason, in words. */
final class AgreementSteps {
    private final Words words;
    private final SubjectType type;

    AgreementSteps(Words words, SubjectType type) {
        this.words = words;
        this.type = type;
    }

    List<String> of(SharingEvent happened) {
        List<String> more = new ArrayList<>();
        if (happened instanceof SharingConsented event)
            event.asked()
                    .forEach(each -> more.add(words.of("sharing.answerBy", words.source(each.provider()), each.due())));
        else if (happened instanceof MaterialRequested event) more.add(words.of("sharing.leftDays", event.left()));
        else if (happened instanceof MaterialSupplied event) more.add(words.of("step.due", event.due()));
        else if (happened instanceof AnswerExtended event) {
            more.add(words.of("sharing.extended", event.workingDays()) + ", " + words.of("step.due", event.due()));
            more.add(words.of("step.told", words.source(event.told())));
        } else if (happened instanceof SharingGranted event) {
            more.add(masked(event.items()));
            more.add(words.of("sharing.accessBy", event.accessBy()));
            if (event.silent()) more.add(words.of("sharing.silent"));
        } else if (happened instanceof SharingRefused event)
            more.add(names(event.items()) + ": " + event.legalGround());
        else if (happened instanceof SharingAgreed event)
            more.add(masked(event.items()) + ", " + event.from() + " – " + event.until());
        else if (happened instanceof SharingEscalated event) {
            more.add(words.of("step.to", event.to()));
            more.add(words.of("step.due", event.due()));
        } else if (happened instanceof DisputeSettled event) {
            if (!event.items().isEmpty()) more.add(masked(event.items()));
            if (!event.refused().isEmpty()) more.add(words.of("sharing.staysRefused", names(event.refused())));
        } else if (happened instanceof SharingFiled event) more.add(event.reference());
        else if (happened instanceof SharingEnded event) {
            more.add(words.of("sharing.by." + event.side()));
            if (event.consultation() != null) more.add(event.consultation());
            if (event.filing() != null) more.add(event.filing());
        } else if (happened instanceof DisposalRecorded event)
            more.add(event.on() + (event.reference() == null ? "" : " " + event.reference()));
        else if (happened instanceof WideningRequested event)
            more.add(words.of("sharing.kind." + event.what().kind())
                    + (event.what().party() == null ? "" : ": " + event.what().party()));
        else if (happened instanceof SharingWidened event) more.add(words.of("sharing.until") + " " + event.until());
        if (happened instanceof SharingSuspended event && event.items() != null) more.add(names(event.items()));
        if (happened instanceof SharingResumed event && event.items() != null) more.add(names(event.items()));
        return more;
    }

    private String names(Collection<String> items) {
        return String.join(
                words.of("list.comma"),
                items.stream().map(code -> words.item(type, code)).toList());
    }

    private String masked(Map<String, Masking> items) {
        return String.join(
                words.of("list.comma"),
                items.entrySet().stream()
                        .map(each ->
                                words.item(type, each.getKey()) + " (" + words.of("masking." + each.getValue()) + ")")
                        .toList());
    }
}
