/**
 * Accounts of people and of departments' systems: made by the command line, of record in the database. A name and a secret enter; an
 * actor with roles leaves, or why there is none. Package {@code signin} puts this in front of the addresses that need it.
 */
package org.basedata.registry.api.account;
