package org.basedata.registry.core.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The codes that values of an item may take, with their labels, in the order of the standard.
 * Immutable; codes are compared as written, without padding or change of case.
 */
public final class CodeList {

    private record Entry(String zh, String en) {}

    private final String name;
    private final String standard;
    /** Codes up to this length are carried; longer digits, up to {@code longest}, are known by their beginning. 0: none. */
    private final int carriedLength;

    private final int longest;
    private final Map<String, Entry> entries;
    private final Map<String, String> codeByText;

    private CodeList(String name, String standard, int carriedLength, int longest, List<String[]> rows) {
        this.name = name;
        this.standard = standard;
        this.carriedLength = carriedLength;
        this.longest = longest;
        Map<String, Entry> byCode = new LinkedHashMap<>();
        Map<String, String> byText = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (String[] row : rows) {
            if (byCode.put(row[0], new Entry(row[1], row[2])) != null) {
                throw new IllegalStateException("Code list " + name + " has " + row[0] + " twice");
            }
            for (String text : textsOf(row)) {
                String other = byText.put(text, row[0]);
                if (other != null && !other.equals(row[0])) {
                    ambiguous.add(text);
                }
            }
        }
        // A code written in a column of labels is understood, and outranks a label that looks like another code.
        byCode.keySet().forEach(code -> {
            byText.put(code, code);
            ambiguous.remove(code);
        });
        byText.keySet().removeAll(ambiguous);
        entries = Collections.unmodifiableMap(byCode);
        codeByText = Map.copyOf(byText);
    }

    static CodeList load(String name) {
        ReferenceFile file = ReferenceFile.load(name);
        int carriedLength = Integer.parseInt(file.header().getOrDefault("carried-to-length", "0"));
        int longest = Integer.parseInt(file.header().getOrDefault("longest", "0"));
        return new CodeList(name, file.standard(), carriedLength, longest, file.rows());
    }

    static CodeList of(String name, String standard, List<String[]> rows) {
        return new CodeList(name, standard, 0, 0, rows);
    }

    private static List<String> textsOf(String[] row) {
        List<String> texts = new ArrayList<>();
        texts.add(row[1]);
        if (row.length > 3 && !row[3].isEmpty()) {
            texts.addAll(List.of(row[3].split("\\|")));
        }
        texts.remove("");
        return texts;
    }

    public String name() {
        return name;
    }

    /** Standard that fixes the codes, or a statement that they are the registry's own. */
    public String standard() {
        return standard;
    }

    public boolean contains(String code) {
        return code != null && entry(code) != null;
    }

    /** Chinese label of the code; of the class above it where the list does not carry the code's own level. */
    public Optional<String> zh(String code) {
        Entry entry = entry(code);
        return entry == null || entry.zh.isEmpty() ? Optional.empty() : Optional.of(entry.zh);
    }

    /** English label of the code, under the same terms; empty when the list has none. */
    public Optional<String> en(String code) {
        Entry entry = entry(code);
        return entry == null || entry.en.isEmpty() ? Optional.empty() : Optional.of(entry.en);
    }

    /** Codes carried, in the order of the standard. */
    public Set<String> codes() {
        return entries.keySet();
    }

    /** Code of a Chinese label, a customary short form of it, or the code itself; empty when unknown or ambiguous. */
    public Optional<String> codeOf(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String stripped = text.strip();
        String code = codeByText.get(stripped);
        if (code == null && entry(stripped) != null) {
            code = stripped;
        }
        return Optional.ofNullable(code);
    }

    private Entry entry(String code) {
        Entry entry = entries.get(code);
        if (entry != null || carriedLength == 0 || code.length() <= carriedLength || code.length() > longest) {
            return entry;
        }
        for (int i = carriedLength; i < code.length(); i++) {
            if (code.charAt(i) < '0' || code.charAt(i) > '9') {
                return null;
            }
        }
        return entries.get(code.substring(0, carriedLength));
    }

    @Override
    public String toString() {
        return name + " (" + standard + ", " + entries.size() + " codes)";
    }
}
