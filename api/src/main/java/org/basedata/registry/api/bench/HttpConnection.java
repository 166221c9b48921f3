package org.basedata.registry.api.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * HTTP/1.1 over one kept connection, one exchange after the other, and no more than the bench needs: it shares the machine with
 * the server it measures, so it has to cost little, and the same for a figure and for its ceiling.
 */
final class HttpConnection implements Closeable {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "connection: close".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[1 << 14];
    private int at;
    private int end;
    private byte[] line = new byte[512];
    private int lineLength;
    private byte[] body = new byte[1 << 14];
    private int bodyLength;

    HttpConnection(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        at = 0;
        end = 0;
    }

    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] post(String path, String json) {
        return request("POST " + path, "Content-Type: application/json\r\n", json);
    }

    /**
     * @param what method and path
     * @param headers each with its end of line
     * @param body empty for none
     */
    static byte[] request(String what, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String length = content.length == 0 ? "" : "Content-Length: " + content.length + "\r\n";
        byte[] head = (what + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        return request;
    }

    /** Sends a request and reads the whole answer; its status. */
    int exchange(byte[] request) throws IOException {
        out.write(request);
        readLine();
        int status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
        int length = 0;
        boolean chunked = false;
        boolean closing = false;
        while (readLine() > 0) {
            if (begins(LENGTH))
                length = Integer.parseInt(
                        new String(line, LENGTH.length, lineLength - LENGTH.length, StandardCharsets.US_ASCII).strip());
            else if (begins(CHUNKED)) chunked = true;
            else if (begins(CLOSING)) closing = true;
        }
        bodyLength = 0;
        if (chunked) {
            int size;
            do {
                readLine();
                size = Integer.parseInt(new String(line, 0, lineLength, StandardCharsets.US_ASCII), 16);
                take(size);
                readLine();
            } while (size > 0);
        } else {
            take(length);
        }
        // A server lets a connection serve only so many requests.
        if (closing) {
            socket.close();
            connect();
        }
        return status;
    }

    /** Of the last answer. */
    byte[] body() {
        return Arrays.copyOf(body, bodyLength);
    }

    /** Whether the body of the last answer holds these bytes; without making a text of it. */
    boolean bodyHolds(byte[] part) {
        for (int i = 0; i + part.length <= bodyLength; i++)
            if (Arrays.equals(body, i, i + part.length, part, 0, part.length)) return true;
        return false;
    }

    private boolean begins(byte[] name) {
        if (lineLength < name.length) return false;
        for (int i = 0; i < name.length; i++) {
            boolean capital = line[i] >= 'A' && line[i] <= 'Z';
            if ((capital ? line[i] | 0x20 : line[i]) != name[i]) return false;
        }
        return true;
    }

    /** Length of the line without its end. */
    private int readLine() throws IOException {
        lineLength = 0;
        while (true) {
            if (at == end) fill();
            byte next = buffer[at++];
            if (next == '\n') return lineLength;
            if (next == '\r') continue;
            if (lineLength == line.length) line = Arrays.copyOf(line, 2 * lineLength);
            line[lineLength++] = next;
        }
    }

    private void take(int length) throws IOException {
        if (bodyLength + length > body.length)
            body = Arrays.copyOf(body, Math.max(2 * body.length, bodyLength + length));
        int missing = length;
        while (missing > 0) {
            if (at == end) fill();
            int part = Math.min(missing, end - at);
            System.arraycopy(buffer, at, body, bodyLength, part);
            at += part;
            bodyLength += part;
            missing -= part;
        }
    }

    private void fill() throws IOException {
        at = 0;
        end = in.read(buffer);
        if (end < 0) throw new EOFException("the server closed the connection");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
