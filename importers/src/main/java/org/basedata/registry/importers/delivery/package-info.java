/** Deliveries and their receipts. */
package org.basedata.registry.importers.delivery;
