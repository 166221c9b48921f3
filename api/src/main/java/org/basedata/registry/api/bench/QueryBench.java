package org.basedata.registry.api.bench;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.server.Server;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * Master records by key over HTTP, by several clients at once: by reference with GET and by number with POST. The ceiling is a
 * bare handler in the same server ({@link StoredAnswers}) that fetches the very same answers, stored, by primary key. Then the
 * same at half of the rate that was measured, for how long an answer takes while the server keeps up.
 */
final class QueryBench {
    static final String GET = "query by reference";
    static final String POST = "query by number";
    private static final String GET_PATH = "/bench/persons/";
    private static final String POST_PATH = "/bench/persons/query";

    private final Registry registry;
    private final Server server;
    private final int subjects;
    private BenchSystem reader;

    /** @param subjects that are asked for, in random order */
    QueryBench(Registry registry, Server server, int subjects) {
        this.registry = registry;
        this.server = server;
        this.subjects = subjects;
    }

    List<Figure> run(HttpLoad load) throws Exception {
        reader = BenchSystem.of(registry, server.port(), "GA");
        StoredAnswers stored = new StoredAnswers(registry.database().dataSource());
        RequestMappingHandlerMapping mapping =
                server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        RequestMappingInfo get = info(mapping, RequestMethod.GET, GET_PATH + "{ref}");
        RequestMappingInfo post = info(mapping, RequestMethod.POST, POST_PATH);
        mapping.registerMapping(get, stored, handler("get", String.class));
        mapping.registerMapping(post, stored, handler("post", byte[].class));
        try {
            BenchTables.create(registry.database(), StoredAnswers.TABLE, "(key text PRIMARY KEY, body bytea NOT NULL)");
            List<Question> questions = store();
            BenchTables.execute(registry.database(), "VACUUM ANALYZE " + StoredAnswers.TABLE);
            List<Figure> figures = new ArrayList<>();
            figures.addAll(figures(
                    GET,
                    load,
                    questions.stream().map(Question::get).toList(),
                    questions.stream().map(Question::storedGet).toList()));
            figures.addAll(figures(
                    POST,
                    load,
                    questions.stream().map(Question::post).toList(),
                    questions.stream().map(Question::storedPost).toList()));
            return figures;
        } finally {
            mapping.unregisterMapping(get);
            mapping.unregisterMapping(post);
            BenchTables.drop(registry.database(), StoredAnswers.TABLE);
        }
    }

    private static RequestMappingInfo info(RequestMappingHandlerMapping mapping, RequestMethod method, String path) {
        return RequestMappingInfo.paths(path)
                .methods(method)
                .options(mapping.getBuilderConfiguration())
                .build();
    }

    private static Method handler(String name, Class<?> parameter) throws NoSuchMethodException {
        return StoredAnswers.class.getDeclaredMethod(name, parameter);
    }

    /** Requests for one subject, ready to be sent. */
    private record Question(byte[] get, byte[] post, byte[] storedGet, byte[] storedPost) {}

    /** Asks the registry once for each subject and stores what it answered. */
    private List<Question> store() throws Exception {
        List<Question> questions = new ArrayList<>();
        try (HttpConnection http = new HttpConnection(server.port());
                Connection connection = registry.database().dataSource().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + StoredAnswers.TABLE + " VALUES (?, ?)")) {
            for (String ref : refs(connection)) {
                byte[] get = reader.get("/api/v1/persons/" + ref);
                byte[] byReference = answer(http, get);
                JsonNode subject = registry.json()
                        .readTree(new String(byReference, StandardCharsets.UTF_8))
                        .path("subject");
                String number = subject.path("id").asString();
                String body = "{\"keys\":[{\"idType\":\""
                        + subject.path("idType").asString() + "\",\"id\":\"" + number + "\"}]}";
                byte[] post = reader.post("/api/v1/persons/query", body);
                byte[] byNumber = answer(http, post);
                if (byNumber.length < byReference.length)
                    throw new IllegalStateException("the query by number found nothing");
                insert.setString(1, ref);
                insert.setBytes(2, byReference);
                insert.addBatch();
                insert.setString(1, number);
                insert.setBytes(2, byNumber);
                insert.addBatch();
                insert.executeBatch();
                questions.add(new Question(
                        get, post, HttpConnection.get(GET_PATH + ref), HttpConnection.post(POST_PATH, body)));
            }
        }
        if (questions.isEmpty()) throw new IllegalStateException("there is nobody to ask for");
        return questions;
    }

    private static byte[] answer(HttpConnection http, byte[] request) throws IOException {
        int status = http.exchange(request);
        if (status != 200)
            throw new IllegalStateException(
                    "query answered " + status + ": " + new String(http.body(), StandardCharsets.UTF_8));
        return http.body();
    }

    /** From all over the table. */
    private List<String> refs(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT subject FROM person_current WHERE present ORDER BY"
                        + " hashtext(subject::text) LIMIT " + subjects)) {
            List<String> refs = new ArrayList<>();
            while (row.next()) refs.add(row.getString(1));
            return refs;
        }
    }

    private List<Figure> figures(String name, HttpLoad load, List<byte[]> requests, List<byte[]> stored)
            throws Exception {
        Clients asking = new Clients(load.clients(), () -> new Asking(requests));
        Clients bare = new Clients(load.clients(), () -> new Asking(stored));
        WarmUp.with(load.warmUpSeconds(), () -> asking.flatOut(load.warmUpSeconds() / 2));
        WarmUp.with(load.warmUpSeconds(), () -> bare.flatOut(load.warmUpSeconds() / 2));
        List<Clients.Calls> runs = new ArrayList<>();
        List<Double> ceilings = new ArrayList<>();
        // In turns, so that whatever else the machine does falls on both.
        for (int run = 0; run < load.runs(); run++) {
            runs.add(asking.flatOut(load.seconds() / load.runs()));
            ceilings.add(bare.flatOut(load.seconds() / load.runs()).perSecond());
        }
        Spread measured = new Spread(runs.stream().map(Clients.Calls::perSecond).toList());
        Spread ceiling = new Spread(ceilings);
        List<Clients.Calls> half = new ArrayList<>();
        for (int run = 0; run < load.runs(); run++)
            half.add(asking.paced(load.seconds() / load.runs() / 2, measured.median() / 2));
        Spread latency = new Spread(half.stream().map(run -> run.millis(0.99)).toList());
        Clients.Calls all = Clients.Calls.together(runs);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("clients", load.clients());
        details.put("subjects", requests.size());
        details.put("p50 ms", all.millis(0.5));
        details.put("p99 ms", all.millis(0.99));
        return List.of(
                new Figure(
                        name,
                        "answers/s",
                        measured,
                        new Figure.Ceiling("a bare handler that writes the stored answer", ceiling),
                        List.of(
                                Figure.Target.share(measured.median() / ceiling.median(), 0.6, "ceiling"),
                                Figure.Target.under(all.millis(0.99), 60, "ms for 99 %")),
                        details),
                new Figure(
                        name + ", p99",
                        "ms",
                        latency,
                        null,
                        List.of(Figure.Target.under(latency.median(), 20, "ms")),
                        Map.of("answers/s, half of the rate above", measured.median() / 2)));
    }

    private final class Asking implements Clients.Client {
        private final HttpConnection http = new HttpConnection(server.port());
        private final List<byte[]> requests;

        Asking(List<byte[]> requests) throws IOException {
            this.requests = requests;
        }

        @Override
        public void call() throws IOException {
            int status = http.exchange(requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
            if (status != 200) throw new IllegalStateException("query answered " + status);
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}
