package org.basedata.registry.core.account;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A person, or a system of a department, on whose behalf something is done (操作人).
 *
 * @param name unique sign-in name of a person, client id of a system
 * @param person the name that is put on record
 * @param department code of the source or consuming department; null for the reconciliation office itself
 */
public record Actor(String name, String person, String department, Set<Role> roles) {
    public Actor {
        roles = roles.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
