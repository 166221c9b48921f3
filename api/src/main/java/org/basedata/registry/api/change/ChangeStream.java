package org.basedata.registry.api.change;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.basedata.registry.api.problem.RequestRefused;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Somebody who is told of changes as they come, by Server-Sent Events. The id of an event is the place after it. It ends when the account does,
 * when nothing may be seen any more, and when the reader does not take what it is sent. No thread waits for a reader: the web server says when
 * there is room for more, and no page is read before the one before has left.
 */
final class ChangeStream implements ChangeWatch.Waiting, WriteListener {
    private static final long BEAT = TimeUnit.SECONDS.toNanos(15);
    /** Of a page; the web server keeps what does not leave at once. */
    private static final int AT_ONCE = 32 * 1024;

    private enum State {
        /** The web server has not said yet that there is room. */
        OPENING,
        /** All that was sent has left. */
        IDLE,
        SENDING,
        /** Nothing follows what is being sent. */
        CLOSING,
        ENDED
    }

    private final ChangeFeed feed;
    private final ChangeWatch watch;
    private final ChangeQuestion question;
    private final int limit;
    private final long patience;
    private long place;
    private long nextBeat = System.nanoTime();

    // What follows is guarded by this object: the web server has threads of its own.
    private AsyncContext async;
    private ServletOutputStream out;
    private State state = State.OPENING;
    private long since = System.nanoTime();
    private byte[] event = {};
    private int written;
    private boolean flushed = true;

    /** @param sending how long the reader may take for what it is sent at a time */
    ChangeStream(ChangeFeed feed, ChangeWatch watch, ChangeQuestion question, long place, int limit, Duration sending) {
        this.feed = feed;
        this.watch = watch;
        this.question = question;
        this.place = place;
        this.limit = limit;
        this.patience = sending.toNanos();
    }

    /** Answers the request, from now on and beside its thread. */
    void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // What breaks off in the middle of a page must not be gone on with.
        response.setHeader(HttpHeaders.CONNECTION, "close");
        ServletOutputStream body = response.getOutputStream();
        AsyncContext begun = request.startAsync();
        begun.setTimeout(0);
        synchronized (this) {
            async = begun;
            out = body;
        }
        body.setWriteListener(this);
    }

    @Override
    public Long look() {
        State now = stateNow();
        if (now == State.ENDED) {
            complete();
            return null;
        }
        if (now != State.IDLE) return sendingUntil();
        try {
            ChangeReading.Told told = feed.look(question, place);
            if (told.entries().isEmpty()) {
                place = told.upTo();
                beat();
                return told.more() ? (Long) System.nanoTime() : (Long) nextBeat;
            }
            ChangeFeed.Page page = feed.tell(question, place, limit);
            place = page.upTo();
            if (page.size() > 0) send(State.SENDING, "id:" + page.next() + "\nevent:changes\ndata:", page.body());
        } catch (RequestRefused refused) {
            send(
                    State.CLOSING,
                    "event:ended\ndata:",
                    ("{\"code\":\"" + refused.code().name() + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        return System.nanoTime();
    }

    /** Whoever has not taken what it was sent in time is given up: it may come back with the last id that it had. */
    private synchronized State stateNow() {
        if (state != State.IDLE && System.nanoTime() - since >= patience) state = State.ENDED;
        return state;
    }

    private synchronized long sendingUntil() {
        return since + patience;
    }

    /** So that both sides learn that the other is gone. */
    private void beat() {
        long now = System.nanoTime();
        if (now < nextBeat) return;
        nextBeat = now + BEAT;
        send(State.SENDING, ":beat", new byte[0]);
    }

    private synchronized void send(State next, String head, byte[] data) {
        if (state != State.IDLE) return;
        ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length() + data.length + 2);
        whole.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(data);
        whole.writeBytes(new byte[] {'\n', '\n'});
        event = whole.toByteArray();
        written = 0;
        flushed = false;
        since = System.nanoTime();
        state = next;
        goOn();
    }

    /** As far as there is room; the web server calls again when there is more. */
    private synchronized void goOn() {
        try {
            while (state != State.ENDED && out.isReady()) {
                if (written < event.length) {
                    int length = Math.min(AT_ONCE, event.length - written);
                    out.write(event, written, length);
                    written += length;
                } else if (!flushed) {
                    flushed = true;
                    out.flush();
                } else {
                    event = new byte[0];
                    written = 0;
                    state = state == State.CLOSING ? State.ENDED : State.IDLE;
                    return;
                }
            }
        } catch (IOException | IllegalStateException gone) {
            state = State.ENDED;
        }
    }

    @Override
    public void onWritePossible() {
        goOn();
        watch.now(this);
    }

    @Override
    public void onError(Throwable gone) {
        synchronized (this) {
            state = State.ENDED;
        }
        watch.now(this);
    }

    private void complete() {
        AsyncContext begun;
        synchronized (this) {
            begun = async;
        }
        try {
            if (begun != null) begun.complete();
        } catch (IllegalStateException already) {
            // The web server itself has found out that the other side is gone.
        }
    }

    @Override
    public String account() {
        return question.inquiry().by().name();
    }

    @Override
    public void end() {
        synchronized (this) {
            state = State.ENDED;
        }
        complete();
    }
}
