package io.orgauth.saml;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A good answer as text, of which a test says who it names and what else it says; signed as a whole. Immutable. */
record AnswerText(String request, String nameId, Map<String, List<String>> attributes, String context) {
    static final String ASSERTION_ID = "_assertion";

    private static final String CONTEXT =
            "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
                    + "</saml:AuthnContextClassRef>";

    private static final String DOCUMENT = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
            ID="_response" Version="2.0" IssueInstant="NOW" Destination="CONSUMER"REQUEST>\
            <saml:Issuer>IDP</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            <saml:Assertion ID="_assertion" Version="2.0" IssueInstant="NOW"><saml:Issuer>IDP</saml:Issuer>\
            <saml:Subject>NAME_ID\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData Recipient="CONSUMER" NotOnOrAfter="LATER"REQUEST/>\
            </saml:SubjectConfirmation></saml:Subject>\
            <saml:Conditions NotBefore="NOW" NotOnOrAfter="LATER"><saml:AudienceRestriction>\
            <saml:Audience>ENTITY</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
            <saml:AuthnStatement AuthnInstant="THEN" SessionIndex="session"><saml:AuthnContext>CONTEXT</saml:AuthnContext>\
            </saml:AuthnStatement>ATTRIBUTES</saml:Assertion></samlp:Response>""";

    static final Instant THEN = SamlFixture.NOW.minusSeconds(3600);

    static AnswerText of(NameId nameId) {
        return new AnswerText(
                "_request",
                "<saml:NameID" + attribute("Format", nameId.format().orElse(""))
                        + attribute("NameQualifier", nameId.nameQualifier().orElse(""))
                        + attribute("SPNameQualifier", nameId.spNameQualifier().orElse("")) + ">"
                        + escaped(nameId.value())
                        + "</saml:NameID>",
                Map.of(),
                CONTEXT);
    }

    AnswerText to(String requestId) {
        return new AnswerText(requestId, nameId, attributes, context);
    }

    AnswerText with(Map<String, List<String>> values) {
        return new AnswerText(request, nameId, values, context);
    }

    AnswerText authenticatedBy(String classRef) {
        return new AnswerText(request, nameId, attributes, classRef);
    }

    /** As it is posted. */
    String signedBy(ServiceProviderKey key) {
        String signed = MetadataText.signed(MetadataXml.parse(xml()), key);
        return Base64.getEncoder().encodeToString(signed.getBytes(StandardCharsets.UTF_8));
    }

    private String xml() {
        return DOCUMENT.replace("NOW", SamlFixture.NOW.toString())
                .replace("LATER", SamlFixture.NOW.plusSeconds(300).toString())
                .replace("THEN", THEN.toString())
                .replace("IDP", SamlFixture.IDP)
                .replace("ENTITY", SamlFixture.ENTITY_ID)
                .replace("CONSUMER", SamlFixture.CONSUMER)
                .replace("REQUEST", attribute("InResponseTo", request))
                .replace("CONTEXT", context)
                .replace("NAME_ID", nameId)
                .replace("ATTRIBUTES", statement());
    }

    private String statement() {
        String written = attributes.entrySet().stream()
                .map(attribute -> "<saml:Attribute" + attribute("Name", attribute.getKey()) + ">"
                        + attribute.getValue().stream()
                                .map(value -> "<saml:AttributeValue>" + escaped(value) + "</saml:AttributeValue>")
                                .collect(Collectors.joining())
                        + "</saml:Attribute>")
                .collect(Collectors.joining());
        return written.isEmpty() ? "" : "<saml:AttributeStatement>" + written + "</saml:AttributeStatement>";
    }

    private static String attribute(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=\"" + escaped(value) + "\"";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
