/**
 * Numbers that change, collide, split and merge: what staff or the responsible source decide about the identity of subjects enters
 * as a command; the events of all subjects concerned leave, in package {@link org.basedata.registry.core.subject}.
 */
package org.basedata.registry.core.identity;
