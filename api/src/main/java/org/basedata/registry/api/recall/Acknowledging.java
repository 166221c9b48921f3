package org.basedata.registry.api.recall;

import java.util.UUID;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.projections.recall.Recall;
import org.basedata.registry.projections.recall.Recalls;
import org.springframework.stereotype.Component;

/** Takes what a department says to a recall, or tells why it cannot be taken. */
@Component
public final class Acknowledging {
    private static final int LONGEST = 1_000;

    private final Recalls recalls;

    Acknowledging(Recalls recalls) {
        this.recalls = recalls;
    }

    /**
     * @param revision that was seen
     * @param note null or blank for none
     * @return the recall as it is now
     */
    public Recall acknowledge(String department, String by, String id, int revision, String note) {
        UUID recall = id(id);
        String said = note == null || note.isBlank() ? null : note.strip();
        if (said != null && said.length() > LONGEST)
            throw Parameters.invalid("note", "说明至多 " + LONGEST + " 个字符", "note has up to " + LONGEST + " characters");
        boolean done = recalls.acknowledge(recall, department, revision, by, said);
        Recall now = recalls.find(recall, department).orElseThrow(Acknowledging::unknown);
        if (done) return now;
        throw switch (now.state()) {
            case OPEN ->
                new RequestRefused(
                        ProblemCode.RECALL_CHANGED,
                        "此召回在您查看后有变化(现为第 " + now.revision() + " 版),请重新查看后确认",
                        "the recall has changed since it was seen (now it is revision " + now.revision()
                                + "); look at it again");
            case ACKNOWLEDGED ->
                new RequestRefused(
                        ProblemCode.RECALL_CHANGED,
                        "此召回已由 " + now.acknowledgement().by() + " 确认",
                        "the recall was acknowledged by "
                                + now.acknowledgement().by());
            case RESTORED ->
                new RequestRefused(
                        ProblemCode.RECALL_CHANGED,
                        "登记系统已恢复所读的值,无需确认",
                        "the registry says again what was read; there is nothing to acknowledge");
        };
    }

    private static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static RequestRefused unknown() {
        return new RequestRefused(ProblemCode.RECALL_UNKNOWN, "本部门没有这一召回", "your department has no such recall");
    }
}
