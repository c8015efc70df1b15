package io.ordertrail.benchmarks.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.ordertrail.benchmarks.model", importOptions = DoNotIncludeTests.class)
class ModelDependenciesTest {

    @ArchTest
    static final ArchRule the_explorer_knows_only_itself = noClasses()
            .that()
            .resideInAPackage("io.ordertrail.benchmarks.model")
            .and()
            .doNotHaveSimpleName("ModelBenchmark")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.ordertrail..").and(resideOutsideOfPackage("io.ordertrail.benchmarks.model")))
            .because("it explores any protocol; what is explored is in packages below");

    @ArchTest
    static final ArchRule a_model_explores_what_decides_and_nothing_that_runs = noClasses()
            .that()
            .resideInAPackage("io.ordertrail.benchmarks.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx..",
                    "io.smallrye.mutiny..",
                    "io.quarkus..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "java.sql..")
            .because("what is explored is what decides, without what it runs on");
}
