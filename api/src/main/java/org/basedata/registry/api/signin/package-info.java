/**
 * Who is asking: people by form or by the organisation's own sign-in, systems by tokens or certificates. Requests to the workbench and to
 * the interface enter; they leave with an {@link org.basedata.registry.core.account.Actor}, or are refused. It is also where tokens are
 * issued. Package {@code workbench} has the pages.
 */
package org.basedata.registry.api.signin;
