package org.basedata.registry.projections.rebuild;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows of a query one after another, each as COPY in binary form gives it; the first column is a uuid. */
final class StoredRows implements AutoCloseable {
    /** Signature, flags, and the length of an extension that is empty. */
    private static final int HEADER = 19;
    /** Of a row: how many fields it has; of each field its length. */
    private static final int FIELDS = 2;

    private static final int LENGTH = 4;
    private static final int UUID_LENGTH = 16;

    private final CopyOut copy;
    private boolean begun;
    private byte[] row;

    /** Begins with the first row; the connection is of no other use until this is closed. */
    StoredRows(Connection connection, String query) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
        next();
    }

    /** The row it stands at; null after the last. */
    byte[] row() {
        return row;
    }

    UUID key() {
        ByteBuffer bytes = ByteBuffer.wrap(row, FIELDS + LENGTH, UUID_LENGTH);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** The second column, which is a bigint. */
    long number() {
        return ByteBuffer.wrap(row).getLong(FIELDS + LENGTH + UUID_LENGTH + LENGTH);
    }

    void next() throws SQLException {
        byte[] message = copy.readFromCopy();
        // The header comes with the first row, or with the end where there is none.
        if (!begun && message != null) message = Arrays.copyOfRange(message, HEADER, message.length);
        begun = true;
        row = message == null || ByteBuffer.wrap(message).getShort() < 0 ? null : message;
        // The mark of the end is not the last that is sent.
        if (row == null) while (message != null) message = copy.readFromCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }
}
