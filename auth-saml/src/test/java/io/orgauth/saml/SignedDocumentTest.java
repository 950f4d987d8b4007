package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Each row is a genuine signature by the trusted key that differs from the good one in one thing. */
class SignedDocumentTest {
    private static final List<PublicKey> TRUSTED = List.of(
            SamlFixture.THEIR_NEXT.certificate().getPublicKey(),
            SamlFixture.THEIRS.certificate().getPublicKey());
    private static final String INCLUSIVE = CanonicalizationMethod.INCLUSIVE;
    private static final Form GOOD = new Form(
            SignatureMethod.RSA_SHA256,
            CanonicalizationMethod.EXCLUSIVE,
            DigestMethod.SHA256,
            List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE),
            List.of("#m1"),
            false);

    /** How a signature is made. */
    private record Form(
            String method,
            String canonicalization,
            String digest,
            List<String> transforms,
            List<String> references,
            boolean object) {
        Form method(String other) {
            return new Form(other, canonicalization, digest, transforms, references, object);
        }

        Form canonicalization(String other) {
            return new Form(method, other, digest, transforms, references, object);
        }

        Form digest(String other) {
            return new Form(method, canonicalization, other, transforms, references, object);
        }

        Form transforms(String... other) {
            return new Form(method, canonicalization, digest, List.of(other), references, object);
        }

        Form references(String... other) {
            return new Form(method, canonicalization, digest, transforms, List.of(other), object);
        }

        Form withObject() {
            return new Form(method, canonicalization, digest, transforms, references, true);
        }
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("SHA-256", GOOD),
                Arguments.of("SHA-384", GOOD.method(SignatureMethod.RSA_SHA384).digest(DigestMethod.SHA384)),
                Arguments.of("SHA-512", GOOD.method(SignatureMethod.RSA_SHA512).digest(DigestMethod.SHA512)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void isSigned_wholeDocumentByATrustedKey_isTrue(String name, Form form) throws Exception {
        assertTrue(new SignedDocument(signed(form)).isSignedByAnyOf(TRUSTED));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("RSA-SHA1", GOOD.method(SignatureMethod.RSA_SHA1)),
                Arguments.of("SHA-1 digest", GOOD.digest(DigestMethod.SHA1)),
                Arguments.of("inclusive canonicalization of what is signed", GOOD.canonicalization(INCLUSIVE)),
                Arguments.of("inclusive transform", GOOD.transforms(Transform.ENVELOPED, INCLUSIVE)),
                Arguments.of(
                        "comments",
                        GOOD.transforms(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS)),
                Arguments.of("the whole file", GOOD.references("")),
                Arguments.of("a part", GOOD.references("#part")),
                Arguments.of("two references", GOOD.references("#m1", "#part")),
                Arguments.of("an object", GOOD.withObject()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isSigned_otherForm_isFalse(String name, Form form) throws Exception {
        assertFalse(new SignedDocument(signed(form)).isSignedByAnyOf(TRUSTED));
    }

    @Test
    void isSigned_byAnotherKey_isFalse() throws Exception {
        SignedDocument document = new SignedDocument(signed(GOOD));

        assertFalse(
                document.isSignedByAnyOf(List.of(SamlFixture.OURS.certificate().getPublicKey())));
        assertFalse(document.isSignedByAnyOf(List.of()));
    }

    @Test
    void isSigned_changedAfterwards_isFalse() throws Exception {
        Element root = signed(GOOD);
        root.setAttribute("entityID", "https://other.example");

        assertFalse(new SignedDocument(root).isSignedByAnyOf(TRUSTED));
    }

    @Test
    void isSigned_notAtAll_isFalse() {
        Element root = MetadataXml.parse(MetadataText.good().xml());

        assertFalse(new SignedDocument(root).isSignedByAnyOf(TRUSTED));
    }

    /** Whatever stands there is no reason to throw. */
    @Test
    void isSigned_brokenSignatures_areFalse() {
        String xml = MetadataText.good().xml();
        List<String> signatures = List.of(
                "<ds:Signature/>",
                "<ds:Signature><ds:SignedInfo/></ds:Signature>",
                "<ds:Signature><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"urn:a\"/>"
                        + "<ds:SignatureMethod Algorithm=\"urn:b\"/></ds:SignedInfo></ds:Signature>");

        for (String signature : signatures) {
            String with = xml.replace("<!-- people write comments -->", signature);
            assertFalse(new SignedDocument(MetadataXml.parse(with)).isSignedByAnyOf(TRUSTED));
            assertFalse(new SignedDocument(MetadataXml.parse(with.replace(" ID=\"m1\"", ""))).isSignedByAnyOf(TRUSTED));
        }
    }

    /** Without an ID there is nothing that a reference could mean. */
    @Test
    void isSigned_documentWithoutId_isFalse() throws Exception {
        Element root = signed(GOOD);
        root.removeAttribute("ID");

        assertFalse(new SignedDocument(root).isSignedByAnyOf(TRUSTED));
    }

    private static Element signed(Form form) throws GeneralSecurityException, MarshalException, XMLSignatureException {
        Element root = MetadataXml.parse(MetadataText.good().xml());
        Element part = (Element) root.getElementsByTagNameNS(XmlTree.METADATA, "IDPSSODescriptor")
                .item(0);
        part.setAttribute("ID", "part");
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        DOMSignContext place = new DOMSignContext(SamlFixture.THEIRS.privateKey(), root, root.getFirstChild());
        place.setProperty("org.jcp.xml.dsig.secureValidation", false);
        place.setIdAttributeNS(root, null, "ID");
        place.setIdAttributeNS(part, null, "ID");
        List<Reference> references = new ArrayList<>();
        for (String uri : form.references()) {
            references.add(reference(factory, form, uri));
        }
        List<XMLObject> objects = form.object()
                ? List.of(factory.newXMLObject(
                        List.of(new DOMStructure(root.getOwnerDocument().createTextNode("a"))), "o", null, null))
                : List.of();
        factory.newXMLSignature(
                        factory.newSignedInfo(
                                factory.newCanonicalizationMethod(
                                        form.canonicalization(), (C14NMethodParameterSpec) null),
                                factory.newSignatureMethod(form.method(), null),
                                references),
                        null,
                        objects,
                        null,
                        null)
                .sign(place);
        return MetadataXml.parse(XmlTree.of(root).write());
    }

    private static Reference reference(XMLSignatureFactory factory, Form form, String uri)
            throws GeneralSecurityException {
        List<Transform> transforms = new ArrayList<>();
        for (String algorithm : form.transforms()) {
            transforms.add(factory.newTransform(algorithm, (TransformParameterSpec) null));
        }
        return factory.newReference(uri, factory.newDigestMethod(form.digest(), null), transforms, null, null);
    }
}
