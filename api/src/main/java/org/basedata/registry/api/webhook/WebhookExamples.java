package org.basedata.registry.api.webhook;

/** Requests and answers as the description of the interface shows them. */
final class WebhookExamples {
    static final String ID = "5b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11";

    static final String BODY = """
            {"url": "https://jy.example.gov.cn/hooks/changes", "type": "PERSON", "items": ["name", "registeredAddress"], "division": "440106"}
            """;

    private static final String FIELDS = """
              "id": "5b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
              "account": "jy-xueji",
              "url": "https://jy.example.gov.cn/hooks/changes",
              "purpose": "SCHOOL-ENROLMENT",
              "agreement": null,
              "type": "PERSON",
              "items": ["name", "registeredAddress"],
              "division": "440106",
              "limit": 100,
              "state": "ACTIVE",
              "reason": null,
              "failures": 0,
              "failingSince": null,
              "createdAt": "2026-11-22T01:02:03.000004Z",
              "deliveredAt": null""";

    static final String WEBHOOK = "{" + FIELDS + "}";

    static final String WEBHOOKS = "{\"results\": [" + WEBHOOK + "], \"next\": null}";

    static final String WITH_SECRET = "{" + FIELDS + ", \"secret\": \"whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD\"}";

    private WebhookExamples() {}
}
