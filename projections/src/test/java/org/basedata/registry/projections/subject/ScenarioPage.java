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

/** A page of the manual that goes through numbered scenarios, with the pictures and answers that it promises. */
final class ScenarioPage {
    private static final Pattern HEADING = Pattern.compile("### (\\d+)\\. (.+)");
    private static final Pattern LISTED = Pattern.compile("\\| (\\d+) \\| (.+) \\|");
    private static final Pattern ANSWERS = Pattern.compile("\\| `(\\w+)`, known at \\|.*");
    private static final Pattern ANSWERS_TO = Pattern.compile("\\| `(\\w+)` of \\| known at \\|.*");
    private static final String VALID_AT = "valid at ";
    private static final String PICTURE = " known at ";

    /**
     * What the registry answers at one point.
     *
     * @param asked by what name it is asked; null on a page that is about one subject
     * @param expected a value, a value and its status, {@link #NO_VALUE}, {@link #ABSENT}, or whom to ask for instead
     */
    record Promised(String asked, String item, LocalDate validAt, LocalDate knownAt, String expected) {}

    static final String NO_VALUE = "–";
    static final String ABSENT = "absent";

    private final String name;
    private final List<String> lines;

    private ScenarioPage(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /** @param name of a page in {@code docs/manual} */
    static ScenarioPage read(String name) {
        try {
            return new ScenarioPage(name, Files.readAllLines(Path.of("..", "docs", "manual", name)));
        } catch (IOException e) {
            throw new AssertionError("docs/manual/" + name + " is read from the module's folder", e);
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

    private List<String> under(String scenario) {
        List<String> found = new ArrayList<>();
        boolean within = false;
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches())
                within = name(Integer.parseInt(heading.group(1)), heading.group(2))
                        .equals(scenario);
            if (within) found.add(line);
        }
        if (found.isEmpty()) throw new AssertionError(name + " has no scenario " + scenario);
        return found;
    }

    /** The cells of the tables of answers under a heading; empty when there are none. */
    List<Promised> answers(String scenario) {
        List<Promised> promised = new ArrayList<>();
        String item = null;
        int first = 0;
        List<String> days = List.of();
        for (String line : under(scenario)) {
            Matcher answers = ANSWERS.matcher(line);
            Matcher answersTo = ANSWERS_TO.matcher(line);
            boolean toOne = answers.matches();
            if (toOne || answersTo.matches()) {
                item = toOne ? answers.group(1) : answersTo.group(1);
                first = toOne ? 1 : 2;
                days = cells(line);
            } else if (!line.startsWith("|")) {
                item = null;
            } else if (item != null && !line.startsWith("| ---")) {
                List<String> row = cells(line);
                for (int i = first; i < row.size(); i++)
                    promised.add(new Promised(
                            first == 1 ? null : row.get(0),
                            item,
                            LocalDate.parse(days.get(i).substring(VALID_AT.length())),
                            LocalDate.parse(row.get(first - 1)),
                            row.get(i)));
            }
        }
        return promised;
    }

    /** The rows of the table under a heading whose first cell says what it is of; empty when there is none. */
    List<List<String>> table(String scenario, String of) {
        List<List<String>> rows = new ArrayList<>();
        boolean within = false;
        for (String line : under(scenario)) {
            if (line.startsWith("| " + of + " |")) within = true;
            else if (!line.startsWith("|")) within = false;
            else if (within && !line.startsWith("| ---")) rows.add(cells(line));
        }
        return rows;
    }

    /** The picture under a heading, line by line, its columns apart by two blanks or more; the first line names the columns. */
    List<List<String>> picture(String scenario) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : under(scenario)) {
            if (rows.isEmpty() ? line.startsWith(PICTURE) : line.startsWith(" "))
                rows.add(Arrays.asList(line.strip().split(" {2,}")));
            else if (!rows.isEmpty()) break;
        }
        return rows;
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
