package org.basedata.registry.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.basedata.registry.api.TestCertificates;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Callers on other machines, which a test has not got. */
class GatewayValveTest {
    private static final String GATEWAY = "203.0.113.1";
    private static final String STRANGER = "203.0.113.66";
    private static final String MONITOR = "203.0.113.2";

    private static final Protection PLAIN =
            new Protection(false, Set.of(GATEWAY), true, "Client-Cert", Set.of(MONITOR));
    private static final Protection TLS = new Protection(true, Set.of(GATEWAY), false, "Client-Cert", Set.of());

    /** What came through; null when it was refused. */
    private record Outcome(int status, Request passed) {}

    private static Outcome ask(Protection protection, String peer, String path, Map<String, String> headers)
            throws Exception {
        org.apache.coyote.Request coyote = new org.apache.coyote.Request();
        coyote.peerAddr().setString(peer);
        coyote.decodedURI().setString(path);
        headers.forEach((name, value) -> coyote.getMimeHeaders().addValue(name).setString(value));
        Connector connector = new Connector();
        Request request = new Request(connector, coyote);
        org.apache.coyote.Response answer = new org.apache.coyote.Response();
        coyote.setResponse(answer);
        Response response = new Response(answer);
        response.setRequest(request);
        request.setResponse(response);
        Request[] passed = {null};
        GatewayValve valve = new GatewayValve(protection);
        valve.setNext(new ValveBase() {
            @Override
            public void invoke(Request through, Response ignored) {
                passed[0] = through;
            }
        });
        valve.invoke(request, response);
        return new Outcome(response.getStatus(), passed[0]);
    }

    private static Environment settings(String... namesAndValues) {
        Map<String, Object> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) settings.put(namesAndValues[i], namesAndValues[i + 1]);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("of the test", settings));
        return environment;
    }

    private static Map<String, String> claims() throws Exception {
        TestCertificates certificates = TestCertificates.make();
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "Client-Cert",
                ":"
                        + Base64.getEncoder()
                                .encodeToString(certificates
                                        .certificate(TestCertificates.SERVER)
                                        .getEncoded())
                        + ":");
        for (String name : List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"))
            headers.put(name, "https");
        return headers;
    }

    @Test
    void what_a_stranger_says_of_itself_does_not_come_through() throws Exception {
        Outcome outcome = ask(TLS, STRANGER, "/api/v1/cases", claims());
        assertThat(outcome.passed().getHeaderNames().hasMoreElements()).isFalse();
        assertThat(outcome.passed().getAttribute("jakarta.servlet.request.X509Certificate"))
                .isNull();
        Outcome gateway = ask(TLS, GATEWAY, "/api/v1/cases", claims());
        assertThat(gateway.passed().getHeader("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(gateway.passed().getHeader("Client-Cert")).isNull();
        assertThat((Object[]) gateway.passed().getAttribute("jakarta.servlet.request.X509Certificate"))
                .hasSize(1);
        assertThat((Object[]) ask(TLS, GATEWAY, "/api/v1/cases", Map.of())
                        .passed()
                        .getAttribute("jakarta.servlet.request.X509Certificate"))
                .as("the gateway's own certificate is not the caller's")
                .isEmpty();
    }

    @Test
    void without_tls_only_gateways_and_this_machine_are_answered() throws Exception {
        assertThat(ask(PLAIN, STRANGER, "/api/v1/cases", Map.of())).isEqualTo(new Outcome(403, null));
        assertThat(ask(PLAIN, GATEWAY, "/api/v1/cases", Map.of()).passed()).isNotNull();
        assertThat(ask(PLAIN, "127.0.0.1", "/api/v1/cases", Map.of()).passed()).isNotNull();
        assertThat(ask(PLAIN, "0:0:0:0:0:0:0:1", "/api/v1/cases", Map.of()).passed())
                .isNotNull();
    }

    @Test
    void metrics_stay_inside() throws Exception {
        for (String path : List.of("/actuator/prometheus", "/actuator", "/actuator/info")) {
            assertThat(ask(TLS, STRANGER, path, Map.of())).as(path).isEqualTo(new Outcome(404, null));
            assertThat(ask(PLAIN, GATEWAY, path, Map.of())).as(path).isEqualTo(new Outcome(404, null));
            assertThat(ask(PLAIN, "127.0.0.1", path, Map.of()).passed()).isNotNull();
        }
        Protection besideGateway = new Protection(false, Set.of("127.0.0.1"), false, "Client-Cert", Set.of());
        assertThat(ask(besideGateway, "127.0.0.1", "/actuator", Map.of("X-Forwarded-For", STRANGER)))
                .as("through a gateway on this machine")
                .isEqualTo(new Outcome(404, null));
        assertThat(ask(besideGateway, "127.0.0.1", "/actuator", Map.of()).passed())
                .isNotNull();
        assertThat(ask(TLS, STRANGER, "/actuator/health", Map.of()).passed()).isNotNull();
        Protection watched = new Protection(true, Set.of(), false, "Client-Cert", Set.of(MONITOR));
        assertThat(ask(watched, MONITOR, "/actuator/prometheus", Map.of()).passed())
                .isNotNull();
    }

    @Test
    void the_network_is_let_in_by_tls_or_by_a_gateway_that_somebody_has_named() throws Exception {
        Listening everywhere = new Listening(InetAddress.getByName("0.0.0.0"), 0);
        Protection.of(settings()).check(Listening.thisMachine(0));
        for (Environment lacking : List.of(
                settings(),
                settings("server.ssl.certificate", "x", "server.ssl.enabled", "false"),
                settings("registry.gateway.plain-http", "true"),
                settings("registry.gateway.addresses", "10.0.0.1")))
            assertThatThrownBy(() -> Protection.of(lacking).check(everywhere))
                    .isInstanceOf(ListeningRefused.class)
                    .hasMessageContaining("LISTENING_UNPROTECTED")
                    .hasMessageContaining("server.ssl.certificate")
                    .hasMessageContaining("须先配置 TLS");
        Protection.of(settings("server.ssl.bundle", "web")).check(everywhere);
        Protection gateway = Protection.of(
                settings("registry.gateway.plain-http", "true", "registry.gateway.addresses", "10.0.0.1, ::1"));
        gateway.check(everywhere);
        assertThat(gateway.gateways()).containsExactly("10.0.0.1", "0:0:0:0:0:0:0:1");
        assertThatThrownBy(() -> Protection.of(settings("registry.gateway.addresses", "gateway.example")))
                .hasMessageContaining("GATEWAY_ADDRESS");
    }
}
