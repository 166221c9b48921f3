package org.basedata.registry.api.job;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/** A stream that becomes pieces of a job, in the transaction of a connection; with its length and hash when it is closed. */
public final class PartsWriter extends OutputStream {
    private static final int PIECE = 1 << 20;

    private final Connection connection;
    private final UUID job;
    private final Series series;
    private final MessageDigest digest = Digests.sha256();
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private int parts;
    private long bytes;

    public PartsWriter(Connection connection, UUID job, Series series) {
        this.connection = connection;
        this.job = job;
        this.series = series;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int n = Math.min(PIECE - filled, end - at);
            System.arraycopy(from, at, piece, filled, n);
            filled += n;
            at += n;
            if (filled == PIECE) store();
        }
    }

    private void store() throws IOException {
        byte[] content = filled == PIECE ? piece : Arrays.copyOf(piece, filled);
        digest.update(content);
        try {
            JobParts.write(connection, job, series, parts, new JobParts.Part(bytes, content));
        } catch (SQLException e) {
            throw new IOException("a piece of a job could not be stored", e);
        }
        parts++;
        bytes += filled;
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (filled > 0) store();
    }

    public int parts() {
        return parts;
    }

    public long bytes() {
        return bytes;
    }

    /** Of all that was written; once. */
    public byte[] sha256() {
        return digest.digest();
    }
}
