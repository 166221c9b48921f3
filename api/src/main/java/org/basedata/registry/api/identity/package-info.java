/**
 * Where staff and responsible sources say that numbers changed, that two subjects are one or one is two. Acts enter as JSON and go
 * to {@link org.basedata.registry.core.identity}.
 */
package org.basedata.registry.api.identity;
