package org.basedata.registry.api.subject;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.basedata.registry.api.problem.Successor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.sharing.Naming;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.projections.subject.StoredSubject;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * Writes what is answered about subjects, as {@link QueryAnswer} and {@link SubjectAnswer} describe it, token by token from the
 * stored form of master records.
 */
final class AnswerWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 4_096;

    private final Catalogue catalogue;
    private final Masks masks;
    private final Naming naming;

    AnswerWriter(Catalogue catalogue, Masks masks) {
        this.catalogue = catalogue;
        this.masks = masks;
        this.naming = new Naming(catalogue);
    }

    /**
     * Of a subject that is known to be in scope.
     *
     * @param caseNumber of the subject's open case; null when there is none, or it was not asked for
     */
    byte[] subject(StoredSubject subject, Question question, long position, String caseNumber) {
        return write(json -> new Results(json, question, Long.toString(position)).found(null, subject, caseNumber));
    }

    /** As it was once: without a position, and without a case. */
    byte[] subject(StoredSubject subject, Question question) {
        return write(json -> new Results(json, question, null).found(null, subject, null));
    }

    /**
     * @param results writes one result after the other
     * @param next mark of the page that follows; null when there is none
     */
    byte[] query(Question question, long position, Consumer<Results> results, String next) {
        String at = Long.toString(position);
        return write(json -> {
            json.writeStartObject();
            json.writeStringProperty("position", at);
            json.writeArrayPropertyStart("results");
            results.accept(new Results(json, question, at));
            json.writeEndArray();
            json.writeName("next");
            text(json, next);
            json.writeEndObject();
        });
    }

    /** How an answer about one subject tells the position: once, before any value, where quotation marks are escaped. */
    static byte[] position(long position) {
        return ("\"position\":\"" + position + '"').getBytes(StandardCharsets.US_ASCII);
    }

    /** @return where the part begins, which has to be there */
    static int indexOf(byte[] whole, byte[] part) {
        for (int at = 0; at <= whole.length - part.length; at++)
            if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) return at;
        throw new IllegalStateException("an answer about a subject has its position");
    }

    private static byte[] write(Consumer<JsonGenerator> content) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(json);
        }
        return bytes.toByteArray();
    }

    /** Results of one question, one after the other. */
    final class Results {
        private final JsonGenerator json;
        private final Question question;
        private final String position;

        private Results(JsonGenerator json, Question question, String position) {
            this.json = json;
            this.question = question;
            this.position = position;
        }

        /**
         * False, and nothing is written, when the subject lies outside what may be seen.
         *
         * @param key as it was asked; null when it was not asked by key
         * @param caseNumber of the subject's open case, which items in dispute name; null for none
         */
        boolean found(SubjectAnswer.Key key, StoredSubject subject, String caseNumber) {
            MasterRecordCut cut = MasterRecordCut.of(subject.master(), question, catalogue);
            if (!cut.isInScope()) return false;
            json.writeStartObject();
            if (key != null) write(key);
            json.writeStringProperty("ref", subject.ref().toString());
            write(question.type(), subject.identifier(), key != null);
            if (position != null) json.writeStringProperty("position", position);
            json.writeStringProperty("lifecycle", "ACTIVE");
            json.writeObjectPropertyStart("items");
            for (MasterRecordCut.Item item : cut.items()) write(item, cut, caseNumber);
            json.writeEndObject();
            if (question.full() && !subject.links().isEmpty()) write(subject.links());
            json.writeEndObject();
            return true;
        }

        void missed(SubjectAnswer.Key key) {
            json.writeStartObject();
            write(key);
            json.writeStringProperty("code", "NO_RECORD");
            json.writeEndObject();
        }

        void elsewhere(SubjectAnswer.Key key, String code, List<StoredSubject> subjects) {
            json.writeStartObject();
            write(key);
            json.writeStringProperty("code", code);
            json.writeArrayPropertyStart("successors");
            for (Successor each : Elsewhere.successors(subjects)) {
                json.writeStartObject();
                json.writeStringProperty("ref", each.ref());
                if (each.idType() != null) {
                    json.writeStringProperty("idType", each.idType());
                    json.writeStringProperty("id", each.id());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        /** Former identifiers, and the entities it came from or went over into. */
        private void write(SubjectLinks links) {
            json.writeArrayPropertyStart("formerIdentifiers");
            links.of(SubjectLinks.Kind.RENUMBERED).forEach(link -> {
                json.writeStartObject();
                json.writeStringProperty("idType", link.former().type().name());
                json.writeName("id");
                text(json, number(link.former()));
                json.writeEndObject();
            });
            json.writeEndArray();
            write("predecessors", links.of(SubjectLinks.Kind.PREDECESSOR));
            write("successors", links.of(SubjectLinks.Kind.SUCCESSOR));
        }

        private void write(String name, Stream<SubjectLinks.Link> links) {
            json.writeArrayPropertyStart(name);
            links.forEach(link -> {
                json.writeStartObject();
                json.writeStringProperty("ref", link.subject().toString());
                json.writeStringProperty("kind", link.succession().name());
                date("on", link.on());
                json.writeEndObject();
            });
            json.writeEndArray();
        }

        private void write(SubjectAnswer.Key key) {
            json.writeObjectPropertyStart("key");
            json.writeStringProperty("idType", key.idType());
            json.writeStringProperty("id", key.id());
            json.writeEndObject();
        }

        private void write(SubjectType type, Identifier identifier, boolean asked) {
            json.writeObjectPropertyStart("subject");
            json.writeStringProperty("type", type.name());
            if (identifier != null) {
                json.writeStringProperty("idType", identifier.type().name());
                json.writeName("id");
                text(json, asked ? identifier.number() : number(identifier));
            }
            json.writeEndObject();
        }

        /** Numbers of legal entities are public. */
        private String number(Identifier identifier) {
            return identifier.type().subjectType() == SubjectType.LEGAL_ENTITY
                    ? identifier.number()
                    : masks.number(question.allowed().number(), identifier.number(), question.agreements());
        }

        private void write(MasterRecordCut.Item item, MasterRecordCut cut, String caseNumber) {
            json.writeName(item.code());
            if (!item.many()) {
                write(item.code(), item.values().get(0), cut, caseNumber);
                return;
            }
            json.writeStartObject();
            json.writeArrayPropertyStart("values");
            for (MasterRecordCut.Line line : item.values()) write(item.code(), line, cut, caseNumber);
            json.writeEndArray();
            json.writeEndObject();
        }

        private void write(String code, MasterRecordCut.Line line, MasterRecordCut cut, String caseNumber) {
            json.writeStartObject();
            Masking masking = question.allowed().items().get(code);
            if (masking == Masking.FULL) json.writeStringProperty("value", line.value());
            else {
                json.writeName("value");
                text(
                        json,
                        masks.shown(
                                masking,
                                catalogue.item(question.type(), code).orElseThrow(),
                                line.value(),
                                question.agreements()));
                json.writeStringProperty("masking", masking.name());
            }
            json.writeStringProperty("status", line.status());
            if (question.full()) {
                String source = line.origin().source();
                json.writeName("source");
                text(json, naming.names(question.allowed(), code, source) ? source : null);
                json.writeStringProperty("basis", line.basis());
                date("validFrom", line.from());
                date("validTo", line.to());
                json.writeStringProperty("recordedAt", line.origin().recordedAt());
                json.writeArrayPropertyStart("corroboratedBy");
                for (String other : line.corroboratedBy())
                    if (naming.names(question.allowed(), code, other)) json.writeString(other);
                json.writeEndArray();
                if (caseNumber != null && line.isDisputed()) json.writeStringProperty("case", caseNumber);
                if (!cut.doubts().isEmpty()) doubts(code, line, cut.doubts());
            }
            json.writeEndObject();
        }

        private void doubts(String code, MasterRecordCut.Line line, List<MasterRecordCut.Doubt> doubts) {
            Instant disputedSince = null;
            List<String> rules = new ArrayList<>(1);
            for (MasterRecordCut.Doubt doubt : doubts) {
                if (!doubt.item().equals(code)) continue;
                if (doubt.dispute()) {
                    boolean first = disputedSince == null || doubt.since().isBefore(disputedSince);
                    if (line.isDisputed() && first) disputedSince = doubt.since();
                } else if (line.value().equals(doubt.standing())
                        && !rules.contains(doubt.rule())
                        && naming.namesRule(question.allowed(), doubt.rule())) {
                    // Of a list, only the value that stands in the conflict is in doubt.
                    rules.add(doubt.rule());
                }
            }
            if (disputedSince != null) json.writeStringProperty("disputedSince", disputedSince.toString());
            if (rules.isEmpty()) return;
            json.writeArrayPropertyStart("rules");
            rules.forEach(json::writeString);
            json.writeEndArray();
        }

        private void date(String name, LocalDate date) {
            json.writeName(name);
            text(json, date == null ? null : date.toString());
        }
    }

    private static void text(JsonGenerator json, String text) {
        if (text == null) json.writeNull();
        else json.writeString(text);
    }
}
