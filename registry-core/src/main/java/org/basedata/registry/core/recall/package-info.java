/**
 * Values that somebody was given and that turned out to be wrong (纠错召回; Decree 809 article 26). The events of a subject and what was
 * read of it enter; what of that is not what the registry says now leaves. Package {@code recall} of the projections tells the departments.
 */
package org.basedata.registry.core.recall;
