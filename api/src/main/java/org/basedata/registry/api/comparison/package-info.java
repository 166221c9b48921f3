/**
 * Lists of departments, compared with the registry: a file enters, what came of each of its rows leaves, and chosen differences become
 * doubts. Package {@code job} works orders off, {@code subject} compares, {@code reconciliation} takes the doubts.
 */
package org.basedata.registry.api.comparison;
