/**
 * Where deliveries come in. A batch of raw rows or a file enters; every row goes through the check to the intake; the receipt
 * leaves when outcomes, refused rows and the delivery's events are durable. Rows of files are read by package {@code file},
 * what must be kept of record is kept by package {@code ledger}.
 */
package org.basedata.registry.importers.delivery;
