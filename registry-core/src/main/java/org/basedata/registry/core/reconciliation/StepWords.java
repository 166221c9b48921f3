package org.basedata.registry.core.reconciliation;

import java.util.Map;

/** What people call the steps of a case. */
final class StepWords {
    private record Word(String zh, String en) {}

    private static final Map<Class<? extends CaseEvent>, Word> WORDS = Map.ofEntries(
            Map.entry(CaseOpened.class, new Word("开立", "opened")),
            Map.entry(CaseScopeChanged.class, new Word("存疑事项有变", "what is in doubt has changed")),
            Map.entry(CaseAssigned.class, new Word("受理", "taken")),
            Map.entry(VerificationRequested.class, new Word("请数源核实", "sources asked")),
            Map.entry(VerificationAnswered.class, new Word("数源答复", "source answered")),
            Map.entry(DecisionProposed.class, new Word("提出裁定", "decision proposed")),
            Map.entry(DecisionApproved.class, new Word("批准", "approved")),
            Map.entry(DecisionRejected.class, new Word("驳回", "rejected")),
            Map.entry(DecisionTakenBack.class, new Word("撤销裁定", "decision revoked")),
            Map.entry(CaseEscalated.class, new Word("提请协调", "escalated")),
            Map.entry(CaseExtended.class, new Word("延期", "extended")),
            Map.entry(CaseNoted.class, new Word("记录", "note")),
            Map.entry(CandidateNamed.class, new Word("提出疑似同一主体", "candidate named")),
            Map.entry(CaseClosed.class, new Word("办结", "closed")),
            Map.entry(CaseReopened.class, new Word("重新开立", "opened again")));

    private StepWords() {}

    static boolean has(Class<?> step) {
        return WORDS.containsKey(step);
    }

    static String of(CaseStep step, boolean zh) {
        Word word = WORDS.get(step.event().getClass());
        Who by = step.event().by();
        String who = by.equals(Who.REGISTRY) ? zh ? "登记系统" : "the registry" : by.called();
        return zh
                ? who + " 于 " + step.recordedAt() + " " + word.zh()
                : who + ": " + word.en() + ", at " + step.recordedAt();
    }
}
