package org.basedata.registry.api.change;

/** Answers as the description of the interface shows them. */
final class ChangeExamples {
    static final String MARK = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8S";

    static final String CHANGES = """
            {
              "position": "1234",
              "results": [
                {
                  "id": "Jt7rC0m1Qy2v9mXGkq0QAA",
                  "change": "CHANGED",
                  "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
                  "recordedAt": "2026-11-22T01:02:03.000004Z",
                  "changed": ["registeredAddress"],
                  "record": {
                    "ref": "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
                    "subject": {"type": "PERSON", "idType": "RESIDENT_ID", "id": "11010519491231002X"},
                    "lifecycle": "ACTIVE",
                    "items": {
                      "registeredAddress": {
                        "value": "广州市天河区示例路1号", "status": "SOLE", "source": "GA", "basis": "AUTHORITY",
                        "validFrom": "2026-11-01", "validTo": null, "recordedAt": "2026-11-22T01:02:03.000004Z",
                        "corroboratedBy": []
                      }
                    }
                  }
                },
                {
                  "id": "9x2kq0QAAJt7rC0m1Qy2vA",
                  "change": "LEFT",
                  "ref": "0b0e8f60-7a35-8f0e-9d6e-0f9a1f4f2f11",
                  "recordedAt": "2026-11-22T01:02:04.000004Z"
                }
              ],
              "next": "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8S",
              "more": false
            }
            """;

    private ChangeExamples() {}
}
