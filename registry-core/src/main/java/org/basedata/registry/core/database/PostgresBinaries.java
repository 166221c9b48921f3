package org.basedata.registry.core.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs, unpacked from the class path once for each user of the machine.
 *
 * <p>A directory shared by all users under {@code java.io.tmpdir} would belong to whoever came first: the second user
 * could not write it, and would run programs that the first can replace. So every user has a private directory (mode
 * 0700, owner checked), named by the SHA-256 of the archive so that two versions of the program do not meet.
 */
final class PostgresBinaries {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private PostgresBinaries() {}

    /** The directory that holds {@code bin/postgres}, unpacked if it is not there yet. */
    static Path unpack() {
        try {
            byte[] archive = archive();
            String name = "postgresql-" + sha256(archive).substring(0, 16);
            List<String> tried = new ArrayList<>();
            for (Path parent : candidates()) {
                try {
                    return unpackInto(parent, name, archive);
                } catch (IOException e) {
                    tried.add(parent + ": " + e);
                }
            }
            throw new IOException("POSTGRES_UNPACK: no private directory to unpack PostgreSQL into; set "
                    + "REGISTRY_CACHE_DIR to a directory of your own. Tried " + String.join("; ", tried));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] archive() throws IOException {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("POSTGRES_PLATFORM: the embedded database is carried for Linux only, this is "
                    + System.getProperty("os.name") + "; give --db-url instead");
        }
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", machine)) {
            if (in == null) {
                throw new IOException("POSTGRES_PLATFORM: no PostgreSQL programs for Linux " + machine
                        + " on the class path; give --db-url instead");
            }
            return in.readAllBytes();
        }
    }

    /** Where a private directory may be, best first. The home directory of a service account may not exist. */
    private static List<Path> candidates() {
        List<Path> paths = new ArrayList<>();
        String own = System.getenv("REGISTRY_CACHE_DIR");
        if (own != null && !own.isBlank()) {
            return List.of(Path.of(own));
        }
        Path home = Path.of(System.getProperty("user.home", "/nonexistent"));
        if (Files.isDirectory(home) && Files.isWritable(home)) {
            paths.add(home.resolve(".cache").resolve("base-data-registry"));
        }
        paths.add(Path.of(System.getProperty("java.io.tmpdir"), "base-data-registry-" + Processes.userId()));
        return paths;
    }

    private static Path unpackInto(Path parent, String name, byte[] archive) throws IOException {
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent.getParent());
            Files.createDirectory(parent, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
        Processes.requireOwn(parent);
        Path ready = parent.resolve(name);
        if (Files.isDirectory(ready)) {
            return ready;
        }
        Path part = Files.createTempDirectory(parent, name + ".part");
        try {
            untar(archive, part);
            // A rename is all or nothing: a reader sees no half-unpacked directory, whenever the program is killed.
            Files.move(part, ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteTree(part);
            if (!Files.isDirectory(ready)) {
                throw e;
            }
        }
        return ready;
    }

    private static void untar(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive)), 1 << 16))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, target.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0100) != 0) {
                        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(path));
                        mode.add(PosixFilePermission.OWNER_EXECUTE);
                        Files.setPosixFilePermissions(path, mode);
                    }
                }
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
