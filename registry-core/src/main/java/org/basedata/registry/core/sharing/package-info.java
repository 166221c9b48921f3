/**
 * Who may see what, for which purpose (共享). Applications of consuming departments, answers of providers and the state of agreements enter and
 * leave as events; from what was granted follows, for each request, an entitlement. Next is package {@code access}, which keeps on record
 * what was answered.
 */
package org.basedata.registry.core.sharing;
