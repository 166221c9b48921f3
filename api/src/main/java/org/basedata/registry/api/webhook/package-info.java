/**
 * Changes that are sent rather than fetched (推送订阅). What a system of a department wants to be told of enters, with an address; pages of the
 * change feed of package {@code change} leave to it, signed as Standard Webhooks have it, in order, until they have arrived.
 */
package org.basedata.registry.api.webhook;
