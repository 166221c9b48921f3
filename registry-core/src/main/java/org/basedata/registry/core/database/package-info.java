/**
 * PostgreSQL as the registry uses it. A data directory or a JDBC URL enters; a migrated schema, a connection pool and
 * a transaction manager leave. The embedded server is a real, durable PostgreSQL of its own on that directory. Next
 * comes {@code core.eventstore}, which keeps the events in it.
 */
package org.basedata.registry.core.database;
