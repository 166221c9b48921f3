/**
 * The change feed (变更订阅): consuming departments are told what is answered otherwise than before, in the order of the log. A place where somebody
 * left off enters, with what they may see; entries leave, each with the record as it was after its change. Rows come from package {@code
 * projections.change}, and all that leaves does so by package {@code inquiry}.
 */
package org.basedata.registry.api.change;
