package org.basedata.registry.api.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.basedata.registry.api.RunningRegistry;
import tools.jackson.databind.JsonNode;

/** The other side of a webhook, a real HTTP server of a department. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();

    private final ExecutorService answering = Executors.newCachedThreadPool();
    private final Semaphore room = new Semaphore(Integer.MAX_VALUE);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/hooks", this::take);
        server.setExecutor(answering);
        server.start();
    }

    /** What came, and how it was answered. */
    record Message(String id, String timestamp, String signatures, byte[] body, int answered) {
        JsonNode json() {
            return RunningRegistry.JSON.readTree(body);
        }

        List<String> refs() {
            List<String> refs = new ArrayList<>();
            json().path("results").forEach(each -> refs.add(each.path("ref").asString()));
            return refs;
        }

        /** As the Standard Webhooks say it is checked. */
        boolean isSignedBy(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(
                        Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
                mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
                String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
                return Arrays.asList(signatures.split(" ")).contains(expected);
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/changes";
    }

    /** How the next messages are answered; all after them by 204. */
    void answer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    /** Nothing is answered any more but as often as it is let. */
    void hold() {
        room.drainPermits();
    }

    void let(int messages) {
        room.release(messages);
    }

    /** How many wait for an answer. */
    int held() {
        return room.getQueueLength();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        room.acquireUninterruptibly();
        Integer status = answers.poll();
        int answered = status == null ? 204 : status;
        var headers = exchange.getRequestHeaders();
        messages.add(new Message(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                body,
                answered));
        if (answered / 100 == 3) exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
        exchange.sendResponseHeaders(answered, -1);
        exchange.close();
    }

    Message next() {
        try {
            Message next = messages.poll(60, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("nothing came");
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
        answering.shutdown();
    }
}
