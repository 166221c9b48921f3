/**
 * Cases over HTTP. Filters, orders and files enter, each on somebody's behalf; the queue, cases as far as that person may see them, and refusals
 * that say why leave.
 */
package org.basedata.registry.api.reconciliation;
