package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A file of acts about identity (JSON Lines, UTF-8), taken one line after the other. Blank lines count and say nothing. */
final class ActFile {
    private final Path path;
    private final String[] lines;

    private ActFile(Path path, String[] lines) {
        this.path = path;
        this.lines = lines;
    }

    /** One way to take an act. */
    @FunctionalInterface
    interface Desk {
        ActOutcome take(byte[] act) throws InterruptedException;
    }

    /** How many lines ended which way. */
    record Counts(Map<ActOutcome.Kind, Integer> byKind) {
        int of(ActOutcome.Kind kind) {
            return byKind.getOrDefault(kind, 0);
        }

        int exitCode() {
            return of(ActOutcome.Kind.REFUSED) == 0 ? 0 : Main.SOME_REFUSED;
        }
    }

    /** @throws CommandFailed when it is not UTF-8 as a whole; nobody wants half of its acts taken */
    static ActFile read(Path path) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailed(
                    Main.FAILED,
                    "FILE_NOT_UTF8: " + path + " is not UTF-8, nothing of it was taken / 文件不是 UTF-8 编码,未办理其中任何处置");
        } catch (IOException e) {
            throw new CommandFailed(Main.FAILED, "FILE_UNREADABLE: " + path + " / 文件无法读取");
        }
        boolean marked = text.startsWith("\uFEFF");
        return new ActFile(path, (marked ? text.substring(1) : text).split("\n", -1));
    }

    /** @param all whether lines that were taken are printed too; those that were refused always are */
    Counts take(Desk desk, PrintWriter out, boolean all) throws InterruptedException {
        String name = path.getFileName().toString();
        Map<ActOutcome.Kind, Integer> counts = new EnumMap<>(ActOutcome.Kind.class);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) continue;
            ActOutcome outcome;
            try {
                outcome = desk.take(lines[i].strip().getBytes(StandardCharsets.UTF_8));
            } catch (CommandFailed e) {
                throw new CommandFailed(e.exitCode(), name + ":" + (i + 1) + "  " + e.getMessage());
            }
            if (all || outcome.kind() == ActOutcome.Kind.REFUSED) outcome.print(out, name, i + 1);
            counts.merge(outcome.kind(), 1, Integer::sum);
        }
        return new Counts(counts);
    }

    void print(Counts counts, PrintWriter out) {
        int taken = counts.of(ActOutcome.Kind.TAKEN);
        int known = counts.of(ActOutcome.Kind.KNOWN);
        int refused = counts.of(ActOutcome.Kind.REFUSED);
        out.printf(
                Locale.ROOT,
                "%s  身份处置/acts %,d = 办理/taken %,d + 此前已办理/taken before %,d + 拒绝/refused %,d%n",
                path.getFileName(),
                taken + known + refused,
                taken,
                known,
                refused);
    }
}
