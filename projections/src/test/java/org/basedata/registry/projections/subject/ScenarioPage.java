package org.basedata.registry.projections.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of the manual about time: its scenarios and the answers that it promises. */
final class TimePage {
    private static final Pattern HEADING = Pattern.compile("### (\\d+)\\. (.+)");
    private static final Pattern LISTED = Pattern.compile("\\| (\\d+) \\| (.+) \\|");
    private static final Pattern ANSWERS = Pattern.compile("\\| `(\\w+)`, known at \\|.*");
    private static final String VALID_AT = "valid at ";

    /**
     * What the registry answers at one point.
     *
     * @param expected a value, a value and its status, {@link #NO_VALUE} or {@link #ABSENT}
     */
    record Promised(String item, LocalDate validAt, LocalDate knownAt, String expected) {}

    static final String NO_VALUE = "–";
    static final String ABSENT = "absent";

    private final List<String> lines;

    private TimePage(List<String> lines) {
        this.lines = lines;
    }

    static TimePage read() {
        try {
            return new TimePage(Files.readAllLines(Path.of("..", "docs", "manual", "time.md")));
        } catch (IOException e) {
            throw new AssertionError("docs/manual/time.md is read from the module's folder", e);
        }
    }

    /** As test methods are named, in the order of the headings. */
    List<String> headings() {
        return names(HEADING);
    }

    /** As test methods are named, in the order of the list at the top. */
    List<String> listed() {
        return names(LISTED);
    }

    private List<String> names(Pattern pattern) {
        List<String> names = new ArrayList<>();
        for (String line : lines) {
            Matcher found = pattern.matcher(line);
            if (found.matches()) names.add(name(Integer.parseInt(found.group(1)), found.group(2)));
        }
        return names;
    }

    private static String name(int number, String title) {
        return "s%02d_".formatted(number) + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    /** The cells of the table of answers under a heading; empty when there is none. */
    List<Promised> answers(String scenario) {
        List<Promised> promised = new ArrayList<>();
        String item = null;
        List<String> days = List.of();
        boolean within = false;
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches())
                within = name(Integer.parseInt(heading.group(1)), heading.group(2))
                        .equals(scenario);
            if (!within) continue;
            Matcher answers = ANSWERS.matcher(line);
            if (answers.matches()) {
                item = answers.group(1);
                days = cells(line);
            } else if (!line.startsWith("|")) {
                item = null;
            } else if (item != null && !line.startsWith("| ---")) {
                List<String> row = cells(line);
                for (int i = 1; i < row.size(); i++)
                    promised.add(new Promised(
                            item,
                            LocalDate.parse(days.get(i).substring(VALID_AT.length())),
                            LocalDate.parse(row.get(0)),
                            row.get(i)));
            }
        }
        return promised;
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
