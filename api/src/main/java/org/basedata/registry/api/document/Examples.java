package org.basedata.registry.api.document;

/** Examples of the description. The numbers are those of the standards (GB 11643-1999, GB 32100-2015) or invented. */
public final class Examples {
    public static final String REF = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10";
    public static final String DELIVERY_ID = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11";

    public static final String NEXT = "q83vEjRWeJCrze8SNFZ4kDQ4MjA5";

    public static final String FOLLOWERS = """
            {
              "results": [
                {"name": "deliveries", "position": "51230", "head": "51240", "lag": 10},
                {"name": "search-periods", "position": "51240", "head": "51240", "lag": 0},
                {"name": "changes", "position": "51240", "head": "51240", "lag": 0},
                {"name": "cross-rules", "position": "51240", "head": "51240", "lag": 0},
                {"name": "cases", "position": "51240", "head": "51240", "lag": 0},
                {"name": "recalls", "position": "51240", "head": "51240", "lag": 0}
              ],
              "next": null
            }
            """;

    public static final String CANDIDATES = """
            {
              "results": [
                {
                  "score": 84,
                  "reasons": ["SAME_NAME_AND_BIRTH_DATE", "NUMBER_ONE_DIGIT_APART"],
                  "evidence": [
                    {"item": "name", "one": "王小兰", "other": "王小兰", "agrees": true, "weight": 0},
                    {"item": "birthDate", "one": "1949-12-31", "other": "1949-12-31", "agrees": true, "weight": 0},
                    {"item": "registeredBy", "one": "GA", "other": null, "agrees": null, "weight": 3}
                  ],
                  "one": {
                    "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
                    "idType": "RESIDENT_ID",
                    "id": "11010519491231002X",
                    "name": "王小兰"
                  },
                  "other": {
                    "ref": "7a2d2eaf-4d66-8e4b-8b5c-701040706b21",
                    "idType": "RESIDENT_ID",
                    "id": "110105194912310046",
                    "name": "王小兰"
                  },
                  "foundAt": "2026-11-22T02:00:00Z"
                }
              ],
              "next": null
            }
            """;

    public static final String SEARCH = """
            {
              "id": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
              "status": "DONE",
              "startedAt": "2026-11-22T02:00:00Z",
              "endedAt": "2026-11-22T02:00:21Z",
              "step": "DONE",
              "comparedPairs": 40213,
              "totalPairs": 40213,
              "report": {
                "persons": 500000,
                "entities": 50000,
                "compared": 40213,
                "candidates": 812,
                "byReason": {"SAME_NAME_AND_BIRTH_DATE": 640, "NUMBER_ONE_DIGIT_APART": 301},
                "leftOut": [{"blocking": "name-and-birth-date", "blocks": 1, "subjects": 61, "most": 50}],
                "seconds": 21.4
              }
            }
            """;

    public static final String DELIVERY = """
            {
              "source": "GA",
              "complete": false,
              "records": [
                {
                  "dataset": "household-registration",
                  "recordId": "GA-0001",
                  "version": 3,
                  "operation": "SUBMIT",
                  "subject": {"type": "PERSON", "idType": "RESIDENT_ID", "id": "11010519491231002X"},
                  "name": "王小兰",
                  "items": {"sex": "2", "birthDate": "1949-12-31"},
                  "validFrom": "1985-09-01",
                  "handledBy": {"unit": "天河分局", "person": "李四"}
                }
              ]
            }
            """;

    public static final String RECEIPT = """
            {
              "deliveryId": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
              "position": "1234",
              "counts": {"received": 3, "accepted": 1, "unchanged": 1, "refused": 1},
              "records": [
                {"index": 0, "outcome": "ACCEPTED", "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10", "conflicts": ["name"]},
                {"index": 1, "outcome": "UNCHANGED", "ref": "7a2d2eaf-4d66-8e4b-8b5c-701040706b21"},
                {
                  "index": 2,
                  "outcome": "REFUSED",
                  "faults": [
                    {
                      "code": "ID_CHECK_DIGIT",
                      "item": "subject.id",
                      "value": "1101**********0021",
                      "message": "身份证号码校验位不符(GB 11643-1999),请核对后重新报送",
                      "messageEn": "the check digit is wrong (GB 11643-1999); correct the number and send the record again"
                    }
                  ]
                }
              ]
            }
            """;

