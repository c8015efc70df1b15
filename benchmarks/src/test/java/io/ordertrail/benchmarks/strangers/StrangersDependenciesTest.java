package io.ordertrail.benchmarks.strangers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.ordertrail.benchmarks.strangers", importOptions = DoNotIncludeTests.class)
class StrangersDependenciesTest {

    @ArchTest
    static final ArchRule the_panels_share_no_code_with_what_reads_them = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ordertrail.panel..",
                    "io.ordertrail.simulator..",
                    "io.ordertrail.intake..",
                    "io.ordertrail.poller..",
                    "io.ordertrail.domain..")
            .because("code from the same hands agrees where both are wrong");
}
