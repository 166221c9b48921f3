package org.basedata.registry.api.subject;

import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.projections.subject.StoredSubject;

/** Which subjects an answer says something of, as it is made. */
final class Seeing {
    private static final long NOTHING = -1;

    private final List<Access.Seen> seen;

    Seeing(int expected) {
        this.seen = new ArrayList<>(expected);
    }

    void given(StoredSubject subject) {
        seen.add(new Access.Seen(subject.ref(), subject.sequence(), Access.Outcome.GIVEN));
    }

    void nothing(SubjectId asked) {
        seen.add(new Access.Seen(asked, NOTHING, Access.Outcome.NO_RECORD));
    }

    void elsewhere(SubjectId asked) {
        seen.add(new Access.Seen(asked, NOTHING, Access.Outcome.ELSEWHERE));
    }

    <T> Answering.Answer<T> answer(T body, AsOf asOf) {
        return new Answering.Answer<>(body, asOf.validAt(), asOf.knownAt(), seen);
    }
}
