/**
 * What departments read and the registry says otherwise now (纠错召回; Decree 809 article 26). A department's recalls leave, without values,
 * and its acknowledgements enter; staff see who was told. Package {@code workbench} has the page.
 */
package org.basedata.registry.api.recall;
