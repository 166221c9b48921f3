package org.basedata.registry.core.access;

import java.time.Clock;
import java.util.UUID;
import org.basedata.registry.core.database.Database;

/** Puts answers on record from several threads, and prints the id of each right after that, until it is killed. */
final class AccessLogProgram {
    private AccessLogProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Database database = Database.connect(arguments[0], arguments[1], arguments[2], 2);
        AccessLog log = new AccessLog(database, Clock.systemUTC());
        Thread last = null;
        for (int i = 0; i < 8; i++) {
            last = new Thread(() -> {
                while (true) {
                    UUID id = UUID.randomUUID();
                    log.record(Reads.of(id, null, 3), log.version());
                    System.out.println("given " + id);
                }
            });
            last.start();
        }
        last.join();
    }
}
