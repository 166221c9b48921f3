package org.basedata.registry.api.sharing;

/** Examples of the description. */
final class SharingExamples {
    static final String NUMBER = "A-000017";

    static final String APPLICATION = """
            {"purpose": "ENROLMENT", "scenario": "入学报名时核对监护人婚姻状况", "type": "PERSON", "items": {"spouseName": "FULL"},
             "scope": {"divisions": ["4401"]}, "ways": ["INTERFACE"], "from": "2026-12-01", "until": "2027-12-01"}
            """;

    static final String TAKEN = """
            {"id": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11", "number": "A-000017", "version": "1", "state": "ANSWERING"}
            """;

    static final String CONSENT = """
            {"reason": "确为本部门职责所需"}
            """;

    static final String GRANT = """
            {"items": {"spouseName": "PARTIAL"}, "reason": "仅限核对"}
            """;

    static final String REFUSAL = """
            {"refused": ["spouseName"], "legalGround": "《婚姻登记条例》", "reason": "与申请的用途无关"}
            """;

    private static final String ROW = """
            {"id": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11", "number": "A-000017", "version": "1", "state": "ANSWERING",
             "department": "JY", "purpose": "ENROLMENT", "type": "PERSON", "items": ["spouseName"], "providers": ["MZ"],
             "waitingFor": ["MZ"], "answerDue": "2026-12-10", "late": false, "from": "2026-12-01", "until": "2027-12-01",
             "requestedAt": "2026-11-26T01:02:03.456789Z", "filed": false, "disposed": false}
            """;

    static final String AGREEMENTS = "{\"results\": [" + ROW + "], \"next\": null}";

    static final String FILE = "{\"agreement\": " + ROW + """
            , "application": {"department": "JY", "purpose": "ENROLMENT", "wording": "义务教育入学资格审核",
             "legalBasis": "《中华人民共和国义务教育法》第十二条", "scenario": "入学报名时核对监护人婚姻状况", "type": "PERSON",
             "items": {"spouseName": "FULL"}, "scope": {"divisions": ["4401"]}, "ways": ["INTERFACE"],
             "from": "2026-12-01", "until": "2027-12-01"},
             "items": {}, "scope": {"divisions": ["4401"]},
             "answers": [{"provider": "MZ", "conditional": true, "due": "2026-12-10", "late": false, "extended": 0,
              "open": ["spouseName"], "granted": {}, "refused": {}, "escalated": 0}],
             "widenings": [], "acts": ["material", "grant", "refusal"],
             "history": [{"version": "0", "what": "SharingRequested", "at": "2026-11-26T01:02:03.456789Z", "by": "consumer",
              "person": "宋岚", "department": "JY", "reason": "入学报名时核对监护人婚姻状况"}]}
            """;

    static final String DRAFT = """
            {"application": {"purpose": "ENROLMENT", "legalBasis": "《中华人民共和国义务教育法》第十二条", "type": "PERSON",
              "items": {"spouseName": "FULL"}, "ways": ["INTERFACE", "BATCH"], "from": "2026-11-26", "until": "2027-11-26"},
             "items": [{"item": "spouseName", "nameZh": "配偶姓名", "nameEn": "Name of the spouse", "sharing": "CONDITIONAL",
              "provider": "MZ", "ways": ["INTERFACE", "BATCH"], "condition": "为履行法定职责所必需",
              "legalGround": "《中华人民共和国个人信息保护法》第三十四条"}]}
            """;

    static final String PURPOSE = """
            {"code": "ENROLMENT", "wording": "义务教育入学资格审核", "legalBasis": "《中华人民共和国义务教育法》第十二条"}
            """;

    static final String PURPOSES = """
            {"results": [{"department": "JY", "code": "ENROLMENT", "wording": "义务教育入学资格审核",
              "legalBasis": "《中华人民共和国义务教育法》第十二条", "by": "冯瑶(JY)", "at": "2026-11-26T01:02:03.456789Z"}], "next": null}
            """;

    static final String CONFIDENTIAL = """
            {"department": "JY", "reference": "穗数保〔2026〕3号", "from": "2026-12-01", "until": "2029-12-01"}
            """;

    static final String CONFIDENTIALITY_END = """
            {"department": "JY", "reference": "穗数保〔2026〕3号", "reason": "机构撤销"}
            """;

    static final String CONFIDENTIALITY = """
            {"results": [{"department": "JY", "reference": "穗数保〔2026〕3号", "from": "2026-12-01", "until": "2029-12-01",
              "by": "高远", "at": "2026-11-26T01:02:03.456789Z"}], "next": null}
            """;

    static final String DEMAND_NEW = """
            {"need": "学区划分,用于入学资格审核", "providers": ["JY"]}
            """;

    static final String DEMAND_ANSWERED = """
            {"answer": "可查询户籍地址后自行划分", "codes": ["registeredAddress"]}
            """;

    static final String DEMAND = """
            {"number": "D-000017", "department": "JY", "need": "学区划分,用于入学资格审核", "providers": ["GA"],
             "recordedAt": "2026-11-26T01:02:03.456789Z", "answer": "可查询户籍地址后自行划分", "items": ["registeredAddress"],
             "answeredAt": "2026-11-27T01:02:03.456789Z"}
            """;

    static final String DEMANDS = "{\"results\": [" + DEMAND + "], \"next\": null}";

    static final String COMPLAINT_NEW = """
            {"about": "GA", "text": "户籍地址长期未更新"}
            """;

    static final String COMPLAINT_ANSWERED = """
            {"answer": "已督促更新", "handling": "约谈并限期整改"}
            """;

    static final String COMPLAINT = """
            {"number": "P-000017", "department": "JY", "about": "GA", "text": "户籍地址长期未更新",
             "filedAt": "2026-11-26T01:02:03.456789Z", "answer": "已督促更新", "handling": "约谈并限期整改",
             "answeredAt": "2026-11-27T01:02:03.456789Z"}
            """;

    static final String COMPLAINTS = "{\"results\": [" + COMPLAINT + "], \"next\": null}";

    private SharingExamples() {}
}
