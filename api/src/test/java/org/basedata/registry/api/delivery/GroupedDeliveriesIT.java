package org.basedata.registry.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.basedata.registry.api.delivery.Deliveries.citizen;
import static org.basedata.registry.api.delivery.Deliveries.codes;
import static org.basedata.registry.api.delivery.Deliveries.events;
import static org.basedata.registry.api.delivery.Deliveries.json;
import static org.basedata.registry.api.delivery.Deliveries.of;
import static org.basedata.registry.api.delivery.Deliveries.outcomes;
import static org.basedata.registry.api.delivery.Deliveries.person;
import static org.basedata.registry.api.delivery.Deliveries.row;
import static org.basedata.registry.api.delivery.Deliveries.under;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.importers.delivery.StoredReceipt;
import org.basedata.registry.importers.delivery.SubmitDelivery;
import org.basedata.registry.importers.ledger.RefusedRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Deliveries that share a transaction get each its own receipt, and what fails in one of them stays there. */
class GroupedDeliveriesIT {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final String DATASET = Deliveries.SOCIAL_INSURANCE;
    private static final int CLIENTS = 16;
    private static final int EACH = 40;

    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    @TempDir
    Path spool;

    private Registry registry;
    private JdbcTemplate jdbc;

    @BeforeEach
    void open() {
        db.clear();
        registry = Registry.open(db.database(), CatalogueLoader.standardYaml(), new Deliveries.SetClock(NOW), 2, spool);
        jdbc = new JdbcTemplate(db.dataSource());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    /** A delivery and what its receipt must say, row by row. */
    private record Sent(SubmitDelivery delivery, List<String> outcomes, List<Integer> persons) {}

    private static Sent sent(int n, Random random) {
        RawRecord good = person(DATASET, "G-" + n, "1", n, Map.of("insuranceKinds", "养老"));
        RawRecord bad = row(DATASET, "B-" + n, "1", null, "bad-" + n, "测试人" + n, Map.of(), null, null);
        // The database takes no row of this one, see failing().
        RawRecord cursed = person(DATASET, "X-" + n, "1", 500_000 + n, Map.of());
        RawRecord other = person(DATASET, "O-" + n, "1", 200_000 + n, Map.of());
        return switch (random.nextInt(6)) {
            case 0 -> new Sent(of("RS", bad), List.of("REFUSED"), List.of(-1));
            case 1 -> new Sent(of("RS", good, good), List.of("ACCEPTED", "UNCHANGED"), List.of(n, n));
            case 2 ->
                new Sent(
                        of("RS", good, bad, other),
                        List.of("ACCEPTED", "REFUSED", "ACCEPTED"),
                        List.of(n, -1, 200_000 + n));
            case 3 -> new Sent(of("RS", cursed), List.of("REFUSED"), List.of(-1));
            case 4 ->
                new Sent(
                        under("RS", "key-" + n, "hash-" + n, "RS", good, cursed),
                        List.of("ACCEPTED", "REFUSED"),
                        List.of(n, -1));
            default -> new Sent(under("RS", "key-" + n, "hash-" + n, "RS", good), List.of("ACCEPTED"), List.of(n));
        };
    }

    private void failing() {
        Stream<String> cursed = Stream.iterate(0, n -> n < CLIENTS * EACH, n -> n + 1)
                .map(n -> registry.ids()
                        .of(new Identifier(IdType.RESIDENT_ID, citizen(500_000 + n)))
                        .toString());
        jdbc.execute("CREATE TABLE cursed (subject uuid PRIMARY KEY)");
        jdbc.batchUpdate(
                "INSERT INTO cursed VALUES (?::uuid)",
                cursed.map(subject -> new Object[] {subject}).toList());
        jdbc.execute("""
                CREATE FUNCTION refuse_cursed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF EXISTS (SELECT FROM cursed WHERE subject = NEW.subject) THEN RAISE EXCEPTION 'cursed'; END IF;
                    RETURN NEW; END $$""");
        jdbc.execute(
                "CREATE TRIGGER cursed BEFORE INSERT ON person_current FOR EACH ROW EXECUTE FUNCTION refuse_cursed()");
    }

    private void sound() {
        jdbc.execute("DROP TRIGGER cursed ON person_current");
        jdbc.execute("DROP FUNCTION refuse_cursed()");
        jdbc.execute("DROP TABLE cursed");
    }

    @Test
    void many_clients_each_get_their_own_receipt() throws Exception {
        failing();
        try {
            List<Sent> all = new ArrayList<>();
            Random random = new Random(20_261_122);
            for (int n = 0; n < CLIENTS * EACH; n++) all.add(sent(n, random));
            Map<Sent, StoredReceipt> receipts = new HashMap<>();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            try {
                List<Future<List<StoredReceipt>>> running = new ArrayList<>();
                for (int c = 0; c < CLIENTS; c++) {
                    List<Sent> mine = all.subList(c * EACH, (c + 1) * EACH);
                    Callable<List<StoredReceipt>> client = () -> mine.stream()
                            .map(each -> registry.desk().submit(each.delivery()))
                            .toList();
                    running.add(clients.submit(client));
                }
                for (int c = 0; c < CLIENTS; c++)
                    for (int i = 0; i < EACH; i++)
                        receipts.put(all.get(c * EACH + i), running.get(c).get().get(i));
            } finally {
                clients.shutdownNow();
            }
            Set<UUID> deliveries = new HashSet<>();
            receipts.forEach((each, receipt) -> {
                assertThat(deliveries.add(receipt.deliveryId()))
                        .as("an id of its own")
                        .isTrue();
                verify(each, receipt);
            });
            assertThat(jdbc.queryForObject(
                            "SELECT count(*) FROM event JOIN event_type t ON t.id = type WHERE t.name = 'DeliveryTaken'",
                            Integer.class))
                    .isEqualTo(CLIENTS * EACH);
            assertThat(jdbc.queryForObject("SELECT count(*) FROM log_block", Integer.class))
                    .as("deliveries share transactions, though some fail")
                    .isLessThan(CLIENTS * EACH);
            all.stream()
                    .filter(each -> each.delivery().idempotencyKey() != null)
                    .forEach(each -> assertThat(
                                    registry.desk().submit(each.delivery()).json())
                            .as("byte for byte")
                            .isEqualTo(receipts.get(each).json()));
        } finally {
            sound();
        }
    }

    private void verify(Sent sent, StoredReceipt stored) {
        JsonNode receipt = json(stored);
        assertThat(receipt.path("deliveryId").stringValue())
                .isEqualTo(stored.deliveryId().toString());
        assertThat(outcomes(receipt)).isEqualTo(sent.outcomes());
        for (int i = 0; i < sent.persons().size(); i++) {
            JsonNode record = receipt.path("records").get(i);
            assertThat(record.path("index").asInt()).isEqualTo(i);
            int person = sent.persons().get(i);
            if (person >= 0)
                assertThat(record.path("ref").stringValue())
                        .isEqualTo(registry.ids()
                                .of(new Identifier(IdType.RESIDENT_ID, citizen(person)))
                                .toString());
            else
                assertThat(codes(record.path("faults")))
                        .containsAnyOf("INTERNAL", "ID_FORMAT")
                        .hasSize(1);
        }
        Map<String, JsonNode> events = events(jdbc, stored.deliveryId());
        assertThat(events.keySet()).containsExactly("DeliveryTaken");
        assertThat(events.get("DeliveryTaken").path("records")).isEqualTo(receipt.path("records"));
        assertThat(events.get("DeliveryTaken").path("counts")).isEqualTo(receipt.path("counts"));
        assertThat(position(stored.deliveryId()))
                .as("the position covers the delivery")
                .isLessThanOrEqualTo(Long.parseLong(receipt.path("position").stringValue()));
        List<RawRecord> refused = new ArrayList<>();
        for (int i = 0; i < sent.outcomes().size(); i++)
            if (sent.outcomes().get(i).equals("REFUSED"))
                refused.add(sent.delivery().records().get(i));
        assertThat(registry.desk().refusals(stored.deliveryId(), -1, 10))
                .extracting(RefusedRow::record)
                .extracting(
                        kept -> Deliveries.JSON.readTree(kept).path("recordId").stringValue())
                .containsExactlyElementsOf(
                        refused.stream().map(RawRecord::recordId).toList());
    }

    private long position(UUID delivery) {
        return jdbc.queryForObject("""
                SELECT b.last_position - b.events + 1 + e.slot - b.first_slot FROM event e
                JOIN log_block b ON e.slot >= b.first_slot AND e.slot < b.first_slot + b.events WHERE e.subject = ?""", Long.class, delivery);
    }

    @Test
    void a_delivery_whose_end_cannot_be_kept_fails_alone_and_its_rows_stay() throws Exception {
        jdbc.execute("ALTER TABLE quarantine ADD CONSTRAINT no_nine CHECK (record::text NOT LIKE '%NINE%')");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<StoredReceipt>> running = new ArrayList<>();
            for (int n = 0; n < CLIENTS; n++) {
                SubmitDelivery delivery = of(
                        "RS",
                        person(DATASET, "E-" + n, "1", n, Map.of()),
                        row(DATASET, n == 9 ? "NINE" : "B-" + n, "1", null, "bad", "测试人", Map.of(), null, null));
                running.add(clients.submit(() -> registry.desk().submit(delivery)));
            }
            int failed = 0;
            for (int n = 0; n < CLIENTS; n++) {
                try {
                    assertThat(outcomes(json(running.get(n).get()))).containsExactly("ACCEPTED", "REFUSED");
                } catch (ExecutionException e) {
                    assertThat(n).isEqualTo(9);
                    failed++;
                }
            }
            assertThat(failed).isEqualTo(1);
            assertThat(json(registry.desk().submit(of("RS", person(DATASET, "E-9", "1", 9, Map.of()))))
                            .path("counts")
                            .path("unchanged")
                            .asInt())
                    .isEqualTo(1);
        } finally {
            clients.shutdownNow();
            jdbc.execute("ALTER TABLE quarantine DROP CONSTRAINT no_nine");
        }
    }
}
