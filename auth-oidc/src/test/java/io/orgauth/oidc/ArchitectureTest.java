package io.orgauth.oidc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.orgauth.ReplayGuard;
import io.orgauth.http.Fetcher;
import io.orgauth.sso.SsoContext;
import java.time.Clock;
import java.time.Instant;

/** The rules that no compiler knows. */
@AnalyzeClasses(packages = "io.orgauth.oidc", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** A judge is given what it judges: it reaches for no network, clock or memory of its own. */
    @ArchTest
    static final ArchRule judging_isPure = noClasses()
            .that()
            .haveSimpleName("AuthorizationResponse")
            .or()
            .haveSimpleName("IdTokenRules")
            .or()
            .haveSimpleName("IdentityReader")
            .or()
            .implement(Vendor.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Fetcher.class, Clock.class, ReplayGuard.class, SsoContext.class);

    @ArchTest
    static final ArchRule relyingParty_needsCoreAndALogOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.orgauth..", "java..", "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule time_isInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule state_isNeverStatic =
            fields().that().areStatic().should().beFinal();
}
