package org.basedata.registry.api.change;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.subject.LogPosition;
import org.basedata.registry.api.subject.PastRecords;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.sharing.Naming;
import org.basedata.registry.projections.change.Changes;
import org.basedata.registry.projections.subject.MasterRecords;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** Tells consumers what is answered otherwise than before, a page at a time. What is told is on record before it leaves. */
@Component
public final class ChangeFeed {
    private static final JsonFactory JSON = new JsonFactory();

    private final Changes changes;
    private final MasterRecords masterRecords;
    private final PastRecords records;
    private final Catalogue catalogue;
    private final Naming naming;
    private final Masks masks;
    private final Answering answering;
    private final ChangeMarks marks;
    private final LogPosition log;
    private final Clock clock;
    private final ChangeSettings settings;

    ChangeFeed(
            Changes changes,
            MasterRecords masterRecords,
            PastRecords records,
            Catalogue catalogue,
            Masks masks,
            Answering answering,
            ChangeMarks marks,
            LogPosition log,
            Clock clock,
            Environment environment) {
        this.changes = changes;
        this.masterRecords = masterRecords;
        this.records = records;
        this.catalogue = catalogue;
        this.naming = new Naming(catalogue);
        this.masks = masks;
        this.answering = answering;
        this.marks = marks;
        this.log = log;
        this.clock = clock;
        this.settings = ChangeSettings.of(environment);
    }

    /**
     * A page that may leave.
     *
     * @param id the same whenever the same page is told
     * @param body a {@link ChangesAnswer} in JSON
     * @param next its mark, as the body has it
     * @param upTo the place that the mark leads to
     * @param size how many changes it tells
     */
    public record Page(String id, byte[] body, String next, long upTo, int size, boolean more) {}

    /** What may be followed, and in which way, is decided as for any other answer. */
    private static Answering.Wanted wanted(ChangeQuestion question) {
        return new Answering.Wanted(Access.Operation.FEED, question.type(), question.items(), ProvisionWay.BATCH);
    }

    /**
     * Where somebody begins.
     *
     * @param after a mark, or the position of an answer; null for all that is kept
     * @throws RequestRefused CHANGES_TOO_OLD when what follows is not kept any more
     */
    public long place(ChangeQuestion question, String after) {
        // Nothing is looked up for whoever may see nothing.
        answering.preview(question.inquiry(), wanted(question));
        if (after == null || after.isBlank()) return changes.before(oldest());
        long place;
        if (after.matches("[0-9]{1,18}")) {
            place = Long.parseLong(after);
            if (place > log.now())
                throw Parameters.invalid(
                        "after",
                        "after 应为上一页的 next,或某次应答的 position",
                        "after is `next` of the page before, or the position of an answer");
        } else place = marks.read(question, after);
        mustBeKept(place);
        return place;
    }

    private Instant oldest() {
        return settings.oldest(clock.instant());
    }

    public void mustBeKept(long place) {
        boolean old =
                changes.firstAfter(place).filter(at -> at.isBefore(oldest())).isPresent();
        if (old || changes.isDroppedAfter(place)) throw settings.tooOld();
    }

    /** Where to look on, if there is nothing to be told up to there; empty when there is something. */
    public OptionalLong nothingUpTo(ChangeQuestion question, long place) {
        ChangeReading.Told told = look(question, place);
        return told.entries().isEmpty() ? OptionalLong.of(told.upTo()) : OptionalLong.empty();
    }

    /** Whether there is anything to be told; nothing leaves by it. A place from which to look on when there is not. */
    ChangeReading.Told look(ChangeQuestion question, long place) {
        answering.mustStillBe(question.inquiry().by());
        return reading(question, answering.preview(question.inquiry(), wanted(question)))
                .any(place);
    }

    public Page tell(ChangeQuestion question, long place, int limit) {
        return tell(question, place, limit, Long.MAX_VALUE);
    }

    /** @param last position of the last change that may be told, so that a page that is sent once more has the same */
    public Page tell(ChangeQuestion question, long place, int limit, long last) {
        return answering.give(question.inquiry(), wanted(question), allowed -> {
            // Who waits for changes showed a token long ago. Within the decision: an account that ends from here on
            // changes its version.
            answering.mustStillBe(question.inquiry().by());
            ChangeReading.Told told = reading(question, allowed).after(place, limit, last);
            return new Answering.Answer<>(
                    page(question, place, told),
                    told.day(LocalDate.ofInstant(clock.instant(), Times.CHINA)),
                    told.knownAt(),
                    told.seen());
        });
    }

    private ChangeReading reading(ChangeQuestion question, Entitlement allowed) {
        return new ChangeReading(
                changes, masterRecords, records, catalogue, naming, masks, settings, question, allowed);
    }

    private Page page(ChangeQuestion question, long place, ChangeReading.Told told) {
        String next = marks.write(question, told.upTo());
        ByteArrayBuilder bytes =
                new ByteArrayBuilder(1_024 * (1 + told.entries().size()));
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("position", Long.toString(told.end()));
            json.writeArrayPropertyStart("results");
            for (ToldChange entry : told.entries()) write(json, question, entry);
            json.writeEndArray();
            json.writeStringProperty("next", next);
            json.writeBooleanProperty("more", told.more());
            json.writeEndObject();
        }
        String id = marks.id(question, place, told.upTo());
        return new Page(
                id, bytes.toByteArray(), next, told.upTo(), told.entries().size(), told.more());
    }

    private void write(JsonGenerator json, ChangeQuestion question, ToldChange entry) {
        json.writeStartObject();
        json.writeStringProperty("id", marks.id(question, entry.position()));
        json.writeStringProperty("change", entry.kind().name());
        json.writeStringProperty("ref", entry.subject().toString());
        json.writeStringProperty("recordedAt", entry.recordedAt().toString());
        if (entry.record() != null) {
            json.writeArrayPropertyStart("changed");
            for (String each : entry.changed()) json.writeString(each);
            json.writeEndArray();
            json.writeName("record");
            json.writeRawValue(new String(entry.record(), StandardCharsets.UTF_8));
        }
        if (!entry.successors().isEmpty()) successors(json, entry.successors());
        json.writeEndObject();
    }

    private static void successors(JsonGenerator json, List<SubjectId> successors) {
        json.writeArrayPropertyStart("successors");
        for (SubjectId each : successors) {
            json.writeStartObject();
            json.writeStringProperty("ref", each.toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
