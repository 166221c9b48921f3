/**
 * Master records over HTTP. Keys, references and searches enter with a point in time; what the registry knows of these
 * subjects leaves, item by item, with its history and its reasons. The projections answer.
 */
package org.basedata.registry.api.subject;
