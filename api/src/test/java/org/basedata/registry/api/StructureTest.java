package org.basedata.registry.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the code: who may depend on whom. */
class StructureTest {
    private static final String ROOT = "org.basedata.registry.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // That knows folders only; a build that packages has the tests of other modules in archives.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.basedata.registry");

    @Test
    void core_sees_none_of_the_other_modules() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "projections..", ROOT + "importers..", ROOT + "api..")
                .because("core may use: core, the JDK, Axon, Spring JDBC, Jackson, the CSV library")
                .check(CODE);
    }

    @Test
    void projections_and_importers_see_core_only() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "projections..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "importers..", ROOT + "api..")
                .because("projections may use: core")
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "importers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "projections..", ROOT + "api..")
                .because("importers may use: core")
                .check(CODE);
    }

    @Test
    void packages_of_a_module_form_no_cycle() {
        for (String module : new String[] {"core", "projections", "importers", "api"})
            slices().matching(ROOT + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("packages depend one way; move the shared type to the lower package")
                    .check(CODE);
    }

    @Test
    void the_domain_is_pure() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "core.identifier..",
                        ROOT + "core.comparison..",
                        ROOT + "core.record..",
                        ROOT + "core.survivorship..",
                        ROOT + "core.rule..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "org.axonframework..")
                .because("deciding is a pure function: no database, no clock, no framework")
                .check(CODE);
    }

    @Test
    void nobody_reads_the_system_clock() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time comes from the one injected Clock")
                .check(CODE);
    }

    @Test
    void the_sample_generator_does_not_know_the_rules_it_is_checked_against() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "importers.sample..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "core..", ROOT + "projections..", ROOT + "api..")
                .because(
                        "it may use: the JDK and the CSV library; with the core's rules it would only agree with itself")
                .check(CODE);
    }

    @Test
    void events_are_records() {
        classes()
                .that()
                .areAssignableTo(org.basedata.registry.core.subject.SubjectEvent.class)
                .and(new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are not interfaces") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !type.isInterface();
                    }
                })
                .should()
                .beRecords()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(CODE);
    }
}
