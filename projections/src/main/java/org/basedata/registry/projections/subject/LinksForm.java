package org.basedata.registry.projections.subject;

import java.util.List;
import org.basedata.registry.core.subject.SubjectLinks;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of {@link SubjectLinks}: a list in JSON, nothing for none. */
public final class LinksForm {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<SubjectLinks.Link>> LIST = new TypeReference<>() {};

    private LinksForm() {}

    /** @param stored null for none */
    public static SubjectLinks read(byte[] stored) {
        return stored == null ? SubjectLinks.NONE : new SubjectLinks(JSON.readValue(stored, LIST));
    }

    /** Null for none. */
    static byte[] write(SubjectLinks links) {
        return links.isEmpty() ? null : JSON.writeValueAsBytes(links.links());
    }
}
