package org.basedata.registry.projections.delivery;

import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import tools.jackson.databind.ObjectMapper;

/** Deliveries by id. */
public final class DeliveryRecords {
    public DeliveryRecords(DataSource dataSource, ObjectMapper json) {}

    /** Empty when the delivery is unknown or the projection has not come to it yet. */
    public Optional<DeliveryRecord> find(UUID delivery) {
        throw new UnsupportedOperationException();
    }
}
