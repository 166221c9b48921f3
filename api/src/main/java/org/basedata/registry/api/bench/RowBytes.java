package org.basedata.registry.api.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Rows of a table in PostgreSQL's own binary form, in a file, cut into transactions and ready to be sent: either as the bytes
 * of a COPY or as an array of rows. So that replaying them costs the client next to nothing, and memory holds one
 * transaction.
 */
final class RowBytes {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BUFFER = 1 << 18;

    /** How rows are sent. */
    enum Form {
        COPY,
        ARRAY
    }

    /** Rows of one transaction. */
    record Frame(int transaction, byte[] bytes) {}

    private RowBytes() {}

    /**
     * @param select of the number of the transaction, which grows, and then the columns of the copy
     * @return how many rows there are
     */
    static long dump(Connection connection, String select, TableCopies.Copy copy, Form form, Path file)
            throws SQLException, IOException {
        long rows = 0;
        try (var in = new DataInputStream(new BufferedInputStream(
                        new PGCopyInputStream(
                                connection.unwrap(PGConnection.class),
                                "COPY (" + select + ") TO STDOUT (FORMAT binary)"),
                        BUFFER));
                var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            in.skipNBytes(SIGNATURE.length + 4);
            in.skipNBytes(in.readInt());
            var bytes = new ByteArrayOutputStream(BUFFER);
            var frame = new DataOutputStream(bytes);
            int transaction = -1;
            int inFrame = 0;
            for (int fields = in.readShort(); fields >= 0; fields = in.readShort()) {
                in.readInt();
                int next = (int) in.readLong();
                if (next != transaction) {
                    write(out, transaction, inFrame, bytes, copy, form);
                    bytes.reset();
                    transaction = next;
                    inFrame = 0;
                }
                row(in, frame, fields - 1, copy, form);
                inFrame++;
                rows++;
            }
            write(out, transaction, inFrame, bytes, copy, form);
            // The end of a COPY has to be read as well, or the connection stays in it.
            if (in.read() >= 0) throw new IOException("more behind the last row");
        }
        return rows;
    }

    private static void row(DataInputStream in, DataOutputStream frame, int fields, TableCopies.Copy copy, Form form)
            throws IOException {
        var row = new ByteArrayOutputStream(4_096);
        var fieldsOut = new DataOutputStream(row);
        for (int i = 0; i < fields; i++) {
            int length = in.readInt();
            if (form == Form.ARRAY) fieldsOut.writeInt(copy.types()[i]);
            fieldsOut.writeInt(length);
            if (length > 0) fieldsOut.write(in.readNBytes(length));
        }
        if (form == Form.COPY) {
            frame.writeShort(fields);
        } else {
            frame.writeInt(4 + row.size());
            frame.writeInt(fields);
        }
        row.writeTo(frame);
    }

    private static void write(
            DataOutputStream out,
            int transaction,
            int rows,
            ByteArrayOutputStream bytes,
            TableCopies.Copy copy,
            Form form)
            throws IOException {
        if (rows == 0) return;
        out.writeInt(transaction);
        if (form == Form.COPY) {
            out.writeInt(SIGNATURE.length + 8 + bytes.size() + 2);
            out.write(SIGNATURE);
            out.writeLong(0); // no flags, no extension
            bytes.writeTo(out);
            out.writeShort(-1);
        } else {
            out.writeInt(20 + bytes.size());
            out.writeInt(1); // dimensions
            out.writeInt(0); // no row is null
            out.writeInt(copy.rowType());
            out.writeInt(rows);
            out.writeInt(1); // index of the first
            bytes.writeTo(out);
        }
    }

    /** Transactions of a file, one after the other. */
    static final class Reader implements Closeable {
        private final DataInputStream in;
        private int next;

        Reader(Path file) throws IOException {
            InputStream bytes = Files.newInputStream(file);
            this.in = new DataInputStream(new BufferedInputStream(bytes, BUFFER));
            advance();
        }

        private void advance() throws IOException {
            next = in.available() > 0 ? in.readInt() : Integer.MAX_VALUE;
        }

        /** The number of the next transaction; the highest integer behind the last. */
        int next() {
            return next;
        }

        Frame read() throws IOException {
            int transaction = next;
            byte[] bytes = in.readNBytes(in.readInt());
            advance();
            return new Frame(transaction, bytes);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
