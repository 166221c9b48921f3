package org.basedata.registry.importers.delivery;

import java.util.UUID;

/**
 * A receipt as it goes out.
 *
 * @param json UTF-8 JSON of a {@link Receipt}; a repeated request gets these bytes verbatim
 */
public record StoredReceipt(UUID deliveryId, byte[] json) {}
