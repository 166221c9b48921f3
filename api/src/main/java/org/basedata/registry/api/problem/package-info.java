/**
 * Errors as problem documents (RFC 9457). Whatever goes wrong on the way of a request enters; a document with a stable code
 * leaves, never a stack trace, an HTML page or a personal value. All other packages of the API end their refusals here.
 */
package org.basedata.registry.api.problem;
