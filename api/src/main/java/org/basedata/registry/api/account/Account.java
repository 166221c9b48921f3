package org.basedata.registry.api.account;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;

/**
 * A person who may sign in to the workbench, or a system that may ask for tokens.
 *
 * @param name unique among both: sign-in name, or client id
 * @param person the name that is put on record
 * @param department code of the source or consuming department; null for the reconciliation office itself
 * @param demo made by a demonstration or for development
 * @param changedAt when secret, roles or state were last changed: sessions and tokens from before no longer count. A second secret beside
 *     the first changes nothing of what there is
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
        Instant changedAt,
        Bounds bounds) {
    private static final Pattern DIVISION = Pattern.compile("[0-9]{6,12}");

    /**
     * Where the account's department stands, and how long the account is good.
     *
     * @param level of the department; null when it is not known
     * @param division code of the region that the department is responsible for (GB/T 2260); null when it is not known
     * @param expiresAt from then on nobody is let in by it; null for no end
     */
    public record Bounds(Level level, String division, Instant expiresAt) {
        public static final Bounds NONE = new Bounds(null, null, null);

        public Bounds {
            if (division != null && !DIVISION.matcher(division).matches())
                throw new IllegalArgumentException("a division is a code of 6 to 12 digits");
        }
    }

    /** Of government, as the catalogue has it of sources. */
    public enum Level {
        PROVINCE,
        CITY,
        DISTRICT,
        TOWN
    }

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

    /** Whether whoever shows that it is theirs is let in. */
    public boolean standsAt(Instant now) {
        return !disabled && (bounds.expiresAt() == null || now.isBefore(bounds.expiresAt()));
    }

    /** The sooner of the two: when something that the account has shown ends, and when the account does. */
    public Instant untilAtMost(Instant end) {
        Instant own = bounds.expiresAt();
        return own == null || end.isBefore(own) ? end : own;
    }

    public Actor actor() {
        return new Actor(name, person, department, roles);
    }
}
