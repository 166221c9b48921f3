package org.basedata.registry.api.home;

import org.basedata.registry.api.Registry;
import org.basedata.registry.core.database.Database;

/** A registry and the database under it; closing ends the registry first. */
public record OpenHome(Database database, Registry registry) implements AutoCloseable {
    @Override
    public void close() {
        try {
            registry.close();
        } finally {
            database.close();
        }
    }
}