    public static final String DELIVERY_STATUS = """
            {
              "deliveryId": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
              "status": "DONE",
              "source": "GA",
              "channel": "FILE",
              "dataset": "household-registration",
              "fileName": "household.csv",
              "complete": false,
              "receivedAt": "2026-11-22T01:02:03Z",
              "completedAt": "2026-11-22T01:02:09Z",
              "counts": {"received": 50000, "accepted": 49990, "unchanged": 0, "refused": 10},
              "refusedByCode": {"ID_CHECK_DIGIT": 10},
              "position": "51240"
            }
            """;

    public static final String FILE_ACCEPTED = """
            {"deliveryId": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11", "status": "RUNNING"}
            """;

    public static final String ACT_REPLACE = """
            {
              "act": "REPLACE_IDENTIFIER",
              "by": "GA",
              "handlingUnit": "天河区公安分局户政大队",
              "handlingPerson": "李警官",
              "cause": "NUMBER_WRONG",
              "reason": "错号更正",
              "evidence": ["穗公户〔2026〕18号"],
              "subject": {"idType": "RESIDENT_ID", "id": "11010519491231002X"},
              "identifier": {"idType": "RESIDENT_ID", "id": "110105194912310038"}
            }
            """;

    public static final String ACT_MERGE = """
            {
              "act": "MERGE",
              "by": "STAFF",
              "handlingPerson": "陈核查",
              "reason": "一人多号,经公安机关核实",
              "evidence": ["核查单 2026-0117"],
              "subject": {"idType": "PASSPORT", "id": "E12345678"},
              "into": {"idType": "RESIDENT_ID", "id": "11010519491231002X"}
            }
            """;

    public static final String ACT_SPLIT = """
            {
              "act": "SPLIT",
              "by": "STAFF",
              "handlingPerson": "陈核查",
              "reason": "两人共用一个号码(重号)",
              "evidence": ["核查单 2026-0118"],
              "subject": {"idType": "RESIDENT_ID", "id": "11010519491231002X"},
              "parts": [
                {"records": [{"source": "GA", "dataset": "household-registration", "recordId": "GA-1"}]},
                {"records": [{"source": "RS", "dataset": "social-insurance", "recordId": "RS-7"}]}
              ]
            }
            """;

    public static final String ACT_TAKEN = """
            {
              "act": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
              "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
              "parts": [],
              "position": "1234"
            }
            """;

    public static final String IDENTITY = """
            {
              "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
              "idType": "RESIDENT_ID",
              "id": "110105194912310038",
              "sharedBy": [],
              "takesIn": ["7a2d2eaf-4d66-8e4b-8b5c-701040706b21"],
              "records": [
                {"source": "GA", "dataset": "household-registration", "recordId": "GA-1", "version": "1",
                 "idType": "RESIDENT_ID", "id": "11010519491231002X", "held": false}
              ],
              "acts": [
                {"act": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11", "kind": "REPLACE_IDENTIFIER", "by": "GA",
                 "handlingPerson": "李警官", "reason": "错号更正", "evidence": ["穗公户〔2026〕18号"],
                 "recordedAt": "2026-11-22T02:00:00Z"}
              ]
            }
            """;

    public static final String REFUSALS = """
            {
              "results": [
                {
                  "index": 48209,
                  "line": 48211,
                  "record": {"recordId": "GA-48209", "version": "1", "name": "王小兰", "validFrom": "2020-01-01", "validTo": "2019-01-01"},
                  "faults": [
                    {
                      "code": "PERIOD_REVERSED",
                      "item": "validTo",
                      "value": "2019-01-01",
                      "message": "失效日期 2019-01-01 不晚于生效日期 2020-01-01,期间为左闭右开,请更正",
                      "messageEn": "validTo 2019-01-01 is not after validFrom 2020-01-01; periods are half-open"
                    }
                  ]
                }
              ],
              "next": null
            }
            """;

    public static final String PERSONS_BY_KEY = """
            {
              "keys": [{"idType": "RESIDENT_ID", "id": "11010519491231002X"}],
              "items": ["name", "sex"],
              "view": "full"
            }
            """;

