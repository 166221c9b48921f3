package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.account.Actor;

/**
 * On whose behalf a step was taken, as it is put on record.
 *
 * @param name unique sign-in name, or client id of a system
 * @param person the person's name; of a system null
 * @param department code of the source or consuming department; null for the reconciliation office
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Who(String name, String person, String department) {
    /** What follows by itself from what became known. */
    public static final Who REGISTRY = new Who("registry", null, null);

    public static Who of(Actor actor) {
        return new Who(actor.name(), actor.person(), actor.department());
    }

    /** How a person is called among others. */
    public String called() {
        String called = person == null ? name : person;
        return department == null ? called : called + "(" + department + ")";
    }
}
