package io.orgauth.saml;

import java.security.NoSuchProviderException;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/** A metadata document that may be signed as a whole, which is all that counts here: its root by a key that is already known. */
final class SignedDocument {
    private static final Set<String> SIGNATURES = Set.of(
            SignatureMethod.RSA_SHA256,
            SignatureMethod.RSA_SHA384,
            SignatureMethod.RSA_SHA512,
            SignatureMethod.ECDSA_SHA256,
            SignatureMethod.ECDSA_SHA384,
            SignatureMethod.ECDSA_SHA512);
    private static final Set<String> DIGESTS = Set.of(DigestMethod.SHA256, DigestMethod.SHA384, DigestMethod.SHA512);
    private static final Set<String> TRANSFORMS = Set.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);

    private final Element root;

    SignedDocument(Element root) {
        this.root = root;
    }

    /** Whether one of these keys signed all of it. A key in the document itself is never looked at. */
    boolean isSignedByAnyOf(List<PublicKey> known) {
        List<Element> signatures = Elements.children(root, XmlNames.DS, "Signature");
        return signatures.size() == 1 && known.stream().anyMatch(key -> isSignedBy(key, signatures.get(0)));
    }

    private boolean isSignedBy(PublicKey key, Element signature) {
        DOMValidateContext context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        try {
            context.setIdAttributeNS(root, null, "ID");
            XMLSignature read =
                    XMLSignatureFactory.getInstance("DOM", "XMLDSig").unmarshalXMLSignature(context);
            return coversRoot(read) && read.validate(context);
        } catch (MarshalException | XMLSignatureException | IllegalArgumentException e) {
            return false; // whatever it is, it is no signature by this key
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("every JDK has XMLDSig", e);
        }
    }

    /** Core, 5.4: one reference, to the element that the signature stands in, and nothing that could leave a part of it out. */
    private boolean coversRoot(XMLSignature signature) {
        SignedInfo signed = signature.getSignedInfo();
        return signature.getObjects().isEmpty()
                && SIGNATURES.contains(signed.getSignatureMethod().getAlgorithm())
                && signed.getCanonicalizationMethod().getAlgorithm().equals(CanonicalizationMethod.EXCLUSIVE)
                && signed.getReferences().size() == 1
                && covers(signed.getReferences().get(0));
    }

    private boolean covers(Reference reference) {
        return reference.getURI() != null
                && reference.getURI().equals("#" + root.getAttribute("ID"))
                && DIGESTS.contains(reference.getDigestMethod().getAlgorithm())
                && reference.getTransforms().stream().allMatch(step -> TRANSFORMS.contains(step.getAlgorithm()));
    }
}
