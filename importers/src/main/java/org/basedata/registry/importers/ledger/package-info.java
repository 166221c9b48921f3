/**
 * What the importers keep of record, beside the events: refused rows, the order of extracts, and which program works on what.
 * Packages {@code file} and {@code delivery} enter outcomes here, in one transaction with the delivery's events; refused rows
 * leave as pages, and records missing from a complete extract leave as rows that end them, for the intake.
 */
package org.basedata.registry.importers.ledger;
