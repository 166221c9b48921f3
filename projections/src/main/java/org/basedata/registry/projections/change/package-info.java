/**
 * Changes of master records in the order of the log, for those who are told of them (变更订阅). Events of subjects enter; rows of table {@code
 * subject_change} leave, a row an event that may change what is answered. What was changed is no part of a row: it is read off the streams
 * when somebody is told. Package {@code api.change} decides who is told what.
 */
package org.basedata.registry.projections.change;
