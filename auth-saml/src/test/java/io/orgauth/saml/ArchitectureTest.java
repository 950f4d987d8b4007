package io.orgauth.saml;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Who may meet the engines, and that nobody outside does. */
@AnalyzeClasses(packages = "io.orgauth.saml", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule engineOfSignatures_isMetByTheVerifierOnly = noClasses()
            .that()
            .haveNameNotMatching("io\\.orgauth\\.saml\\.(SignatureVerifier.*|OnlyElement)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.xml.security.signature..", "org.apache.xml.security.utils..");

    @ArchTest
    static final ArchRule engineOfEncryption_isMetByDecryptionOnly = noClasses()
            .that()
            .doNotHaveSimpleName("Decryption")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.xml.security.encryption..");

    @ArchTest
    static final ArchRule verifiedElements_areMadeByTheVerifierOnly = noClasses()
            .that(nameMatching("(?!.*SignatureVerifier).*"))
            .should()
            .callConstructor(SignatureVerifier.VerifiedElement.class);

    @ArchTest
    static final ArchRule judgedAssertions_areMadeByTheJudgementOnly = noClasses()
            .that()
            .doNotHaveSimpleName("Judgement")
            .should()
            .callConstructor(JudgedAssertion.class, ResponseShape.class, VerifiedAssertion.class, Instant.class);

    @ArchTest
    static final ArchRule publicTypes_showNothingOfOpenSaml = noMethods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawReturnType(
                    resideInAnyPackage("org.opensaml..", "org.apache.xml..", "net.shibboleth..", "org.w3c.."));

    @ArchTest
    static final ArchRule wordsAndSettings_loadNothingOfOpenSaml = noClasses()
            .that()
            .haveSimpleName("SamlReason")
            .or()
            .haveSimpleName("Expectation")
            .or()
            .haveSimpleName("ResponsePolicy")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.opensaml..", "org.apache.xml..", "net.shibboleth.."));

    @ArchTest
    static final ArchRule all_dependOnTheBudgetOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.orgauth..",
                    "java..",
                    "javax..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "org.opensaml..",
                    "org.apache.xml.security..",
                    "net.shibboleth..",
                    "com.github.benmanes.caffeine..");
}
