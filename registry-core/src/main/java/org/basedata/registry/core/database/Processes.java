package org.basedata.registry.core.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Running PostgreSQL's programs, and recognising its processes. */
final class Processes {
    private Processes() {}

    /** What a program said and how it ended; {@code exit} is -1 when it did not end in time. */
    record Outcome(int exit, String output) {}

    /** The numeric id of the user this program runs as. */
    static int userId() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requireOwn(Path directory) throws IOException {
        int owner = (Integer) Files.getAttribute(directory, "unix:uid");
        if (owner != userId()) {
            throw new IOException("DATA_DIR_OWNER: " + directory + " belongs to user " + owner
                    + ", this program runs as user " + userId() + "; run it as the owner or choose another directory");
        }
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own it sees no root, owns the same files and has
     * none of root's powers.
     */
    static List<String> asOrdinaryUser(List<String> command) {
        if (userId() != 0) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    static Outcome run(Path directory, long seconds, List<String> command) {
        try {
            // A file, not a pipe: the server inherits it, and a pipe nobody reads would block or end it.
            Path output = Files.createTempFile("registry-postgres-", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(asOrdinaryUser(command))
                        .directory(directory.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
                builder.environment().put("LANG", "C");
                Process process = builder.start();
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Outcome(-1, "no end within " + seconds + " s: " + Files.readString(output));
                }
                return new Outcome(process.exitValue(), Files.readString(output));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Outcome(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(-1, "interrupted");
        }
    }

    /**
     * The living processes whose working directory is {@code pgData}. PostgreSQL's processes change into their data
     * directory, so this tells a server on it from a stranger that was given its old process number.
     */
    static List<ProcessHandle> workingIn(Path pgData) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, pgData))
                .toList();
    }

    static boolean worksIn(ProcessHandle process, Path directory) {
        try {
            return process.isAlive()
                    && Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                            .equals(directory);
        } catch (IOException e) {
            return false;
        }
    }
}
