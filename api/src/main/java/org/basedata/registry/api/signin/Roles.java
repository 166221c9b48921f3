package org.basedata.registry.api.signin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.basedata.registry.core.account.Role;

/**
 * Who may call an operation of the interface: whoever has one of the roles. Every operation says it, itself or by its class; what of
 * the answer the caller sees is decided besides.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Roles {
    /** Empty for everybody who is known. */
    Role[] value();
}
