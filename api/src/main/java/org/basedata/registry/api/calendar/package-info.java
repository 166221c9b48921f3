/**
 * The calendar of working days over HTTP: the arrangement of a year enters as a file, a year as it is in force and single deadlines leave.
 */
package org.basedata.registry.api.calendar;
