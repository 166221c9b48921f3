package org.basedata.registry.api.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the description, called by nobody and by every role; and every operation that shows subjects to consumers, for an item
 * of each sharing type in each state of an agreement. An operation that is new fails here until it says who may call it and, where consumers
 * may, how it is asked for an item.
 */
class AccessMatrixIT {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final Set<String> GATE = Set.of("NOT_ALLOWED", "NOT_SIGNED_IN", "TOKEN_INVALID");

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SharingDesk DESK = new SharingDesk(registry);

    private static String person;
    private static String personRef;
    private static String entity;

    private record Operation(String method, String path, JsonNode description) {
        String name() {
            return method + " " + path;
        }

        Set<String> roles() {
            Set<String> roles = new TreeSet<>();
            description.path("x-roles").forEach(each -> roles.add(each.asString()));
            return roles;
        }
    }

    @BeforeAll
    static void subjects() {
        person = Invented.man();
        personRef = registry.deliverOne("GA", Row.household(person, "张若愚").with("sex", "1"))
                .path("ref")
                .asString();
        registry.deliver("WJ", Row.person("birth-registration", person, "张若愚").with("motherName", "李示例"));
        entity = Invented.uscc();
        registry.deliver(
                "SCJG",
                Row.entity("enterprise-registration", entity, "广州示例科技有限公司")
                        .with("status", "1")
                        .with("legalRepresentativeId", Invented.man()));
    }

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        registry.get("/v3/api-docs").json().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> {
                    if (METHODS.contains(method.getKey()) && path.getKey().startsWith("/api/"))
                        all.add(new Operation(method.getKey(), path.getKey(), method.getValue()));
                }));
        return all;
    }

    private static Answer call(Operation operation, String... headers) {
        String path = operation.path().replaceAll("\\{[^}]+}", "00000000-0000-8000-8000-000000000000");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry.url() + path));
        boolean multipart = operation.description().at("/requestBody/content").has("multipart/form-data");
        boolean csv = operation.description().at("/requestBody/content").has("text/csv");
        request.header(
                "Content-Type",
                multipart ? "multipart/form-data; boundary=none" : csv ? "text/csv" : "application/json");
        request.method(
                operation.method().toUpperCase(),
                operation.method().equals("get") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        return registry.send(request, headers);
    }

    @Test
    void every_operation_says_who_may_call_it_and_nobody_else_gets_in() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations()) {
            if (!operation.description().has("x-roles"))
                wrong.add(operation.name() + ": says by no role who may call it");
            Answer unknown = call(operation, RunningRegistry.NOBODY, "");
            if (unknown.status() != 401) wrong.add(operation.name() + ": nobody gets " + unknown.status());
            if (operation.roles().isEmpty()) continue;
            for (Role role : Role.values()) {
                Answer answer = call(operation, registry.system("GA", role));
                boolean may = operation.roles().contains(role.name());
                String code =
                        answer.status() < 400 ? "" : answer.json().path("code").asString("");
                if (!may && (answer.status() != 403 || !code.equals("NOT_ALLOWED")))
                    wrong.add(operation.name() + ": " + role + " gets " + answer.status() + " " + code);
                if (may && GATE.contains(code) && answer.text().contains("须有以下角色之一"))
                    wrong.add(operation.name() + ": " + role + " is kept out by the gate");
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** How an operation that shows subjects to consumers is asked for one item; null where it needs no subject. */
    private static Map<String, Supplier<Answer>> reads(String item, String entityItem, String[] as) {
        Map<String, Supplier<Answer>> reads = new TreeMap<>();
        Map<String, Object> keys = Map.of("keys", List.of(Map.of("idType", "RESIDENT_ID", "id", person)));
        Map<String, Object> codes = Map.of("keys", List.of(Map.of("idType", "USCC", "id", entity)));
        reads.put("post /api/v1/persons/query", () -> registry.post("/api/v1/persons/query", with(keys, item), as));
        reads.put(
                "post /api/v1/legal-entities/query",
                () -> registry.post("/api/v1/legal-entities/query", with(codes, entityItem), as));
        reads.put(
                "get /api/v1/persons/{ref}", () -> registry.get("/api/v1/persons/" + personRef + "?items=" + item, as));
        reads.put(
                "get /api/v1/legal-entities/{refOrUscc}",
                () -> registry.get("/api/v1/legal-entities/" + entity + "?items=" + entityItem, as));
        reads.put(
                "get /api/v1/persons/{ref}/history",
                () -> registry.get("/api/v1/persons/" + personRef + "/history?item=" + item, as));
        reads.put(
                "get /api/v1/legal-entities/{refOrUscc}/history",
                () -> registry.get("/api/v1/legal-entities/" + entity + "/history?item=" + entityItem, as));
        reads.put(
                "get /api/v1/persons/{ref}/explain",
                () -> registry.get("/api/v1/persons/" + personRef + "/explain?item=" + item, as));
        reads.put(
                "get /api/v1/legal-entities/{refOrUscc}/explain",
                () -> registry.get("/api/v1/legal-entities/" + entity + "/explain?item=" + entityItem, as));
        reads.put(
                "post /api/v1/persons/verify",
                () -> registry.post("/api/v1/persons/verify", verify("RESIDENT_ID", person, item), as));
        reads.put(
                "post /api/v1/legal-entities/verify",
                () -> registry.post("/api/v1/legal-entities/verify", verify("USCC", entity, entityItem), as));
        reads.put("get /api/v1/changes", () -> registry.get("/api/v1/changes?type=PERSON&limit=1&items=" + item, as));
        reads.put("post /api/v1/exports", () -> registry.post("/api/v1/exports", export("PERSON", item), as));
        reads.put(
                "post /api/v1/exports of legal-entities",
                () -> registry.post("/api/v1/exports", export("LEGAL_ENTITY", entityItem), as));
        reads.put("post /api/v1/comparisons", () -> compared("PERSON", person, item, as));
        reads.put("post /api/v1/comparisons of legal-entities", () -> compared("LEGAL_ENTITY", entity, entityItem, as));
        return reads;
    }

    private static Answer compared(String type, String id, String item, String[] as) {
        String part = "--x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
        String body = part.formatted("type", "", type)
                + part.formatted("mapping", "", "{\"v\":\"" + item + "\"}")
                + part.formatted("file", "; filename=\"list.csv\"", "id,v\r\n" + id + ",x\r\n")
                + "--x--\r\n";
        return registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/comparisons"))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString(body)),
                as);
    }

    private static Map<String, Object> export(String type, String item) {
        return Map.of("type", type, "items", List.of(item), "format", "CSV");
    }

    private static Map<String, Object> with(Map<String, Object> keys, String item) {
        Map<String, Object> body = new LinkedHashMap<>(keys);
        body.put("items", List.of(item));
        return body;
    }

    private static Map<String, Object> verify(String idType, String id, String item) {
        return Map.of(
                "subjects",
                List.of(Map.of("key", Map.of("idType", idType, "id", id), "items", Map.of(item, "没有这样的值"))));
    }

    /** What comes of orders that were let in is decided anew each time: tested with exports and comparisons. */
    private static boolean isOfAnOrder(String operation) {
        return operation.matches("\\w+ /api/v1/(exports|comparisons)/.*|get /api/v1/(exports|comparisons)");
    }

    /** Operations for consumers that show nothing of what the catalogue calls an item. */
    private static final Set<String> SHOW_NO_ITEMS = Set.of("get /api/v1/entitlement");

    @Test
    void of_every_operation_for_consumers_it_is_known_how_it_is_asked() {
        Set<String> known = new TreeSet<>(reads("name", "name", new String[0]).keySet());
        known.addAll(SHOW_NO_ITEMS);
        List<String> unknown = operations().stream()
                .filter(each -> each.roles().contains("CONSUMER"))
                .map(Operation::name)
                .filter(each -> !known.contains(each) && !isWork(each) && !isOfAnOrder(each))
                .toList();
        assertThat(unknown)
                .as("say in this test how each is asked for an item, or why it shows none")
                .isEmpty();
    }

    /** Webhooks, doubts, applications and other work of departments, tested with it: they hold what their own parties wrote. */
    private static boolean isWork(String operation) {
        return operation.matches(
                "\\w+ /api/v1/(cases|doubts|verifications|agreements|purposes|confidentiality|demands|complaints|sharing-groups|recalls|changes-since-read|webhooks)\\b.*");
    }

    private enum State {
        NONE,
        REQUESTED,
        CONSENTED,
        IN_FORCE,
        OTHER_PURPOSE,
        SUSPENDED,
        ENDED
    }

    @Test
    void an_item_leaves_by_its_sharing_type_and_by_the_state_of_the_agreement() {
        Map<State, String> departments = new LinkedHashMap<>();
        String[] codes = {"JY", "GJJ", "CL", "LS", "BB", "SHZZ", "SW"};
        for (State state : State.values()) departments.put(state, codes[state.ordinal()]);
        departments.forEach((state, department) -> {
            DESK.purpose(department, "MATRIX");
            DESK.purpose(department, "OTHER");
            DESK.confidentiality(department);
            for (SubjectType type : SubjectType.values())
                bring(state, department, type, type == SubjectType.PERSON ? "motherName" : "legalRepresentativeId");
        });
        List<String> wrong = new ArrayList<>();
        departments.forEach((state, department) -> {
            String[] token = registry.system(department, Role.CONSUMER);
            String[] as = {token[0], token[1], "X-Purpose", "MATRIX"};
            boolean granted = EnumSet.of(State.IN_FORCE).contains(state);
            check(reads("sex", "status", as), state + " unconditional", true, wrong);
            check(reads("motherName", "legalRepresentativeId", as), state + " conditional", granted, wrong);
            Map<String, Supplier<Answer>> secret = reads("adoptedOn", "status", as);
            secret.keySet().removeIf(each -> each.contains("legal-entities"));
            check(secret, state + " not shared", false, wrong);
        });
        assertThat(wrong).isEmpty();
    }

    private static void check(
            Map<String, Supplier<Answer>> reads, String situation, boolean expected, List<String> wrong) {
        reads.forEach((name, read) -> {
            Answer answer = read.get();
            boolean refused = answer.status() == 403
                    && answer.json().path("code").asString("").equals("NOT_ENTITLED");
            boolean right = expected ? answer.status() / 100 == 2 : refused;
            if (!right) wrong.add(situation + ", " + name + ": " + answer.status() + " " + answer.text());
            if (refused && answer.text().contains("李示例")) wrong.add(situation + ", " + name + " tells the value");
        });
    }

    private static void bring(State state, String department, SubjectType type, String item) {
        if (state == State.NONE) return;
        SharingAgreement applied = DESK.applied(
                department, state == State.OTHER_PURPOSE ? "OTHER" : "MATRIX", type, Map.of(item, Masking.FULL));
        switch (state) {
            case CONSENTED -> DESK.consented(applied);
            case IN_FORCE, OTHER_PURPOSE -> DESK.granted(applied);
            case SUSPENDED -> DESK.suspended(DESK.granted(applied));
            case ENDED -> DESK.ended(DESK.granted(applied));
            default -> {}
        }
    }
}
