/**
 * Files of all subjects that a department may see something of: an order enters, a file leaves. Package {@code job} works orders off,
 * {@code subject} reads, {@code inquiry} decides and puts on record.
 */
package org.basedata.registry.api.export;
