package org.basedata.registry.api.comparison;

/** Examples of the description, all invented. */
final class ComparisonExamples {
    static final String ID = "6f4f3a5e-27a2-4a0c-8f39-2c4d3b0a9d77";

    static final String COMPARISON = "{\"id\":\"" + ID + """
            ","state":"DONE","type":"PERSON","fileName":"名单.csv","idColumn":"身份证号","idType":"RESIDENT_ID",\
            "mapping":{"姓名":"name"},"complete":[],"purpose":"EDU-ENROL","orderedBy":"jy-system",\
            "orderedAt":"2026-11-26T02:00:00Z","endedAt":"2026-11-26T02:00:02Z","keptUntil":"2026-12-03T02:00:02Z",\
            "total":3,"rows":3,"percent":100,"position":"1431762",\
            "counts":{"outcomes":{"DIFFERS":1,"SAME":2},"items":{"name":{"MATCH":2,"MISMATCH":1}}}}""";

    static final String LIST = "{\"results\":[" + COMPARISON + "],\"next\":null}";

    static final String DIFFERENCES = """
            {"results":[{"row":2,"line":3,"outcome":"DIFFERS","id":"11010519491231002X",\
            "ref":"0d5f1a52-7c37-8d3c-9d0d-3f6f7a2f9a11",\
            "items":{"name":{"verdict":"MISMATCH","own":"王小蓝","value":"王小兰","status":"SOLE"}}}],"next":null}""";

    static final String REPORT = """
            {"rows":[{"row":2,"items":["name"]}],"text":"与本部门在册姓名不一致"}""";

    static final String REPORTED = """
            {"results":[{"row":2,"item":"name","outcome":"REPORTED","doubt":"C-000017.1"}]}""";

    private ComparisonExamples() {}
}
