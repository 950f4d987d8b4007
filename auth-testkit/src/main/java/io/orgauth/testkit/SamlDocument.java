package io.orgauth.testkit;

import io.orgauth.testkit.SamlDraft.Part;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/** Writes a draft as a Response (SAML core 3.3.3 and 2.3 to 2.7). */
final class SamlDocument {
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final SamlDraft draft;

    private SamlDocument(SamlDraft draft) {
        this.draft = draft;
    }

    /** The Response, signed and encrypted as the draft says. */
    static Element write(SamlDraft draft) {
        Element response = new SamlDocument(draft).response();
        draft.beforeSigning.forEach(change -> change.accept(response));
        XmlSigner signer = new XmlSigner(draft.signature, draft.key);
        Element assertion = Xml.child(response, Saml.ASSERTION, "Assertion");
        if (draft.signed.assertion()) {
            signer.sign(assertion);
        }
        draft.recipientCertificate.ifPresent(certificate -> draft.encryption.encrypt(assertion, certificate));
        if (draft.signed.response()) {
            signer.sign(response);
        }
        draft.afterSigning.forEach(change -> change.accept(response));
        return response;
    }

    private Element response() {
        Element response = Xml.add(Xml.newDocument(), Saml.PROTOCOL, "samlp:Response");
        Xml.declare(response, "samlp", Saml.PROTOCOL);
        Xml.declare(response, "saml", Saml.ASSERTION);
        response.setAttribute("ID", draft.responseId);
        response.setAttribute("Version", "2.0");
        response.setAttribute("IssueInstant", text(draft.issued));
        optional(response, "Destination", draft.destination);
        optional(response, "InResponseTo", draft.inResponseTo);
        add(response, "saml:Issuer", draft.issuer);
        if (draft.has(Part.STATUS)) {
            Element status = Xml.add(response, Saml.PROTOCOL, "samlp:Status");
            Xml.add(status, Saml.PROTOCOL, "samlp:StatusCode").setAttribute("Value", draft.status);
        }
        assertion(response);
        return response;
    }

    private void assertion(Element response) {
        Element assertion = add(response, "saml:Assertion");
        Xml.declare(assertion, "saml", Saml.ASSERTION);
        Xml.declare(assertion, "xs", SCHEMA);
        Xml.declare(assertion, "xsi", INSTANCE);
        assertion.setAttribute("ID", draft.assertionId);
        assertion.setAttribute("Version", "2.0");
        assertion.setAttribute("IssueInstant", text(draft.issued));
        add(assertion, "saml:Issuer", draft.issuer);
        if (draft.has(Part.SUBJECT)) {
            subject(assertion);
        }
        if (draft.has(Part.CONDITIONS)) {
            conditions(assertion);
        }
        if (draft.has(Part.AUTHN_STATEMENT)) {
            authnStatement(assertion);
        }
        if (!draft.attributes.isEmpty()) {
            attributeStatement(assertion);
        }
    }

    private void subject(Element assertion) {
        Element subject = add(assertion, "saml:Subject");
        if (draft.has(Part.NAME_ID)) {
            add(subject, "saml:NameID", draft.nameId).setAttribute("Format", draft.nameIdFormat);
        }
        if (draft.has(Part.CONFIRMATION)) {
            Element confirmation = add(subject, "saml:SubjectConfirmation");
            confirmation.setAttribute("Method", draft.confirmationMethod);
            Element data = add(confirmation, "saml:SubjectConfirmationData");
            optional(data, "InResponseTo", draft.inResponseTo);
            optional(data, "NotOnOrAfter", draft.confirmedUntil.map(SamlDocument::text));
            optional(data, "Recipient", draft.recipient);
        }
    }

    private void conditions(Element assertion) {
        Element conditions = add(assertion, "saml:Conditions");
        conditions.setAttribute("NotBefore", text(draft.notBefore));
        conditions.setAttribute("NotOnOrAfter", text(draft.notOnOrAfter));
        draft.audience.ifPresent(
                audience -> add(add(conditions, "saml:AudienceRestriction"), "saml:Audience", audience));
    }

    private void authnStatement(Element assertion) {
        Element statement = add(assertion, "saml:AuthnStatement");
        statement.setAttribute("AuthnInstant", text(draft.authenticated));
        statement.setAttribute("SessionIndex", draft.assertionId);
        statement.setAttribute("SessionNotOnOrAfter", text(draft.sessionEnds));
        add(add(statement, "saml:AuthnContext"), "saml:AuthnContextClassRef", Saml.PASSWORD);
    }

    private void attributeStatement(Element assertion) {
        Element statement = add(assertion, "saml:AttributeStatement");
        for (Map.Entry<String, List<String>> attribute : draft.attributes.entrySet()) {
            Element element = add(statement, "saml:Attribute");
            element.setAttribute("Name", attribute.getKey());
            element.setAttribute("NameFormat", draft.attributeNameFormat);
            for (String value : attribute.getValue()) {
                add(element, "saml:AttributeValue", value).setAttributeNS(INSTANCE, "xsi:type", "xs:string");
            }
        }
    }

    private static Element add(Element parent, String name) {
        return Xml.add(parent, Saml.ASSERTION, name);
    }

    private static Element add(Element parent, String name, String text) {
        return Xml.addText(parent, Saml.ASSERTION, name, text);
    }

    private static void optional(Element element, String name, Optional<String> value) {
        value.ifPresent(text -> element.setAttribute(name, text));
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
