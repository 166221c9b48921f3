package org.basedata.registry.api.subject;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectType;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Puts answers about subjects on their way. Whoever keeps one must ask before showing it again: personal data go stale. */
@Component
final class Answers {
    /** 1,000 keys of the longest kind take about 100 KB. */
    private static final int MOST_BYTES = 1 << 20;

    private final SubjectQueries queries;
    private final ObjectMapper json;
    private final Catalogue catalogue;

    Answers(SubjectQueries queries, ObjectMapper json, Catalogue catalogue) {
        this.queries = queries;
        this.json = json;
        this.catalogue = catalogue;
    }

    ResponseEntity<QueryAnswer> query(SubjectType type, HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(queries.query(type, RequestBody.read(request, MOST_BYTES)));
    }

    <T> ResponseEntity<T> plain(T answer) {
        return ResponseEntity.ok().header("Cache-Control", "private, no-cache").body(answer);
    }

    /**
     * With an ETag over all that the answer says but the position, which every submission moves, and over the catalogue by
     * which it was cut; it is weak for that reason.
     */
    ResponseEntity<SubjectAnswer> tagged(SubjectAnswer answer) {
        SubjectAnswer still = new SubjectAnswer(
                answer.key(), answer.ref(), answer.subject(), null, answer.lifecycle(), answer.items());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(json.writeValueAsBytes(catalogue.version()));
            byte[] hash = Arrays.copyOf(digest.digest(json.writeValueAsBytes(still)), 18);
            return ResponseEntity.ok()
                    .header("Cache-Control", "private, no-cache")
                    .eTag("W/\"" + Base64.getUrlEncoder().encodeToString(hash) + "\"")
                    .body(answer);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
