package org.basedata.registry.projections.sharing;

import java.time.LocalDate;
import org.basedata.registry.core.sharing.AgreementState;

/**
 * Which agreements are listed; all conditions hold, null means any.
 *
 * @param concerns code of a department that applies or has been asked
 * @param department code of the one that applies
 * @param provider code of one that provides
 * @param state as it is today
 * @param todo what waits to be done; null for any
 * @param todoBy code of the department that has to do it; null for the authority
 * @param late whether an answer or a settlement is overdue
 */
public record AgreementFilter(
        String concerns,
        String department,
        String provider,
        String purpose,
        String item,
        AgreementState state,
        Todo todo,
        String todoBy,
        boolean late,
        LocalDate today) {
    /** What may wait to be done. */
    public enum Todo {
        /** Consent of the applicant's own department. */
        CONSENT,
        /** An answer of a provider, also to a wish for more. */
        ANSWER,
        /** A dispute that the authority settles. */
        SETTLE,
        /** A place in the authority's files. */
        FILE,
        /** The record of what became of the data. */
        DISPOSE
    }

    public static AgreementFilter any(LocalDate today) {
        return new AgreementFilter(null, null, null, null, null, null, null, null, false, today);
    }

    /** The same, of those in one state; null for any. */
    public AgreementFilter in(AgreementState one) {
        return new AgreementFilter(concerns, department, provider, purpose, item, one, todo, todoBy, late, today);
    }

    /** The same, of those that one department applies for. */
    public AgreementFilter ofDepartment(String applicant) {
        return new AgreementFilter(concerns, applicant, provider, purpose, item, state, todo, todoBy, late, today);
    }
}
