package org.basedata.registry.core.identity;

import java.util.Set;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.Act;
import org.basedata.registry.core.subject.Party;

/**
 * A subject has another identifier from now on.
 *
 * @param subject by the identifier that is superseded, or by its reference
 * @param number the identifier it has now, and the subject that it led to before
 */
public record ReplaceIdentifier(Act act, Party subject, Party number) implements IdentityCommand {
    /** Why numbers change; the word stands in {@link Act#cause()}. */
    public enum Cause {
        /** Two persons had one number, and one of them was given another (重号). */
        NUMBER_SHARED,
        /** The number was wrong (错号). */
        NUMBER_WRONG,
        BIRTH_DATE_CORRECTED,
        SEX_CORRECTED,
        /** From 15 digits to 18, where the registry's own conversion is not the number that was given (15 位升 18 位). */
        FIFTEEN_TO_EIGHTEEN,
        /** As when the holder of a passport becomes a permanent resident. */
        DOCUMENT_TYPE_CHANGED,
        /** A unified social credit code was replaced. */
        CODE_REPLACED,
        /** From the number of a business licence or organisation code to a unified social credit code. */
        LICENCE_TO_CODE;

        /** Whether one kind of document can replace another for this cause. */
        boolean fits(IdType from, IdType to) {
            return switch (this) {
                case DOCUMENT_TYPE_CHANGED -> from != to;
                case LICENCE_TO_CODE -> from != IdType.USCC && to == IdType.USCC;
                case CODE_REPLACED -> from == IdType.USCC && to == IdType.USCC;
                case NUMBER_SHARED, NUMBER_WRONG -> from == to;
                case BIRTH_DATE_CORRECTED, SEX_CORRECTED, FIFTEEN_TO_EIGHTEEN ->
                    from == IdType.RESIDENT_ID && to == IdType.RESIDENT_ID;
            };
        }
    }

    @Override
    public Set<SubjectId> subjects() {
        return subject.subject().equals(number.subject())
                ? Set.of(subject.subject())
                : Set.of(subject.subject(), number.subject());
    }
}
