/** Tables derived from the events, and the questions they answer. */
package org.basedata.registry.projections;
