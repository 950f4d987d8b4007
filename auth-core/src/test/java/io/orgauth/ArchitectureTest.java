package io.orgauth;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.Date;
import java.util.ServiceLoader;

/** The rules inside auth-core that no compiler knows. Between modules, the poms and module descriptors hold the arrows. */
@AnalyzeClasses(packages = "io.orgauth", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_inCore_haveNoCycle =
            slices().matching("io.(**)").should().beFreeOfCycles();

    /** The words need no other package of ours, but for the file that a sealing key lives in. */
    @ArchTest
    static final ArchRule words_dependOnTheJdkOnly = classes()
            .that()
            .resideInAPackage("io.orgauth")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.orgauth", "io.orgauth.file", "java..", "javax.crypto..", "org.jspecify..");

    @ArchTest
    static final ArchRule json_dependsOnTheJdkOnly = classes()
            .that()
            .resideInAPackage("io.orgauth.json..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.orgauth.json..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule files_dependOnTheJdkOnly = classes()
            .that()
            .resideInAPackage("io.orgauth.file..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.orgauth.file..", "java..", "org.jspecify..", "org.slf4j..");

    /** A request is judged by what an authenticator proves, whatever it proved it from. */
    @ArchTest
    static final ArchRule gate_knowsNoKindOfCredential = noClasses()
            .that()
            .resideInAPackage("io.orgauth.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.orgauth.token..", "io.orgauth.trust..", "io.orgauth.sso..");

    @ArchTest
    static final ArchRule tokens_knowNoTrustBundle = noClasses()
            .that()
            .resideInAPackage("io.orgauth.token..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.orgauth.trust..", "io.orgauth.sso..");

    /** The five run-time jars, and Bouncy Castle where a product brings it. */
    @ArchTest
    static final ArchRule core_usesItsBudgetOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.orgauth..",
                    "java..",
                    "javax..",
                    "com.nimbusds.jose..",
                    "com.github.benmanes.caffeine..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "org.bouncycastle..");

    /** A principal is proof. Whoever else needs one asks one of these packages for it. */
    @ArchTest
    static final ArchRule principal_isMadeByAuthenticatorsOnly = methods()
            .that()
            .areDeclaredIn(Principal.class)
            .and()
            .haveName("trusted")
            .should()
            .onlyBeCalled()
            .byClassesThat(resideInAnyPackage("io.orgauth.token", "io.orgauth.trust"));

    @ArchTest
    static final ArchRule time_isInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule state_isNeverStatic =
            fields().that().areStatic().should().beFinal().because("two products in one process share no state");

    @ArchTest
    static final ArchRule classes_areNeverFoundByName = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ServiceLoader.class, ObjectInputStream.class)
            .orShould()
            .callMethod(Class.class, "forName", String.class);
}
