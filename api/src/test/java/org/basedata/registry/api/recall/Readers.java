package org.basedata.registry.api.recall;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;

/** A person whose address is read, and corrected afterwards. */
public final class Readers {
    private final RunningRegistry registry;

    public Readers(RunningRegistry registry) {
        this.registry = registry;
    }

    /** @param ref of the person */
    public record Person(String number, String ref) {
        SubjectId subject() {
            return new SubjectId(UUID.fromString(ref));
        }
    }

    public Person person() {
        String number = Invented.man();
        registry.deliver("GA", household(number, 1, "天河路1号"));
        return new Person(number, registry.person(number).path("ref").asString());
    }

    private static Row household(String number, int version, String address) {
        return Row.household(number, "王小明").version(version).from("2000-01-01").with("registeredAddress", address);
    }

    /** What the department was given now is on record. */
    public void read(Person person, String department, String caseReference, String... items) {
        AccessLog log = registry.server().bean("accessLog", AccessLog.class);
        long sequence = registry.server()
                .bean(Registry.class.getName(), Registry.class)
                .masterRecords()
                .stored(SubjectType.PERSON, List.of(person.subject()), null)
                .subjects()
                .get(0)
                .sequence();
        log.record(
                new Access(
                        UUID.randomUUID(),
                        new Actor("reader-" + department, null, department, Set.of(Role.CONSUMER)),
                        "P1",
                        Set.of(),
                        caseReference,
                        Access.Operation.QUERY,
                        SubjectType.PERSON,
                        Set.of(items),
                        LocalDate.of(2026, 1, 5),
                        null,
                        List.of(new Access.Seen(person.subject(), sequence, Access.Outcome.GIVEN))),
                log.version());
    }

    /** Returns when whoever read it was told. */
    public void correct(Person person, int version, String address) {
        registry.deliver("GA", household(person.number(), version, address).operation("CORRECT", "登记差错"));
        Registry opened = registry.server().bean(Registry.class.getName(), Registry.class);
        try {
            if (!opened.followingRecalls().await(opened.engine().headPosition(), Duration.ofSeconds(60)))
                throw new AssertionError("recalls are behind the log");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
