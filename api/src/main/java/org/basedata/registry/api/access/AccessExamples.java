package org.basedata.registry.api.access;

/** Examples of the description; invented. */
final class AccessExamples {
    static final String ALERT = "3b1f6a52-6d0e-4b52-9a52-5d1f0f7c2a11";
    static final String QUARTER = "2026Q4";

    static final String ACCESSES = """
            {
              "results": [
                {
                  "id": "9f6c1b58-1c5e-4d8e-8a54-0c6a3b5d7e21",
                  "at": "2026-11-26T10:15:30.123456+08:00",
                  "account": "jy-xueji",
                  "person": "学籍管理系统",
                  "department": "JY",
                  "purpose": "ENROLMENT",
                  "agreements": ["A-2026-000012"],
                  "case": "2026-1107",
                  "operation": "QUERY",
                  "subjectType": "PERSON",
                  "items": ["birthDate", "name"],
                  "validAt": "2026-11-26",
                  "knownAt": null,
                  "subjects": 1,
                  "misses": 0,
                  "outcome": "GIVEN",
                  "sequence": 3
                }
              ],
              "next": null
            }
            """;

    static final String USAGE = """
            {
              "quarter": "2026Q4",
              "countedUntil": "2026-11-26T10:15:00+08:00",
              "results": [
                {
                  "department": "JY",
                  "purpose": "ENROLMENT",
                  "subjectType": "PERSON",
                  "item": null,
                  "provider": null,
                  "answers": 1204,
                  "subjects": 53120,
                  "misses": 88
                },
                {
                  "department": "JY",
                  "purpose": "ENROLMENT",
                  "subjectType": "PERSON",
                  "item": "name",
                  "provider": "GA",
                  "answers": 1204,
                  "subjects": 53120,
                  "misses": 88
                }
              ],
              "next": null
            }
            """;

    static final String ONE_ALERT = """
            {
              "id": "3b1f6a52-6d0e-4b52-9a52-5d1f0f7c2a11",
              "kind": "GUESSING",
              "account": "jy-xueji",
              "department": "JY",
              "hour": "2026-11-26T10:00:00+08:00",
              "raisedAt": "2026-11-26T10:16:02+08:00",
              "found": 412,
              "allowed": 100,
              "state": "SETTLED",
              "takenBy": "audit-zhou",
              "takenAt": "2026-11-26T10:40:11+08:00",
              "settledBy": "audit-zhou",
              "settledAt": "2026-11-26T15:02:47+08:00",
              "outcome": "系统升级后以旧号码重试,已更正",
              "suspended": false
            }
            """;

    static final String ALERTS = "{\"results\": [" + ONE_ALERT + "], \"next\": null}";

    static final String OUTCOME = """
            {"outcome": "以他人账户批量试探号码,移交纪检", "suspend": true}
            """;

    private AccessExamples() {}
}
