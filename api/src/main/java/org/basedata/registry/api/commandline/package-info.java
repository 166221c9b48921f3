/**
 * The programs of the command line: serve, demo, import, acts, rebuild, verify, candidates. Arguments enter; exit codes and words on the terminal leave.
 * The registry or its HTTP interface does the work.
 */
package org.basedata.registry.api.commandline;
