/**
 * What was agreed about sharing, as tables: agreements, departments with their purposes and confidentiality agreements, demands and
 * complaints. The domain writes in the transaction that appends; lists, and what a department was granted, leave.
 */
package org.basedata.registry.projections.sharing;
