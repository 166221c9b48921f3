package org.basedata.registry.api.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.reconciliation.Report;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.core.record.RecordKey;

/** Reads the body of an order about a case; {@link OrderBodies} says what each holds. What is absent is null or empty. */
final class OrderReading {
    private final Set<String> fields;
    String ref;
    String candidate;
    String reason;
    String text;
    String question;
    String assignee;
    String assigneePerson;
    String handlingUnit;
    String handlingPerson;
    String to;
    String consentedBy;
    String into;
    Severity severity;
    Verdict verdict;
    LocalDate due;
    UUID delivery;
    UUID decision;
    int request;
    int workingDays;
    Report report;
    final List<String> sources = new ArrayList<>();
    final List<String> items = new ArrayList<>();
    final List<String> evidence = new ArrayList<>();
    final List<UUID> attachments = new ArrayList<>();
    final List<Settlement> settlements = new ArrayList<>();

    private OrderReading(Set<String> fields) {
        this.fields = fields;
    }

    /** @param fields that this order has */
    static OrderReading read(byte[] body, String... fields) {
        OrderReading reading = new OrderReading(Set.of(fields));
        JsonBody.read(body, reading::take);
        return reading;
    }

    private boolean take(String field, JsonBody json) {
        if (!fields.contains(field)) return false;
        switch (field) {
            case "ref" -> ref = json.text();
            case "candidate" -> candidate = json.text();
            case "reason" -> reason = json.text();
            case "text" -> text = json.text();
            case "question" -> question = json.text();
            case "assignee" -> assignee = json.text();
            case "assigneePerson" -> assigneePerson = json.text();
            case "handlingUnit" -> handlingUnit = json.text();
            case "handlingPerson" -> handlingPerson = json.text();
            case "to" -> to = json.text();
            case "consentedBy" -> consentedBy = json.text();
            case "into" -> into = json.text();
            case "severity" -> severity = json.oneOf(Severity.class);
            case "verdict" -> verdict = json.oneOf(Verdict.class);
            case "due" -> due = json.date();
            case "decision" -> decision = json.uuid();
            case "delivery" -> delivery = json.uuid();
            case "request" -> request = whole(json);
            case "workingDays" -> workingDays = whole(json);
            case "report" -> report = report(json);
            case "sources" -> json.array(each -> sources.add(each.text()));
            case "items" -> json.array(each -> items.add(each.text()));
            case "evidence" -> json.array(each -> evidence.add(each.text()));
            case "attachments" -> json.array(each -> attachments.add(each.uuid()));
            case "settlements" -> json.array(each -> settlements.add(settlement(each)));
            default -> throw new IllegalArgumentException(field);
        }
        return true;
    }

    private static int whole(JsonBody json) {
        Integer number = json.integer();
        return number == null ? 0 : number;
    }

    private static Report report(JsonBody json) {
        String[] parts = new String[2];
        UUID[] id = new UUID[1];
        json.object((field, value) -> {
            switch (field) {
                case "id" -> id[0] = value.uuid();
                case "department" -> parts[0] = value.text();
                case "text" -> parts[1] = value.text();
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (parts[0] == null || parts[1] == null)
            throw json.refuse(ProblemCode.FIELD_MISSING, "校核申请须有 department、text", "a report has department and text");
        return new Report(id[0], parts[0], parts[1]);
    }

    private static Settlement settlement(JsonBody json) {
        Long[] conflict = new Long[1];
        Settlement.Way[] way = new Settlement.Way[1];
        Choice.How[] how = new Choice.How[1];
        RecordKey[] record = new RecordKey[1];
        String[] text = new String[2];
        UUID[] act = new UUID[1];
        json.object((field, value) -> {
            switch (field) {
                case "conflict" -> conflict[0] = number(value);
                case "way" -> way[0] = value.oneOf(Settlement.Way.class);
                case "how" -> how[0] = value.oneOf(Choice.How.class);
                case "record" -> record[0] = value.recordKey();
                case "value" -> text[0] = value.text();
                case "act" -> act[0] = value.uuid();
                case "source" -> text[1] = value.text();
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (conflict[0] == null || way[0] == null)
            throw json.refuse(ProblemCode.FIELD_MISSING, "须有 conflict、way", "conflict and way are needed");
        Choice choice = how[0] == null ? null : new Choice(how[0], record[0], text[0]);
        return new Settlement(conflict[0], way[0], choice, act[0], text[1]);
    }

    /** Numbers of conflicts go up to 2^53. */
    private static Long number(JsonBody json) {
        String text = json.scalar();
        if (text == null) return null;
        if (text.matches("[0-9]{1,16}")) return Long.valueOf(text);
        throw json.refuse(ProblemCode.FIELD_TYPE, "应为冲突的 number", "the number of a conflict is wanted");
    }
}
