/**
 * The HTTP application. An opened registry enters; a server on 127.0.0.1 leaves, whose endpoints are in the packages of the
 * single resources.
 */
package org.basedata.registry.api.server;
