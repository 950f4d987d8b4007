package io.orgauth.saml;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Enveloped signatures of our own messages, by SAML's profile of XML signatures (core, 5.4) and the JDK's implementation. */
final class XmlSigner {
    private XmlSigner() {}

    /** Signs the whole message, which has an {@code ID}; the signature comes behind the first child, the Issuer (core, 3.2.1). */
    static void sign(Element message, ServiceProviderKey key) {
        DOMSignContext place = new DOMSignContext(key.privateKey(), message);
        place.setDefaultNamespacePrefix("ds");
        place.setIdAttributeNS(message, null, "ID");
        try {
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM", "XMLDSig");
            SignedInfo signed = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
                    List.of(reference(factory, message.getAttribute("ID"))));
            factory.newXMLSignature(signed, keyInfo(factory, key)).sign(place);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("an RSA key signs a tree of ours", e);
        }
        // Its own place is left out of what it signs (enveloped), so it may be moved.
        message.insertBefore(message.getLastChild(), message.getFirstChild().getNextSibling());
        withoutLineBreaks(message, "SignatureValue");
        withoutLineBreaks(message, "X509Certificate");
    }

    private static Reference reference(XMLSignatureFactory factory, String id) throws GeneralSecurityException {
        return factory.newReference(
                "#" + id,
                factory.newDigestMethod(DigestMethod.SHA256, null),
                List.of(
                        factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
    }

    private static KeyInfo keyInfo(XMLSignatureFactory factory, ServiceProviderKey key) {
        KeyInfoFactory info = factory.getKeyInfoFactory();
        return info.newKeyInfo(List.of(info.newX509Data(List.of(key.certificate()))));
    }

    /** The JDK breaks lines with a carriage return, which some readers of base64 refuse. Neither element is itself signed. */
    private static void withoutLineBreaks(Element element, String name) {
        NodeList found = element.getElementsByTagNameNS(XmlNames.DS, name);
        for (int i = 0; i < found.getLength(); i++) {
            Node node = found.item(i);
            node.setTextContent(node.getTextContent().replaceAll("\\s", ""));
        }
    }
}
