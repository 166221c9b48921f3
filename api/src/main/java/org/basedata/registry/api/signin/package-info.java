/**
 * Who is asking: people by form or by the organisation's own sign-in, systems by tokens. Requests to the workbench and to the addresses
 * of cases and doubts enter; they leave with an {@link org.basedata.registry.core.account.Actor}, or are refused. All other addresses
 * are not touched. Package {@code workbench} has the pages.
 */
package org.basedata.registry.api.signin;
