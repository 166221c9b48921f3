/**
 * Master records, source records and their conflicts as tables. The working sets that package {@code core.subject}
 * evolves enter and are written in the transaction that appends their events; answers to questions as of any time
 * leave, with the history and the reason of each value. What subjects were known by follows the log. Package {@code conflict} lists what is in doubt.
 */
package org.basedata.registry.projections.subject;
