package org.basedata.registry.importers.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the registry must answer once the files are imported and the acts are taken, in whatever order: which number leads to whom, whose
 * a record is, what is held, who followed whom. Written down where it is put in.
 */
final class IdentityTruth {
    /** Rows, holds and conflicts, as of the rest of the sample. */
    final Truth rows = new Truth();

    private final List<String> numbers = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();
    private final List<String> unassigned = new ArrayList<>();
    private final List<String> successions = new ArrayList<>();
    private final List<String> relations = new ArrayList<>();

    /** The number is one that somebody has, whose records are these. */
    void found(DocumentNumber number, String name, IdentityFiles.SourceRecord... records) {
        numbers.add(member(number) + ",\"answer\":\"FOUND\",\"names\":" + Truth.list(List.of(name)) + "}");
        belong(number, name, records);
    }

    /** The number is one that its holder does not have any more. */
    void superseded(DocumentNumber number, DocumentNumber by, String name) {
        numbers.add(member(number) + ",\"answer\":\"SUPERSEDED\",\"by\":" + by.json() + ",\"names\":"
                + Truth.list(List.of(name)) + "}");
    }

    /** Several have the number. */
    void ambiguous(DocumentNumber number, String... names) {
        numbers.add(member(number) + ",\"answer\":\"AMBIGUOUS\",\"names\":" + Truth.list(List.of(names)) + "}");
    }

    /** @param number that the subject has now, alone or with others */
    void belong(DocumentNumber number, String name, IdentityFiles.SourceRecord... records) {
        subjects.add(member(number) + ",\"name\":" + Truth.quoted(name) + ",\"records\":" + keys(records) + "}");
    }

    /** Records under a shared number that nobody has assigned: each is held. */
    void unassigned(DocumentNumber number, IdentityFiles.SourceRecord... records) {
        unassigned.add(member(number) + ",\"records\":" + keys(records) + "}");
        for (IdentityFiles.SourceRecord record : records)
            rows.hold(number.idType(), number.id(), record.source(), record.dataset(), record.recordId());
    }

    void succeeded(String kind, long on, List<DocumentNumber> predecessors, List<DocumentNumber> successors) {
        successions.add("{\"kind\":" + Truth.quoted(kind) + ",\"on\":" + Truth.quoted(Days.text(on))
                + ",\"predecessors\":" + ActLines.numbers(predecessors) + ",\"successors\":"
                + ActLines.numbers(successors) + "}");
    }

    /**
     * A record that names another subject, and whether a rule across subjects finds fault with that. Not part of {@link #rows}: those
     * are what the records of one subject show.
     */
    void relation(String rule, boolean violated, DocumentNumber subject, String item, DocumentNumber other) {
        relations.add("{\"rule\":" + Truth.quoted(rule) + ",\"violated\":" + violated + ",\"subject\":" + subject.json()
                + ",\"item\":" + Truth.quoted(item) + ",\"other\":" + other.json() + "}");
    }

    private static String member(DocumentNumber number) {
        return "{\"idType\":" + Truth.quoted(number.idType()) + ",\"id\":" + Truth.quoted(number.id());
    }

    private static String keys(IdentityFiles.SourceRecord... records) {
        return List.of(records).stream()
                .map(record -> Truth.quoted(record.source() + "/" + record.dataset() + "/" + record.recordId()))
                .sorted()
                .collect(Collectors.joining(",", "[", "]"));
    }

    void write(Path path, long seed, int rounds, int acts) throws IOException {
        rows.write(
                path,
                "\"seed\":" + seed + ",\"rounds\":" + rounds + ",\"acts\":" + acts,
                array("numbers", numbers)
                        + array("subjects", subjects)
                        + array("unassigned", unassigned)
                        + array("successions", successions)
                        + array("relations", relations));
    }

    private static String array(String name, List<String> members) {
        return ",\n\"" + name + "\":["
                + members.stream().map(line -> "\n" + line).collect(Collectors.joining(",")) + "]";
    }
}
