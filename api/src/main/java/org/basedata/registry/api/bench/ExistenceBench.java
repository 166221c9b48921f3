package org.basedata.registry.api.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.server.Server;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.ProviderAnswer;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SubjectScope;

/**
 * Whether the time that an answer takes tells that somebody exists who lies outside of what was granted. One caller asks by number for such
 * people and for numbers that nobody has, in random order; both are answered that there is no record. What is told is how often an answer about
 * somebody takes longer than one about nobody: half of the times when time tells nothing (the probability of superiority, that is Mann and
 * Whitney's U over its most). One caller alone hears more of it than one among others.
 */
final class ExistenceBench {
    private static final String PURPOSE = "EXISTENCE";
    private static final String READER = "JY";
    /** Where nobody of the samples is registered. */
    private static final SubjectScope ELSEWHERE = new SubjectScope(Set.of("8200"), Set.of());

    private static final double MOST = 0.05;
    private static final byte[] NO_RECORD = "NO_RECORD".getBytes(StandardCharsets.US_ASCII);

    private final Registry registry;
    private final Server server;

    ExistenceBench(Registry registry, Server server) {
        this.registry = registry;
        this.server = server;
    }

    List<Figure> run(int questions, int runs) throws Exception {
        BenchSystem reader = BenchSystem.of(registry, server.port(), READER);
        grant();
        List<byte[]> somebody = new ArrayList<>();
        List<byte[]> nobody = new ArrayList<>();
        for (String number : numbers(questions)) {
            nobody.add(question(reader, SingleBench.citizenNumber(1_900_000_000 + nobody.size())));
            somebody.add(question(reader, number));
        }
        Random random = new Random(1);
        List<Double> shares = new ArrayList<>();
        List<Double> ofSomebody = new ArrayList<>();
        List<Double> ofNobody = new ArrayList<>();
        try (HttpConnection http = new HttpConnection(server.port())) {
            // The first is for the compiler.
            for (int run = -1; run < runs; run++) {
                double[] known = new double[somebody.size()];
                double[] absent = new double[nobody.size()];
                for (int i = 0; i < known.length; i++) {
                    boolean first = random.nextBoolean();
                    if (first) known[i] = millis(http, somebody.get(i));
                    absent[i] = millis(http, nobody.get(i));
                    if (!first) known[i] = millis(http, somebody.get(i));
                }
                if (run < 0) continue;
                shares.add(superiority(known, absent));
                ofSomebody.add(median(known));
                ofNobody.add(median(absent));
            }
        }
        Spread share = new Spread(shares);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("questions of each kind, a run", somebody.size());
        details.put("median ms about somebody", new Spread(ofSomebody).median());
        details.put("median ms about nobody", new Spread(ofNobody).median());
        return List.of(new Figure(
                "existence told by time",
                "share of answers that take longer about somebody",
                share,
                null,
                List.of(Figure.Target.under(Math.abs(share.median() - 0.5) * 100, MOST * 100, "% from one half")),
                details));
    }

    /** What the reader may see, by the domain's own steps, is about people elsewhere only. */
    private void grant() {
        SharingOrders orders = server.bean("sharingOrders", SharingOrders.class);
        Actor officer = actor(READER, Role.INFORMATION_OFFICER);
        orders.take(officer, new SharingCommand.EnterPurpose(READER, new Purpose(PURPOSE, "合成数据测量", "合成数据,全部虚构")));
        LocalDate today = LocalDate.now(registry.clock());
        SharingAgreement agreement = orders.take(
                        actor(READER, Role.CONSUMER),
                        new SharingCommand.Request(
                                PURPOSE,
                                null,
                                "合成数据测量",
                                SubjectType.PERSON,
                                Map.of("spouseName", Masking.FULL),
                                ELSEWHERE,
                                EnumSet.allOf(ProvisionWay.class),
                                today.minusDays(1),
                                today.plusYears(1)))
                .agreement();
        List<ProviderAnswer> answers = List.copyOf(agreement.answers());
        agreement = orders.take(officer, new SharingCommand.Consent(agreement.id(), agreement.version(), null))
                .agreement();
        for (ProviderAnswer each : answers)
            agreement = orders.take(
                            actor(each.provider(), Role.SOURCE),
                            new SharingCommand.Allow(agreement.id(), agreement.version(), Map.of(), null))
                    .agreement();
    }

    private static Actor actor(String department, Role role) {
        return new Actor("bench-" + department + "-" + role, "合成", department, Set.of(role));
    }

    private List<String> numbers(int most) throws SQLException, IOException {
        List<String> numbers = new ArrayList<>();
        try (Connection connection = registry.database().dataSource().getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(
                        "SELECT subject FROM person_current WHERE present ORDER BY hashtext(subject::text) LIMIT "
                                + most);
                HttpConnection http = new HttpConnection(server.port())) {
            BenchSystem all = BenchSystem.of(registry, server.port(), "GA");
            while (row.next()) {
                http.exchange(all.get("/api/v1/persons/" + row.getString(1) + "?items=name"));
                String number = registry.json()
                        .readTree(new String(http.body(), StandardCharsets.UTF_8))
                        .at("/subject/id")
                        .asString("");
                if (number.length() == 18) numbers.add(number);
            }
        }
        return numbers;
    }

    private static byte[] question(BenchSystem reader, String number) {
        return reader.post(
                "/api/v1/persons/query",
                "{\"keys\":[{\"idType\":\"RESIDENT_ID\",\"id\":\"" + number + "\"}],\"items\":[\"spouseName\"]}",
                PURPOSE);
    }

    private static double millis(HttpConnection http, byte[] question) throws IOException {
        long started = System.nanoTime();
        int status = http.exchange(question);
        double millis = (System.nanoTime() - started) / 1e6;
        if (status != 200 || !http.bodyHolds(NO_RECORD))
            throw new IllegalStateException(
                    "query answered " + status + ": " + new String(http.body(), StandardCharsets.UTF_8));
        return millis;
    }

    /** The share of all pairs in which the first takes longer; pairs that take the same time count half. */
    static double superiority(double[] first, double[] second) {
        double[] sorted = second.clone();
        Arrays.sort(sorted);
        double wins = 0;
        for (double each : first) {
            int below = below(sorted, each);
            int upTo = below(sorted, Math.nextUp(each));
            wins += below + (upTo - below) / 2.0;
        }
        return wins / ((double) first.length * second.length);
    }

    /** How many are less. */
    private static int below(double[] sorted, double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static double median(double[] values) {
        return new Spread(DoubleStream.of(values).boxed().toList()).median();
    }
}
