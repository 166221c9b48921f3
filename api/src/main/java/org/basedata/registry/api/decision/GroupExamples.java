package org.basedata.registry.api.decision;

/** Bodies and answers as they look. */
final class GroupExamples {
    static final String ID = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11";

    static final String SHAPES = """
            {"results": [{"shape": "PERSON/name/GA/RS/VARIANT_CHARACTERS", "type": "PERSON", "item": "name", "standing": "GA",
              "rival": "RS", "difference": "VARIANT_CHARACTERS", "conflicts": 60}]}
            """;
    static final String PROPOSAL = """
            {"shape": "PERSON/name/GA/RS/VARIANT_CHARACTERS", "how": "TAKE", "source": "GA", "reason": "社保系统字库不全", "evidence": ["核查单 1"]}
            """;
    static final String REASON = """
            {"reason": "应由社保部门更正"}
            """;
    static final String GROUP = """
            {
              "id": "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11",
              "shape": "PERSON/name/GA/RS/VARIANT_CHARACTERS",
              "how": "TAKE",
              "source": "GA",
              "reason": "社保系统字库不全",
              "evidence": ["核查单 1"],
              "conflicts": 60,
              "state": "APPLYING",
              "proposedBy": "林静",
              "proposedAt": "2026-11-26T01:02:03Z",
              "decidedBy": "郑岩",
              "decidedAt": "2026-11-26T02:03:04Z",
              "settled": 41,
              "passedOver": 0,
              "revoked": 0
            }
            """;
    static final String GROUPS = "{\"results\": [" + GROUP + "]}";

    private GroupExamples() {}
}
