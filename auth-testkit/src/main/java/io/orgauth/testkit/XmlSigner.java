package io.orgauth.testkit;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Signs a Response or an Assertion as SAML core 5.4 has it, by the JDK's XML Signature. */
final class XmlSigner {
    /** One for each signer, as several threads must not share it. */
    private final XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");

    private final SignatureStyle style;
    private final KeyAndCertificate key;

    XmlSigner(SignatureStyle style, KeyAndCertificate key) {
        this.style = style;
        this.key = key;
    }

    /** Puts the signature where the schema wants it: behind the Issuer. */
    void sign(Element element) {
        Node next = Xml.child(element, Saml.ASSERTION, "Issuer").getNextSibling();
        DOMSignContext context = new DOMSignContext(key.key(), element, next);
        context.setDefaultNamespacePrefix("ds");
        context.setIdAttributeNS(element, null, "ID");
        try {
            signatures
                    .newXMLSignature(signedInfo(element.getAttribute("ID")), keyInfo())
                    .sign(context);
        } catch (MarshalException | XMLSignatureException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        joinLines(Xml.child(element, Saml.SIGNATURE, "Signature"));
    }

    private SignedInfo signedInfo(String id) throws GeneralSecurityException {
        Reference reference = signatures.newReference(
                "#" + id,
                signatures.newDigestMethod(style.digest(), null),
                List.of(
                        signatures.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        signatures.newTransform(CanonicalizationMethod.EXCLUSIVE, prefixes())),
                null,
                null);
        return signatures.newSignedInfo(
                signatures.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                signatures.newSignatureMethod(style.method(), null),
                List.of(reference));
    }

    /** Okta sends InclusiveNamespaces with the prefix xs. */
    private @Nullable ExcC14NParameterSpec prefixes() {
        return style.inclusivePrefixes().isEmpty() ? null : new ExcC14NParameterSpec(style.inclusivePrefixes());
    }

    /** PingFederate sends none. */
    private @Nullable KeyInfo keyInfo() {
        if (!style.keyInfo()) {
            return null;
        }
        KeyInfoFactory factory = signatures.getKeyInfoFactory();
        return factory.newKeyInfo(List.of(factory.newX509Data(List.of(key.certificate()))));
    }

    /** The JDK breaks Base64 by CR LF, which most providers don't; neither text is signed. */
    private static void joinLines(Element signature) {
        for (String name : List.of("SignatureValue", "X509Certificate")) {
            NodeList texts = signature.getElementsByTagNameNS(Saml.SIGNATURE, name);
            for (int i = 0; i < texts.getLength(); i++) {
                texts.item(i).setTextContent(texts.item(i).getTextContent().replaceAll("\\s", ""));
            }
        }
    }
}
