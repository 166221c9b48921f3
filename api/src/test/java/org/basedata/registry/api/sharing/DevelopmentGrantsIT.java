package org.basedata.registry.api.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.catalogue.Source;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Asked;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class DevelopmentGrantsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    @Test
    void every_department_reads_all_that_is_ever_shared_and_what_is_on_record_is_not_made_again() throws Exception {
        try (Registry registry = Registry.open(
                db.database(),
                CatalogueLoader.standardYaml(),
                Clock.systemUTC(),
                1,
                Files.createTempDirectory("registry-spool-"))) {
            new DevelopmentGrants(registry).put(false);
            LocalDate today = SharingRegistrar.day(registry.clock().instant());
            for (Source source : registry.catalogue().sources())
                for (SubjectType type : SubjectType.values()) {
                    Actor system = new Actor("x", null, source.code(), Set.of(Role.CONSUMER));
                    Entitlement entitled = Entitlement.of(
                            new Asked(system, DevelopmentGrants.ACCEPTANCE, null, type, null, ProvisionWay.INTERFACE),
                            registry.grants().of(source.code()),
                            registry.catalogue(),
                            today);
                    Set<String> shared = registry.catalogue().items(type).stream()
                            .filter(item -> item.sharing() != SharingType.NOT_SHARED)
                            .map(DataItem::code)
                            .collect(Collectors.toSet());
                    assertThat(entitled.items().keySet()).isEqualTo(shared);
                    assertThat(entitled.scopes()).isEmpty();
                }
            long events = events();
            new DevelopmentGrants(registry).put(false);
            assertThat(events()).isEqualTo(events);
            new DevelopmentGrants(registry).put(true);
            assertThat(events()).isGreaterThan(events);
            assertThat(registry.grants().of("JY").purposes()).containsOnlyKeys("ACCEPTANCE", "ENROLMENT");
        }
    }

    private static long events() {
        return new JdbcTemplate(db.dataSource()).queryForObject("SELECT count(*) FROM event", Long.class);
    }
}
