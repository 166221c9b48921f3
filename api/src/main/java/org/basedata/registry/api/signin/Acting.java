package org.basedata.registry.api.signin;

import java.util.Collection;
import org.basedata.registry.core.account.Actor;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Whoever Spring Security knows, in whatever way: all lead to an actor. */
interface Acting {
    Actor actor();

    static Collection<GrantedAuthority> authorities(Actor actor) {
        return actor.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }
}
