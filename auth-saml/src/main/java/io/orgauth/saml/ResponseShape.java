package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * A response by its direct children (Core, 3.3.3).
 *
 * @param response the document's root
 * @param issuer whom it says it is from
 * @param signature over the whole response
 * @param carrier its one {@code saml:Assertion} or {@code saml:EncryptedAssertion}
 */
record ResponseShape(Element response, Optional<Element> issuer, Optional<Element> signature, Element carrier) {
    private static final Set<String> KNOWN = Set.of(
            "saml:Issuer",
            "ds:Signature",
            "samlp:Extensions",
            "samlp:Status",
            "saml:Assertion",
            "saml:EncryptedAssertion");
    private static final Set<String> ATTRIBUTES =
            Set.of("ID", "Version", "IssueInstant", "Destination", "Consent", "InResponseTo");
    private static final Set<String> CARRIERS = Set.of("saml:Assertion", "saml:EncryptedAssertion");
    private static final Set<String> STATUS_OUTLINES = Set.of(
            "samlp:StatusCode",
            "samlp:StatusCode samlp:StatusMessage",
            "samlp:StatusCode samlp:StatusDetail",
            "samlp:StatusCode samlp:StatusMessage samlp:StatusDetail");
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    /** The response in this document, or a stop. */
    static ResponseShape of(Element root, Trail trail) {
        String name = Elements.name(root);
        if (!name.equals("samlp:Response")) {
            throw trail.stop(
                    "document",
                    SamlReason.NOT_A_RESPONSE,
                    new Words("samlp:Response", name, "whoever sent it: only responses to sign-in requests go here"));
        }
        List<Element> children = Elements.children(root);
        List<String> names = children.stream().map(Elements::name).toList();
        Optional<String> stray = names.stream()
                .filter(child -> !KNOWN.contains(child) || (!CARRIERS.contains(child) && isTwice(child, names)))
                .findFirst();
        trail.check(
                "response_children",
                SamlReason.ELEMENT_MISPLACED,
                stray.isEmpty(),
                () -> new Words(
                        "the children that SAML knows, each once",
                        stray.orElse("these"),
                        "the identity provider's maker"));
        requireAttributes(root, ATTRIBUTES, trail);
        requireVersion(root, trail);
        requireSuccess(root, trail);
        return new ResponseShape(
                root,
                Elements.child(root, XmlNames.SAML, "Issuer"),
                Elements.child(root, XmlNames.DS, "Signature"),
                carrier(children, trail));
    }

    /** Whether the assertion is encrypted. */
    boolean isEncrypted() {
        return Elements.is(carrier, XmlNames.SAML, "EncryptedAssertion");
    }

    /** No attributes but those of the schema: what others would read from them is nothing to us. */
    static void requireAttributes(Element element, Set<String> known, Trail trail) {
        Optional<String> other = Elements.otherAttribute(element, known);
        trail.check(
                "xml_attributes",
                SamlReason.XML_ATTRIBUTE_NOT_KNOWN,
                other.isEmpty(),
                () -> new Words(
                        "the attributes of " + Elements.name(element) + " that SAML knows",
                        other.map(Shown::text).orElse("these"),
                        "the identity provider's maker"));
    }

    /** Version 2.0 (Core, 3.2.2), of responses and assertions alike. */
    static void requireVersion(Element element, Trail trail) {
        Optional<String> version = Elements.attribute(element, "Version");
        trail.check(
                "version",
                SamlReason.VERSION_NOT_SUPPORTED,
                version.filter("2.0"::equals).isPresent(),
                () -> new Words(
                        "version \"2.0\" of " + Elements.name(element),
                        Shown.text(version),
                        "the identity provider's administrator: choose SAML 2.0"));
    }

    private static boolean isTwice(String name, List<String> names) {
        return names.indexOf(name) != names.lastIndexOf(name);
    }

    private static void requireSuccess(Element response, Trail trail) {
        Optional<Element> status = Elements.child(response, XmlNames.SAMLP, "Status")
                .filter(element -> STATUS_OUTLINES.contains(Elements.outline(element)));
        Optional<Element> code = status.flatMap(element -> Elements.child(element, XmlNames.SAMLP, "StatusCode"));
        Optional<String> value = code.flatMap(element -> Elements.attribute(element, "Value"));
        trail.check(
                "status",
                SamlReason.STATUS_NOT_SUCCESS,
                value.filter(SUCCESS::equals).isPresent(),
                () -> new Words(
                        "status Success",
                        Shown.text(value) + ", more exactly " + Shown.text(second(code)),
                        "the identity provider's administrator: its log says why it did not sign the person in"));
    }

    private static Optional<String> second(Optional<Element> code) {
        return code.flatMap(element -> Elements.child(element, XmlNames.SAMLP, "StatusCode"))
                .flatMap(element -> Elements.attribute(element, "Value"));
    }

    private static Element carrier(List<Element> children, Trail trail) {
        List<Element> carriers = children.stream()
                .filter(child -> CARRIERS.contains(Elements.name(child)))
                .toList();
        if (carriers.size() != 1) {
            throw trail.stop(
                    "single_assertion",
                    SamlReason.ASSERTION_NOT_SINGLE,
                    new Words(
                            "one assertion, encrypted or not",
                            String.valueOf(carriers.size()),
                            "the identity provider's administrator: its log says what it sent"));
        }
        return carriers.get(0);
    }
}
