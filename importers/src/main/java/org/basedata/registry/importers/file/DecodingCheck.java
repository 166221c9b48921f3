package org.basedata.registry.importers.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Whether bytes are text in a character set, told while they stream by; no character is ever replaced. */
final class DecodingCheck {
    private final CharsetDecoder decoder;
    private final CharBuffer dropped = CharBuffer.allocate(16 * 1024);
    private ByteBuffer carried = ByteBuffer.allocate(0);
    private long consumed;
    private long failedAt = -1;

    DecodingCheck(Charset charset) {
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    void feed(byte[] bytes, int offset, int length) {
        if (failedAt >= 0) return;
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        if (carried.hasRemaining()) {
            // A character that the last block cut in two: a few bytes.
            ByteBuffer joined = ByteBuffer.allocate(carried.remaining() + length);
            joined.put(carried).put(in).flip();
            in = joined;
        }
        decode(in, false);
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        carried = ByteBuffer.wrap(rest);
    }

    void end() {
        if (failedAt < 0) decode(carried, true);
    }

    private void decode(ByteBuffer in, boolean last) {
        int start = in.position();
        while (true) {
            dropped.clear();
            CoderResult result = decoder.decode(in, dropped, last);
            if (result.isError()) {
                failedAt = consumed + in.position() - start;
                return;
            }
            if (result.isUnderflow()) break;
        }
        consumed += in.position() - start;
    }

    /** Offset of the first byte that is no text, counted from the first byte fed; -1 when all of it is. */
    long failedAt() {
        return failedAt;
    }
}
