package org.basedata.registry.api.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.basedata.registry.projections.rebuild.RebuildProgress;
import org.basedata.registry.projections.rebuild.RebuildReport;
import org.basedata.registry.projections.rebuild.VerificationReport;

/**
 * Where a registry's data are.
 *
 * @param dataDir holds the embedded database and uploaded files; created when it is not there
 * @param dbUrl JDBC URL of a PostgreSQL elsewhere; null for the embedded one
 * @param catalogue file with the catalogue; null for the one that comes with the registry
 */
public record Home(Path dataDir, String dbUrl, String dbUser, String dbPassword, Path catalogue) {
    /** Enough for the writers, the processors and as many readers as two to eight cores can serve. */
    private static final int CONNECTIONS = 32;

    private static final int FEW_CONNECTIONS = 2;

    /**
     * Reads the catalogue before anything is started, so that a faulty one leaves no trace.
     *
     * @throws UncheckedIOException when the catalogue cannot be read or the data directory cannot be used
     * @throws org.basedata.registry.core.catalogue.CatalogueRefused when the catalogue has faults
     * @throws org.basedata.registry.core.catalogue.CatalogueChanged when the store was filled under another catalogue
     */
    public OpenHome open(Clock clock) {
        return open(clock, progress -> {});
    }

    /**
     * The same, and tells of the rebuild by which the first opening after an upgrade begins, if the upgrade changed the form of
     * derived tables.
     *
     * @param upgrading told now and then, on the calling thread; never when nothing is to be done
     */
    public OpenHome open(Clock clock, Consumer<RebuildProgress> upgrading) {
        String yaml = catalogueYaml();
        CatalogueLoader.load(yaml);
        Database database = openDatabase();
        try {
            Path spool = Files.createDirectories(dataDir.resolve("spool"));
            int lanes = Math.max(2, Runtime.getRuntime().availableProcessors());
            if (Rebuild.neededAfterUpgrade(database)) Registry.rebuild(database, upgrading);
            return new OpenHome(database, Registry.open(database, yaml, clock, lanes, spool));
        } catch (IOException e) {
            database.close();
            throw new UncheckedIOException("DATA_DIR: " + dataDir + " cannot be written to", e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Builds the derived tables of this home again from the events, while no registry is open on it.
     *
     * @throws org.basedata.registry.projections.rebuild.RegistryLocked when one is
     */
    public RebuildReport rebuild(Consumer<RebuildProgress> progress) {
        try (Database database = openDatabase()) {
            return Registry.rebuild(database, progress);
        }
    }

    /**
     * Compares the derived tables of this home with the events, while no registry is open on it.
     *
     * @param differences told of each row that is not as the events say, one at a time
     * @throws org.basedata.registry.projections.rebuild.RegistryLocked when one is, or when a rebuild did not finish
     */
    public VerificationReport verify(Consumer<Difference> differences, Consumer<RebuildProgress> progress) {
        try (Database database = openDatabase()) {
            return Registry.verify(database, differences, progress);
        }
    }

    /** The database alone, also while a registry runs on it: for tables that belong to no subject. */
    public Database database() {
        return dbUrl == null
                ? Database.embeddedOrRunning(dataDir, FEW_CONNECTIONS)
                : Database.connect(dbUrl, dbUser, dbPassword, FEW_CONNECTIONS);
    }

    /** The catalogue that a registry of this home would be opened with. */
    public Catalogue catalogueRead() {
        return CatalogueLoader.load(catalogueYaml());
    }

    private Database openDatabase() {
        return dbUrl == null
                ? Database.embedded(dataDir, CONNECTIONS)
                : Database.connect(dbUrl, dbUser, dbPassword, CONNECTIONS);
    }

    private String catalogueYaml() {
        if (catalogue == null) return CatalogueLoader.standardYaml();
        try {
            return Files.readString(catalogue, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "CATALOGUE_UNREADABLE: " + catalogue + " is no readable UTF-8 file / 目录文件无法读取", e);
        }
    }
}
