package org.basedata.registry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.ArtifactVersion;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.Restriction;
import org.apache.maven.artifact.versioning.VersionRange;
import org.junit.jupiter.api.Test;

/**
 * No library has a weakness that was published when {@code advisories.tsv} was taken: works without a network, and knows nothing of what came
 * since. Looks at everything on the class path, so that it is more than what is handed on: what only tests use is looked at too.
 */
class AdvisoriesTest {
    private static final String TABLE = "/advisories.tsv";
    private static final Pattern TAKEN = Pattern.compile("# Taken on (\\d{4}-\\d\\d-\\d\\d) .*");

    /** Where Maven keeps a library: folders of the group, the artifact and the version. */
    private static final Pattern KEPT = Pattern.compile("(.*)/([^/]+)/([^/]+)/\\2-\\3\\.jar");

    /** @param library group and artifact */
    private record Advisory(String library, VersionRange affected, String id, String cve, String severity) {
        static Advisory read(String line) {
            String[] field = line.split("\t");
            assertThat(field).as(line).hasSize(5);
            try {
                return new Advisory(
                        field[0], VersionRange.createFromVersionSpec(field[1]), field[2], field[3], field[4]);
            } catch (InvalidVersionSpecificationException e) {
                throw new IllegalStateException(line, e);
            }
        }

        /** Null when the version has not got the weakness. */
        String told(String version) {
            ArtifactVersion used = new DefaultArtifactVersion(version);
            for (Restriction range : affected.getRestrictions())
                if (range.containsVersion(used))
                    return library + " " + version + ": " + id + " " + cve + " " + severity + ", "
                            + (range.getUpperBound() == null
                                    ? "no mended version is known"
                                    : "mended in " + range.getUpperBound());
            return null;
        }
    }

    private static List<String> lines() throws IOException {
        InputStream in = AdvisoriesTest.class.getResourceAsStream(TABLE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static List<Advisory> advisories() throws IOException {
        return lines().stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith("library\t"))
                .map(Advisory::read)
                .toList();
    }

    /** Versions by group and artifact, of those that an advisory is about. */
    private static Map<String, Set<String>> used(Set<String> libraries) throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        for (var manifest :
                Collections.list(AdvisoriesTest.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            Matcher jar = KEPT.matcher(manifest.getPath().split("!")[0]);
            if (!jar.matches()) continue;
            String folder = jar.group(1) + "/";
            for (String library : libraries) {
                String[] parts = library.split(":");
                if (jar.group(2).equals(parts[1]) && folder.endsWith("/" + parts[0].replace('.', '/') + "/"))
                    used.computeIfAbsent(library, name -> new TreeSet<>()).add(jar.group(3));
            }
        }
        return used;
    }

    @Test
    void no_library_has_a_published_weakness() throws IOException {
        List<Advisory> advisories = advisories();
        Set<String> libraries = new TreeSet<>();
        advisories.forEach(each -> libraries.add(each.library()));
        Map<String, Set<String>> used = used(libraries);
        assertThat(used.keySet())
                .as("every library of the table is found on the class path")
                .isEqualTo(libraries);
        List<String> found = new ArrayList<>();
        for (Advisory each : advisories)
            for (String version : used.get(each.library())) {
                String told = each.told(version);
                if (told != null) found.add(told);
            }
        assertThat(found).as("take the mended versions").isEmpty();
    }

    /** Time alone fails nothing: what was built before builds again. */
    @Test
    void when_the_table_was_taken_is_told() throws IOException {
        String taken = lines().stream()
                .map(TAKEN::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .findFirst()
                .orElseThrow();
        System.out.println(
                "advisories of " + taken + ": what was published since is not looked for here (docs/security.md)");
    }

    @Test
    void a_version_is_affected_within_its_own_line_only() {
        Advisory advisory = Advisory.read("a:b\t(,9.0.118),[10.1.0-M1,10.1.55),[11.0.0-M1,11.0.22)\tGHSA-x\t-\tHIGH");
        assertThat(advisory.told("11.0.21")).isEqualTo("a:b 11.0.21: GHSA-x - HIGH, mended in 11.0.22");
        assertThat(advisory.told("11.0.0-M5")).isNotNull();
        assertThat(advisory.told("9.0.9")).isNotNull();
        assertThat(advisory.told("10.1.54")).endsWith("mended in 10.1.55");
        for (String mended : new String[] {"11.0.22", "11.0.100", "10.1.55", "9.0.118"})
            assertThat(advisory.told(mended)).as(mended).isNull();
        assertThat(Advisory.read("a:b\t[1.0,)\tGHSA-x\t-\tLOW").told("7")).endsWith("no mended version is known");
    }
}
