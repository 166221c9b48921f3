/**
 * Files as deliveries. A file enters; its character set and its columns are found out before anything is sent; its rows go
 * through the check to the intake in chunks, several at once, and a checkpoint follows what is durable. A report leaves, and
 * progress while it runs. Package {@code ledger} keeps what is refused.
 */
package org.basedata.registry.importers.file;
