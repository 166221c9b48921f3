/**
 * Code lists of the national standards and division codes with their history: files of facts under {@code /reference}
 * enter once, answers about single codes leave. Nothing here knows of subjects or sources; the numbers of persons
 * ({@code identifier}) and the values of items ({@code catalogue}) are checked against it next.
 */
package org.basedata.registry.core.reference;
