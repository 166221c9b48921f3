/**
 * Work that goes on after the request that ordered it: orders enter, one program at a time takes each of them step by step, and the pieces
 * of a file leave. {@code export} and {@code comparison} say what a step is.
 */
package org.basedata.registry.api.job;
