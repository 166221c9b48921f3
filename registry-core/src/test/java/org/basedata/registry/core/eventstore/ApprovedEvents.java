package org.basedata.registry.core.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored form of events as a person has approved it: one JSON file for each event and revision,
 * {@code src/test/resources/approved-events/<Name>-r<revision>.json}. A class that would be stored differently, or
 * that has no file, fails its test: what is stored today must be readable for as long as the registry exists. Files
 * of old revisions stay, and must load through the upcasters.
 *
 * <p>With {@code -Dapproved-events.write=true} missing and different files are written, to be looked at and committed;
 * the test fails all the same.
 */
public final class ApprovedEvents {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "approved-events");
    private static final Pattern FILE_NAME = Pattern.compile("(\\w+)-r(\\w+)\\.json");
    private static final ObjectMapper PRETTY = JsonMapper.builder().build();

    private final EventSerializer serializer;
    private final Path directory;

    public ApprovedEvents(EventSerializer serializer) {
        this(serializer, DIRECTORY);
    }

    public ApprovedEvents(EventSerializer serializer, Path directory) {
        this.serializer = serializer;
        this.directory = directory;
    }

    /** Compares the stored form of a sample with its approved file, and reads the sample back from that file. */
    public void verify(Object sample) {
        EventTypes.Type<?> type = serializer.types().require(sample.getClass());
        Path file = directory.resolve(type.name() + "-r" + type.revision() + ".json");
        JsonNode stored = PRETTY.readTree(serializer.write(type, sample));
        String found = PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(stored) + "\n";
        String approved = read(file);
        if (approved == null || !PRETTY.readTree(approved).equals(stored)) {
            if (Boolean.getBoolean("approved-events.write")) {
                write(file, found);
            }
            throw new AssertionError((approved == null ? "no approved file " : "not as approved in ") + file
                    + ". Would be stored as:\n" + found
                    + (approved == null ? "" : "Approved:\n" + approved)
                    + "Stored events never change: give the event a new revision and write an upcaster for "
                    + type.revision() + ".");
        }
        Object back = load(file, event -> event);
        if (!back.equals(sample)) {
            throw new AssertionError(file + " does not come back as the sample:\n" + back + "\n" + sample);
        }
    }

    /** Fails for every registered type that has no approved file in its current revision. */
    public void verifyEveryTypeHasAFile() {
        List<String> missing = new ArrayList<>();
        for (EventTypes.Type<?> type : serializer.types().all()) {
            Path file = directory.resolve(type.name() + "-r" + type.revision() + ".json");
            if (!Files.exists(file)) {
                missing.add(file.toString());
            }
        }
        if (!missing.isEmpty()) {
            throw new AssertionError("registered events without an approved file: " + missing);
        }
    }

    /** Loads every file, of whatever revision, as the class that the program has now. */
    public List<Object> verifyAllLoad(EventUpcaster upcasters) {
        try (var files = Files.list(directory)) {
            return files.filter(file ->
                            FILE_NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .map(file -> load(file, upcasters))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program makes of a stored event, by the same way as the store reads it. */
    public Object load(Path file, EventUpcaster upcasters) {
        Matcher name = FILE_NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("not <Name>-r<revision>.json: " + file);
        }
        String json = read(file);
        if (json == null) {
            throw new AssertionError("no approved file " + file);
        }
        StoredEvents events = new StoredEvents(serializer, upcasters, new TypeIds());
        StoredEvents.Row row = new StoredEvents.Row(
                new UUID(0, 1),
                0,
                0,
                Instant.EPOCH,
                new UUID(0, 2),
                new TypeIds.Stored(name.group(1), name.group(2), "Subject"),
                PRETTY.writeValueAsBytes(PRETTY.readTree(json)),
                null);
        List<Object> payloads =
                events.messages(row, 1).<Object>map(EventMessage::getPayload).toList();
        return payloads.size() == 1 ? payloads.get(0) : payloads;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String json) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
