/**
 * The description of the interface (OpenAPI). The endpoints' annotations enter; one document leaves in which every operation,
 * field and error has words and an example.
 */
package org.basedata.registry.api.document;
