package org.basedata.registry.api.body;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;

/** The bytes of a JSON request. */
public final class RequestBody {
    private RequestBody() {}

    /**
     * Reads the whole body.
     *
     * @param most bytes; a longer body is refused without being read further
     */
    public static byte[] read(HttpServletRequest request, int most) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity"))
            throw new RequestRefused(
                            ProblemCode.MEDIA_TYPE_UNSUPPORTED,
                            "请求正文不得压缩,请去掉 Content-Encoding",
                            "bodies are taken uncompressed; leave out Content-Encoding")
                    .at("Content-Encoding");
        if (request.getContentLengthLong() > most) throw tooLarge(most);
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(most + 1);
            if (body.length > most) throw tooLarge(most);
            return body;
        } catch (IOException e) {
            throw new RequestRefused(
                    ProblemCode.BODY_MALFORMED, "请求正文没有传完", "the body ended before all of it had come");
        }
    }

    private static RequestRefused tooLarge(int most) {
        int megabytes = most >> 20;
        return new RequestRefused(
                ProblemCode.BODY_TOO_LARGE,
                "请求正文超过 " + megabytes + " MB 的上限;请分批报送,或改用文件上传",
                "the body is larger than " + megabytes + " MB; split the delivery, or send a file");
    }
}
