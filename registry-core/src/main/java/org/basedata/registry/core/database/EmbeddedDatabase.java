package org.basedata.registry.core.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL server of this program's own, on {@code <dataDir>/postgres}.
 *
 * <p>The directory is never deleted. Every commit is on disk before it is answered ({@code fsync},
 * {@code synchronous_commit} and {@code full_page_writes} on). The server listens on 127.0.0.1 only, on a free port,
 * and asks for a random password kept beside the data (mode 0600), because other users of the machine can reach the
 * port. Settings of an operator go to {@code <dataDir>/postgres/operator.conf}, which is read last.
 *
 * <p>The server is not a child that dies with the JVM: after {@code kill -9} it lives on, and the next start ends it in
 * good order before it starts its own. Two programs never share a directory; the second is refused with the process
 * number of the first.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "registry";
    /** Seconds; replaying the write-ahead log after a crash can take minutes with the {@code max_wal_size} below. */
    private static final long START_SECONDS = 600;

    private static final long FAST_STOP_SECONDS = 30;
    private static final long IMMEDIATE_STOP_SECONDS = 10;
    /** Character classification must know Chinese, or {@code pg_trgm} finds no letters in it. */
    private static final List<String> CHARACTER_LOCALES = List.of("C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8");

    private final Path binaries;
    private final Path pgData;
    private final DirectoryLock lock;
    private final String password;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread closeAtExit = new Thread(this::stop, "embedded-database-stop");

    private EmbeddedDatabase(Path binaries, Path pgData, DirectoryLock lock, String password, int port) {
        this.binaries = binaries;
        this.pgData = pgData;
        this.lock = lock;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts the server on {@code <dataDir>/postgres}, and makes a new, empty cluster there when there is none.
     *
     * @throws UncheckedIOException when another living program uses the directory ({@code DATA_DIR_IN_USE} with its
     *     process number), when it belongs to another user ({@code DATA_DIR_OWNER}) or when the server does not start
     *     ({@code POSTGRES_START} with the server's own words)
     */
    public static EmbeddedDatabase start(Path dataDir) {
        return start(dataDir, true);
    }

    /** How to reach a server that another program has started. */
    record Running(String jdbcUrl, String user, String password) {}

    /**
     * The server of the program that uses the directory.
     *
     * @param refused why this program may not start one; thrown again when that is for another reason
     */
    static Running running(Path dataDir, UncheckedIOException refused) {
        if (!refused.getMessage().startsWith(DirectoryLock.IN_USE)) throw refused;
        Path pgData = dataDir.resolve("postgres");
        try {
            String port = Files.readAllLines(pgData.resolve("registry.conf")).stream()
                    .filter(line -> line.startsWith("port = "))
                    .findFirst()
                    .orElseThrow(() -> refused)
                    .substring("port = ".length());
            return new Running(
                    jdbcUrl(Integer.parseInt(port.strip())),
                    USER,
                    Files.readString(pgData.resolve("registry.password")).strip());
        } catch (IOException e) {
            throw refused;
        }
    }

    /** @param durable false for tests whose data may be lost with the machine: commits do not wait for the disk */
    static EmbeddedDatabase start(Path dataDir, boolean durable) {
        try {
            Files.createDirectories(dataDir);
            Path directory = dataDir.toRealPath();
            Processes.requireOwn(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                EmbeddedDatabase database = startLocked(directory, lock, durable);
                Runtime.getRuntime().addShutdownHook(database.closeAtExit);
                return database;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static EmbeddedDatabase startLocked(Path directory, DirectoryLock lock, boolean durable)
            throws IOException {
        Path binaries = PostgresBinaries.unpack();
        Path pgData = directory.resolve("postgres");
        if (!Files.exists(pgData.resolve("PG_VERSION"))) {
            create(binaries, pgData);
        }
        Processes.requireOwn(pgData);
        endOrphan(binaries, pgData);
        String password = Files.readString(pgData.resolve("registry.password")).strip();
        IOException last = null;
        for (int attempt = 0; attempt < 5; attempt++) {
            int port = freePort();
            Files.writeString(pgData.resolve("registry.conf"), settings(pgData, port, durable));
            Path startLog = directory.resolve("postgres-start.log");
            Files.deleteIfExists(startLog);
            Processes.Outcome outcome = pgCtl(
                    binaries,
                    pgData,
                    START_SECONDS + 5,
                    "start",
                    "-w",
                    "-t",
                    Long.toString(START_SECONDS),
                    "-l",
                    startLog.toString());
            if (outcome.exit() == 0) {
                return new EmbeddedDatabase(binaries, pgData, lock, password, port);
            }
            String words = outcome.output() + (Files.exists(startLog) ? Files.readString(startLog) : "");
            last = new IOException("POSTGRES_START: PostgreSQL did not start on " + pgData + ": " + words.strip()
                    + (Processes.userId() == 0 && words.contains("unshare")
                            ? " (as root it needs user namespaces, which are off here: run as an ordinary user or"
                                    + " give --db-url)"
                            : ""));
            if (!words.contains("could not bind")) {
                throw last;
            }
            // Somebody took the port between our asking for a free one and the server's binding it.
        }
        throw last;
    }

    private static void create(Path binaries, Path pgData) throws IOException {
        Path fresh = pgData.resolveSibling("postgres.new");
        Path passwordFile = pgData.resolveSibling("postgres.new.password");
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        Processes.Outcome outcome = null;
        for (String characters : CHARACTER_LOCALES) {
            PostgresBinaries.deleteTree(fresh);
            // Order by code point (fast, and the same on every machine); sorting for people names an ICU collation.
            outcome = Processes.run(
                    binaries,
                    120,
                    List.of(
                            binaries.resolve("bin/initdb").toString(),
                            "--pgdata=" + fresh,
                            "--username=" + USER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--lc-ctype=" + characters,
                            "--data-checksums"));
            if (outcome.exit() == 0) {
                break;
            }
        }
        if (outcome.exit() != 0) {
            throw new IOException("POSTGRES_CREATE: initdb failed on " + fresh + ": " + outcome.output());
        }
        Files.move(passwordFile, fresh.resolve("registry.password"));
        String included = Files.readString(fresh.resolve("postgresql.conf"))
                + "\n# registry.conf is written anew at each start; put your own settings into operator.conf\n"
                + "include_if_exists = 'registry.conf'\ninclude_if_exists = 'operator.conf'\n";
        Files.writeString(fresh.resolve("postgresql.conf"), included);
        // Only a finished cluster gets the final name, so a kill in the middle leaves nothing to trip over.
        Files.move(fresh, pgData, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String settings(Path pgData, int port, boolean durable) throws IOException {
        String on = durable ? "on" : "off";
        // Statements and row values in the server's log would carry personal data: error text only.
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = %s
                max_wal_size = %s
                wal_compression = off
                wal_buffers = 64MB
                checkpoint_timeout = 15min
                random_page_cost = 1.1
                jit = off
                idle_in_transaction_session_timeout = 60s
                timezone = 'UTC'
                fsync = %s
                synchronous_commit = %s
                full_page_writes = %s
                logging_collector = on
                log_directory = 'log'
                log_filename = 'postgresql-%%a.log'
                log_rotation_age = 1d
                log_rotation_size = 0
                log_truncate_on_rotation = on
                log_timezone = 'UTC'
                log_error_verbosity = terse
                log_min_error_statement = panic
                log_parameter_max_length_on_error = 0
                """.formatted(port, sharedBuffers(), mostWal(pgData), on, on, on);
    }

    /**
     * A tenth of the free space, between 1 and 6 GB. After each checkpoint every page of an index is logged whole once, and the
     * keys are hashes that touch all pages: the fewer checkpoints, the less is written. Compressing these pages would cost more
     * than writing them.
     */
    private static String mostWal(Path pgData) throws IOException {
        long free = Files.getFileStore(pgData).getUsableSpace() >> 20;
        return Math.max(1_024, Math.min(6_144, free / 10)) + "MB";
    }

    /** An eighth of the machine's memory, between 128 MB and 4 GB: the rows of the subjects in work should stay in it. */
    private static String sharedBuffers() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize() >> 20
                : 0;
        return Math.max(128, Math.min(4_096, memory / 8)) + "MB";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /**
     * Ends a server that an earlier, killed program left on the directory. The caller holds the directory's lock, so
     * no living program uses it.
     */
    private static void endOrphan(Path binaries, Path pgData) throws IOException {
        Path pidFile = pgData.resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(
                    Files.readString(pidFile).lines().findFirst().orElse("0").strip());
            ProcessHandle process = ProcessHandle.of(pid).orElse(null);
            if (process != null && Processes.worksIn(process, pgData)) {
                log.warn(
                        "PostgreSQL process {} of an earlier run is still on {}; ending it in good order", pid, pgData);
                stop(binaries, pgData, process);
            } else if (process != null) {
                // After a reboot or in a container the number may be a stranger's; PostgreSQL would refuse to start.
                log.warn("{} names process {}, which is not PostgreSQL; removing the stale file", pidFile, pid);
                awaitNobodyIn(pgData);
                Files.deleteIfExists(pidFile);
            }
        }
        awaitNobodyIn(pgData);
    }

    /** Backends whose postmaster was killed notice within moments; starting beside them would corrupt the data. */
    private static void awaitNobodyIn(Path pgData) throws IOException {
        for (ProcessHandle process : Processes.workingIn(pgData)) {
            if (!awaitEnd(process, pgData)) {
                throw new IOException("DATA_DIR_IN_USE: process " + process.pid() + " still works on " + pgData
                        + " without its server; end it, then start again");
            }
        }
    }

    private static boolean stop(Path binaries, Path pgData, ProcessHandle postmaster) {
        for (String mode : List.of("fast", "immediate")) {
            long seconds = mode.equals("fast") ? FAST_STOP_SECONDS : IMMEDIATE_STOP_SECONDS;
            Processes.Outcome outcome =
                    pgCtl(binaries, pgData, seconds + 5, "stop", "-w", "-m", mode, "-t", Long.toString(seconds));
            if (outcome.exit() == 0 || !Processes.worksIn(postmaster, pgData)) {
                return true;
            }
            log.warn(
                    "PostgreSQL on {} did not stop ({}): {}",
                    pgData,
                    mode,
                    outcome.output().strip());
        }
        // Safe for the data: what was committed is in the write-ahead log and is replayed at the next start.
        postmaster.destroyForcibly();
        return awaitEnd(postmaster, pgData);
    }

    /** A process that has ended and that nobody has waited for yet still counts as alive to Java, so look at its work. */
    private static boolean awaitEnd(ProcessHandle process, Path pgData) {
        try {
            process.onExit().get(IMMEDIATE_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.debug("process {} has not been seen to end", process.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !Processes.worksIn(process, pgData);
    }

    private static Processes.Outcome pgCtl(Path binaries, Path pgData, long seconds, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(binaries.resolve("bin/pg_ctl").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-D", pgData.toString()));
        return Processes.run(binaries, seconds, command);
    }

    public int port() {
        return port;
    }

    /** The URL of the server's first database, {@code postgres}, which the registry's tables live in. */
    public String jdbcUrl() {
        return jdbcUrl(port);
    }

    private static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The server's process number. */
    public long pid() {
        try {
            return Long.parseLong(Files.readString(pgData.resolve("postmaster.pid"))
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server: at once for its clients, within 55 seconds at worst. The data stays. */
    /**
     * Leaves the stop at the program's end to its owner, who has work to finish on the database and then closes it. Hooks
     * of the JVM run side by side, so that this server's own would take the database away under that work.
     */
    public void stoppedByOwner() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException alreadyShuttingDown) {
            log.debug("told during shutdown");
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException alreadyShuttingDown) {
            log.debug("closing during shutdown");
        }
        stop();
    }

    private synchronized void stop() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (Files.exists(pgData.resolve("postmaster.pid"))) {
                ProcessHandle.of(pid()).ifPresent(process -> stop(binaries, pgData, process));
            }
        } finally {
            try {
                lock.close();
            } catch (IOException e) {
                log.warn("lock file of {} could not be closed", pgData, e);
            }
        }
    }
}