    public static final String PERSONS_AS_OF = """
            {
              "keys": [{"idType": "RESIDENT_ID", "id": "11010519491231002X"}],
              "validAt": "2010-01-01",
              "knownAt": "2026-11-22T08:00:00+08:00",
              "atLeast": "1234"
            }
            """;

    public static final String PERSONS_SEARCH = """
            {"search": {"name": "王小兰", "divisionPrefix": "4401", "birthDate": "1949-12-31"}, "limit": 20}
            """;

    public static final String ENTITIES_BY_KEY = """
            {"keys": [{"idType": "USCC", "id": "91350211M0000XUF46"}], "view": "full"}
            """;

    public static final String ENTITIES_SEARCH = """
            {"search": {"nameContains": "示例科技", "divisionPrefix": "4401"}, "limit": 20}
            """;

    private static final String MASTER_RECORD_REST = """
            "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
              "subject": {"type": "PERSON", "idType": "RESIDENT_ID", "id": "11010519491231002X"},
              "position": "1234",
              "lifecycle": "ACTIVE",
              "items": {
                "name": {
                  "value": "王小兰",
                  "status": "DISPUTED",
                  "source": "GA",
                  "basis": "AUTHORITY",
                  "validFrom": "1985-09-01",
                  "validTo": null,
                  "recordedAt": "2026-11-22T01:02:03.000004Z",
                  "corroboratedBy": ["RS"],
                  "case": "C-000017",
                  "disputedSince": "2026-11-22T02:03:04.000005Z"
                }
              }
            """;

    public static final String MASTER_RECORD = "{\n  " + MASTER_RECORD_REST + "}\n";

    public static final String QUERY_ANSWER = "{\"position\": \"1234\", \"results\": [\n"
            + "{\"key\": {\"idType\": \"RESIDENT_ID\", \"id\": \"11010519491231002X\"},\n  " + MASTER_RECORD_REST
            + "},\n"
            + "{\"key\": {\"idType\": \"RESIDENT_ID\", \"id\": \"440524188001010014\"}, \"code\": \"NO_RECORD\"}\n"
            + "], \"next\": null}\n";

    public static final String ENTITY_RECORD = """
            {
              "ref": "7a2d2eaf-4d66-8e4b-8b5c-701040706b21",
              "subject": {"type": "LEGAL_ENTITY", "idType": "USCC", "id": "91350211M0000XUF46"},
              "position": "1234",
              "lifecycle": "ACTIVE",
              "items": {"name": {"value": "厦门示例一社", "status": "SOLE"}}
            }
            """;

    public static final String ENTITY_ANSWER = """
            {
              "position": "1234",
              "results": [
                {
                  "key": {"idType": "USCC", "id": "91350211M0000XUF46"},
                  "ref": "7a2d2eaf-4d66-8e4b-8b5c-701040706b21",
                  "subject": {"type": "LEGAL_ENTITY", "idType": "USCC", "id": "91350211M0000XUF46"},
                  "position": "1234",
                  "lifecycle": "ACTIVE",
                  "items": {"name": {"value": "厦门示例一社", "status": "SOLE"}}
                }
              ],
              "next": null
            }
            """;

    public static final String HISTORY = """
            {
              "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
              "results": [
                {
                  "item": "registeredAddress",
                  "value": "广州市越秀区中山五路1号",
                  "validFrom": "2000-01-01",
                  "validTo": "2020-06-01",
                  "knownFrom": "2026-11-22T01:02:03.000004Z",
                  "source": "GA",
                  "dataset": "household-registration",
                  "recordId": "GA-0001",
                  "version": 2,
                  "status": "SOLE",
                  "basis": "AUTHORITY",
                  "change": "CORRECTION",
                  "reason": "登记差错",
                  "by": {"source": "GA", "dataset": "household-registration", "recordId": "GA-0001", "version": 2, "handlingUnit": "天河分局", "handlingPerson": "李四"},
                  "before": [{"value": "广州市越秀区中山四路1号", "validFrom": "2000-01-01", "validTo": "2020-06-01"}]
                }
              ],
              "next": null
            }
            """;

