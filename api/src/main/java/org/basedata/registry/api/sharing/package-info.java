/**
 * Sharing over HTTP: applications, agreements and what is done to them, purposes, confidentiality agreements, demands and complaints. Who asks
 * enters; what concerns them leaves. The domain decides.
 */
package org.basedata.registry.api.sharing;
