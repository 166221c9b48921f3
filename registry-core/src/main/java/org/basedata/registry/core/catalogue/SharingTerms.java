package org.basedata.registry.core.catalogue;

import java.util.Objects;
import java.util.Set;

/**
 * On what terms items are shared; many items have the same ones (Decree 809 articles 13 to 15, GZ decree 165 articles
 * 10 and 11).
 *
 * @param code name of the terms within the catalogue; empty for an item that was not read from a catalogue file
 * @param legalGround law, regulation or central decision that the sharing type rests on; may be empty only when {@code
 *     UNCONDITIONAL}
 * @param condition when the item is given out; empty unless {@code CONDITIONAL}
 * @param scope departments that may receive it
 * @param use what it may be used for; empty when nothing leaves
 * @param ways how it is given out; empty when nothing leaves
 */
public record SharingTerms(
        String code,
        String nameZh,
        String nameEn,
        SharingType sharing,
        String legalGround,
        String condition,
        String scope,
        String use,
        Set<ProvisionWay> ways,
        Classification classification) {
    public SharingTerms {
        Objects.requireNonNull(sharing, "sharing");
        Objects.requireNonNull(classification, "classification");
        ways = Set.copyOf(ways);
    }

    /** Terms of an item of which nothing but the sharing type is stated. */
    static SharingTerms unstated(SharingType sharing) {
        return new SharingTerms("", "", "", sharing, "", "", "", "", Set.of(), Classification.GENERAL);
    }
}
