package org.basedata.registry.api.change;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.basedata.registry.api.problem.RequestRefused;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Somebody who is told of changes as they come, by Server-Sent Events. The id of an event is the place after it. It ends when the account does,
 * or when nothing may be seen any more.
 */
final class ChangeStream implements ChangeWatch.Waiting {
    private static final long BEAT = TimeUnit.SECONDS.toNanos(15);
    /** Others want to be told, too. */
    private static final int PAGES_AT_ONCE = 10;

    private final ChangeFeed feed;
    private final ChangeQuestion question;
    private final int limit;
    private final SseEmitter emitter = new SseEmitter(0L);
    private volatile boolean ended;
    private long place;
    private long nextBeat = System.nanoTime();

    ChangeStream(ChangeFeed feed, ChangeQuestion question, long place, int limit) {
        this.feed = feed;
        this.question = question;
        this.place = place;
        this.limit = limit;
        emitter.onCompletion(() -> ended = true);
        emitter.onError(failure -> ended = true);
    }

    SseEmitter emitter() {
        return emitter;
    }

    @Override
    public Long look() {
        if (ended) return null;
        try {
            for (int i = 0; i < PAGES_AT_ONCE; i++) {
                ChangeReading.Told told = feed.look(question, place);
                if (told.entries().isEmpty()) {
                    place = told.upTo();
                    beat();
                    return told.more() ? (Long) System.nanoTime() : (Long) nextBeat;
                }
                ChangeFeed.Page page = feed.tell(question, place, limit);
                if (page.size() > 0)
                    emitter.send(SseEmitter.event()
                            .id(page.next())
                            .name("changes")
                            .data(new String(page.body(), StandardCharsets.UTF_8)));
                place = page.upTo();
            }
            return System.nanoTime();
        } catch (RequestRefused refused) {
            refuse(refused);
            return null;
        } catch (IOException | IllegalStateException gone) {
            // Whoever hung up comes back with the last id.
            emitter.complete();
            return null;
        }
    }

    /** So that both sides learn that the other is gone. */
    private void beat() throws IOException {
        long now = System.nanoTime();
        if (now < nextBeat) return;
        emitter.send(SseEmitter.event().comment("beat"));
        nextBeat = now + BEAT;
    }

    private void refuse(RequestRefused refused) {
        try {
            emitter.send(SseEmitter.event()
                    .name("ended")
                    .data("{\"code\":\"" + refused.code().name() + "\"}"));
        } catch (IOException | IllegalStateException gone) {
            ended = true;
        }
        emitter.complete();
    }

    @Override
    public String account() {
        return question.inquiry().by().name();
    }

    @Override
    public void end() {
        emitter.complete();
    }
}
