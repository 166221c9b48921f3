package org.basedata.registry.api.subject;

/** Descriptions of parameters that several operations share. */
final class Words {
    static final String REF = "主体的 ref,见任一应答 / the subject's reference, from any answer";
    static final String REF_OR_USCC = "ref 或统一社会信用代码 / the reference or the unified social credit code";
    static final String ITEMS = "所需数据项代码,逗号分隔,缺省为全部 / codes of the items wanted, by commas; all by default";
    static final String VIEW =
            "values(缺省):值和状态;full:另含来源、期间、佐证 / values (default): value and status; full: also source, period, corroboration";
    static final String VALID_AT =
            "事实时间:日期或 RFC 3339 时间,缺省为今天(+08:00) / the day in the world: a date or an RFC 3339 time; today by default";
    static final String KNOWN_AT =
            "登记系统所知时间:RFC 3339 时间,或日期(当日终了,+08:00),缺省为现在 / what was known then: an RFC 3339 time, or a date for the end of that day (+08:00); now by default";
    static final String AT_LEAST = "至少须包含此前某次应答的 position / the answer must cover the position of an earlier answer";
    static final String ONE_ITEM = "只看这一数据项 / this item only";
    static final String EXPLAINED_ITEM = "要说明的数据项 / the item to explain";

    private Words() {}
}
