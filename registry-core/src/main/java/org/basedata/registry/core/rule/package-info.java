/**
 * Rules over several items, of one subject or of two that are tied to each other. The item timelines enter, contradictions leave as
 * conflicts of kind RULE; the values themselves are left alone, because no rule can tell which of them is wrong.
 */
package org.basedata.registry.core.rule;
