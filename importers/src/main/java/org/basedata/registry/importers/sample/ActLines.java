package org.basedata.registry.importers.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Acts about identity as they are sent to the registry, one a line. Each has an id of its own, by which it is revoked. */
final class ActLines {
    /** Reconciliation staff. */
    static final String STAFF = "STAFF";

    private final long seed;
    private final List<String> lines = new ArrayList<>();

    ActLines(long seed) {
        this.seed = seed;
    }

    /** @param number that the part has by now; null when it keeps the shared one */
    record Part(DocumentNumber number, List<IdentityFiles.SourceRecord> records) {}

    void replace(String by, String cause, DocumentNumber from, DocumentNumber to, String reason) {
        add(
                "REPLACE_IDENTIFIER",
                by,
                reason,
                ",\"cause\":" + Truth.quoted(cause) + ",\"subject\":" + from.json() + ",\"identifier\":" + to.json());
    }

    /** @return the id of the act */
    UUID merge(DocumentNumber subject, DocumentNumber into, String reason) {
        return add("MERGE", STAFF, reason, ",\"subject\":" + subject.json() + ",\"into\":" + into.json());
    }

    void split(DocumentNumber shared, String reason, Part... parts) {
        String all = List.of(parts).stream()
                .map(part -> "{" + (part.number == null ? "" : "\"identifier\":" + part.number.json() + ",")
                        + "\"records\":" + records(part.records) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        add("SPLIT", STAFF, reason, ",\"subject\":" + shared.json() + ",\"parts\":" + all);
    }

    void assign(DocumentNumber from, DocumentNumber to, String reason, IdentityFiles.SourceRecord... records) {
        add(
                "ASSIGN_RECORDS",
                STAFF,
                reason,
                ",\"subject\":" + from.json() + ",\"to\":" + to.json() + ",\"records\":" + records(List.of(records)));
    }

    void succeed(
            String by,
            String kind,
            List<DocumentNumber> predecessors,
            List<DocumentNumber> successors,
            long on,
            String reason) {
        add(
                "SUCCESSION",
                by,
                reason,
                ",\"kind\":" + Truth.quoted(kind) + ",\"predecessors\":" + numbers(predecessors) + ",\"successors\":"
                        + numbers(successors) + ",\"on\":" + Truth.quoted(Days.text(on)));
    }

    void revoke(DocumentNumber subject, UUID act, String reason) {
        add("REVOKE", STAFF, reason, ",\"subject\":" + subject.json() + ",\"revokes\":\"" + act + "\"");
    }

    private UUID add(String act, String by, String reason, String rest) {
        int number = lines.size() + 1;
        UUID id = UUID.nameUUIDFromBytes(("sample act " + seed + " " + number).getBytes(StandardCharsets.US_ASCII));
        lines.add("{\"id\":\"" + id + "\",\"act\":\"" + act + "\",\"by\":\"" + by
                + "\",\"handlingUnit\":\"合成数据·示例受理窗口\",\"handlingPerson\":\"示例经办员\",\"reason\":" + Truth.quoted(reason)
                + ",\"evidence\":[\"合成数据·示例核查单2026-" + (10_000 + number) + "\"]" + rest + "}");
        return id;
    }

    static String numbers(List<DocumentNumber> numbers) {
        return numbers.stream().map(DocumentNumber::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String records(List<IdentityFiles.SourceRecord> records) {
        return records.stream().map(IdentityFiles.SourceRecord::json).collect(Collectors.joining(",", "[", "]"));
    }

    int count() {
        return lines.size();
    }

    void write(Path path) throws IOException {
        Files.writeString(path, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }
}
