package org.basedata.registry.core.sharing;

import java.util.Map;

/** What people call a step of an agreement or of a sharing group. */
public record SharingWords(String zh, String en) {
    private static final Map<Class<?>, SharingWords> STEPS = Map.ofEntries(
            Map.entry(SharingRequested.class, new SharingWords("申请", "Applied for")),
            Map.entry(SharingConsented.class, new SharingWords("本部门同意", "Own department consented")),
            Map.entry(SharingDeclined.class, new SharingWords("本部门不同意", "Own department declined")),
            Map.entry(SharingWithdrawn.class, new SharingWords("撤回", "Withdrawn")),
            Map.entry(MaterialRequested.class, new SharingWords("要求补正材料", "Material asked for")),
            Map.entry(MaterialSupplied.class, new SharingWords("已补正材料", "Material supplied")),
            Map.entry(AnswerExtended.class, new SharingWords("延期答复", "Answer put off")),
            Map.entry(SharingGranted.class, new SharingWords("同意共享", "Granted")),
            Map.entry(SharingRefused.class, new SharingWords("不予共享", "Refused")),
            Map.entry(SharingAgreed.class, new SharingWords("授权", "Agreed")),
            Map.entry(SharingEscalated.class, new SharingWords("提请协调", "Coordination asked for")),
            Map.entry(DisputeSettled.class, new SharingWords("协调结果", "Dispute settled")),
            Map.entry(SharingFiled.class, new SharingWords("备案", "Filed")),
            Map.entry(SharingSuspended.class, new SharingWords("暂停", "Suspended")),
            Map.entry(SharingResumed.class, new SharingWords("恢复", "Resumed")),
            Map.entry(WideningRequested.class, new SharingWords("申请扩大使用", "More asked for")),
            Map.entry(WideningConsented.class, new SharingWords("同意扩大使用", "Consented to more")),
            Map.entry(WideningRefused.class, new SharingWords("不同意扩大使用", "Refused more")),
            Map.entry(SharingWidened.class, new SharingWords("已扩大使用", "Widened")),
            Map.entry(SharingEnded.class, new SharingWords("终止", "Ended")),
            Map.entry(DisposalRecorded.class, new SharingWords("登记处置", "Disposal recorded")),
            Map.entry(SharingGroupFounded.class, new SharingWords("发起", "Founded")),
            Map.entry(GroupPartsProposed.class, new SharingWords("提出内容", "Parts proposed")),
            Map.entry(GroupPartsConsented.class, new SharingWords("成员同意", "A member consented")),
            Map.entry(GroupPartsDeclined.class, new SharingWords("成员不同意", "A member declined")),
            Map.entry(GroupPartOpened.class, new SharingWords("开始授权", "Agreement begun")),
            Map.entry(SharingGroupFiled.class, new SharingWords("备案", "Filed")),
            Map.entry(SharingGroupSuspended.class, new SharingWords("暂停", "Suspended")),
            Map.entry(SharingGroupResumed.class, new SharingWords("恢复", "Resumed")),
            Map.entry(GroupPartsDropped.class, new SharingWords("减少内容", "Parts dropped")),
            Map.entry(GroupMemberLeft.class, new SharingWords("成员退出", "A member left")),
            Map.entry(GroupProlongationAsked.class, new SharingWords("申请延期", "Longer term asked for")),
            Map.entry(GroupProlongationConsented.class, new SharingWords("同意延期", "Consented to the longer term")),
            Map.entry(SharingGroupProlonged.class, new SharingWords("已延期", "Lasts longer")),
            Map.entry(SharingGroupEnded.class, new SharingWords("终止", "Ended")));

    static boolean has(Class<?> step) {
        return STEPS.containsKey(step);
    }

    public static SharingWords of(SharingEvent step) {
        return STEPS.get(step.getClass());
    }

    public static SharingWords of(SharingGroupEvent step) {
        return STEPS.get(step.getClass());
    }
}
