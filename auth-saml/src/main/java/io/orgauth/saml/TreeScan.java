package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * One walk over a whole document before any cryptography: whatever two readers could take for two different things is refused
 * wherever it stands, signed or not. What is left has one meaning. Not thread-safe: one for each document.
 */
final class TreeScan {
    // Names that decide who somebody is. Elsewhere than in their own namespace they are there to be mistaken.
    private static final Map<String, String> HOMES = Map.ofEntries(
            Map.entry("Response", XmlNames.SAMLP),
            Map.entry("Status", XmlNames.SAMLP),
            Map.entry("Assertion", XmlNames.SAML),
            Map.entry("EncryptedAssertion", XmlNames.SAML),
            Map.entry("Issuer", XmlNames.SAML),
            Map.entry("Subject", XmlNames.SAML),
            Map.entry("NameID", XmlNames.SAML),
            Map.entry("SubjectConfirmation", XmlNames.SAML),
            Map.entry("SubjectConfirmationData", XmlNames.SAML),
            Map.entry("Conditions", XmlNames.SAML),
            Map.entry("AudienceRestriction", XmlNames.SAML),
            Map.entry("AuthnStatement", XmlNames.SAML),
            Map.entry("AttributeStatement", XmlNames.SAML),
            Map.entry("Signature", XmlNames.DS),
            Map.entry("SignedInfo", XmlNames.DS),
            Map.entry("SignatureValue", XmlNames.DS),
            Map.entry("DigestValue", XmlNames.DS));
    private static final Set<String> WITH_ID = Set.of(XmlNames.SAML, XmlNames.SAMLP);
    private static final Set<String> WITH_ID_IN_LOWER_CASE = Set.of(XmlNames.DS, XmlNames.XENC, XmlNames.XENC11);
    private static final Pattern NCNAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}._-]*");

    private final Element root;
    private final boolean anyId;
    private final Set<String> ids = new HashSet<>();
    private final Map<SamlReason, String> faults = new EnumMap<>(SamlReason.class);

    private TreeScan(Element root, boolean anyId) {
        this.root = root;
        this.anyId = anyId;
    }

    /** Walks over the document; each rule is a check. */
    static void scan(Document document, ResponsePolicy policy, Trail trail) {
        TreeScan scan = new TreeScan(document.getDocumentElement(), policy.anyId());
        scan.children(document);
        scan.report(trail, "comments", SamlReason.RESPONSE_HAS_COMMENT, "no comment or processing instruction");
        scan.report(trail, "disguised_ids", SamlReason.ID_DISGUISED, "IDs only as SAML and XML Signature write them");
        scan.report(trail, "id_form", SamlReason.ID_MALFORMED, "IDs that are NCNames");
        scan.report(trail, "unique_ids", SamlReason.ID_NOT_UNIQUE, "each ID once");
        scan.report(trail, "namespaces", SamlReason.FOREIGN_NAMESAKE, "names of SAML in SAML's namespaces only");
        scan.report(trail, "placement", SamlReason.ELEMENT_MISPLACED, "assertions and signatures in their places only");
    }

    private void report(Trail trail, String name, SamlReason reason, String expected) {
        String fault = faults.get(reason);
        trail.check(
                name,
                reason,
                fault == null,
                () -> new Words(
                        expected,
                        fault == null ? "that" : fault,
                        "whoever sent it: no identity provider writes this, so something between changed it"));
    }

    private void children(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                element(element);
                children(element);
            } else if (node.getNodeType() != Node.TEXT_NODE) {
                faults.putIfAbsent(SamlReason.RESPONSE_HAS_COMMENT, "one in " + Shown.text(parent.getNodeName()));
            }
        }
    }

    private void element(Element element) {
        String namespace = String.valueOf(element.getNamespaceURI());
        String home = HOMES.get(element.getLocalName());
        if (home != null && !home.equals(namespace)) {
            faults.putIfAbsent(
                    SamlReason.FOREIGN_NAMESAKE, Shown.text(element.getLocalName()) + " of another namespace");
        }
        if (isMisplaced(element)) {
            faults.putIfAbsent(SamlReason.ELEMENT_MISPLACED, Elements.name(element) + " where none belongs");
        }
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if ("id".equalsIgnoreCase(attribute.getLocalName())) {
                id(namespace, attribute);
            }
        }
    }

    private void id(String namespace, Node attribute) {
        String expected = WITH_ID.contains(namespace) ? "ID" : "Id";
        boolean known = WITH_ID.contains(namespace) || WITH_ID_IN_LOWER_CASE.contains(namespace);
        if (attribute.getNamespaceURI() != null
                || (known && !attribute.getLocalName().equals(expected))) {
            faults.putIfAbsent(SamlReason.ID_DISGUISED, Shown.text(attribute.getNodeName()));
        }
        String value = attribute.getNodeValue();
        if (known && !anyId && !NCNAME.matcher(value).matches()) {
            faults.putIfAbsent(SamlReason.ID_MALFORMED, Shown.text(value));
        }
        if (!ids.add(value)) {
            faults.putIfAbsent(SamlReason.ID_NOT_UNIQUE, Shown.text(value) + " twice");
        }
    }

    /** What the message is about stands at the top: a response, in it one assertion, in either its own signature. */
    private boolean isMisplaced(Element element) {
        Node parent = element.getParentNode();
        return switch (element.getLocalName()) {
            case "Response" -> element != root;
            case "Assertion" -> element != root && parent != root;
            case "EncryptedAssertion" -> parent != root;
            case "Signature" -> parent != root && !isAssertionBelowRoot(parent);
            default -> isSaml(element) && parent instanceof Element other && isForOthers(other);
        };
    }

    /** Where SAML lets others write: what it says itself there is said in the wrong place (Core, 3.2.1). */
    private static boolean isForOthers(Element element) {
        return !isSaml(element)
                || element.getLocalName().equals("Extensions")
                || element.getLocalName().equals("StatusDetail");
    }

    private static boolean isSaml(Element element) {
        return WITH_ID.contains(String.valueOf(element.getNamespaceURI()));
    }

    private boolean isAssertionBelowRoot(Node node) {
        return node.getParentNode() == root && "Assertion".equals(node.getLocalName());
    }
}
