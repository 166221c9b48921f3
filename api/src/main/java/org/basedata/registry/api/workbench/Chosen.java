package org.basedata.registry.api.workbench;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.projections.reconciliation.CaseFilter;
import org.basedata.registry.projections.reconciliation.CaseSort;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Which cases somebody wants to see, as it stands in the address: what was chosen by its name. Days are those of the registry, the last one of a
 * range included.
 */
public final class Chosen {
    static final String PATH = Area.CASES.path();
    static final String OVERDUE = "overdue";
    static final String RISK = "risk";
    /** Opened so many days ago or earlier. */
    static final String OVER = "over-";
    /** Opened within so many days, today included. */
    static final String LAST = "last-";

    static final List<String> AGES = List.of(LAST + 1, LAST + 7, LAST + 30, OVER + 7, OVER + 30, OVER + 90);

    private static final Pattern AGE = Pattern.compile("(last|over)-[1-9][0-9]{0,3}");
    private static final Pattern DIVISION = Pattern.compile("[0-9]{1,12}");
    private static final Pattern ACCOUNT = Pattern.compile("[^\\s\\p{Cntrl}]{1,100}");

    private final Map<String, String> values;

    private Chosen(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Of what was given, all that says something; the rest is left out. */
    static Chosen of(Map<String, String> given, Catalogue catalogue) {
        Map<String, Predicate<String>> known = new LinkedHashMap<>();
        known.put("item", value -> hasItem(catalogue, value));
        known.put("source", value -> catalogue.source(value).isPresent());
        known.put("severity", value -> one(Severity.class, value).isPresent());
        known.put("state", value -> one(CaseState.class, value).isPresent());
        known.put("division", value -> DIVISION.matcher(value).matches());
        known.put("assignee", value -> ACCOUNT.matcher(value).matches());
        known.put("due", value -> value.equals(OVERDUE) || value.equals(RISK));
        known.put("age", value -> AGE.matcher(value).matches());
        for (String day : List.of("openedFrom", "openedUntil", "dueFrom", "dueUntil"))
            known.put(day, value -> day(value) != null);
        known.put("shape", value -> shape(value) != null);
        // The usual order is no choice.
        known.put("sort", value -> one(CaseSort.class, value)
                .filter(sort -> sort != CaseSort.DUE)
                .isPresent());
        Map<String, String> values = new LinkedHashMap<>();
        known.forEach((name, fits) -> {
            String value = given.getOrDefault(name, "").strip();
            if (!value.isEmpty() && fits.test(value)) values.put(name, value);
        });
        return new Chosen(values);
    }

    /** @param query as {@link #query} wrote it */
    static Chosen of(String query, Catalogue catalogue) {
        Map<String, String> given = new LinkedHashMap<>();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, all) -> given.put(name, UriUtils.decode(all.get(0), StandardCharsets.UTF_8)));
        return of(given, catalogue);
    }

    private static boolean hasItem(Catalogue catalogue, String item) {
        for (SubjectType type : SubjectType.values())
            if (catalogue.item(type, item).isPresent()) return true;
        return false;
    }

    private static <E extends Enum<E>> Optional<E> one(Class<E> type, String name) {
        for (E each : type.getEnumConstants()) if (each.name().equals(name)) return Optional.of(each);
        return Optional.empty();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Shape shape(String text) {
        try {
            return Shape.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Empty where nothing was chosen. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** What stands in the address. */
    public Map<String, String> values() {
        return values;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether one of the days was named, or how long ago. */
    public boolean hasDays() {
        return values.keySet().stream()
                .anyMatch(name -> name.equals("age") || name.startsWith("opened") || name.matches("due(From|Until)"));
    }

    Shape shape() {
        return shape(get("shape"));
    }

    CaseSort sort() {
        return one(CaseSort.class, get("sort")).orElse(CaseSort.DUE);
    }

    /** @param value empty for none */
    Chosen with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        if (value.isEmpty()) changed.remove(name);
        else changed.put(name, value);
        return new Chosen(changed);
    }

    public Chosen without(String name) {
        return with(name, "");
    }

    String query() {
        return isEmpty() ? "" : path().substring(PATH.length() + 1);
    }

    public String path() {
        return path("", Map.of());
    }

    /** Of the page that begins at a mark. */
    String path(String next) {
        return path("", Map.of("next", next));
    }

    /** What a part of the page is asked for with, further parameters behind it. */
    String path(String part, Map<String, String> more) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath(PATH + part);
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(more);
        // As variables, so that whatever is in them is written so that it is read as it was.
        all.keySet().forEach(name -> path.queryParam(name, "{" + name + "}"));
        return path.encode().buildAndExpand(all).toUriString();
    }

    /** @param risk last day of those that are at risk */
    CaseFilter filter(LocalDate today, LocalDate risk) {
        LocalDate openedFrom = day(get("openedFrom"));
        LocalDate openedTo = after(day(get("openedUntil")));
        String age = get("age");
        if (age.startsWith(LAST)) openedFrom = later(openedFrom, today.minusDays(days(age) - 1));
        else if (age.startsWith(OVER)) openedTo = earlier(openedTo, after(today.minusDays(days(age))));
        LocalDate dueFrom = day(get("dueFrom"));
        LocalDate dueBefore = after(day(get("dueUntil")));
        String due = get("due");
        if (due.equals(OVERDUE)) dueBefore = earlier(dueBefore, today);
        else if (due.equals(RISK)) {
            dueFrom = later(dueFrom, today);
            dueBefore = earlier(dueBefore, after(risk));
        }
        return new CaseFilter(
                orNull("item"),
                orNull("source"),
                one(Severity.class, get("severity")).orElse(null),
                orNull("division"),
                openedFrom,
                openedTo,
                dueFrom,
                dueBefore,
                one(CaseState.class, get("state")).orElse(null),
                orNull("assignee"),
                null,
                null,
                shape());
    }

    private String orNull(String name) {
        return values.get(name);
    }

    private static long days(String age) {
        return Long.parseLong(age.substring(LAST.length()));
    }

    private static LocalDate after(LocalDate day) {
        return day == null ? null : day.plusDays(1);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
