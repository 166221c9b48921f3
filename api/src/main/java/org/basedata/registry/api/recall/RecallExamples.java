package org.basedata.registry.api.recall;

/** Requests and answers as the description of the interface shows them. */
final class RecallExamples {
    static final String ID = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11";

    private static final String OPEN = """
            {
              "id": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
              "revision": 1,
              "department": "JY",
              "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
              "subjectType": "PERSON",
              "item": "registeredAddress",
              "period": {"from": "2000-01-01", "to": null},
              "cause": "CORRECTED",
              "since": "2026-11-22T01:02:03.000004Z",
              "accesses": 2,
              "firstRead": "2026-09-01T03:00:00.000001Z",
              "lastRead": "2026-11-20T07:30:00.000002Z",
              "cases": ["RX-2026-0831"],
              "state": "OPEN",
              "raisedAt": "2026-11-22T01:02:04.000004Z",
              "updatedAt": "2026-11-22T01:02:04.000004Z",
              "acknowledgement": null
            }
            """;

    static final String RECALLS = "{\"results\": [" + OPEN + "], \"next\": null}";

    static final String ACKNOWLEDGE = """
            {"revision": 1, "note": "已重新读取并更正"}
            """;

    static final String ACKNOWLEDGED = """
            {
              "id": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
              "revision": 2,
              "department": "JY",
              "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
              "subjectType": "PERSON",
              "item": "registeredAddress",
              "period": {"from": "2000-01-01", "to": null},
              "cause": "CORRECTED",
              "since": "2026-11-22T01:02:03.000004Z",
              "accesses": 2,
              "firstRead": "2026-09-01T03:00:00.000001Z",
              "lastRead": "2026-11-20T07:30:00.000002Z",
              "cases": ["RX-2026-0831"],
              "state": "ACKNOWLEDGED",
              "raisedAt": "2026-11-22T01:02:04.000004Z",
              "updatedAt": "2026-11-23T02:00:00.000001Z",
              "acknowledgement": {"at": "2026-11-23T02:00:00.000001Z", "by": "jy-li", "note": "已重新读取并更正"}
            }
            """;

    static final String CHANGES = """
            {
              "results": [
                {
                  "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
                  "subjectType": "PERSON",
                  "item": "registeredAddress",
                  "period": {"from": "2000-01-01", "to": null},
                  "cause": "CORRECTED",
                  "since": "2026-11-22T01:02:03.000004Z",
                  "readAt": "2026-09-01T03:00:00.000001Z",
                  "validAt": "2026-09-01"
                }
              ],
              "next": null
            }
            """;

    private RecallExamples() {}
}
