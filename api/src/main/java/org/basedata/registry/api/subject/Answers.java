package org.basedata.registry.api.subject;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masks;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Puts answers about subjects on their way. Whoever keeps one must ask before showing it again: personal data go stale. */
@Component
final class Answers {
    /** Of answers to queries, which come by POST. */
    static final String NOT_KEPT = "no-store";

    static final String KEPT_BY_THE_CALLER = "private, no-cache";

    /** 1,000 keys of the longest kind take about 100 KB. */
    private static final int MOST_BYTES = 1 << 20;

    /** 10,000 subjects with ten values each. */
    private static final int MOST_BYTES_TO_VERIFY = 8 << 20;

    /** To be raised whenever the same question about the same record is answered in another form. */
    private static final String FORM = "3";

    private final SubjectQueries queries;
    private final SubjectChecks checks;
    private final AnswerWriter writer;
    private final Catalogue catalogue;

    Answers(SubjectQueries queries, SubjectChecks checks, Catalogue catalogue, Masks masks) {
        this.queries = queries;
        this.checks = checks;
        this.writer = new AnswerWriter(catalogue, masks);
        this.catalogue = catalogue;
    }

    byte[] query(Actor actor, SubjectType type, HttpServletRequest request) {
        return queries.query(Inquiry.of(actor, request), type, RequestBody.read(request, MOST_BYTES));
    }

    ResponseEntity<byte[]> toQuery(Actor actor, SubjectType type, HttpServletRequest request) {
        return ResponseEntity.ok().header("Cache-Control", NOT_KEPT).body(query(actor, type, request));
    }

    ResponseEntity<CheckAnswer> verified(Actor actor, SubjectType type, HttpServletRequest request) {
        byte[] body = RequestBody.read(request, MOST_BYTES_TO_VERIFY);
        return ResponseEntity.ok()
                .header("Cache-Control", NOT_KEPT)
                .body(checks.verify(Inquiry.of(actor, request), type, body));
    }

    <T> ResponseEntity<T> plain(T answer) {
        return ResponseEntity.ok().header("Cache-Control", KEPT_BY_THE_CALLER).body(answer);
    }

    ResponseEntity<byte[]> tagged(FoundSubject found) {
        return ResponseEntity.ok()
                .header("Cache-Control", KEPT_BY_THE_CALLER)
                .eTag(tag(found))
                .body(body(found));
    }

    byte[] body(FoundSubject found) {
        return writer.subject(found.subject(), found.question(), found.position(), found.caseNumber());
    }

    /**
     * The ETag, over all that shapes an answer but the position, which every submission moves; it is weak for that reason. What
     * the subject's stream says up to an event never changes, so that the event's sequence stands for the record: the tag is
     * known before the record is read.
     */
    String tag(FoundSubject found) {
        Question question = found.question();
        String shapes = String.join(
                "|",
                FORM,
                catalogue.version(),
                found.subject().ref().toString(),
                Long.toString(found.subject().sequence()),
                // A case is no part of the subject's stream.
                String.valueOf(found.caseNumber()),
                question.asOf().validAt().toString(),
                question.full() ? "full" : "values",
                new TreeMap<>(question.allowed().items()).toString(),
                question.agreements());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(shapes.getBytes(StandardCharsets.UTF_8));
            return "W/\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, 18)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
