package io.ordertrail.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** There is one way into the REST APIs. */
@AnalyzeClasses(packages = "io.ordertrail", importOptions = DoNotIncludeTests.class)
class AccessTest {

    private static final String ROLES_ALLOWED = "jakarta.annotation.security.RolesAllowed";
    private static final String PERMIT_ALL = "jakarta.annotation.security.PermitAll";

    @ArchTest
    static final ArchRule every_endpoint_says_who_may_call_it = methods()
            .that()
            .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
            .should(sayWhoMayCallThem())
            .because("an endpoint that says nothing is closed, which its author finds out only when it is called");

    @ArchTest
    static final ArchRule only_the_page_to_unsubscribe_is_open = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.ordertrail.notifier.mail.UnsubscribeResource")
            .should()
            .beAnnotatedWith(PERMIT_ALL)
            .because("an open endpoint is an exception that is listed here");

    @ArchTest
    static final ArchRule no_method_is_open = noMethods().should().beAnnotatedWith(PERMIT_ALL);

    @ArchTest
    static final ArchRule only_the_kit_authenticates = noClasses()
            .that()
            .resideOutsideOfPackage("io.ordertrail.kit.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus.security..", "io.quarkus.vertx.http.runtime.security..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.jboss.resteasy.reactive.server.ServerRequestFilter")
            .because("a second check of keys is a second way in");

    private static ArchCondition<JavaMethod> sayWhoMayCallThem() {
        return new ArchCondition<>("be annotated with @RolesAllowed or @PermitAll, or their class") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean says = method.isAnnotatedWith(ROLES_ALLOWED)
                        || method.isAnnotatedWith(PERMIT_ALL)
                        || method.getOwner().isAnnotatedWith(ROLES_ALLOWED)
                        || method.getOwner().isAnnotatedWith(PERMIT_ALL);
                if (!says) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " names no role"));
                }
            }
        };
    }
}
