package org.basedata.registry.api.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.change.ChangeFeed;
import org.basedata.registry.api.change.ChangeQuestion;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.projections.change.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends changes to where departments want them, as Standard Webhooks have it. To one address one page after the other: the next is not sent
 * before this one has arrived. What may be seen is decided for each attempt; a page that is tried again has the same changes and the same id.
 */
@Component
final class WebhookDelivery implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int SENDING = 4;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    /** Longer than an attempt can take, name look-up included. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(5);
    /** Others want to be looked at, too; those that wait for a thread are let in after each page. */
    private static final int PAGES_AT_ONCE = 20;

    private static final int ID_BYTES = 16;

    private final Webhooks webhooks;
    private final WebhookHosts hosts;
    private final Accounts accounts;
    private final ChangeFeed feed;
    private final Changes changes;
    private final Clock clock;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private volatile ExecutorService sending;
    private volatile Thread looking;
    private volatile HttpClient http;
    private volatile boolean running;

    WebhookDelivery(
            Webhooks webhooks, WebhookHosts hosts, Accounts accounts, ChangeFeed feed, Changes changes, Clock clock) {
        this.webhooks = webhooks;
        this.hosts = hosts;
        this.accounts = accounts;
        this.feed = feed;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public void start() {
        AtomicInteger number = new AtomicInteger();
        sending = new ThreadPoolExecutor(SENDING, SENDING, 0, TimeUnit.SECONDS, waiting, task -> {
            Thread thread = new Thread(task, "webhooks-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        running = true;
        looking = new Thread(this::look, "webhooks-due");
        looking.setDaemon(true);
        looking.start();
    }

    private void look() {
        while (running) {
            LockSupport.parkNanos(PACE);
            if (!running) return;
            try {
                for (UUID id : webhooks.due(clock.instant(), changes.end(), 100))
                    if (busy.add(id)) sending.execute(() -> deliver(id));
            } catch (RuntimeException e) {
                if (running) LOG.warn("webhooks are looked at again: {}", e.toString());
            }
        }
    }

    private void deliver(UUID id) {
        UUID lease = UUID.randomUUID();
        try {
            for (int i = 0; i < PAGES_AT_ONCE && running; i++) {
                Optional<Webhook> claimed = webhooks.claim(id, lease, LEASE);
                if (claimed.isEmpty() || !deliver(claimed.get(), lease) || !waiting.isEmpty()) return;
            }
        } catch (RuntimeException e) {
            // The lease ends by itself.
            if (running) LOG.warn("webhook {} could not be delivered: {}", id, e.toString());
        } finally {
            busy.remove(id);
        }
    }

    /** @return whether there may be more at once */
    private boolean deliver(Webhook webhook, UUID lease) {
        Account account = accounts.find(webhook.account())
                .filter(each -> each.standsAt(clock.instant()) && each.actor().is(Role.CONSUMER))
                .filter(each -> webhook.department().equals(each.actor().department()))
                .orElse(null);
        if (account == null) {
            webhooks.givenUp(webhook.id(), lease, Webhook.State.ENDED, "ACCOUNT_ENDED");
            return false;
        }
        ChangeQuestion question = new ChangeQuestion(
                new Inquiry(account.actor(), webhook.purpose(), webhook.agreement(), webhook.caseReference()),
                webhook.type(),
                webhook.items(),
                webhook.division());
        try {
            feed.mustBeKept(webhook.place());
            Instant now = clock.instant();
            if (webhook.attemptedUpTo() == null) {
                OptionalLong nothing = feed.nothingUpTo(question, webhook.place());
                if (nothing.isPresent()) {
                    webhooks.passed(webhook.id(), lease, nothing.getAsLong(), null, now);
                    return false;
                }
            }
            long last = webhook.attemptedUpTo() == null ? Long.MAX_VALUE : webhook.attemptedUpTo();
            ChangeFeed.Page page = feed.tell(question, webhook.place(), webhook.limit(), last);
            if (page.size() == 0) {
                webhooks.passed(webhook.id(), lease, page.upTo(), null, now);
                return true;
            }
            return webhooks.attempt(webhook.id(), lease, page.upTo()) && send(webhook, lease, page);
        } catch (RequestRefused refused) {
            refused(webhook, lease, refused);
            return false;
        }
    }

    /** What the registry itself cannot do now it can a little later; what may not be seen has to be looked into by people. */
    private void refused(Webhook webhook, UUID lease, RequestRefused refused) {
        if (refused.code() == ProblemCode.TOKEN_INVALID)
            webhooks.givenUp(webhook.id(), lease, Webhook.State.ENDED, "ACCOUNT_ENDED");
        else if (refused.code().status() >= 500)
            webhooks.failed(
                    webhook.id(),
                    lease,
                    refused.code().name(),
                    webhook.failingSince(),
                    clock.instant().plusSeconds(5));
        else
            webhooks.givenUp(
                    webhook.id(), lease, Webhook.State.FAILED, refused.code().name() + ": " + refused.detailEn());
    }

    private boolean send(Webhook webhook, UUID lease, ChangeFeed.Page page) {
        Optional<WebhookHosts.Refusal> refusal = hosts.refusal(webhook.url());
        if (refusal.isPresent()) {
            webhooks.givenUp(
                    webhook.id(),
                    lease,
                    Webhook.State.FAILED,
                    "HOST_REFUSED: " + refusal.get().en());
            return false;
        }
        String failure;
        try {
            // The body is of no interest, and might never end.
            HttpResponse<InputStream> answer = client().send(request(webhook, page), BodyHandlers.ofInputStream());
            answer.body().close();
            Instant now = clock.instant();
            if (answer.statusCode() / 100 == 2) {
                webhooks.passed(webhook.id(), lease, page.upTo(), now, now);
                return true;
            }
            failure = "HTTP " + answer.statusCode();
            if (answer.statusCode() == 410) {
                webhooks.givenUp(webhook.id(), lease, Webhook.State.FAILED, failure);
                return false;
            }
        } catch (IOException e) {
            failure = e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        failed(webhook, lease, failure);
        return false;
    }

    private void failed(Webhook webhook, UUID lease, String failure) {
        Instant now = clock.instant();
        Instant since = webhook.failingSince() == null ? now : webhook.failingSince();
        if (since.plus(GIVEN_UP_AFTER).isBefore(now)) {
            webhooks.givenUp(webhook.id(), lease, Webhook.State.FAILED, failure + " since " + since);
            return;
        }
        long wait = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(webhook.failures(), 20));
        // Those that failed together do not come back together.
        long jittered = wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1);
        webhooks.failed(webhook.id(), lease, failure, since, now.plusMillis(jittered));
    }

    private HttpRequest request(Webhook webhook, ChangeFeed.Page page) {
        String id = messageId(webhook, page);
        Instant now = clock.instant();
        List<byte[]> secrets = webhooks.secrets(webhook.id(), now);
        String signatures = secrets.stream()
                .map(secret -> WebhookSecrets.signature(secret, id, now.getEpochSecond(), page.body()))
                .collect(Collectors.joining(" "));
        return HttpRequest.newBuilder(URI.create(webhook.url()))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signatures)
                .POST(BodyPublishers.ofByteArray(page.body()))
                .build();
    }

    /** The same for the same changes, and nothing that tells where they stand. */
    private static String messageId(Webhook webhook, ChangeFeed.Page page) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((webhook.id() + "|" + webhook.createdAt() + "|" + page.id())
                            .getBytes(StandardCharsets.UTF_8));
            return "msg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Made when it is first needed: most registries send nothing. */
    private synchronized HttpClient client() {
        if (http == null)
            http = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        return http;
    }

    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(looking);
        sending.shutdownNow();
        try {
            sending.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        busy.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
