package org.basedata.registry.api.export;

/** Examples of the description, all invented. */
final class ExportExamples {
    static final String ID = "0d5f1a52-7c37-4d3c-9d0d-3f6f7a2f9a11";

    static final String ORDER = """
            {"type":"PERSON","items":["name","sex","registeredDivision"],"search":{"divisionPrefix":"4401"},"format":"CSV"}""";

    static final String WAITING = "{\"id\":\"" + ID + """
            ","state":"WAITING","type":"PERSON","items":["name","sex","registeredDivision"],"view":"values",\
            "validAt":"2026-11-26","format":"CSV","purpose":"EDU-ENROL","orderedBy":"jy-system",\
            "orderedAt":"2026-11-26T02:00:00Z","percent":0,"rows":0}""";

    static final String DONE = "{\"id\":\"" + ID + """
            ","state":"DONE","type":"PERSON","items":["name","sex","registeredDivision"],"view":"values",\
            "validAt":"2026-11-26","format":"CSV","purpose":"EDU-ENROL","orderedBy":"jy-system",\
            "orderedAt":"2026-11-26T02:00:00Z","endedAt":"2026-11-26T02:01:10Z","keptUntil":"2026-12-03T02:01:10Z",\
            "percent":100,"rows":1000000,"bytes":91234567,\
            "sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","position":"1431762",\
            "file":"/api/v1/exports/""" + ID + "/file\"}";

    static final String LIST = "{\"results\":[" + DONE + "],\"next\":null}";

    private ExportExamples() {}
}
