package io.orgauth.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("io.orgauth.testkit");

    /** A demo runs {@link IdentityProviderServer} without JUnit. */
    @Test
    void junit_isNeededByTheExtensionOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("FakeIdentityProvider")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("FakeIdentityProvider")
                .check(MAIN);
    }

    /** A mistake that both sides share would agree with itself. */
    @Test
    void messages_areMadeWithoutTheCodeThatJudgesThem() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.orgauth.testkit",
                        "io.orgauth.http",
                        "io.orgauth.json",
                        "io.orgauth.sso",
                        "io.orgauth.token",
                        "com.nimbusds..",
                        "com.sun.net.httpserver",
                        "org.junit..",
                        "org.jspecify..",
                        "org.w3c.dom",
                        "org.xml.sax",
                        "java..",
                        "javax..")
                .check(MAIN);
    }
}
