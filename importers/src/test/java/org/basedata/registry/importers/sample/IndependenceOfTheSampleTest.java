package org.basedata.registry.importers.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "org.basedata.registry.importers.sample",
        importOptions = ImportOption.DoNotIncludeTests.class)
class IndependenceOfTheSampleTest {
    @ArchTest
    static final ArchRule nothing_of_the_registry_is_used = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackages(
                    "java..", "de.siegmar.fastcsv..", "org.basedata.registry.importers.sample"))
            .because(
                    "a sample made with the registry's rules could only agree with itself; allowed are the JDK, fastcsv"
                            + " and this package");
}
