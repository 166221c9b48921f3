package org.basedata.registry.api.change;

import java.time.Duration;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** A request that is answered when there is something to tell, or its time is over. */
final class LongPoll implements ChangeWatch.Waiting {
    private final ChangeFeed feed;
    private final ChangeQuestion question;
    private final int limit;
    private final long deadline;
    private final DeferredResult<ResponseEntity<byte[]>> result;
    private long place;

    LongPoll(ChangeFeed feed, ChangeQuestion question, long place, int limit, Duration wait) {
        this.feed = feed;
        this.question = question;
        this.place = place;
        this.limit = limit;
        this.deadline = System.nanoTime() + wait.toNanos();
        // It ends by the deadline; this is only for when nobody would.
        this.result = new DeferredResult<>(wait.plusSeconds(30).toMillis());
    }

    DeferredResult<ResponseEntity<byte[]>> result() {
        return result;
    }

    static ResponseEntity<byte[]> answer(ChangeFeed.Page page) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(page.body());
    }

    @Override
    public Long look() {
        if (result.isSetOrExpired()) return null;
        try {
            ChangeReading.Told told = feed.look(question, place);
            boolean over = System.nanoTime() >= deadline;
            if (told.entries().isEmpty()) place = told.upTo();
            if (!told.entries().isEmpty() || over) {
                result.setResult(answer(feed.tell(question, place, limit)));
                return null;
            }
            return told.more() ? (Long) System.nanoTime() : (Long) deadline;
        } catch (RuntimeException e) {
            result.setErrorResult(e);
            return null;
        }
    }

    @Override
    public String account() {
        return question.inquiry().by().name();
    }

    @Override
    public void end() {
        result.setErrorResult(new RequestRefused(
                        ProblemCode.UNAVAILABLE, "登记系统正在停止,请稍后重试", "the registry stops; ask again a little later")
                .retryAfter(5));
    }
}
