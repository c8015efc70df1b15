package io.ordertrail.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.ordertrail", importOptions = DoNotIncludeTests.class)
class DependenciesTest {

    private static final String[] SERVICES = {
        "io.ordertrail.intake..", "io.ordertrail.poller..", "io.ordertrail.refill..", "io.ordertrail.notifier.."
    };
    private static final String[] DATABASE_AND_KAFKA = {
        "io.vertx.mutiny.sqlclient..",
        "io.vertx.sqlclient..",
        "org.hibernate..",
        "jakarta.persistence..",
        "org.apache.kafka..",
        "io.smallrye.reactive.messaging.."
    };

    @ArchTest
    static final ArchRule services_never_depend_on_each_other = slices().matching(
                    "io.ordertrail.(intake|poller|refill|notifier)..")
            .should()
            .notDependOnEachOther()
            .because("each is deployed, scaled and restarted alone; what they say to each other is in order-events");

    @ArchTest
    static final ArchRule libraries_know_nothing_of_services = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.ordertrail.domain..",
                    "io.ordertrail.events..",
                    "io.ordertrail.kit..",
                    "io.ordertrail.panel..",
                    "io.ordertrail.testsupport..",
                    "io.ordertrail.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES)
            .because("a library that knows its user serves only that one");

    @ArchTest
    static final ArchRule the_domain_knows_only_itself = noClasses()
            .that()
            .resideInAPackage("io.ordertrail.domain..")
            .should()
            .dependOnClassesThat(ordertrailApartFrom("io.ordertrail.domain.."))
            .because("its types are used everywhere");

    @ArchTest
    static final ArchRule events_know_only_the_domain = noClasses()
            .that()
            .resideInAPackage("io.ordertrail.events..")
            .should()
            .dependOnClassesThat(ordertrailApartFrom("io.ordertrail.events..", "io.ordertrail.domain.."))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASE_AND_KAFKA)
            .because("a shop may use order-events with any Kafka client");

    @ArchTest
    static final ArchRule the_panel_client_knows_panels_alone = noClasses()
            .that()
            .resideInAPackage("io.ordertrail.panel..")
            .should()
            .dependOnClassesThat(ordertrailApartFrom("io.ordertrail.panel..", "io.ordertrail.domain.."))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASE_AND_KAFKA)
            .because("it says what is known after a call; what follows is the services' business");

    @ArchTest
    static final ArchRule the_simulator_is_the_other_side = noClasses()
            .that()
            .resideInAPackage("io.ordertrail.simulator..")
            .should()
            .dependOnClassesThat(ordertrailApartFrom("io.ordertrail.simulator.."))
            .because("a panel that shares our code would share our mistakes");

    @ArchTest
    static final ArchRule the_notifier_calls_no_panel = noClasses()
            .that()
            .resideInAPackage("io.ordertrail.notifier..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.ordertrail.panel..")
            .because("all it needs to know is in the events");

    @ArchTest
    static final ArchRule guarded_statements_know_only_what_they_guard = noClasses()
            .that()
            .haveFullyQualifiedName("io.ordertrail.intake.order.GuardedStatements")
            .should()
            .dependOnClassesThat(resideInAPackage("io.ordertrail..")
                    .and(DescribedPredicate.not(resideInAPackage("io.ordertrail.intake.order"))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASE_AND_KAFKA)
            .because("they say what the statements do; a test holds the two to each other");

    private static DescribedPredicate<JavaClass> ordertrailApartFrom(String... packages) {
        return resideInAPackage("io.ordertrail..").and(DescribedPredicate.not(resideInAnyPackage(packages)));
    }
}
