/**
 * Deliveries as their senders ask for them. Events of deliveries enter through a streaming processor; the state and
 * the receipt of a delivery leave. Package {@code rebuild} makes the same rows from the store.
 */
package org.basedata.registry.projections.delivery;
