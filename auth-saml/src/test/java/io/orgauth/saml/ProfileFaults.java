package io.orgauth.saml;

import static io.orgauth.saml.ProfileTest.CONFIRMATION;
import static io.orgauth.saml.ProfileTest.DATA;
import static io.orgauth.saml.ProfileTest.NAME_ID;
import static io.orgauth.saml.ProfileTest.RESTRICTION;
import static io.orgauth.saml.SamlLab.ACS;
import static io.orgauth.saml.SamlLab.IDP;
import static io.orgauth.saml.SamlLab.SP;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What is changed in the good response, one thing a row, and why it is refused then. */
final class ProfileFaults {
    private ProfileFaults() {}

    static Stream<Arguments> all() {
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
}
