/**
 * The record of accesses over HTTP: who read what, how much each department uses, and what stood out. Requests of auditors, information
 * officers and providers enter; what each of them may see of the record leaves, and that is on record itself.
 */
package org.basedata.registry.api.access;
