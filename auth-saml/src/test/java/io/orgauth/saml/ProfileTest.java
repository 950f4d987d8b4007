package io.orgauth.saml;

import static io.orgauth.saml.Refusals.assertAccepted;
import static io.orgauth.saml.Refusals.assertRefused;
import static io.orgauth.saml.SamlLab.ACS;
import static io.orgauth.saml.SamlLab.GOOD;
import static io.orgauth.saml.SamlLab.IDP;
import static io.orgauth.saml.SamlLab.NOW;
import static io.orgauth.saml.SamlLab.RSA;
import static io.orgauth.saml.SamlLab.SP;
import static io.orgauth.saml.SamlLab.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a genuinely signed response must say: each row differs from the good one in one thing. */
class ProfileTest {
    static final String DATA = "<saml:SubjectConfirmationData InResponseTo=\"_request\" Recipient=\"" + ACS
            + "\" NotOnOrAfter=\"2026-01-15T12:05:00Z\"/>";
    static final String CONFIRMATION = "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
            + DATA + "</saml:SubjectConfirmation>";
    static final String RESTRICTION =
            "<saml:AudienceRestriction><saml:Audience>" + SP + "</saml:Audience></saml:AudienceRestriction>";
    static final String NAME_ID =
            "<saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">alice</saml:NameID>";

    @Test
    void judge_goodResponse_yieldsWhatItSays() {
        JudgedAssertion judged = assertAccepted(signed(GOOD), RSA.expectation().build());
        assertEquals("_response", judged.responseId());
        assertEquals("_assertion", judged.assertionId());
        NameId nameId = judged.nameId().orElseThrow();
        assertEquals("alice", nameId.value());
        assertEquals(Optional.of("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"), nameId.format());
        assertEquals(Optional.empty(), nameId.nameQualifier());
        assertEquals(Map.of("groups", List.of("staff", "ops")), judged.attributes());
        assertEquals(Optional.of("_session"), judged.sessionIndex());
        assertEquals(Instant.parse("2026-01-15T11:59:57Z"), judged.authnInstant());
        assertEquals(Optional.of("urn:oasis:names:tc:SAML:2.0:ac:classes:Password"), judged.authnContext());
        assertEquals(Instant.parse("2026-01-15T12:05:00Z"), judged.usableUntil(), "the earlier end, and the skew");
    }

