package io.orgauth.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Reading a DOM by (namespace, local name) and by direct children only: nothing here searches a subtree. */
final class Elements {
    private static final Map<String, String> PREFIXES = Map.of(
            XmlNames.SAML, "saml:",
            XmlNames.SAMLP, "samlp:",
            XmlNames.DS, "ds:",
            XmlNames.XENC, "xenc:",
            XmlNames.XENC11, "xenc11:",
            XmlNames.EXC_C14N, "ec:");

    private static final Set<String> SCHEMAS =
            Set.of(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);

    private Elements() {}

    /** The child elements in order. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    /** The children of this name in order. */
    static List<Element> children(Element parent, String namespace, String name) {
        List<Element> children = children(parent);
        children.removeIf(child -> !is(child, namespace, name));
        return children;
    }

    /** The first child of this name. */
    static Optional<Element> child(Element parent, String namespace, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && is(child, namespace, name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    static boolean is(Element element, String namespace, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    /** The element as we write it, whatever its own prefix is: {@code saml:Issuer}. What is of no namespace we know gets a question mark. */
    static String name(Element element) {
        String namespace = element.getNamespaceURI();
        return (namespace == null ? "?:" : PREFIXES.getOrDefault(namespace, "?:")) + element.getLocalName();
    }

    /** The names of the child elements in order, with a blank between: to compare a structure with the ones that may be. */
    static String outline(Element parent) {
        StringBuilder outline = new StringBuilder();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                outline.append(outline.isEmpty() ? "" : " ").append(name(child));
            }
        }
        return outline.toString();
    }

    /** An attribute in no namespace, exactly as it is. */
    static Optional<String> attribute(Element element, String name) {
        Attr attribute = element.getAttributeNodeNS(null, name);
        return attribute == null ? Optional.empty() : Optional.of(attribute.getValue());
    }

    /** An attribute beyond those that the element may have; declarations of namespaces and schemas are none. */
    static Optional<String> otherAttribute(Element element, Set<String> known) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            String namespace = attribute.getNamespaceURI();
            boolean expected =
                    namespace == null ? known.contains(attribute.getLocalName()) : SCHEMAS.contains(namespace);
            if (!expected) {
                return Optional.of(attribute.getNodeName());
            }
        }
        return Optional.empty();
    }

    /** All of an element's text; empty if there are elements in it, as then two readers might take two texts. */
    static Optional<String> text(Element element) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                return Optional.empty();
            }
        }
        return Optional.of(element.getTextContent());
    }

    /** The text of an element that holds a URI, without the white space that pretty printers put around it. */
    static Optional<String> uri(Element element) {
        return text(element).map(Elements::trimmed);
    }

    /** Of white space as XML knows it only: a wider trim would make two identifiers one. */
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isSpace(char character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
