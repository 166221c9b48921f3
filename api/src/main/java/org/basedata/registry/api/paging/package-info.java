/**
 * Pages of lists. The place where a page ended enters; an opaque mark leaves that only this registry can have written and
 * that fits only the question it was given for.
 */
package org.basedata.registry.api.paging;