    @Test
    void judge_base64WithLineBreaks_isRead() {
        String base64 = Base64.getMimeEncoder().encodeToString(signed(GOOD).getBytes(StandardCharsets.UTF_8));
        assertAccepted(base64, RSA.expectation().build());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.orgauth.saml.ProfileFaults#all")
    void refused(String what, String from, String to, SamlReason reason) {
        assertRefused(reason, signed(with(GOOD, from, to)), RSA.expectation().build());
    }

    @Test
    void judge_withoutConditions_isRefused() {
        String none = GOOD.replaceAll("<saml:Conditions.*</saml:Conditions>", "");
        assertRefused(
                SamlReason.CONDITIONS_MISSING, signed(none), RSA.expectation().build());
    }

    @Test
    void judge_withoutAuthnStatement_isRefused() {
        String none = GOOD.replaceAll("<saml:AuthnStatement.*</saml:AuthnStatement>", "");
        assertRefused(
                SamlReason.AUTHENTICATION_MISSING,
                signed(none),
                RSA.expectation().build());
    }

    @Test
    void judge_destinationAbsentFromSignedResponse_isRefused() {
        String none = with(GOOD, " Destination=\"" + ACS + "\"", "");
        assertAccepted(signed(none), RSA.expectation().build());
        assertRefused(
                SamlReason.DESTINATION_NOT_OURS,
                RSA.signed(none, "_response"),
                RSA.expectation().build());
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("response without issuer", "<saml:Issuer>" + IDP + "</saml:Issuer><samlp", "<samlp"),
                arguments("audience in white space", ">" + SP + "<", ">\n  " + SP + "\n<"),
                arguments(
                        "audience among others",
                        "<saml:Audience>",
                        "<saml:Audience>https://other.example</saml:Audience><saml:Audience>"),
                arguments("two restrictions that include us", RESTRICTION, RESTRICTION + RESTRICTION),
                arguments("one time use", RESTRICTION, RESTRICTION + "<saml:OneTimeUse/><saml:ProxyRestriction/>"),
                arguments(
                        "conditions without times",
                        " NotBefore=\"2026-01-15T11:55:00Z\" NotOnOrAfter=\"2026-01-15T12:04:00Z\"",
                        ""),
                arguments("first confirmation over", CONFIRMATION, with(CONFIRMATION, "12:05", "11:05") + CONFIRMATION),
                arguments(
                        "first confirmation of another method",
                        CONFIRMATION,
                        with(CONFIRMATION, "bearer", "holder-of-key") + CONFIRMATION),
                arguments("no session end", " SessionNotOnOrAfter=\"2026-01-15T20:00:00Z\"", ""),
                arguments("fractions of seconds", "11:59:59Z", "11:59:59.1234567Z"),
                arguments("another zone", "2026-01-15T11:59:59Z", "2026-01-15T13:59:59+02:00"),
                arguments(
                        "extensions",
                        "<samlp:Status>",
                        "<samlp:Extensions><x:y xmlns:x=\"urn:x\">z</x:y></samlp:Extensions><samlp:Status>"),
                arguments(
                        "status with a message",
                        "</samlp:Status>",
                        "<samlp:StatusMessage>fine</samlp:StatusMessage></samlp:Status>"),
                arguments("text in CDATA", ">staff<", "><![CDATA[staff]]><"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String what, String from, String to) {
        JudgedAssertion judged =
                assertAccepted(signed(with(GOOD, from, to)), RSA.expectation().build());
        assertEquals("alice", judged.nameId().orElseThrow().value());
        assertEquals(List.of("staff", "ops"), judged.attributes().get("groups"));
    }

    @Test
    void judge_timesAtTheEdgeOfTheSkew_areExclusiveAtTheEnd() {
        Expectation none = expecting(Duration.ZERO);
        assertAccepted(signed(with(GOOD, "11:55:00Z", "12:00:00Z")), none);
        assertRefused(SamlReason.CONDITIONS_NOT_YET_MET, signed(with(GOOD, "11:55:00Z", "12:00:00.001Z")), none);
        assertRefused(SamlReason.CONDITIONS_EXPIRED, signed(with(GOOD, "12:04:00Z", "12:00:00Z")), none);
        assertAccepted(signed(with(GOOD, "12:04:00Z", "12:00:00.001Z")), none);
        Expectation some = expecting(Duration.ofSeconds(60));
        assertAccepted(signed(with(GOOD, "11:55:00Z", "12:01:00Z")), some);
        assertRefused(SamlReason.CONFIRMATION_EXPIRED, signed(with(GOOD, "12:05:00Z", "11:59:00Z")), some);
        assertAccepted(signed(with(GOOD, "12:05:00Z", "11:59:01Z")), some);
    }

    @Test
    void judge_nameId_isKeptToTheCharacter() {
        String odd = signed(with(GOOD, ">alice<", "> Alice@Example.ORG &#8203;&amp;<"));
        assertEquals(
                " Alice@Example.ORG \u200b&",
                Refusals.JUDGE
                        .judge(odd, RSA.expectation().build())
                        .nameId()
                        .orElseThrow()
                        .value());
    }

    @Test
    void judge_nameIdQualifiers_areTold() {
        String qualified =
                signed(with(GOOD, "<saml:NameID ", "<saml:NameID NameQualifier=\"a\" SPNameQualifier=\"b\" "));
        NameId nameId =
                assertAccepted(qualified, RSA.expectation().build()).nameId().orElseThrow();
        assertEquals(Optional.of("a"), nameId.nameQualifier());
        assertEquals(Optional.of("b"), nameId.spNameQualifier());
        assertEquals("NameId[urn:oasis:names:tc:SAML:2.0:nameid-format:persistent]", nameId.toString());
    }

    @Test
    void judge_subjectIsAttribute_needsNoNameIdButASubject() {
        Expectation expected = RSA.expectation().subjectIsAttribute().build();
        assertEquals(
                Optional.empty(),
                assertAccepted(signed(with(GOOD, NAME_ID, "")), expected).nameId());
        assertRefused(SamlReason.NAME_ID_MISSING, signed(with(GOOD, ">alice<", "><")), expected);
        assertRefused(
                SamlReason.NAME_ID_MISSING,
                signed(with(GOOD, "<saml:Subject>" + NAME_ID + CONFIRMATION + "</saml:Subject>", "")),
                expected);
    }

    @Test
    void judge_oneAttributeTwice_hasTheValuesOfBoth() {
        String twice = with(
                GOOD,
                "</saml:AttributeStatement>",
                "<saml:Attribute Name=\"groups\"><saml:AttributeValue>root</saml:AttributeValue></saml:Attribute>"
                        + "</saml:AttributeStatement><saml:AttributeStatement><saml:Attribute Name=\"none\"/></saml:AttributeStatement>");
        JudgedAssertion judged = assertAccepted(signed(twice), RSA.expectation().build());
        assertEquals(Map.of("groups", List.of("staff", "ops", "root"), "none", List.of()), judged.attributes());
    }

    @Test
    void judge_attributeValueOfElements_hasNoTextButThatOfANameId() {
        String nested = with(
                GOOD,
                ">staff<",
                "><x:y xmlns:x=\"urn:x\">no</x:y></saml:AttributeValue><saml:AttributeValue><saml:NameID>targeted</saml:NameID><");
        JudgedAssertion judged =
                assertAccepted(signed(nested), RSA.expectation().build());
        assertEquals(Map.of("groups", List.of("targeted", "ops")), judged.attributes());
    }

    @Test
    void judge_unsolicited_mustAnswerNoRequest() {
        String unsolicited = with(
                with(GOOD, ACS + "\" InResponseTo=\"_request\"", ACS + "\""),
                "ConfirmationData InResponseTo=\"_request\"",
                "ConfirmationData");
        Expectation expected = expectingUnsolicited();
        assertAccepted(signed(unsolicited), expected);
        assertRefused(SamlReason.IN_RESPONSE_TO_NOT_EXPECTED, signed(GOOD), expected);
        assertRefused(
                SamlReason.IN_RESPONSE_TO_NOT_EXPECTED,
                signed(with(GOOD, ACS + "\" InResponseTo=\"_request\"", ACS + "\"")),
                expected);
    }

    @Test
    void judge_requestNamedOutsideTheSignatureOnly_isRefused() {
        String assertion =
                RSA.signed(with(GOOD, "ConfirmationData InResponseTo=\"_request\"", "ConfirmationData"), "_assertion");
        assertRefused(
                SamlReason.IN_RESPONSE_TO_OTHER_REQUEST,
                assertion,
                RSA.expectation().build());
    }

    @Test
    void judge_confirmationBeginning_isToleratedWhereAllowedAndCome() {
        Expectation lax = RSA.expectation()
                .policy(ResponsePolicy.strict().allowingConfirmationBeginning())
                .build();
        String early = "<saml:SubjectConfirmationData NotBefore=\"2026-01-15T11:59:00Z\" ";
        String late = "<saml:SubjectConfirmationData NotBefore=\"2026-01-15T12:01:01Z\" ";
        assertAccepted(signed(with(GOOD, "<saml:SubjectConfirmationData ", early)), lax);
        assertRefused(
                SamlReason.CONFIRMATION_HAS_BEGINNING, signed(with(GOOD, "<saml:SubjectConfirmationData ", late)), lax);
    }

    @Test
    void judge_confirmationsEachWrong_areRefusedForTheFirst() {
        String both = with(
                GOOD,
                CONFIRMATION,
                with(CONFIRMATION, ACS, "https://elsewhere.example") + with(CONFIRMATION, "12:05", "11:05"));
        assertRefused(
                SamlReason.RECIPIENT_NOT_OURS, signed(both), RSA.expectation().build());
    }

    @Test
    void judge_halvesOfTwoConfirmations_makeNoWhole() {
        String halves = with(
                GOOD,
                CONFIRMATION,
                with(CONFIRMATION, "12:05", "11:05") + with(CONFIRMATION, "\"_request\"", "\"_other\""));
        assertRefused(
                SamlReason.CONFIRMATION_EXPIRED,
                signed(halves),
                RSA.expectation().build());
    }

    private static Expectation expecting(Duration skew) {
        return RSA.expectation()
                .policy(ResponsePolicy.strict().withClockSkew(skew))
                .build();
    }

    private static Expectation expectingUnsolicited() {
        return Expectation.builder()
                .entityId(SP)
                .acs(ACS)
                .identityProvider(IDP)
                .certificates(List.of(RSA.certificate()))
                .unsolicited()
                .clock(java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC))
                .build();
    }

    private static String signed(String xml) {
        return RSA.signed(xml, "_assertion");
    }
}
