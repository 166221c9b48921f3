/** What importers keep of record. */
package org.basedata.registry.importers.ledger;
