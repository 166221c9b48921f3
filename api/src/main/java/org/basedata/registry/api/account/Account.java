package org.basedata.registry.api.account;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;

/**
 * A person who may sign in to the workbench, or a system that may ask for tokens.
 *
 * @param name unique among both: sign-in name, or client id
 * @param person the name that is put on record
 * @param department code of the source or consuming department; null for the reconciliation office itself
 * @param demo made by a demonstration or for development
 * @param changedAt when secret, roles or state were last changed: sessions and tokens from before no longer count
 */
public record Account(
        String name,
        Kind kind,
        String person,
        String department,
        Set<Role> roles,
        boolean disabled,
        boolean demo,
        Instant createdAt,
        Instant changedAt) {
    public enum Kind {
        PERSON,
        SYSTEM
    }

    public Account {
        // In the order of the enum, wherever they are shown.
        roles = roles.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    public boolean isSystem() {
        return kind == Kind.SYSTEM;
    }

    public Actor actor() {
        return new Actor(name, person, department, roles);
    }
}
