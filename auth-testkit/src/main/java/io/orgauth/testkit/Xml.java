package io.orgauth.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
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
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Documents of the JDK's DOM, made and written. */
final class Xml {
    private Xml() {}

    static Document newDocument() {
        return builder().newDocument();
    }

    /** A document without a DOCTYPE; anything else is no message that anybody sends to an identity provider. */
    static Document parse(byte[] xml) {
        try {
            return builder().parse(new ByteArrayInputStream(xml));
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("this is no XML document without a DOCTYPE", e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new last child, in the namespace that its prefix stands for here. */
    static Element add(Node parent, String namespace, String qualifiedName) {
        Document document = parent instanceof Document itself ? itself : parent.getOwnerDocument();
        Element child = document.createElementNS(namespace, qualifiedName);
        parent.appendChild(child);
        return child;
    }

    static Element addText(Node parent, String namespace, String qualifiedName, String text) {
        Element child = add(parent, namespace, qualifiedName);
        child.setTextContent(text);
        return child;
    }

    /** Canonicalization sees only the declarations that stand in the tree. */
    static void declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
    }

    /** The first child of this name. */
    static Element child(Element parent, String namespace, String localName) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && namespace.equals(element.getNamespaceURI())
                    && localName.equals(element.getLocalName())) {
                return element;
            }
        }
        throw new IllegalArgumentException(parent.getNodeName() + " has no " + localName);
    }

    /** The first element of this name, wherever it is. */
    static Element find(Node root, String namespace, String localName) {
        Element element = root instanceof Document document ? document.getDocumentElement() : (Element) root;
        Node found = element.getElementsByTagNameNS(namespace, localName).item(0);
        if (found instanceof Element first) {
            return first;
        }
        throw new IllegalArgumentException(element.getNodeName() + " holds no " + localName);
    }

    static String write(Node node) {
        try {
            Transformer identity = TransformerFactory.newDefaultInstance().newTransformer();
            identity.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            identity.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
