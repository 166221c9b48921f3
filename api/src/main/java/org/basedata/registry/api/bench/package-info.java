/**
 * Measures the registry against ceilings taken in the same run on the same database. A running registry enters; figures
 * leave, each beside its ceiling. The ceilings are plain code, to be looked at.
 */
package org.basedata.registry.api.bench;
