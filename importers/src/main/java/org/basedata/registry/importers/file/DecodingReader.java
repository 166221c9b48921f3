package org.basedata.registry.importers.file;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Decodes a stream, fails at the first byte that is no text instead of replacing it, and knows how far it has read. */
final class DecodingReader extends Reader {
    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(128 * 1024).flip();
    private boolean atEnd;
    private volatile long decoded;

    /** @param offset of the stream's first byte in the file */
    DecodingReader(InputStream in, Charset charset, long offset) {
        this.in = in;
        this.decoded = offset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Bytes of the file that were made text so far. */
    long decoded() {
        return decoded;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer out = CharBuffer.wrap(target, offset, length);
        while (true) {
            int before = bytes.position();
            CoderResult result = decoder.decode(bytes, out, atEnd);
            decoded += bytes.position() - before;
            if (result.isError())
                throw new CharConversionException("byte " + decoded + " cannot be decoded as " + decoder.charset()
                        + "; the file changed while it was read");
            int read = out.position() - offset;
            if (read > 0 || length == 0) return read;
            if (atEnd) return -1;
            // The decoder wants two places for a character outside the first plane.
            if (result.isOverflow()) throw new IllegalArgumentException("a target of one character is too small");
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (n < 0) atEnd = true;
        else bytes.position(bytes.position() + n);
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
