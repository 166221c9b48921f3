/**
 * Numbers by which persons and legal entities are known: what a source wrote enters as text with its document type,
 * a normalised {@link org.basedata.registry.core.identifier.Identifier} or the faults that forbid one leave. Only the
 * document type decides how a number is read. A subject is looked up or begun with the identifier next.
 */
package org.basedata.registry.core.identifier;
