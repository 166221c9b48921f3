package org.basedata.registry.api.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What jobs take in and give out, in pieces of a table: any node can serve them, and a step writes its piece in the transaction that notes
 * how far the job is. Pieces are deflated, at the least effort: rows of text shrink to a fifth, which costs less than writing the rest.
 */
@Component
public final class JobParts {
    private final JdbcTemplate jdbc;

    JobParts(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
    }

    /**
     * A piece.
     *
     * @param begins place of its first byte in the series
     */
    public record Part(long begins, byte[] content) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Part part && begins == part.begins && Arrays.equals(content, part.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return content.length + " bytes from " + begins;
        }
    }

    /** Writes a piece. Part of the caller's transaction. */
    public static void write(Connection connection, UUID job, Series series, int number, Part part)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO job_part (job, series, number, begins, content) VALUES (?, ?, ?, ?, ?)")) {
            insert.setObject(1, job);
            insert.setString(2, series.name());
            insert.setInt(3, number);
            insert.setLong(4, part.begins());
            insert.setBytes(5, deflated(part.content()));
            insert.executeUpdate();
        }
    }

    public static void clear(Connection connection, UUID job, Series series) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM job_part WHERE job = ? AND series = ?")) {
            delete.setObject(1, job);
            delete.setString(2, series.name());
            delete.executeUpdate();
        }
    }

    /** Empty behind the last, and when nothing is kept any more. */
    public Optional<Part> read(UUID job, Series series, int number) {
        return jdbc
                .query(
                        "SELECT begins, content FROM job_part WHERE job = ? AND series = ? AND number = ?",
                        (row, n) -> new Part(row.getLong(1), inflated(row.getBytes(2))),
                        job,
                        series.name(),
                        number)
                .stream()
                .findFirst();
    }

    /** The number of the piece that a byte of the series lies in; empty when nothing is kept. */
    Optional<Integer> holding(UUID job, Series series, long place) {
        List<Integer> last = jdbc.queryForList(
                "SELECT number FROM job_part WHERE job = ? AND series = ? AND begins <= ? ORDER BY number DESC LIMIT 1",
                Integer.class,
                job,
                series.name(),
                place);
        return last.stream().findFirst();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4 + 64);
        // The length comes first, so that unpacking makes one array.
        bytes.write(content.length >>> 24);
        bytes.write(content.length >>> 16);
        bytes.write(content.length >>> 8);
        bytes.write(content.length);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] inflated(byte[] stored) {
        int length = (stored[0] & 0xFF) << 24 | (stored[1] & 0xFF) << 16 | (stored[2] & 0xFF) << 8 | stored[3] & 0xFF;
        byte[] content = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored, 4, stored.length - 4);
            int read = 0;
            while (read < length) {
                int n = inflater.inflate(content, read, length - read);
                if (n == 0) throw new IllegalStateException("a piece of a job ends too soon");
                read += n;
            }
            return content;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a piece of a job cannot be read", e);
        } finally {
            inflater.end();
        }
    }
}
