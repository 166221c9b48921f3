package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.basedata.registry.api.RunningRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Raw requests of somebody who has not signed in. The bodies that they speak of are never sent: whoever waits for them hangs. */
class MeasuredBodiesIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final int LONGEST_MILLIS = 20_000;
    private static final String FILES =
            "Content-Type: multipart/form-data; boundary=b\r\nCookie: JSESSIONID=0123456789ABCDEF\r\n";

    private static String answer(String path, String headers, String begun) throws IOException {
        int port = registry.server().port();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(LONGEST_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n" + begun)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            byte[] some = new byte[8_192];
            for (int n; (n = in.read(some)) >= 0; ) {
                text.append(new String(some, 0, n, StandardCharsets.UTF_8));
                if (text.indexOf("</html>") >= 0 || text.indexOf("detailEn") >= 0) break;
            }
            return text.toString();
        }
    }

    private static String length(long bytes) {
        return "Content-Length: " + bytes + "\r\n";
    }

    @Test
    void what_is_longer_than_all_files_of_an_answer_is_refused_before_it_comes() throws IOException {
        for (String path : new String[] {"/api/v1/cases/C-000001/attachments", "/api/v1/calendar/2027"})
            assertThat(answer(path, FILES + length(MeasuredBodies.MOST_BYTES + 1), ""))
                    .startsWith("HTTP/1.1 413")
                    .contains("Connection: close", "BODY_TOO_LARGE", "10 MB");
        for (String path : new String[] {"/workbench/inbox/C-000001/1", "/sign-in", "/sign-out"})
            assertThat(answer(path, FILES + length(4L << 30), ""))
                    .startsWith("HTTP/1.1 413")
                    .contains("text/html", "10 MB", "</html>");
    }

    @Test
    void files_of_which_nobody_knows_how_long_they_are_are_refused() throws IOException {
        String chunked = FILES + "Transfer-Encoding: chunked\r\n";
        assertThat(answer("/api/v1/cases/C-000001/attachments", chunked, "5\r\n--b\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("Content-Length");
        assertThat(answer("/workbench/inbox/C-000001/1", chunked, "5\r\n--b\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("Content-Length", "</html>");
    }

    @Test
    void what_is_no_larger_goes_on_to_whoever_asks_who_it_is() throws IOException {
        assertThat(answer("/api/v1/cases", "Content-Type: application/json\r\nContent-Length: 2\r\n", "{}"))
                .startsWith("HTTP/1.1 401")
                .contains("NOT_SIGNED_IN");
    }
}
