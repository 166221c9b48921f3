/**
 * Made-up deliveries of many departments with a known number of known faults. A size and a seed enter; CSV files and a
 * truth file leave: the truth says, from what was put in on purpose, which rows must be refused and why, which records
 * held and which conflicts opened. {@code IdentityMatters} adds people and entities of their own whose numbers change, collide, split and
 * merge, with the acts about them and a truth of its own. Nothing of the registry is used here: a sample made with the registry's own rules
 * could only agree with itself. The package that reads the files is {@code org.basedata.registry.importers}.
 */
package org.basedata.registry.importers.sample;
