package org.basedata.registry.api.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * The ceiling of queries: fetches a row by primary key with plain JDBC and writes the JSON that it holds. No bean: a normal
 * server never has it, the bench adds it to the server that it measures and takes it away again.
 */
final class StoredAnswers {
    static final String TABLE = "bench_answer";

    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);

    private final DataSource database;

    StoredAnswers(DataSource database) {
        this.database = database;
    }

    ResponseEntity<byte[]> get(@PathVariable("ref") String ref) throws SQLException {
        return answer(ref);
    }

    ResponseEntity<byte[]> post(@RequestBody byte[] body) throws SQLException {
        return answer(id(body));
    }

    /** What stands behind the first "id" of the body, which is all that it is read for. */
    private static String id(byte[] body) {
        for (int i = 0; i + ID.length < body.length; i++) {
            int k = 0;
            while (k < ID.length && body[i + k] == ID[k]) k++;
            if (k < ID.length) continue;
            int end = i + k;
            while (end < body.length && body[end] != '"') end++;
            return new String(body, i + k, end - i - k, StandardCharsets.US_ASCII);
        }
        throw new IllegalArgumentException("no id in the body");
    }

    private ResponseEntity<byte[]> answer(String key) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT body FROM " + TABLE + " WHERE key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return ResponseEntity.notFound().build();
                return ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(row.getBytes(1));
            }
        }
    }
}
