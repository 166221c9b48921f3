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

    static final String GROUP = "TAX";

    static final String GROUP_NEW = """
            {"code": "TAX", "name": "综合治税", "purpose": "涉税信息交换与共享",
             "legalBasis": "《中华人民共和国税收征收管理法》第六条", "scenario": "按月比对登记、参保和纳税情况",
             "ways": ["BATCH", "INTERFACE"], "cycle": "MONTHLY", "from": "2026-12-01", "until": "2027-12-01",
             "parts": [{"giver": "SCJG", "receiver": "SW", "type": "LEGAL_ENTITY", "datasets": ["enterprise-registration"]},
              {"giver": "SW", "receiver": "SCJG", "type": "LEGAL_ENTITY", "items": {"taxStatus": "FULL"}}]}
            """;

    private static final String GROUP_ROW = """
            {"code": "TAX", "name": "综合治税", "version": "2", "state": "ACTIVE", "lead": "SW", "members": ["SCJG", "SW"],
             "waitingFor": ["SCJG"], "consentDue": "2026-12-10", "late": false, "cycle": "MONTHLY", "from": "2026-12-01",
             "until": "2027-12-01", "foundedAt": "2026-11-26T01:02:03.456789Z", "filed": false}
            """;

    static final String GROUP_TAKEN = GROUP_ROW;

    static final String GROUPS = "{\"results\": [" + GROUP_ROW + "], \"next\": null}";

    static final String GROUP_FILE = "{\"group\": " + GROUP_ROW + """
            , "purpose": "涉税信息交换与共享", "legalBasis": "《中华人民共和国税收征收管理法》第六条",
             "scenario": "按月比对登记、参保和纳税情况", "ways": ["BATCH", "INTERFACE"],
             "parts": [{"number": 1, "giver": "SCJG", "receiver": "SW", "type": "LEGAL_ENTITY",
               "items": {"legalRepresentativeId": "FULL"}, "scope": {}, "datasets": ["enterprise-registration"],
               "state": "ANSWERING", "given": false, "received": true, "agreement": "A-000018"}],
             "exchanges": [{"giver": "SCJG", "dataset": "enterprise-registration", "receivers": ["SW"], "last": "2026-11-20",
               "due": "2026-11-30", "made": true, "missed": false}],
             "lateMembers": [], "consentDue": {"SCJG": "2026-12-10"}, "acts": ["consent", "decline", "leaving"],
             "history": [{"version": "0", "what": "SharingGroupFounded", "at": "2026-11-26T01:02:03.456789Z", "by": "sw-clerk",
               "person": "杜衡", "department": "SW", "reason": "按月比对登记、参保和纳税情况"}]}
            """;

    static final String GROUP_CONSENT = """
            {"numbers": [1, 2], "reason": "同意"}
            """;

    static final String GROUP_PROPOSAL = """
            {"parts": [{"giver": "RS", "receiver": "SW", "type": "LEGAL_ENTITY", "datasets": ["insured-unit"]}],
             "reason": "增加参保单位信息"}
            """;

    static final String GROUP_LEAVING = """
            {"reason": "职责调整", "consultation": "已书面征询税务部门", "filing": "穗数备〔2026〕20号"}
            """;

    private SharingExamples() {}
}
