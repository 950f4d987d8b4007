package io.orgauth.testkit;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Reads a SAML answer back: every fact in it by its path, and which of its signatures hold by the JDK's XML Signature. */
final class ReadSaml {
    /** Another value in each answer. */
    private static final Set<String> RANDOM = Set.of("ID", "SessionIndex", "URI", "DigestValue", "SignatureValue");

    private final Document document;

    private ReadSaml(Document document) {
        this.document = document;
    }

    static ReadSaml of(String xml) {
        return new ReadSaml(Xml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    static ReadSaml of(SamlResponse response) {
        return of(response.xml());
    }

    Element root() {
        return document.getDocumentElement();
    }

    /** The text of the first element of this name. */
    String text(String localName) {
        return Xml.find(document, Saml.ASSERTION, localName).getTextContent();
    }

    /** Text and attributes by path, without what is random and without namespace declarations. */
    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        collect(root(), root().getLocalName(), facts);
        return facts;
    }

    private static void collect(Element element, String path, Map<String, String> facts) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (!attribute.getName().startsWith("xmlns") && !RANDOM.contains(attribute.getName())) {
                facts.put(path + "@" + attribute.getName(), attribute.getValue());
            }
        }
        List<Element> children = children(element);
        if (children.isEmpty() && !RANDOM.contains(element.getLocalName())) {
            facts.put(path, element.getTextContent());
        }
        for (Element child : children) {
            collect(child, path + "/" + step(child), facts);
        }
    }

    /** An attribute statement's Attribute goes by its Name, everything else by its element's. */
    private static String step(Element element) {
        return element.hasAttribute("Name")
                ? element.getLocalName() + "(" + element.getAttribute("Name") + ")"
                : element.getLocalName();
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    /** The names of what carries a signature that holds under this key. */
    List<String> signedBy(PublicKey key) throws XMLSignatureException {
        NodeList signatures = document.getElementsByTagNameNS(Saml.SIGNATURE, "Signature");
        List<String> held = new ArrayList<>();
        for (int i = 0; i < signatures.getLength(); i++) {
            Element signature = (Element) signatures.item(i);
            if (holds(signature, key)) {
                held.add(signature.getParentNode().getLocalName());
            }
        }
        return held;
    }

    private boolean holds(Element signature, PublicKey key) throws XMLSignatureException {
        DOMValidateContext context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", false); // SHA-1 is for others to refuse
        declareIds(root(), context);
        try {
            return XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .validate(context);
        } catch (MarshalException e) {
            return false; // no signature by the schema
        }
    }

    private static void declareIds(Element element, DOMValidateContext context) {
        if (element.hasAttribute("ID")) {
            context.setIdAttributeNS(element, null, "ID");
        }
        children(element).forEach(child -> declareIds(child, context));
    }
}
