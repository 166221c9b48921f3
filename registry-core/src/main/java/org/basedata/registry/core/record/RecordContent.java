package org.basedata.registry.core.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.identifier.Identifier;

/**
 * What one version of a source record says: the whole record, so an absent item means that the source no longer says it.
 *
 * @param subject null where END or WITHDRAW left it out
 * @param name null where the source may leave it out
 * @param items item code to value, in code order; the name is not among them
 * @param validFrom first day on which it holds, days begin at +08:00; null means since ever
 * @param validTo first day on which it no longer holds; null means until further notice
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RecordContent(
        Operation operation,
        Identifier subject,
        String name,
        SortedMap<String, String> items,
        LocalDate validFrom,
        LocalDate validTo) {

    /** Kept, because finding one costs as much as using it, and each row needs one. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(RecordContent::sha256);

    /** A withdrawal is its operation alone: whatever else its sender repeats, it empties the record. */
    public RecordContent {
        boolean says = operation != Operation.WITHDRAW;
        subject = says ? subject : null;
        name = says ? name : null;
        validFrom = says ? validFrom : null;
        validTo = says ? validTo : null;
        items = !says || items == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(items);
    }

    public static RecordContent of(
            Operation operation,
            Identifier subject,
            String name,
            Map<String, String> items,
            LocalDate validFrom,
            LocalDate validTo) {
        return new RecordContent(operation, subject, name, new TreeMap<>(items), validFrom, validTo);
    }

    /**
     * 256 bits, base64url: the first half of a SHA-256 over a canonical text of what is said, and the first half of one over
     * that and of whom. In this order, so that of two contents under one version the same one counts whoever the subject is.
     */
    public String hash() {
        StringBuilder text = new StringBuilder(512).append('{');
        field(text, "operation", operation.name());
        field(text, "name", name);
        field(text, "validFrom", validFrom == null ? null : validFrom.toString());
        field(text, "validTo", validTo == null ? null : validTo.toString());
        if (!items.isEmpty()) {
            text.append("\"items\":{");
            items.forEach((code, value) -> field(text, code, value));
            text.append('}');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        MessageDigest sha256 = SHA_256.get();
        byte[] said = sha256.digest(bytes);
        text.setLength(0);
        if (subject != null) {
            field(text, "idType", subject.type().name());
            field(text, "id", subject.number());
        }
        sha256.update(bytes);
        byte[] whole = sha256.digest(text.append('}').toString().getBytes(StandardCharsets.UTF_8));
        byte[] hash = Arrays.copyOf(said, 32);
        System.arraycopy(whole, 0, hash, 16, 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static void field(StringBuilder text, String key, String value) {
        if (value == null) return;
        quote(text, key).append(':');
        quote(text, value).append(',');
    }

    private static StringBuilder quote(StringBuilder text, String value) {
        text.append('"');
        if (value.indexOf('"') < 0 && value.indexOf('\\') < 0)
            return text.append(value).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') text.append('\\');
            text.append(c);
        }
        return text.append('"');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
