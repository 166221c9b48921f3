package org.basedata.registry.core.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * One program at a time on a data directory. The operating system takes the lock away when the program dies, however
 * it dies; a process number in a file alone could be stale, or belong to somebody else by now.
 */
final class DirectoryLock implements AutoCloseable {
    static final String IN_USE = "DATA_DIR_IN_USE";

    /**
     * Directories locked by this JVM. Closing any channel on a file drops all locks of the process on it, so a second
     * try within the JVM must not even open the file.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path file = directory.resolve("postgres.lock");
        synchronized (HELD) {
            if (HELD.contains(directory)) {
                throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw inUse(directory, Files.readString(file).strip());
                }
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(false);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            HELD.add(directory);
            return new DirectoryLock(directory, channel);
        }
    }

    private static IOException inUse(Path directory, String pid) {
        return new IOException(IN_USE + ": " + directory + " is in use by the registry running as process " + pid
                + "; stop that process, send to it over HTTP, or choose another --data-dir");
    }

    /** The lock file stays: were it deleted, two programs could hold locks on two files of one name. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            HELD.remove(directory);
            channel.close();
        }
    }
}
