package io.orgauth.saml;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * XML that we write: a tree, so that nothing is ever pasted into markup. The JDK's own DOM, whatever else is on the class path. Not
 * thread-safe.
 */
final class XmlTree {
    static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";

    private static final Map<String, String> NAMESPACES = Map.of(
            "samlp", XmlNames.SAMLP,
            "saml", XmlNames.SAML,
            "md", METADATA,
            "ds", XmlNames.DS);

    private final Element element;

    private XmlTree(Element element) {
        this.element = element;
    }

    /**
     * A document with this root. The prefixes must be declared by attributes of their own: canonicalization of a tree in memory goes by
     * these, and by nothing else.
     */
    static XmlTree root(String name, String... prefixes) {
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
            Element root = document.createElementNS(namespace(name), name);
            document.appendChild(root);
            for (String prefix : prefixes) {
                root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace(prefix + ":"));
            }
            return new XmlTree(root);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser makes documents", e);
        }
    }

    /** A tree around an element that is there. */
    static XmlTree of(Element element) {
        return new XmlTree(element);
    }

    XmlTree child(String name) {
        Element child = element.getOwnerDocument().createElementNS(namespace(name), name);
        element.appendChild(child);
        return new XmlTree(child);
    }

    XmlTree attribute(String name, String value) {
        element.setAttributeNS(null, name, value);
        return this;
    }

    XmlTree text(String text) {
        element.setTextContent(text);
        return this;
    }

    Element element() {
        return element;
    }

    /** The whole document, without a declaration and without any white space of its own, as signatures may be in it. */
    String write() {
        StringWriter written = new StringWriter();
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer identity = factory.newTransformer();
            identity.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            identity.transform(new DOMSource(element.getOwnerDocument()), new StreamResult(written));
        } catch (TransformerException e) {
            throw new IllegalStateException("a tree that we made can be written", e);
        }
        return written.toString();
    }

    private static String namespace(String name) {
        String prefix = name.substring(0, name.indexOf(':'));
        String namespace = NAMESPACES.get(prefix);
        if (namespace == null) {
            throw new IllegalStateException("prefix \"" + prefix + "\" is none of ours");
        }
        return namespace;
    }
}
