/**
 * The one way by which anything of subjects leaves the registry. A request with its purpose enters; what it may see is decided, the answer
 * is put on record, and only then it leaves. Endpoints and pages that show subjects come this way.
 */
package org.basedata.registry.api.inquiry;
