/**
 * Rules across subjects: which subjects name which others, and where what is known of the two contradicts. Events of subjects enter in
 * the order of the log, and their master records as package {@code subject} keeps them; the tables {@code subject_tie} and {@code
 * tie_violation} leave. Packages {@code conflict} and {@code rebuild} read them.
 */
package org.basedata.registry.projections.rule;