    public static final String EXPLANATION = """
            {
              "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
              "item": "maritalStatus",
              "validAt": "2026-11-22",
              "knownAt": null,
              "value": "20",
              "status": "DISPUTED",
              "basis": "AUTHORITY",
              "rule": "AUTHORITY_SPEAKS",
              "catalogueVersion": "1",
              "winner": {"value": "20", "source": "MZ", "dataset": "marriage-registration", "recordId": "MZ-0001", "version": 1, "role": "WINNER"},
              "losers": [{"value": "10", "source": "GA", "dataset": "household-registration", "recordId": "GA-0001", "version": 1, "role": "RIVAL"}],
              "decisions": [],
              "text": {"zh": "婚姻状况取自民政部门(权威数源)", "en": "the marital status is that of civil affairs, the authority"}
            }
            """;

    public static final String CONFLICTS = """
            {
              "results": [
                {
                  "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
                  "number": 4,
                  "kind": "ITEM",
                  "item": "maritalStatus",
                  "period": {"from": "2000-01-01", "to": null},
                  "severity": "major",
                  "since": "2026-11-22T01:02:03.000004Z",
                  "settledAt": null,
                  "values": [
                    {"value": "20", "source": "MZ", "dataset": "marriage-registration", "recordId": "MZ-0001", "version": 1, "validFrom": "2000-01-01", "recordedAt": "2026-11-22T01:02:03.000004Z"},
                    {"value": "10", "source": "GA", "dataset": "household-registration", "recordId": "GA-0001", "version": 1, "validFrom": "2000-01-01", "recordedAt": "2026-11-22T01:02:02.000004Z"}
                  ],
                  "standing": "20"
                }
              ],
              "next": null
            }
            """;

    public static final String CALENDAR_FILE = """
            # source: 国务院办公厅关于2027年部分节假日安排的通知
            date,kind,name
            2027-01-01,HOLIDAY,元旦
            2027-01-02,HOLIDAY,元旦
            2027-01-03,HOLIDAY,元旦
            """;

    public static final String CALENDAR_YEAR = """
            {
              "year": 2027,
              "source": "国务院办公厅关于2027年部分节假日安排的通知",
              "publishedBy": "陈核查",
              "publishedAt": "2026-11-12T02:00:00Z",
              "days": [
                {"date": "2027-01-01", "kind": "HOLIDAY", "name": "元旦"},
                {"date": "2027-01-02", "kind": "HOLIDAY", "name": "元旦"},
                {"date": "2027-01-03", "kind": "HOLIDAY", "name": "元旦"}
              ]
            }
            """;

    public static final String DEADLINE = """
            {
              "from": "2026-09-18",
              "workingDays": 10,
              "due": "2026-10-09",
              "unpublishedYear": null,
              "state": "ON_TIME",
              "workingDaysLeft": 7,
              "note": null
            }
            """;

    private Examples() {}

    public static final String PERSONS_TO_VERIFY = """
            {"subjects": [{"key": {"idType": "RESIDENT_ID", "id": "11010519491231002X"},
              "items": {"name": "王小兰", "birthDate": "1949-12-31"}}]}""";

    public static final String VERIFIED = """
            {"position": "1234", "results": [{"key": {"idType": "RESIDENT_ID", "id": "11010519491231002X"},
              "items": {"name": "MATCH", "birthDate": "MISMATCH"}}]}""";

    public static final String ENTITIES_TO_VERIFY = """
            {"subjects": [{"key": {"idType": "USCC", "id": "91350211M0000XUF46"},
              "items": {"name": "示例科技有限公司", "legalRepresentativeName": "王小兰"}}]}""";

    public static final String ENTITIES_VERIFIED = """
            {"position": "1234", "results": [{"key": {"idType": "USCC", "id": "91350211M0000XUF46"},
              "items": {"name": "MATCH", "legalRepresentativeName": "IN_DOUBT"}}]}""";

    public static final String ENTITLEMENT = """
            {"type": "PERSON", "purposes": [{"purpose": "SCHOOL-ENROLMENT", "wording": "入学资格审核", "items": [
              {"item": "name", "masking": "FULL"},
              {"item": "maritalStatus", "masking": "PARTIAL", "agreement": "A-000017", "until": "2027-01-01"},
              {"item": "taxStatus", "lack": "NEEDS_AGREEMENT", "lackZh": "须先申请共享",
               "lackEn": "needs a sharing agreement for this purpose"}]}]}""";
}
