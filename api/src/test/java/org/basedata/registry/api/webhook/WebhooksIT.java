package org.basedata.registry.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SubjectScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Changes that are sent to a real server: signed, in order, until they have arrived. */
class WebhooksIT {
    private static final String PATH = "/api/v1/webhooks";

    static {
        // Before the registry starts: this machine itself is let in.
        System.setProperty("registry.webhooks.allowed", "127.0.0.0/8");
    }

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SharingDesk DESK = new SharingDesk(registry);

    private Receiver receiver;

    @BeforeAll
    static void departments() {
        for (String department : List.of("JY", "GJJ")) {
            DESK.purpose(department, "CHECK");
            DESK.confidentiality(department);
        }
    }

    @AfterAll
    static void asBefore() {
        System.clearProperty("registry.webhooks.allowed");
    }

    @BeforeEach
    void receive() {
        receiver = new Receiver();
    }

    @AfterEach
    void end() {
        jdbc().update("DELETE FROM webhook");
        receiver.close();
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(registry.database().dataSource());
    }

    private static String[] as(String department) {
        String[] token = registry.system(department, Role.CONSUMER);
        return new String[] {token[0], token[1], "X-Purpose", "CHECK"};
    }

    private JsonNode entered(String department, Object... more) {
        Answer answer = registry.post(PATH, body(receiver.url(), more), as(department));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static Map<String, Object> body(String url, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("url", url, "type", "PERSON"));
        for (int i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return body;
    }

    private static JsonNode now(JsonNode webhook) {
        return registry.get(PATH + "/" + webhook.path("id").asString(), as("JY"))
                .json();
    }

    private static String person() {
        return registry.deliverOne("GA", Row.household(Invented.man(), "张若愚").with("registeredDivision", "440106"))
                .path("ref")
                .asString();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static JsonNode refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        return answer.json();
    }

    @Test
    void changes_arrive_signed_and_in_order_and_what_failed_comes_again_with_the_same_id_before_all_others() {
        receiver.answer(500, 302);
        JsonNode webhook = entered("JY", "limit", 2);
        String secret = webhook.path("secret").asString();
        assertThat(secret).startsWith("whsec_");
        List<String> refs = new ArrayList<>();
        refs.add(person());
        Receiver.Message first = receiver.next();
        assertThat(first.answered()).isEqualTo(500);
        for (int i = 0; i < 4; i++) refs.add(person());
        Receiver.Message second = receiver.next();
        Receiver.Message third = receiver.next();
        assertThat(List.of(second.answered(), third.answered()))
                .as("a redirect is a failure, and not followed")
                .containsExactly(302, 204);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(third.id()).isEqualTo(first.id());
        assertThat(third.refs()).isEqualTo(first.refs());
        List<String> arrived = new ArrayList<>(third.refs());
        while (arrived.size() < 5) {
            Receiver.Message next = receiver.next();
            assertThat(next.id()).isNotEqualTo(first.id());
            assertThat(next.refs().size()).isLessThanOrEqualTo(2);
            assertThat(next.isSignedBy(secret)).isTrue();
            arrived.addAll(next.refs());
        }
        assertThat(arrived).isEqualTo(refs);
        for (Receiver.Message each : List.of(first, second, third)) {
            assertThat(each.isSignedBy(secret)).isTrue();
            assertThat(Math.abs(Long.parseLong(each.timestamp()) - System.currentTimeMillis() / 1000))
                    .isLessThan(300);
            assertThat(each.json().at("/results/0/record/items/name/value").asString())
                    .isEqualTo("张若愚");
        }
        await(() -> now(webhook).path("failures").asInt() == 0
                && !now(webhook).path("deliveredAt").isNull());
        assertThat(now(webhook).has("secret")).as("given once").isFalse();
        assertThat(jdbc().queryForObject(
                                "SELECT count(*)::int FROM access AS a JOIN access_subject AS s ON s.at = a.at AND s.access = a.id"
                                        + " WHERE s.subject = ? AND a.operation = 'FEED' AND a.department = 'JY'",
                                Integer.class,
                                UUID.fromString(refs.get(0))))
                .as("each attempt is on record")
                .isEqualTo(3);
    }

    @Test
    void a_registry_that_was_restarted_goes_on_where_it_was() {
        JsonNode webhook = entered("JY");
        String before = person();
        assertThat(receiver.next().refs()).containsExactly(before);
        await(() -> jdbc().queryForObject("SELECT attempted_up_to IS NULL FROM webhook", Boolean.class));
        WebhookDelivery delivery = registry.server().bean("webhookDelivery", WebhookDelivery.class);
        delivery.stop();
        List<String> refs = List.of(person(), person());
        delivery.start();
        List<String> arrived = new ArrayList<>();
        while (arrived.size() < 2) arrived.addAll(receiver.next().refs());
        assertThat(arrived).isEqualTo(refs);
        assertThat(now(webhook).path("state").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void receivers_that_take_their_time_keep_nobody_waiting_for_more_than_a_message() {
        WebhookDelivery delivery = registry.server().bean("webhookDelivery", WebhookDelivery.class);
        delivery.stop();
        try (Receiver slow = new Receiver()) {
            slow.hold();
            for (int i = 0; i < 4; i++)
                assertThat(registry.post(PATH, body(slow.url(), "limit", 1), as("JY"))
                                .status())
                        .isEqualTo(201);
            entered("JY");
            List<String> refs = List.of(person(), person(), person());
            delivery.start();
            await(() -> slow.held() == 4);
            slow.let(4);
            long begun = System.nanoTime();
            List<String> arrived = new ArrayList<>();
            while (arrived.size() < refs.size()) arrived.addAll(receiver.next().refs());
            assertThat(arrived).isEqualTo(refs);
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(10));
            slow.let(1_000);
        }
    }

    @Test
    void after_five_days_nothing_more_is_sent_until_somebody_resumes_it() {
        receiver.answer(503, 503);
        JsonNode webhook = entered("JY");
        String ref = person();
        Receiver.Message first = receiver.next();
        await(() -> now(webhook).path("failures").asInt() > 0);
        jdbc().update("UPDATE webhook SET failing_since = failing_since - INTERVAL '6 days'");
        receiver.next();
        await(() -> now(webhook).path("state").asString().equals("FAILED"));
        assertThat(now(webhook).path("reason").asString()).startsWith("HTTP 503 since ");
        Answer resumed = registry.post(PATH + "/" + webhook.path("id").asString() + "/resumptions", Map.of(), as("JY"));
        assertThat(resumed.status()).as(resumed.text()).isEqualTo(200);
        assertThat(resumed.json().path("state").asString()).isEqualTo("ACTIVE");
        Receiver.Message again = receiver.next();
        assertThat(again.refs()).containsExactly(ref);
        assertThat(again.id()).isEqualTo(first.id());
    }

    @Test
    void what_may_be_sent_is_decided_at_each_attempt_and_it_ends_with_the_account() {
        SharingAgreement agreement =
                DESK.granted("GJJ", "CHECK", SubjectType.PERSON, SubjectScope.ALL, Masking.FULL, "motherName");
        String[] token = registry.bearer("gjj-hook", "GJJ", Role.CONSUMER);
        Answer made = registry.post(
                PATH, body(receiver.url(), "items", List.of("motherName")), token[0], token[1], "X-Purpose", "CHECK");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String id = made.json().path("id").asString();
        SharingAgreement suspended = DESK.suspended(agreement);
        person();
        await(() -> registry.get(PATH + "/" + id, as("GJJ"))
                .json()
                .path("state")
                .asString()
                .equals("FAILED"));
        assertThat(registry.get(PATH + "/" + id, as("GJJ"))
                        .json()
                        .path("reason")
                        .asString())
                .startsWith("NOT_ENTITLED");
        assertThat(receiver.isEmpty()).isTrue();
        DESK.resumed(suspended);
        registry.post(PATH + "/" + id + "/resumptions", Map.of(), as("GJJ"));
        assertThat(receiver.next().refs()).hasSize(1);
        registry.server().bean("accounts", Accounts.class).disable("gjj-hook");
        person();
        await(() -> registry.get(PATH + "/" + id, as("GJJ"))
                .json()
                .path("state")
                .asString()
                .equals("ENDED"));
        assertThat(receiver.isEmpty()).isTrue();
        refused(registry.post(PATH + "/" + id + "/resumptions", Map.of(), as("GJJ")), 409, "WEBHOOK_REFUSED");
    }

    @Test
    void for_a_day_the_former_secret_signs_as_well() {
        JsonNode webhook = entered("JY");
        Answer renewed = registry.post(PATH + "/" + webhook.path("id").asString() + "/secrets", Map.of(), as("JY"));
        String former = webhook.path("secret").asString();
        String secret = renewed.json().path("secret").asString();
        assertThat(secret).isNotEqualTo(former);
        person();
        Receiver.Message both = receiver.next();
        assertThat(both.isSignedBy(secret)).isTrue();
        assertThat(both.isSignedBy(former)).isTrue();
        jdbc().update("UPDATE webhook SET former_until = former_until - INTERVAL '25 hours'");
        person();
        Receiver.Message one = receiver.next();
        assertThat(one.isSignedBy(secret)).isTrue();
        assertThat(one.isSignedBy(former)).isFalse();
        byte[] kept = jdbc().queryForObject("SELECT secret FROM webhook", byte[].class);
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("not as it is")
                .doesNotContain(new String(
                        java.util.Base64.getDecoder().decode(secret.substring(6)),
                        java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void nobody_else_sends_while_a_lease_holds() {
        entered("JY");
        jdbc().update(
                        "UPDATE webhook SET lease = ?, leased_until = clock_timestamp() + INTERVAL '1 hour'",
                        UUID.randomUUID());
        String first = person();
        Webhooks webhooks = registry.server().bean("webhooks", Webhooks.class);
        UUID id = jdbc().queryForObject("SELECT id FROM webhook", UUID.class);
        assertThat(webhooks.claim(id, UUID.randomUUID(), java.time.Duration.ofSeconds(1)))
                .isEmpty();
        assertThat(webhooks.attempt(id, UUID.randomUUID(), 1)).isFalse();
        assertThat(receiver.isEmpty()).isTrue();
        jdbc().update("UPDATE webhook SET leased_until = clock_timestamp()");
        assertThat(receiver.next().refs()).containsExactly(first);
    }

    @Test
    void where_it_may_lead_and_whose_it_is() {
        for (String url : List.of(
                "http://10.0.0.1/x",
                "https://10.0.0.1/x",
                "https://user@127.0.0.1/x",
                "https://169.254.169.254/latest",
                "https://[fd00::1]/x",
                "ftp://127.0.0.1/x",
                "https://8.8.8.8/not-in-the-setting",
                "nonsense")) refused(registry.post(PATH, body(url), as("JY")), 409, "WEBHOOK_REFUSED");
        refused(registry.post(PATH, Map.of("type", "PERSON"), as("JY")), 400, "FIELD_MISSING");
        refused(
                registry.post(PATH, body(receiver.url(), "items", List.of("motherName")), as("JY")),
                403,
                "NOT_ENTITLED");
        JsonNode webhook = entered("JY");
        String path = PATH + "/" + webhook.path("id").asString();
        refused(registry.get(path, as("GJJ")), 404, "WEBHOOK_UNKNOWN");
        assertThat(registry.get(PATH, as("JY")).json().path("results")).hasSize(1);
        assertThat(registry.get(PATH, as("GJJ")).json().path("results")).isEmpty();
        String[] as = as("JY");
        Answer deleted = registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path)).DELETE(), as);
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        refused(registry.get(path, as), 404, "WEBHOOK_UNKNOWN");
    }
}
