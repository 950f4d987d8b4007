package io.orgauth.apikey;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.orgauth.Principal;
import io.orgauth.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of this module that no compiler knows. */
@AnalyzeClasses(packages = "io.orgauth.apikey", importOptions = DoNotIncludeTests.class)
class ApiKeyArchitectureTest {
    @ArchTest
    static final ArchRule keys_needTheWordsAndTheAuditOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.orgauth.apikey",
                    "io.orgauth",
                    "io.orgauth.audit",
                    "java..",
                    "com.github.benmanes.caffeine..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule principal_isMadeByTheAuthenticatorOnly = noClasses()
            .that()
            .doNotBelongToAnyOf(ApiKeyAuthenticator.class)
            .should()
            .callMethodWhere(target(name("trusted")).and(target(owner(type(Principal.class)))));

    @ArchTest
    static final ArchRule time_isInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule state_isNeverStatic =
            fields().that().areStatic().should().beFinal();

    /** Operators search logs by these; changing one is a breaking change. */
    @Test
    void codes_areStable() {
        assertEquals(
                List.of(
                        "api_key_not_found",
                        "api_key_dead",
                        "api_key_would_widen",
                        "api_key_invalid",
                        "api_key_changed_meanwhile"),
                Arrays.stream(ApiKeyChangeReason.values()).map(Reason::code).toList());
    }
}
