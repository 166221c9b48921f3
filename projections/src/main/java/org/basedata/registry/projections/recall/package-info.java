/**
 * Who was given a value that the registry says otherwise now (纠错召回). Events of subjects and the record of accesses enter; rows of table
 * {@code recall} leave, each for a department, and what the department says to it. Package {@code api.recall} shows them.
 */
package org.basedata.registry.projections.recall;
