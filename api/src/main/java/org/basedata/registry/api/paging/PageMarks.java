package org.basedata.registry.api.paging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;

/**
 * Writes and reads the {@code next} of lists. A mark is signed together with the question it belongs to, so that it can
 * neither be made up nor be used to look at another list; the question itself, which may name a person, is not in it.
 * Thread-safe.
 */
public final class PageMarks {
    private static final int SIGNATURE = 16;
    private static final char SEPARATOR = '\n';

    private final SecretKeySpec key;

    /** @param key 32 random bytes; marks written with another key are refused */
    public PageMarks(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** @param parts where the page ended and what the pages to come keep fixed; no part has a line break */
    public String write(String question, String... parts) {
        byte[] payload = String.join(String.valueOf(SEPARATOR), parts).getBytes(StandardCharsets.UTF_8);
        byte[] mark = Arrays.copyOf(signature(question, payload), SIGNATURE + payload.length);
        System.arraycopy(payload, 0, mark, SIGNATURE, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
    }

    /**
     * The parts of a mark that was written for this very question.
     *
     * @throws RequestRefused NEXT_INVALID for any other text
     */
    public List<String> read(String question, String mark) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(mark);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        if (bytes.length <= SIGNATURE) throw invalid();
        byte[] payload = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
        if (!MessageDigest.isEqual(signature(question, payload), Arrays.copyOf(bytes, SIGNATURE))) throw invalid();
        return List.of(new String(payload, StandardCharsets.UTF_8).split(String.valueOf(SEPARATOR), -1));
    }

    public static RequestRefused invalid() {
        return new RequestRefused(
                        ProblemCode.NEXT_INVALID,
                        "续页标记不是本系统为这一查询给出的;请原样送回上一页的 next,并保持查询条件不变,或从第一页重新开始",
                        "this mark was not given for this question; send the next of the page before as it is, with the"
                                + " same question, or begin again with the first page")
                .at("next");
    }

    private byte[] signature(String question, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(question.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
