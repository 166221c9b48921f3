package org.basedata.registry.api.reconciliation;

/** Examples of the description. */
final class CaseExamples {
    static final String NUMBER = "C-000017";
    static final String ATTACHMENT = "5f0c2e0a-6d0f-4a35-9f0b-1f1d7a3f6a10";

    static final String OPEN = """
            {"ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10", "reason": "群众反映婚姻状况有误"}
            """;

    static final String ASSIGN = """
            {"assignee": "steward.qian", "assigneePerson": "钱核查", "reason": "赵核查休假"}
            """;

    static final String ASK = """
            {"sources": ["MZ", "GA"], "question": "请核实婚姻状况", "items": ["maritalStatus"], "due": "2026-12-04"}
            """;

    static final String ANSWER = """
            {"request": 1, "verdict": "CORRECTED", "text": "户籍登记漏改,已更正", "handlingUnit": "天河分局",
             "handlingPerson": "李四", "delivery": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
             "attachments": ["5f0c2e0a-6d0f-4a35-9f0b-1f1d7a3f6a10"]}
            """;

    static final String PROPOSE = """
            {"settlements": [{"conflict": 4, "way": "CHOOSE", "how": "TAKE",
             "record": {"source": "MZ", "dataset": "marriage-registration", "recordId": "MZ-0001"}}],
             "reason": "结婚登记在案", "evidence": ["穗民婚〔2024〕118号"]}
            """;

    static final String REASON = """
            {"reason": "依据充分"}
            """;

    static final String ESCALATE = """
            {"to": "市政务数据管理局", "reason": "两部门各执一词"}
            """;

    static final String EXTEND = """
            {"workingDays": 5, "consentedBy": "市政务数据管理局", "reason": "须调取纸质档案"}
            """;

    static final String NOTE = """
            {"text": "已电话联系民政部门"}
            """;

    static final String TAKE_BACK = """
            {"decision": "3f5b2c1e-6c0c-3d5a-8f0e-2f1d7a3f6a10", "reason": "结婚登记已被撤销"}
            """;

    static final String JOIN = """
            {"into": "C-000018", "reason": "两主体已合并"}
            """;

    static final String TAKEN = """
            {"id": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11", "number": "C-000017", "version": 4, "state": "ASSIGNED",
             "position": "1234"}
            """;

    private static final String CASE = """
            {"id": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11", "number": "C-000017", "version": 3,
             "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10", "cause": "CONFLICT", "state": "VERIFYING", "severity": "major",
             "items": ["maritalStatus"], "sources": ["GA", "MZ"], "division": "440106", "conflicts": 1,
             "openedAt": "2026-11-22T01:02:03.000004Z", "due": "2026-12-07", "atRisk": false, "overdue": false,
             "assignee": "steward.zhao", "waitingFor": ["MZ"], "reporters": [], "escalated": 0}
            """;

    static final String CASES = "{\"results\": [" + CASE + "], \"next\": null}";

    static final String FILE = "{\"case\": " + CASE + """
            , "conflicts": [{"ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10", "number": 4, "kind": "ITEM", "item": "maritalStatus",
              "period": {"from": "2000-01-01", "to": null}, "severity": "major", "since": "2026-11-22T01:02:03.000004Z",
              "settledAt": null, "values": [{"value": "20", "source": "MZ", "dataset": "marriage-registration",
              "recordId": "MZ-0001", "version": 1, "validFrom": "2000-01-01", "recordedAt": "2026-11-22T01:02:03.000004Z"}],
              "standing": "20"}],
             "inForce": [], "decisions": [], "candidates": [],
             "steps": [{"version": "0", "what": "CaseOpened", "at": "2026-11-22T01:02:03.000004Z", "by": "registry", "due": "2026-12-07"}]}
            """;

    static final String INBOX = """
            {"results": [{"case": "C-000017", "caseVersion": 3, "request": 1, "source": "MZ",
             "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10", "items": ["maritalStatus"], "question": "请核实婚姻状况",
             "askedAt": "2026-11-22T03:00:00Z", "due": "2026-12-04", "overdue": false, "lapsed": false}], "next": null}
            """;

    static final String KEPT = """
            {"id": "5f0c2e0a-6d0f-4a35-9f0b-1f1d7a3f6a10", "name": "登记簿.pdf", "type": "application/pdf", "bytes": 20480,
             "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
            """;

    private CaseExamples() {}

    static final String DOUBT_REPORTED = """
            {
              "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
              "item": "maritalStatus",
              "text": "办理入学时家长出示的结婚证与所查不符",
              "believed": "20",
              "evidence": ["结婚证 J440106-2015-000123(虚构)"]
            }
            """;

    static final String DOUBT = """
            {
              "id": "C-000017.1",
              "case": "C-000017",
              "item": "maritalStatus",
              "text": "办理入学时家长出示的结婚证与所查不符",
              "believed": "20",
              "evidence": ["结婚证 J440106-2015-000123(虚构)"],
              "reportedAt": "2026-11-26T01:02:03Z",
              "state": "VERIFYING",
              "due": "2026-12-10",
              "answers": []
            }
            """;
}
