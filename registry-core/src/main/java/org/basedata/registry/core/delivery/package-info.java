/**
 * Deliveries as events: one stream a delivery says when it came, how many rows were refused for what, and how it ended. The
 * importers append them; the projections make receipts and statistics of them.
 */
package org.basedata.registry.core.delivery;
