package org.basedata.registry.api.bench;

/**
 * How clients call.
 *
 * @param clients at once, each over its own connection
 * @param seconds measured, of all runs together
 */
record HttpLoad(int clients, double warmUpSeconds, double seconds, int runs) {}
