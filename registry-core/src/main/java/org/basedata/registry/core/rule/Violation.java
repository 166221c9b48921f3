package org.basedata.registry.core.rule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictValue;

/**
 * A rule across subjects that is broken. All of it follows from the master records of the two subjects as they are known now.
 *
 * @param number unique within the subject, and the same as long as rule, other subject, record and first day are the same: from 2^52 up,
 *     where no conflict that an event raised comes, and below 2^53, so that every reader of JSON has it exactly
 * @param other the subject that contradicts
 * @param since when the last of the values became known
 */
public record Violation(long number, SubjectId other, Instant since, Conflict conflict) {
    private static final long FIRST = 1L << 52;

    /**
     * All violations in which the subject is in doubt, by number.
     *
     * @param others a subject by its id; null when it is not registered
     */
    public static List<Violation> of(Party subject, Function<SubjectId, Party> others) {
        SortedMap<Long, Violation> found = new TreeMap<>();
        for (CrossRule rule : CrossRule.ALL)
            for (Tie tie : subject.ties()) {
                if (tie.kind() != rule.along()) continue;
                Party other = others.apply(tie.target());
                if (other == null) continue;
                for (Conflict conflict : rule.check(tie, subject, other)) add(found, other.ref(), conflict);
            }
        return new ArrayList<>(found.values());
    }

    private static void add(SortedMap<Long, Violation> found, SubjectId other, Conflict conflict) {
        long number = number(other, conflict);
        while (found.containsKey(number)) number++;
        Instant since = conflict.values().stream()
                .map(ConflictValue::recordedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        found.put(number, new Violation(number, other, since, conflict));
    }

    private static long number(SubjectId other, Conflict conflict) {
        String text = String.join(
                "\n", conflict.rule(), other.toString(), conflict.record().toString(), String.valueOf(conflict.from()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return FIRST | ByteBuffer.wrap(hash).getLong() >>> 13;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
