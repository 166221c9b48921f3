/**
 * Deliveries over HTTP. JSON bodies and files enter; receipts, progress and refused rows leave. The importers' desk does the
 * work.
 */
package org.basedata.registry.api.delivery;
