package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * An assertion by its direct children (Core, 2.3.3).
 *
 * @param assertion the element
 * @param signature over the assertion
 */
record AssertionShape(Element assertion, Optional<Element> signature) {
    private static final Set<String> SINGLE =
            Set.of("saml:Issuer", "ds:Signature", "saml:Subject", "saml:Conditions", "saml:Advice");
    private static final Set<String> ATTRIBUTES = Set.of("ID", "Version", "IssueInstant");
    private static final Set<String> REPEATABLE =
            Set.of("saml:AuthnStatement", "saml:AttributeStatement", "saml:AuthzDecisionStatement", "saml:Statement");

    /** The assertion, or a stop if it is something else. */
    static AssertionShape of(Element element, Trail trail) {
        String name = Elements.name(element);
        if (!name.equals("saml:Assertion")) {
            throw trail.stop(
                    "assertion",
                    SamlReason.ASSERTION_NOT_SINGLE,
                    new Words("saml:Assertion", name, "the identity provider's maker"));
        }
        List<String> names =
                Elements.children(element).stream().map(Elements::name).toList();
        Optional<String> stray = names.stream()
                .filter(child -> !REPEATABLE.contains(child))
                .filter(child -> !SINGLE.contains(child) || names.indexOf(child) != names.lastIndexOf(child))
                .findFirst();
        trail.check(
                "assertion_children",
                SamlReason.ELEMENT_MISPLACED,
                stray.isEmpty(),
                () -> new Words(
                        "the children that SAML knows, each once but for statements",
                        stray.orElse("these"),
                        "the identity provider's maker"));
        ResponseShape.requireAttributes(element, ATTRIBUTES, trail);
        return new AssertionShape(element, Elements.child(element, XmlNames.DS, "Signature"));
    }

    Optional<Element> child(String name) {
        return Elements.child(assertion, XmlNames.SAML, name);
    }

    List<Element> children(String name) {
        return Elements.children(assertion, XmlNames.SAML, name);
    }
}
