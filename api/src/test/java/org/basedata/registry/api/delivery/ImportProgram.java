package org.basedata.registry.api.delivery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.importers.file.FileDelivery;

/** Imports a file and tells how far it is, a line a checkpoint, for tests that kill it on the way. */
final class ImportProgram {
    private ImportProgram() {}

    /** Arguments: JDBC URL, user, password, file, source, dataset, extract time of a complete extract or nothing, spool folder. */
    public static void main(String[] arguments) {
        try (Database database = Database.connect(arguments[0], arguments[1], arguments[2], 8);
                Registry registry = Registry.open(
                        database, CatalogueLoader.standardYaml(), Clock.systemUTC(), 2, Path.of(arguments[7]))) {
            FileDelivery file = FileDelivery.of(Path.of(arguments[3]), arguments[4], arguments[5]);
            if (!arguments[6].isEmpty()) file = file.extractedAt(Instant.parse(arguments[6]), true);
            registry.desk().fileImport().run(file, progress -> {
                System.out.println("rows " + progress.rows());
                System.out.flush();
            });
            System.out.println("done");
        }
    }
}
