package io.ordertrail.architecture;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** How the code is written, where a rule can see it. */
@AnalyzeClasses(packages = "io.ordertrail", importOptions = DoNotIncludeTests.class)
class CodingRulesTest {

    private static final String[] SERVICES_AND_LIBRARIES = {
        "io.ordertrail.domain..",
        "io.ordertrail.events..",
        "io.ordertrail.kit.outbox..",
        "io.ordertrail.kit.keys..",
        "io.ordertrail.kit.web..",
        "io.ordertrail.panel..",
        "io.ordertrail.intake..",
        "io.ordertrail.poller..",
        "io.ordertrail.refill..",
        "io.ordertrail.notifier.."
    };

    @ArchTest
    static final ArchRule time_comes_from_a_parameter = noClasses()
            .that()
            .resideInAnyPackage(SERVICES_AND_LIBRARIES)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .because("what decides takes an InstantSource, so that a test can move time");

    @ArchTest
    static final ArchRule chance_comes_from_a_parameter = noClasses()
            .that()
            .resideInAnyPackage(SERVICES_AND_LIBRARIES)
            .should()
            .callConstructor(Random.class)
            .because("what decides takes its randomness from outside, so that a seed repeats a run");

    @ArchTest
    static final ArchRule nothing_is_sent_and_forgotten = noClasses()
            .should()
            .callMethodWhere(name("sendAndForget"))
            .because("a send that nobody waits for is lost without a trace");

    @ArchTest
    static final ArchRule features_do_not_depend_on_each_other_in_circles = slices().matching(
                    "io.ordertrail.(intake|poller|refill|notifier).(*)..")
            .should()
            .beFreeOfCycles()
            .because("a circle of packages is one package that hides its size");

    @ArchTest
    static final ArchRule every_package_says_what_it_is_for =
            classes().that().resideInAnyPackage("io.ordertrail..").should(liveInANullMarkedPackage());

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                if (home.tryGetPackageInfo().isEmpty() || !home.isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, home.getName() + " has no package-info.java with @NullMarked"));
                }
            }
        };
    }
}
