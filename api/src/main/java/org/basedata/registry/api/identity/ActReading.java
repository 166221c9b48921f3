package org.basedata.registry.api.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.AssignRecords;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.MergeSubjects;
import org.basedata.registry.core.identity.ReplaceIdentifier;
import org.basedata.registry.core.identity.RevokeAct;
import org.basedata.registry.core.identity.SplitSubject;
import org.basedata.registry.core.identity.SucceedEntities;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.ActKind;
import org.basedata.registry.core.subject.NumberChange;
import org.basedata.registry.core.subject.Party;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.subject.Succession;

/** Reads the body of an act; {@link ActBody} says what it holds. */
public final class ActReading {
    private final SubjectIds ids;
    private final Supplier<UUID> newIds;

    private UUID id;
    private ActKind act;
    private String by;
    private String unit;
    private String person;
    private String reason;
    private final List<String> evidence = new ArrayList<>();
    private NumberChange cause;
    private Party subject;
    private Party identifier;
    private Party into;
    private Party to;
    private final List<SplitSubject.Part> parts = new ArrayList<>();
    private final List<RecordKey> records = new ArrayList<>();
    private Succession kind;
    private final List<Party> predecessors = new ArrayList<>();
    private final List<Party> successors = new ArrayList<>();
    private LocalDate on;
    private UUID revokes;

    private ActReading(SubjectIds ids, Supplier<UUID> newIds) {
        this.ids = ids;
        this.newIds = newIds;
    }

    /**
     * @param newIds allots the ids of acts that bring none, and of new subjects
     * @throws RequestRefused when the body is not what an act needs
     */
    public static IdentityCommand read(byte[] body, SubjectIds ids, Supplier<UUID> newIds) {
        ActReading reading = new ActReading(ids, newIds);
        JsonBody.read(body, reading::take);
        return reading.command();
    }

    private boolean take(String field, JsonBody json) {
        switch (field) {
            case "id" -> id = json.uuid();
            case "act" -> act = json.oneOf(ActKind.class);
            case "by" -> by = json.text();
            case "handlingUnit" -> unit = json.text();
            case "handlingPerson" -> person = json.text();
            case "reason" -> reason = json.text();
            case "evidence" -> json.array(each -> evidence.add(said(each)));
            case "cause" -> cause = json.oneOf(NumberChange.class);
            case "subject" -> subject = party(json);
            case "identifier" -> identifier = party(json);
            case "into" -> into = party(json);
            case "to" -> to = party(json);
            case "parts" -> json.array(each -> parts.add(part(each)));
            case "records" -> json.array(each -> records.add(each.recordKey()));
            case "kind" -> kind = json.oneOf(Succession.class);
            case "predecessors" -> json.array(each -> predecessors.add(party(each)));
            case "successors" -> json.array(each -> successors.add(party(each)));
            case "on" -> on = json.date();
            case "revokes" -> revokes = json.uuid();
            default -> {
                return false;
            }
        }
        return true;
    }

    private IdentityCommand command() {
        Act who = new Act(id != null ? id : newIds.get(), needed(by, "by"), unit, person, reason, evidence);
        return switch (needed(act, "act")) {
            case REPLACE_IDENTIFIER -> {
                needed(identifier, "identifier");
                if (identifier.identifier() == null) throw missing("identifier.id");
                yield new ReplaceIdentifier(who, needed(cause, "cause"), needed(subject, "subject"), identifier);
            }
            case MERGE -> new MergeSubjects(who, needed(subject, "subject"), needed(into, "into"));
            case SPLIT -> new SplitSubject(who, needed(subject, "subject"), parts);
            case ASSIGN_RECORDS -> {
                if (records.isEmpty()) throw missing("records");
                yield new AssignRecords(who, needed(subject, "subject"), needed(to, "to"), records);
            }
            case SUCCESSION -> new SucceedEntities(who, needed(kind, "kind"), predecessors, successors, on);
            case REVOKE -> new RevokeAct(who, needed(subject, "subject").subject(), needed(revokes, "revokes"));
        };
    }

    private static String said(JsonBody json) {
        String text = json.text();
        if (text == null) throw json.refuse(ProblemCode.FIELD_MISSING, "应为字符串", "text is wanted");
        return text;
    }

    private static <T> T needed(T value, String field) {
        if (value == null) throw missing(field);
        return value;
    }

    private static RequestRefused missing(String field) {
        return new RequestRefused(ProblemCode.FIELD_MISSING, "缺少字段 " + field, field + " is missing").at(field);
    }

    private Party party(JsonBody json) {
        String[] parts = new String[3];
        json.object((field, value) -> {
            switch (field) {
                case "ref" -> parts[0] = value.text();
                case "idType" -> parts[1] = value.text();
                case "id" -> parts[2] = value.text();
                default -> {
                    return false;
                }
            }
            return true;
        });
        boolean byRef = parts[0] != null && parts[1] == null && parts[2] == null;
        boolean byNumber = parts[0] == null && parts[1] != null && parts[2] != null;
        if (!byRef && !byNumber)
            throw json.refuse(
                    ProblemCode.FIELD_MISSING,
                    "应为 {\"ref\"} 或 {\"idType\",\"id\"}",
                    "{\"ref\"} or {\"idType\",\"id\"} is wanted");
        if (byRef) return new Party(ref(json, parts[0]), null);
        Identifier read = identifier(json, parts[1], parts[2]);
        return new Party(ids.of(read), read);
    }

    private static SubjectId ref(JsonBody json, String text) {
        try {
            return SubjectId.of(text);
        } catch (IllegalArgumentException e) {
            throw json.refuse(ProblemCode.PARAMETER_INVALID, "ref 应为应答中的 ref", "ref is the ref of an answer");
        }
    }

    private static Identifier identifier(JsonBody json, String type, String number) {
        IdType known = Arrays.stream(IdType.values())
                .filter(each -> each.name().equals(type))
                .findFirst()
                .orElseThrow(() -> json.refuse(
                        ProblemCode.PARAMETER_INVALID,
                        "证件类型应为 " + names(IdType.class) + " 之一",
                        "the document type is one of " + names(IdType.class)));
        IdentifierReading reading = IdentifierReading.read(known, number);
        return reading.identifier()
                .orElseThrow(() -> json.refuse(
                        ProblemCode.PARAMETER_INVALID,
                        reading.faults().get(0).message(),
                        reading.faults().get(0).messageEn()));
    }

    /** Who keeps the shared number is a new subject; who has another one by now is that number's. */
    private SplitSubject.Part part(JsonBody json) {
        Party[] party = new Party[1];
        List<RecordKey> of = new ArrayList<>();
        json.object((field, value) -> {
            switch (field) {
                case "identifier" -> party[0] = party(value);
                case "records" -> value.array(each -> of.add(each.recordKey()));
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new SplitSubject.Part(party[0] != null ? party[0] : new Party(new SubjectId(newIds.get()), null), of);
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
