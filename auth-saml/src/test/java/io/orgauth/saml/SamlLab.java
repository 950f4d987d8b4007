package io.orgauth.saml;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An identity provider for tests, which signs whatever it is given, with the JDK's XML Signature. */
final class SamlLab {
    static final String IDP = "https://idp.example/saml";
    static final String SP = "https://sp.example/sso/c1/metadata";
    static final String ACS = "https://sp.example/sso/c1/callback";
    static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";

    static final SamlLab RSA = of("RSA", 2048, "SHA256withRSA", "2036-01-01T00:00:00Z");
    static final SamlLab STRANGER = of("RSA", 2048, "SHA256withRSA", "2036-01-01T00:00:00Z");

    /** A response that is right in everything, but not signed yet. */
    static final String GOOD = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
            ID="_response" Version="2.0" IssueInstant="2026-01-15T11:59:58Z" Destination="%ACS%" InResponseTo="_request">\
            <saml:Issuer>%IDP%</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            <saml:Assertion ID="_assertion" Version="2.0" IssueInstant="2026-01-15T11:59:59Z">\
            <saml:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">%IDP%</saml:Issuer>\
            <saml:Subject>\
            <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">alice</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData InResponseTo="_request" Recipient="%ACS%" NotOnOrAfter="2026-01-15T12:05:00Z"/>\
            </saml:SubjectConfirmation></saml:Subject>\
            <saml:Conditions NotBefore="2026-01-15T11:55:00Z" NotOnOrAfter="2026-01-15T12:04:00Z">\
            <saml:AudienceRestriction><saml:Audience>%SP%</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
            <saml:AuthnStatement AuthnInstant="2026-01-15T11:59:57Z" SessionIndex="_session" SessionNotOnOrAfter="2026-01-15T20:00:00Z">\
            <saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>\
            </saml:AuthnContext></saml:AuthnStatement>\
            <saml:AttributeStatement><saml:Attribute Name="groups"><saml:AttributeValue>staff</saml:AttributeValue>\
            <saml:AttributeValue>ops</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>\
            </saml:Assertion></samlp:Response>""".replace("%IDP%", IDP).replace("%SP%", SP).replace("%ACS%", ACS);

    private final KeyPair keys;
    private final X509Certificate certificate;

    private SamlLab(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    static SamlLab rsa(int bits, String notAfter) {
        return of("RSA", bits, "SHA256withRSA", notAfter);
    }

    static SamlLab elliptic() {
        return of("EC", 256, "SHA256withECDSA", "2036-01-01T00:00:00Z");
    }

    private static SamlLab of(String algorithm, int bits, String signature, String notAfter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(bits);
            }
            KeyPair keys = generator.generateKeyPair();
            X500Principal name = new X500Principal("CN=lab");
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                    Date.from(Instant.parse(notAfter)),
                    name,
                    keys.getPublic());
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate())));
            return new SamlLab(keys, certificate);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    PrivateKey privateKey() {
        return keys.getPrivate();
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    /** What the good response is expected to be. */
    Expectation.Builder expectation() {
        return Expectation.builder()
                .entityId(SP)
                .acs(ACS)
                .identityProvider(IDP)
                .certificates(List.of(certificate))
                .inResponseTo("_request")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The document with the element of this ID signed as identity providers do it. */
    String signed(String xml, String id) {
        return signed(xml, id, RSA_SHA256, SHA256);
    }

    String signed(String xml, String id, String method, String digest) {
        return signed(xml, id, method, digest, List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));
    }

    String signed(String xml, String id, String method, String digest, List<String> transforms) {
        try {
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            List<Transform> chain = new ArrayList<>();
            for (String transform : transforms) {
                chain.add(factory.newTransform(transform, (TransformParameterSpec) null));
            }
            Reference reference =
                    factory.newReference("#" + id, factory.newDigestMethod(digest, null), chain, null, null);
            SignedInfo info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(method, null),
                    List.of(reference));
            Document document = parse(xml);
            Element element = byId(document, id);
            DOMSignContext context = new DOMSignContext(keys.getPrivate(), element, afterIssuer(element));
            context.setIdAttributeNS(element, null, "ID");
            context.setDefaultNamespacePrefix("ds");
            factory.newXMLSignature(info, keyInfo()).sign(context);
            return text(document);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyInfo keyInfo() {
        KeyInfoFactory factory = KeyInfoFactory.getInstance("DOM");
        return factory.newKeyInfo(List.of(factory.newX509Data(List.of(certificate))));
    }

    private static Node afterIssuer(Element element) {
        Node issuer = element.getFirstChild();
        return issuer.getNextSibling();
    }

    static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Element byId(Document document, String id) {
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute("ID").equals(id)) {
                return element;
            }
        }
        throw new IllegalStateException("no element with ID " + id);
    }

    static String text(Node node) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text with one thing changed, which must be in it. */
    static String with(String xml, String from, String to) {
        if (!xml.contains(from)) {
            throw new IllegalStateException("not in it: " + from);
        }
        return xml.replace(from, to);
    }
}
