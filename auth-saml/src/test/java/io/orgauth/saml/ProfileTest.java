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
    private static final String DATA = "<saml:SubjectConfirmationData InResponseTo=\"_request\" Recipient=\"" + ACS
            + "\" NotOnOrAfter=\"2026-01-15T12:05:00Z\"/>";
    private static final String CONFIRMATION =
            "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">" + DATA
                    + "</saml:SubjectConfirmation>";
    private static final String RESTRICTION =
            "<saml:AudienceRestriction><saml:Audience>" + SP + "</saml:Audience></saml:AudienceRestriction>";
    private static final String NAME_ID =
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

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "issuer of another",
                        ">" + IDP + "</saml:Issuer><saml:Subject>",
                        ">https://other.example</saml:Issuer><saml:Subject>",
                        SamlReason.ISSUER_NOT_EXPECTED),
                arguments(
                        "issuer longer",
                        ">" + IDP + "</saml:Issuer><saml:Subject>",
                        ">" + IDP + "/</saml:Issuer><saml:Subject>",
                        SamlReason.ISSUER_NOT_EXPECTED),
                arguments(
                        "issuer in capitals",
                        ">" + IDP + "</saml:Issuer><saml:Subject>",
                        ">" + IDP.toUpperCase(java.util.Locale.ROOT) + "</saml:Issuer><saml:Subject>",
                        SamlReason.ISSUER_NOT_EXPECTED),
                arguments(
                        "issuer of a person's format",
                        "nameid-format:entity",
                        "nameid-format:persistent",
                        SamlReason.ISSUER_NOT_EXPECTED),
                arguments(
                        "issuer with an element inside",
                        ">" + IDP + "</saml:Issuer><saml:Subject>",
                        ">" + IDP + "<saml:x/></saml:Issuer><saml:Subject>",
                        SamlReason.ISSUER_NOT_EXPECTED),
                arguments(
                        "two issuers",
                        "<saml:Subject>",
                        "<saml:Issuer>" + IDP + "</saml:Issuer><saml:Subject>",
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "response issuer of another",
                        "<saml:Issuer>" + IDP + "</saml:Issuer><samlp",
                        "<saml:Issuer>https://other.example</saml:Issuer><samlp",
                        SamlReason.ISSUER_NOT_EXPECTED),
                arguments(
                        "destination elsewhere",
                        "Destination=\"" + ACS,
                        "Destination=\"https://sp.example/sso/c2/callback",
                        SamlReason.DESTINATION_NOT_OURS),
                arguments(
                        "destination empty",
                        "Destination=\"" + ACS + "\"",
                        "Destination=\"\"",
                        SamlReason.DESTINATION_NOT_OURS),
                arguments(
                        "destination with a query",
                        "Destination=\"" + ACS,
                        "Destination=\"" + ACS + "?a=b",
                        SamlReason.DESTINATION_NOT_OURS),
                arguments(
                        "response version 1.1",
                        "ID=\"_response\" Version=\"2.0\"",
                        "ID=\"_response\" Version=\"1.1\"",
                        SamlReason.VERSION_NOT_SUPPORTED),
                arguments(
                        "assertion version 1.1",
                        "ID=\"_assertion\" Version=\"2.0\"",
                        "ID=\"_assertion\" Version=\"1.1\"",
                        SamlReason.VERSION_NOT_SUPPORTED),
                arguments(
                        "no version",
                        "ID=\"_assertion\" Version=\"2.0\"",
                        "ID=\"_assertion\"",
                        SamlReason.VERSION_NOT_SUPPORTED),
                arguments("no response ID", "ID=\"_response\" ", "", SamlReason.ID_MALFORMED),
                arguments("response issued later", "11:59:58Z", "12:01:01Z", SamlReason.ISSUE_TIME_NOT_VALID),
                arguments("assertion issued later", "11:59:59Z", "12:01:01Z", SamlReason.ISSUE_TIME_NOT_VALID),
                arguments(
                        "no issue time", " IssueInstant=\"2026-01-15T11:59:59Z\"", "", SamlReason.ISSUE_TIME_NOT_VALID),
                arguments("issue time no time", "2026-01-15T11:59:59Z", "yesterday", SamlReason.ISSUE_TIME_NOT_VALID),
                arguments("issue time without zone", "11:59:59Z", "11:59:59", SamlReason.ISSUE_TIME_NOT_VALID),
                arguments("status of failure", "status:Success", "status:Responder", SamlReason.STATUS_NOT_SUCCESS),
                arguments("status in capitals", "status:Success", "status:SUCCESS", SamlReason.STATUS_NOT_SUCCESS),
                arguments(
                        "no status",
                        "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>",
                        "",
                        SamlReason.STATUS_NOT_SUCCESS),
                arguments(
                        "two status codes",
                        "</samlp:Status>",
                        "<samlp:StatusCode Value=\"x\"/></samlp:Status>",
                        SamlReason.STATUS_NOT_SUCCESS),
                arguments(
                        "two statuses",
                        "<saml:Assertion",
                        "<samlp:Status/><saml:Assertion",
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "no subject",
                        "<saml:Subject>" + NAME_ID + CONFIRMATION + "</saml:Subject>",
                        "",
                        SamlReason.NAME_ID_MISSING),
                arguments("no NameID", NAME_ID, "", SamlReason.NAME_ID_MISSING),
                arguments("NameID empty", ">alice<", "><", SamlReason.NAME_ID_MISSING),
                arguments("NameID blank", ">alice<", "> &#10; <", SamlReason.NAME_ID_MISSING),
                arguments("NameID with an element inside", ">alice<", ">al<saml:x/>ice<", SamlReason.NAME_ID_MISSING),
                arguments(
                        "two NameIDs",
                        NAME_ID,
                        NAME_ID + "<saml:NameID>mallory</saml:NameID>",
                        SamlReason.NAME_ID_MISSING),
                arguments("no confirmation", CONFIRMATION, "", SamlReason.CONFIRMATION_MISSING),
                arguments(
                        "confirmation of another method",
                        "cm:bearer",
                        "cm:sender-vouches",
                        SamlReason.CONFIRMATION_MISSING),
                arguments("confirmation without data", DATA, "", SamlReason.CONFIRMATION_MISSING),
                arguments("confirmation with data twice", DATA, DATA + DATA, SamlReason.CONFIRMATION_MISSING),
                arguments(
                        "recipient elsewhere",
                        "Recipient=\"" + ACS,
                        "Recipient=\"https://sp.example/sso/c2/callback",
                        SamlReason.RECIPIENT_NOT_OURS),
                arguments(
                        "recipient with a query",
                        "Recipient=\"" + ACS,
                        "Recipient=\"" + ACS + "?a=b",
                        SamlReason.RECIPIENT_NOT_OURS),
                arguments("no recipient", " Recipient=\"" + ACS + "\"", "", SamlReason.RECIPIENT_NOT_OURS),
                arguments("confirmation over", "12:05:00Z", "11:59:00Z", SamlReason.CONFIRMATION_EXPIRED),
                arguments(
                        "confirmation without end",
                        " NotOnOrAfter=\"2026-01-15T12:05:00Z\"",
                        "",
                        SamlReason.CONFIRMATION_EXPIRED),
                arguments(
                        "confirmation that ends in no year",
                        "2026-01-15T12:05:00Z",
                        "+999999999-12-31T23:59:59Z",
                        SamlReason.CONFIRMATION_EXPIRED),
                arguments(
                        "confirmation with a beginning",
                        "<saml:SubjectConfirmationData ",
                        "<saml:SubjectConfirmationData NotBefore=\"2026-01-15T11:00:00Z\" ",
                        SamlReason.CONFIRMATION_HAS_BEGINNING),
                arguments(
                        "answer to another request",
                        "ConfirmationData InResponseTo=\"_request\"",
                        "ConfirmationData InResponseTo=\"_other\"",
                        SamlReason.IN_RESPONSE_TO_OTHER_REQUEST),
                arguments(
                        "answer to no request",
                        "ConfirmationData InResponseTo=\"_request\"",
                        "ConfirmationData",
                        SamlReason.IN_RESPONSE_TO_OTHER_REQUEST),
                arguments(
                        "response to another request",
                        ACS + "\" InResponseTo=\"_request\"",
                        ACS + "\" InResponseTo=\"_other\"",
                        SamlReason.IN_RESPONSE_TO_OTHER_REQUEST),
                arguments(
                        "response to no request",
                        ACS + "\" InResponseTo=\"_request\"",
                        ACS + "\"",
                        SamlReason.IN_RESPONSE_TO_OTHER_REQUEST),
                arguments("conditions in the future", "11:55:00Z", "12:01:01Z", SamlReason.CONDITIONS_NOT_YET_MET),
                arguments("conditions of the past", "12:04:00Z", "11:59:00Z", SamlReason.CONDITIONS_EXPIRED),
                arguments("conditions from no time", "2026-01-15T11:55:00Z", "", SamlReason.CONDITIONS_NOT_YET_MET),
                arguments("conditions until no time", "2026-01-15T12:04:00Z", "never", SamlReason.CONDITIONS_EXPIRED),
                arguments(
                        "unknown condition",
                        RESTRICTION,
                        RESTRICTION + "<saml:Condition/>",
                        SamlReason.CONDITION_NOT_KNOWN),
                arguments(
                        "condition of another namespace",
                        RESTRICTION,
                        RESTRICTION + "<x:OneTimeUse xmlns:x=\"urn:x\"/>",
                        SamlReason.CONDITION_NOT_KNOWN),
                arguments("no audience restriction", RESTRICTION, "", SamlReason.AUDIENCE_MISSING),
                arguments(
                        "audience of another",
                        "<saml:Audience>" + SP,
                        "<saml:Audience>https://other.example",
                        SamlReason.AUDIENCE_NOT_OURS),
                arguments(
                        "audience longer",
                        SP + "</saml:Audience>",
                        SP + ".example</saml:Audience>",
                        SamlReason.AUDIENCE_NOT_OURS),
                arguments(
                        "audience shorter",
                        SP + "</saml:Audience>",
                        SP.substring(0, SP.length() - 1) + "</saml:Audience>",
                        SamlReason.AUDIENCE_NOT_OURS),
                arguments(
                        "restriction without audience",
                        "<saml:Audience>" + SP + "</saml:Audience>",
                        "",
                        SamlReason.AUDIENCE_NOT_OURS),
                arguments(
                        "second restriction excludes us",
                        RESTRICTION,
                        RESTRICTION
                                + "<saml:AudienceRestriction><saml:Audience>https://other.example</saml:Audience></saml:AudienceRestriction>",
                        SamlReason.AUDIENCE_NOT_OURS),
                arguments("signed in later", "11:59:57Z", "12:01:01Z", SamlReason.AUTHENTICATION_TIME_NOT_VALID),
                arguments(
                        "signed in at no time",
                        " AuthnInstant=\"2026-01-15T11:59:57Z\"",
                        "",
                        SamlReason.AUTHENTICATION_TIME_NOT_VALID),
                arguments("session over", "20:00:00Z", "11:59:00Z", SamlReason.SESSION_EXPIRED),
                arguments("session until no time", "2026-01-15T20:00:00Z", "soon", SamlReason.SESSION_EXPIRED),
                arguments(
                        "attribute without name",
                        "<saml:Attribute Name=\"groups\">",
                        "<saml:Attribute>",
                        SamlReason.ATTRIBUTE_NOT_READABLE),
                arguments(
                        "attribute encrypted",
                        "</saml:AttributeStatement>",
                        "<saml:EncryptedAttribute/></saml:AttributeStatement>",
                        SamlReason.ATTRIBUTE_NOT_READABLE),
                arguments(
                        "unknown child of the assertion",
                        "<saml:Subject>",
                        "<saml:Other/><saml:Subject>",
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "unknown child of the response",
                        "<samlp:Status>",
                        "<samlp:Other/><samlp:Status>",
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "two subjects",
                        "<saml:Conditions",
                        "<saml:Subject/><saml:Conditions",
                        SamlReason.ELEMENT_MISPLACED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
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
