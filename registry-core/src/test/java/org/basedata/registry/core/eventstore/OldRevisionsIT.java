package org.basedata.registry.core.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.eventstore.Ledger.Noted;
import org.basedata.registry.core.eventstore.Ledger.Stamped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event that was stored years ago in an old revision is read as today's class. */
class OldRevisionsIT {
    private static final Path FILES = Path.of("src", "test", "resources", "approved-events-of-the-store");

    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private final EventUpcaster upcasters = new EventUpcasterChain(new NotedFrom1To2());
    private final ApprovedEvents approved = new ApprovedEvents(Ledger.SERIALIZER, FILES);

    /** Revision 1 had {@code text}, "unit/count". */
    private static final class NotedFrom1To2 extends SingleEventUpcaster {
        private static final SimpleSerializedType FROM = new SimpleSerializedType("Noted", "1");

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation stored) {
            return stored.getType().equals(FROM);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
            return stored.upcastPayload(new SimpleSerializedType("Noted", "2"), JsonNode.class, old -> {
                String[] text = old.get("text").asString().split("/");
                ObjectNode renewed = JsonNodeFactory.instance.objectNode();
                return renewed.put("unit", text[0]).put("count", Integer.parseInt(text[1]));
            });
        }
    }

    @Test
    void approvedFilesOfEveryRevisionLoadAsTodaysClasses() {
        assertThat(approved.verifyAllLoad(upcasters))
                .containsExactly(new Noted("天河分局", 3), new Noted("天河分局", 3), new Stamped("印章"));
    }

    @Test
    void whatIsStoredTodayIsAsApproved() {
        approved.verify(new Noted("天河分局", 3));
        approved.verify(new Stamped("印章"));
        approved.verifyEveryTypeHasAFile();
    }

    @Test
    void aChangedOrUnapprovedEventFailsItsTest() {
        assertThatThrownBy(() -> approved.verify(new Noted("天河分局", 4)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Noted-r2.json");
        ApprovedEvents none = new ApprovedEvents(Ledger.SERIALIZER, FILES.resolve("none"));
        assertThatThrownBy(() -> none.verify(new Stamped("印章")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no approved file");
        assertThatThrownBy(none::verifyEveryTypeHasAFile).hasMessageContaining("Stamped-r1.json");
    }

    @Test
    void anOldRevisionInTheStoreIsUpcastForEveryReader() {
        UUID subject = UUID.randomUUID();
        PostgresEventStorageEngine engine = Ledger.engine(db.dataSource(), upcasters);
        engine.appendEvents(Ledger.notes(subject, 0, 3));
        JdbcTemplate sql = new JdbcTemplate(db.dataSource());
        sql.update("INSERT INTO event_type SELECT max(id) + 1, 'Noted', '1', 'Subject' FROM event_type");
        sql.update("""
                UPDATE event SET payload = convert_to('{"text":"越秀分局/41"}', 'UTF8'),
                    type = (SELECT id FROM event_type WHERE name = 'Noted' AND revision = '1')
                WHERE subject = ? AND sequence = 1""", subject);

        List<Noted> expected = List.of(new Noted("天河分局", 0), new Noted("越秀分局", 41), new Noted("天河分局", 2));
        assertThat(engine.readEvents(subject.toString(), 0).asStream().<Object>map(DomainEventMessage::getPayload))
                .isEqualTo(expected);
        assertThat(engine.log().streams(List.of(subject), -1, null).stream().map(EventLog.StreamEvent::payload))
                .isEqualTo(expected);
        try (var followed = engine.readEvents(null, false)) {
            assertThat(followed.<Object>map(event -> event.getPayload())).isEqualTo(expected);
        }
        assertThatThrownBy(() -> Ledger.engine(db.dataSource(), NoOpEventUpcaster.INSTANCE)
                        .log()
                        .streams(List.of(subject), -1, null))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("EVENT_REVISION");
    }
}
