package org.basedata.registry.api.subject;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
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

    private final SubjectQueries queries;
    private final SubjectChecks checks;
    private final AnswerWriter writer;

    Answers(SubjectQueries queries, SubjectChecks checks, Catalogue catalogue, Masks masks) {
        this.queries = queries;
        this.checks = checks;
        this.writer = new AnswerWriter(catalogue, masks);
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
        byte[] body = body(found);
        return ResponseEntity.ok()
                .header("Cache-Control", KEPT_BY_THE_CALLER)
                .eTag(tag(found, body))
                .body(body);
    }

    byte[] body(FoundSubject found) {
        return writer.subject(found.subject(), found.question(), found.position(), found.caseNumber());
    }

    /**
     * The ETag, over the question and all of the answer but the position, which every submission moves; it is weak for that reason. Not
     * over the sequence of the subject's stream, which would be known sooner: it moves with what the reader may not see, too.
     */
    static String tag(FoundSubject found, byte[] body) {
        Question question = found.question();
        String asked = String.join(
                "|",
                question.asOf().validAt().toString(),
                question.full() ? "full" : "values",
                String.valueOf(question.items()),
                question.agreements());
        byte[] position = AnswerWriter.position(found.position());
        int at = AnswerWriter.indexOf(body, position);
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(asked.getBytes(StandardCharsets.UTF_8));
            hash.update(body, 0, at);
            hash.update(body, at + position.length, body.length - at - position.length);
            return "W/\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash.digest(), 18)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
