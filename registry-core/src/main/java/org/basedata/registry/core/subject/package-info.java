/**
 * One subject's stream. A submitted record enters with the state of the subjects it touches; events leave, and evolving the
 * state by them only assigns. Package {@code eventstore} keeps the events; the projections write the states they lead to.
 */
package org.basedata.registry.core.subject;
