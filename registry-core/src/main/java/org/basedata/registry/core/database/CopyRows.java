package org.basedata.registry.core.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary COPY format: per row the number of fields (16 bits), then the fields. */
public final class CopyRows extends BinaryFields {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int AT_ONCE = 1 << 16;

    public CopyRows(int expectedBytes) {
        super(expectedBytes);
        put(SIGNATURE);
        putInt(0); // flags
        putInt(0); // length of the header's extension
    }

    public void row(int fields) {
        putShort(fields);
    }

    /**
     * Sends the rows, once; the connection stays in its transaction.
     *
     * @param target table and columns, as in {@code event (subject, sequence)}
     */
    public void copyInto(Connection connection, String target) throws SQLException {
        putShort(-1);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + target + " FROM STDIN (FORMAT binary)");
        try {
            for (int at = 0; at < length; at += AT_ONCE) copy.writeToCopy(bytes, at, Math.min(AT_ONCE, length - at));
            copy.endCopy();
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }
}
