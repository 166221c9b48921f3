package org.basedata.registry.core.submission;

/**
 * The end of a delivery, kept in the transaction that decides its last rows: whoever handles {@link EndDeliveries} knows what
 * belongs to it.
 */
public interface DeliveryEnd {}
