package org.basedata.registry.api.problem;

import java.util.Locale;

/** What can go wrong with a request. The names are stable: programs branch on them. */
public enum ProblemCode {
    ACCESS_NOT_RECORDED(503, "读取暂时无法记录", "The read cannot be put on record"),
    ACT_REFUSED(409, "处置不能办理", "The act cannot be taken"),
    AGREEMENT_CHANGED(412, "授权已有变化", "The agreement has changed"),
    AGREEMENT_NOT_IN_FORCE(403, "没有可用的该共享授权", "No such sharing agreement is in force"),
    AGREEMENT_REFUSED(409, "不能如此办理", "Sharing does not take this"),
    AGREEMENT_UNKNOWN(404, "没有该授权", "No such agreement"),
    ALERT_REFUSED(409, "预警不能如此办理", "The alert does not take this"),
    ALERT_UNKNOWN(404, "没有该预警", "No such alert"),
    AMBIGUOUS(409, "由多个主体共用", "Several subjects share it"),
    ATTACHMENT_UNKNOWN(404, "没有该附件", "No such attachment"),
    BODY_MALFORMED(400, "请求正文无法读取", "The body cannot be read"),
    BODY_TOO_LARGE(413, "请求正文过大", "The body is too large"),
    BUSY(503, "当前报送过多", "More is being submitted than can be taken"),
    CALENDAR_REFUSED(400, "放假安排有错误", "The file of holidays has faults"),
    CASE_CHANGED(412, "工单已有变化", "The case has changed"),
    CASE_REFUSED(409, "工单不能如此办理", "The case does not take this"),
    CASE_UNKNOWN(404, "没有该工单", "No such case"),
    CERTIFICATE_UNKNOWN(401, "客户端证书未登记或已失效", "The client certificate is not registered, or no longer good"),
    CHANGES_TOO_OLD(410, "所求的变更已不保留", "The changes are not kept any more"),
    CSRF_TOKEN_MISSING(403, "缺少本会话的 CSRF 令牌", "The session's CSRF token is missing"),
    DATABASE_UNAVAILABLE(503, "数据库暂不可用", "The database is not available"),
    DATASET_UNKNOWN(400, "目录中没有该信息组", "No such dataset in the catalogue"),
    DECISION_REFUSED(409, "裁定不能如此办理", "The decision cannot be taken"),
    DECISION_UNKNOWN(404, "没有该裁定", "No such decision"),
    DELIVERY_UNFIT(400, "批次自述不一致", "The delivery does not hold together"),
    DELIVERY_UNKNOWN(404, "没有该批次", "No such delivery"),
    FIELD_TYPE(400, "字段类型不符", "A field has the wrong type"),
    FIELD_UNKNOWN(400, "有未知字段", "A field is not known"),
    FIELD_MISSING(400, "缺少字段", "A field is missing"),
    FILE_GONE(410, "文件已不再保存", "The file is not kept any more"),
    FILE_NOT_READY(409, "文件尚未生成", "The file is not whole yet"),
    FILE_REFUSED(400, "文件不能接收", "The file cannot be taken"),
    IDEMPOTENCY_KEY_FORMAT(400, "幂等键格式不符", "The idempotency key is not well-formed"),
    IDEMPOTENCY_KEY_REUSED(422, "幂等键已用于其他内容", "The idempotency key was used for another body"),
    IDEMPOTENCY_STILL_RUNNING(409, "相同请求正在处理", "The same request is still running"),
    IF_MATCH_MISSING(428, "缺少 If-Match", "If-Match is missing"),
    INTERNAL(500, "登记系统内部错误", "The registry failed"),
    ITEM_UNKNOWN(400, "目录中没有该数据项", "No such item in the catalogue"),
    JOB_UNKNOWN(404, "没有该作业", "No such job"),
    KEYS_TOO_MANY(400, "查询的证件号码过多", "Too many keys"),
    MEDIA_TYPE_NOT_ACCEPTABLE(406, "无法以所要求的格式应答", "No answer in the wanted media type"),
    MEDIA_TYPE_UNSUPPORTED(415, "不支持的媒体类型", "The media type is not supported"),
    METHOD_NOT_ALLOWED(405, "不支持的请求方法", "The method is not allowed"),
    NEXT_INVALID(400, "续页标记无效", "The mark of the next page is not valid"),
    NO_RECORD(404, "没有该主体", "No such subject"),
    NOT_ALLOWED(403, "无权办理", "Not allowed"),
    NOT_ENTITLED(403, "无权读取所要求的数据项", "Items were asked for that may not be read"),
    NOT_SIGNED_IN(401, "未登录", "Nobody has signed in"),
    NOT_YET(503, "尚未跟进到所要求的位置", "The view has not come to the wanted position yet"),
    PARAMETER_INVALID(400, "参数无效", "A parameter is not valid"),
    PATH_UNKNOWN(404, "没有该地址", "No such path"),
    PURPOSE_MISSING(400, "未说明用途", "No purpose is stated"),
    PURPOSE_UNKNOWN(403, "没有登记该用途", "The purpose was not entered"),
    RANGE_INVALID(416, "文件没有所要求的范围", "The file has no such range"),
    RECALL_CHANGED(409, "召回已有变化", "The recall has changed"),
    RECALL_UNKNOWN(404, "没有该召回", "No such recall"),
    RECORDS_TOO_MANY(400, "批次记录过多", "Too many records in one delivery"),
    REQUEST_INVALID(400, "请求无效", "The request is not valid"),
    SEARCH_RUNNING(409, "正在查找疑似同一主体", "Candidates are being searched for already"),
    SEARCH_UNKNOWN(404, "没有该次查找", "No such search"),
    SOURCE_UNKNOWN(400, "目录中没有该数源部门", "No such source in the catalogue"),
    SUPERSEDED(410, "号码已更换", "The number was replaced"),
    THROTTLED(429, "暂停答复", "Not answered for a while"),
    TOKEN_INVALID(401, "令牌无效", "The token is not valid"),
    UNAVAILABLE(503, "登记系统暂不可用", "The registry is not available"),
    WEBHOOK_REFUSED(409, "推送订阅不能如此办理", "The webhook cannot be had so"),
    WEBHOOK_UNKNOWN(404, "没有该推送订阅", "No such webhook"),
    YEAR_UNKNOWN(404, "没有该年度的放假安排", "No holidays of that year");

    private final int status;
    private final String titleZh;
    private final String titleEn;

    ProblemCode(int status, String titleZh, String titleEn) {
        this.status = status;
        this.titleZh = titleZh;
        this.titleEn = titleEn;
    }

    public int status() {
        return status;
    }

    public String titleZh() {
        return titleZh;
    }

    public String titleEn() {
        return titleEn;
    }

    /** The document's type: a name, not an address, so that it stays the same wherever the registry runs. */
    public String type() {
        return "urn:base-data-registry:problem:"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
