package org.basedata.registry.core.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.NumberChange;
import org.basedata.registry.core.subject.Party;

/** Acts in the words of the field, for tests. */
public final class Acts {
    private Acts() {}

    public static Act act(String id) {
        return new Act(UUID.nameUUIDFromBytes(id.getBytes()), Act.STAFF, "核查组", "测试员", "经核实", List.of("核查单 " + id));
    }

    public static Party party(Identifier identifier) {
        return new Party(Ledger.IDS.of(identifier), identifier);
    }

    public static Party ref(SubjectId subject) {
        return new Party(subject, null);
    }

    public static ReplaceIdentifier replace(String id, Identifier former, Identifier identifier) {
        return new ReplaceIdentifier(act(id), NumberChange.NUMBER_WRONG, party(former), party(identifier));
    }

    public static MergeSubjects merge(String id, Identifier subject, Identifier into) {
        return new MergeSubjects(act(id), party(subject), party(into));
    }

    public static RevokeAct revoke(String id, SubjectId subject, String revoked) {
        return new RevokeAct(act(id), subject, act(revoked).id());
    }

    /** The subject of those who keep the shared number, by their place in the split. */
    public static SubjectId newSubject(String id, int part) {
        return new SubjectId(UUID.nameUUIDFromBytes((id + "/" + part).getBytes()));
    }

    /** @param parts those who keep the number, each with its records */
    public static SplitSubject split(String id, Identifier shared, List<List<RecordKey>> parts) {
        List<SplitSubject.Part> all = new ArrayList<>();
        for (List<RecordKey> records : parts) all.add(new SplitSubject.Part(ref(newSubject(id, all.size())), records));
        return new SplitSubject(act(id), party(shared), all);
    }

    public static AssignRecords assign(String id, Party from, Party to, RecordKey... records) {
        return new AssignRecords(act(id), from, to, List.of(records));
    }
}
