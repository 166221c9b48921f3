package org.basedata.registry.api.job;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Sends the file of a job, whole or from where a download broke off (RFC 9110 section 14: one range; of several the whole file is sent).
 * The file never changes, so that its tag is its hash.
 */
@Component
public final class KeptFile {
    private final JobParts parts;
    private final Clock clock;

    KeptFile(JobParts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /** @throws RequestRefused when there is no file yet, or not any more */
    public void mustBeThere(Job job) {
        boolean over = job.keptUntil() != null && !clock.instant().isBefore(job.keptUntil());
        if (job.state() == JobState.DONE && !over) return;
        if (job.state().isUnfinished())
            throw new RequestRefused(
                            ProblemCode.FILE_NOT_READY,
                            "文件尚未生成,进度见 GET .../{id}",
                            "the file is not whole yet; GET .../{id} tells how far it is")
                    .retryAfter(5);
        throw gone();
    }

    private static RequestRefused gone() {
        return new RequestRefused(
                ProblemCode.FILE_GONE, "该作业没有文件,或文件已过保存期、已删除", "the job has no file, or it is not kept any more");
    }

    /** Says nothing before the caller has decided that the file may be given. */
    public void send(Job job, String mediaType, String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        mustBeThere(job);
        String tag = '"' + HexFormat.of().formatHex(job.sha256()) + '"';
        response.setHeader(HttpHeaders.ETAG, tag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(job.sha256()) + ':');
        response.setHeader("X-Content-Type-Options", "nosniff");
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && List.of(known.split("\\s*,\\s*")).contains(tag)) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        long from = 0;
        long to = job.bytes();
        HttpRange range = range(request, tag);
        if (range != null) {
            from = range.getRangeStart(job.bytes());
            to = range.getRangeEnd(job.bytes()) + 1;
            if (from >= to) {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + job.bytes());
                throw new RequestRefused(
                                ProblemCode.RANGE_INVALID,
                                "文件只有 " + job.bytes() + " 字节",
                                "the file has " + job.bytes() + " bytes")
                        .at(HttpHeaders.RANGE);
            }
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + from + "-" + (to - 1) + "/" + job.bytes());
        }
        response.setContentType(mediaType);
        response.setContentLengthLong(to - from);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        if (request.getMethod().equals("HEAD")) return;
        write(job, from, to, response.getOutputStream());
    }

    /** Null for the whole file: where none is asked for, several are, or the file is not the one that was begun with. */
    private static HttpRange range(HttpServletRequest request, String tag) {
        String header = request.getHeader(HttpHeaders.RANGE);
        String only = request.getHeader(HttpHeaders.IF_RANGE);
        if (header == null || only != null && !only.equals(tag)) return null;
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            return ranges.size() == 1 ? ranges.get(0) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void write(Job job, long from, long to, OutputStream out) throws IOException {
        if (from == to) return;
        int number = parts.holding(job.id(), Series.FILE, from).orElseThrow(KeptFile::gone);
        for (long at = from; at < to; number++) {
            JobParts.Part part = parts.read(job.id(), Series.FILE, number)
                    .orElseThrow(() -> new IOException("the file was removed while it was sent"));
            int begin = (int) (at - part.begins());
            int length = (int) Math.min(part.content().length - begin, to - at);
            out.write(part.content(), begin, length);
            at += length;
        }
    }
}
