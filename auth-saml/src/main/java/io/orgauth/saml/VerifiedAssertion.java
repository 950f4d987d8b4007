package io.orgauth.saml;

import io.orgauth.saml.SignatureVerifier.VerifiedElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * An assertion that a verified signature covers. What it says is read from its own element by direct children, and reaches nothing
 * outside. Immutable, as nobody changes the tree.
 */
final class VerifiedAssertion {
    private final Element assertion;

    private VerifiedAssertion(Element assertion) {
        this.assertion = assertion;
    }

    /** The assertion that is signed itself. */
    static VerifiedAssertion itself(VerifiedElement proof) {
        return new VerifiedAssertion(proof.element());
    }

    /** An assertion that is, or was decrypted from, a child of a signed response. */
    static VerifiedAssertion within(VerifiedElement response, Element carrier, Element assertion) {
        if (carrier.getParentNode() != response.element()) {
            throw new IllegalStateException("the assertion is no child of the response that is signed");
        }
        return new VerifiedAssertion(assertion);
    }

    Element element() {
        return assertion;
    }

    String id() {
        return Elements.attribute(assertion, "ID").orElse("");
    }

    Optional<NameId> nameId() {
        return Elements.child(assertion, XmlNames.SAML, "Subject")
                .flatMap(subject -> Elements.child(subject, XmlNames.SAML, "NameID"))
                .flatMap(VerifiedAssertion::nameId);
    }

    Optional<String> sessionIndex() {
        return authentication().flatMap(statement -> Elements.attribute(statement, "SessionIndex"));
    }

    Instant authnInstant() {
        return authentication()
                .flatMap(statement -> Elements.attribute(statement, "AuthnInstant"))
                .flatMap(Times::parse)
                .orElse(Instant.EPOCH);
    }

    Optional<String> authnContext() {
        return authentication()
                .flatMap(statement -> Elements.child(statement, XmlNames.SAML, "AuthnContext"))
                .flatMap(context -> Elements.child(context, XmlNames.SAML, "AuthnContextClassRef"))
                .flatMap(Elements::uri);
    }

    /** All attributes; one that stands twice has the values of both. */
    Map<String, List<String>> attributes() {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (Element statement : Elements.children(assertion, XmlNames.SAML, "AttributeStatement")) {
            for (Element attribute : Elements.children(statement, XmlNames.SAML, "Attribute")) {
                attributes
                        .computeIfAbsent(Elements.attribute(attribute, "Name").orElse(""), name -> new ArrayList<>())
                        .addAll(values(attribute));
            }
        }
        attributes.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(attributes);
    }

    private Optional<Element> authentication() {
        return Elements.child(assertion, XmlNames.SAML, "AuthnStatement");
    }

    private static Optional<NameId> nameId(Element element) {
        return Elements.text(element)
                .filter(value -> !value.isBlank())
                .map(value -> new NameId(
                        value,
                        Elements.attribute(element, "Format"),
                        Elements.attribute(element, "NameQualifier"),
                        Elements.attribute(element, "SPNameQualifier")));
    }

    /** Texts, and the one structure that is in use: a NameID as the value of eduPersonTargetedID. Other structures have no text. */
    private static List<String> values(Element attribute) {
        List<String> values = new ArrayList<>();
        for (Element value : Elements.children(attribute, XmlNames.SAML, "AttributeValue")) {
            Optional<Element> nameId = Elements.outline(value).equals("saml:NameID")
                    ? Elements.child(value, XmlNames.SAML, "NameID")
                    : Optional.empty();
            nameId.map(Elements::text).orElseGet(() -> Elements.text(value)).ifPresent(values::add);
        }
        return values;
    }
}
