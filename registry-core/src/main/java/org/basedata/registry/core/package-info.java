/** The domain of the registry: what sources say, and how one master record is derived from it. */
package org.basedata.registry.core;
