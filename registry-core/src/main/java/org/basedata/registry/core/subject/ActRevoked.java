package org.basedata.registry.core.subject;

import java.util.UUID;
import org.basedata.registry.core.account.Act;

/** An earlier act about these subjects no longer holds; what it did to records is undone, whatever came meanwhile. */
public record ActRevoked(Act act, UUID revoked) implements IdentityEvent {}
