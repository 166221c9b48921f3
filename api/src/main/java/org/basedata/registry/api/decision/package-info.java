/** Decisions for many conflicts of one shape over HTTP: what waits for one, what was proposed, approved, carried out and undone. */
package org.basedata.registry.api.decision;
