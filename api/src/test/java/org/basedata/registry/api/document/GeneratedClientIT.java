package org.basedata.registry.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client in Java, made from the description by openapi-generator as a department would, compiled, and used for a day of each group of users
 * ({@code client/Session.java} among the resources).
 */
class GeneratedClientIT {
    private static final Path GENERATOR = Path.of("target/client-generator/openapi-generator-cli.jar");

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @TempDir
    Path folder;

    @Test
    void a_client_made_from_the_description_serves_every_group_of_users() throws Exception {
        SharingDesk desk = new SharingDesk(registry);
        desk.purpose("JY", "CHECK");
        desk.confidentiality("JY");
        Path client = compiled(generated());
        Map<String, String> tokens = Map.of(
                "GA", registry.bearer("session-ga", "GA", Role.SOURCE)[1],
                "MZ", registry.bearer("session-mz", "MZ", Role.SOURCE)[1],
                "JY", registry.bearer("session-jy", "JY", Role.CONSUMER)[1],
                "steward", registry.bearer("session-steward", null, Role.STEWARD)[1],
                "approver", registry.bearer("session-approver", null, Role.APPROVER)[1]);
        String number = Invented.woman();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {client.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("Session");
            Object session = type.getConstructor(String.class, Map.class).newInstance(registry.url(), tokens);
            Object ref = type.getMethod("source", String.class, String.class)
                    .invoke(session, number, Invented.broken(Invented.woman()));
            Object file = type.getMethod("consumer", String.class, String.class).invoke(session, number, ref);
            type.getMethod("steward", String.class).invoke(session, file);
        }
        assertThat(registry.person(number).at("/items/maritalStatus/status").asString())
                .isEqualTo("DECIDED");
    }

    private Path generated() throws IOException, InterruptedException {
        assertThat(GENERATOR).as("comes by: mvn generate-test-resources").exists();
        Path description = folder.resolve("description.json");
        Files.writeString(description, registry.get("/v3/api-docs").text());
        Path made = folder.resolve("client");
        Path log = folder.resolve("generator.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "--input-spec",
                        description.toString(),
                        "--generator-name",
                        "java",
                        "--library",
                        "native",
                        "--output",
                        made.toString(),
                        "--global-property",
                        "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                        "--additional-properties",
                        "useJakartaEe=true,openApiNullable=false,supportUrlQuery=false,invokerPackage=client,apiPackage=client.api,"
                                + "modelPackage=client.model")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES))
                .as("the generator ends")
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return made.resolve("src/main/java");
    }

    private Path compiled(Path sources) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-nowarn", "-proc:none", "-encoding", "UTF-8", "-d", classes.toString(), "-classpath", libraries()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(each -> each.endsWith(".java")).forEach(arguments::add);
        }
        arguments.add("src/test/resources/client/Session.java");
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(failed).as("what was generated compiles").isZero();
        return classes;
    }

    /** Only the libraries that the generator's own build file names. */
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                        each -> each.matches(
                                ".*/(jackson-(core|databind|datatype-jsr310)-2|jackson-annotations-|jakarta.annotation-api-|http(mime|client|core)-4).*"))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }
}
