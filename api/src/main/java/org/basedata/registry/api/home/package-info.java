/**
 * Where a registry lives: a data directory with its own database, or a database elsewhere. Settings enter; the registry,
 * opened, leaves. The server and the programs of the command line run on it.
 */
package org.basedata.registry.api.home;
