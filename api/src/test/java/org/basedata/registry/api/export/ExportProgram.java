package org.basedata.registry.api.export;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.api.server.Server;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.Database;

/** A server of its own on a database, for tests that kill it on the way. */
final class ExportProgram {
    private ExportProgram() {}

    /** Arguments: JDBC URL, user, password, spool folder. */
    public static void main(String[] arguments) {
        Database database = Database.connect(arguments[0], arguments[1], arguments[2], 8);
        Registry registry =
                Registry.open(database, CatalogueLoader.standardYaml(), Clock.systemUTC(), 2, Path.of(arguments[3]));
        Server.start(new OpenHome(database, registry), 0);
        while (true) LockSupport.park();
    }
}
