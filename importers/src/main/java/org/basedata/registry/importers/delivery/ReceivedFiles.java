package org.basedata.registry.importers.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.FileImport;
import org.basedata.registry.importers.file.FileRefused;
import org.basedata.registry.importers.file.ImportProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that were uploaded: kept in a spool folder until they are dealt with, imported a few at a time. */
final class ReceivedFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedFiles.class);
    private static final int AT_ONCE = 2;

    private final FileImport files;
    private final Path spool;
    private final Map<UUID, ImportProgress> running = new ConcurrentHashMap<>();
    private final ExecutorService imports = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "file-import");
        thread.setDaemon(true);
        return thread;
    });

    ReceivedFiles(FileImport files, Path spool) {
        this.files = files;
        this.spool = spool;
    }

    UUID receive(FileDelivery file) {
        try {
            Files.createDirectories(spool);
            String name = UUID.randomUUID() + ".delivery";
            Path copy = spool.resolve(name);
            MessageDigest digest = sha256();
            long size;
            try (InputStream in = new DigestInputStream(Files.newInputStream(file.file()), digest);
                    OutputStream out = Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW)) {
                size = in.transferTo(out);
            }
            // The sender is told that the file is here, so it must be here after a power cut too.
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            UUID delivery = files.note(file, name, HexFormat.of().formatHex(digest.digest()), size);
            start(delivery, copy);
            return delivery;
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be kept in the spool folder", e);
        }
    }

    void resumeUnfinished() {
        for (UUID delivery : files.adoptReceived())
            files.spooledAs(delivery).ifPresent(name -> start(delivery, spool.resolve(name)));
    }

    Optional<ImportProgress> progress(UUID delivery) {
        ImportProgress now = running.get(delivery);
        return now != null ? Optional.of(now) : files.progress(delivery);
    }

    private void start(UUID delivery, Path copy) {
        imports.execute(() -> {
            try {
                files.runReceived(delivery, copy, progress -> running.put(delivery, progress));
                Files.deleteIfExists(copy);
            } catch (FileRefused e) {
                LOG.info(
                        "file of delivery {} was refused: {}",
                        delivery,
                        e.faults().get(0).code());
                remove(copy);
            } catch (CancellationException e) {
                LOG.info("file of delivery {} goes on at the next start", delivery);
            } catch (IOException | RuntimeException e) {
                LOG.warn("file of delivery {} is kept to be continued at the next start", delivery, e);
            } finally {
                // From here on the checkpoint tells.
                running.remove(delivery);
            }
        });
    }

    private static void remove(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("{} could not be removed from the spool folder", copy.getFileName(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        imports.shutdownNow();
        try {
            imports.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
