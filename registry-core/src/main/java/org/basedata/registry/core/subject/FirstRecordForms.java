package org.basedata.registry.core.subject;

import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.basedata.registry.core.eventstore.EventTypes;
import tools.jackson.databind.ObjectMapper;

/** Brings record events of revision 1, which had all parts by their names, into the form of revision 2. */
public final class FirstRecordForms extends SingleEventUpcaster {
    private final Map<String, Class<? extends SubjectEvent>> classes = Map.of(
            "RecordSubmitted", RecordSubmitted.class,
            "RecordCorrected", RecordCorrected.class,
            "RecordEnded", RecordEnded.class,
            "RecordWithdrawn", RecordWithdrawn.class,
            "RecordReaffirmed", RecordReaffirmed.class,
            "RecordMoved", RecordMoved.class);
    private final EventTypes types;
    private final ObjectMapper json;

    public FirstRecordForms(EventTypes types, ObjectMapper json) {
        this.types = types;
        this.json = json;
    }

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation stored) {
        return "1".equals(stored.getType().getRevision())
                && classes.containsKey(stored.getType().getName());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
        Class<? extends SubjectEvent> event = classes.get(stored.getType().getName());
        SerializedType renewed = new SimpleSerializedType(stored.getType().getName(), "2");
        return stored.upcastPayload(renewed, byte[].class, old -> write(event, json.readValue(old, event)));
    }

    private <T extends SubjectEvent> byte[] write(Class<T> event, SubjectEvent old) {
        return types.of(event).codec().write(event.cast(old));
    }
}
