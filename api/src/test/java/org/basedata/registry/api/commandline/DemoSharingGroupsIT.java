package org.basedata.registry.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingGroupState;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DemoSharingGroupsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static long inForce(Registry registry, SharingGroup group) {
        LocalDate today = SharingRegistrar.day(registry.clock().instant());
        return group.agreements().stream()
                .map(id -> registry.sharingStreams().agreement(id).orElseThrow())
                .map((SharingAgreement file) -> file.state(today))
                .filter(AgreementState.IN_FORCE::equals)
                .count();
    }

    @Test
    void a_demonstration_has_a_special_use_that_is_running_and_one_that_waits_for_a_member() throws Exception {
        try (Registry registry = Registry.open(
                db.database(),
                CatalogueLoader.standardYaml(),
                Clock.systemUTC(),
                1,
                Files.createTempDirectory("registry-spool-"))) {
            new DemoSharingGroups(registry).found();
            SharingGroup tax = registry.sharingStreams().group("TAX-EXCHANGE").orElseThrow();
            assertThat(tax.state()).isEqualTo(SharingGroupState.ACTIVE);
            assertThat(inForce(registry, tax)).isEqualTo(4);
            assertThat(tax.filedAs()).isNotNull();
            assertThat(registry.members().of("SW").inUse()).containsKey("TAX-EXCHANGE");
            SharingGroup marriage =
                    registry.sharingStreams().group("MARRIAGE-FAMILY").orElseThrow();
            assertThat(inForce(registry, marriage)).isEqualTo(2);
            assertThat(marriage.agreements()).hasSize(4);
            assertThat(marriage.parts()).anyMatch(part -> part.what().giver().equals("GA") && part.given() == null);
            new DemoSharingGroups(registry).found();
            assertThat(registry.sharingStreams()
                            .group("TAX-EXCHANGE")
                            .orElseThrow()
                            .version())
                    .isEqualTo(tax.version());
        }
    }
}
