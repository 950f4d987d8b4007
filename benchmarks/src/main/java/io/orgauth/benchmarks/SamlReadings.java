package io.orgauth.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.Initializer;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The same response read by other means, each with its parser kept. Not thread-safe. */
final class SamlReadings {
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

    private SamlReadings() {}

    static SamlReader.Reading floor(SamlAnswer answer) throws GeneralSecurityException, ParserConfigurationException {
        DocumentBuilder builder = builder();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(answer.key());
        byte[] value = signatureValue(answer);
        return base64 -> {
            byte[] xml = Base64.getDecoder().decode(base64);
            Document document = parse(builder, xml);
            signature.update(digest.digest(xml));
            return signature.verify(value) ? "no such signature" : document;
        };
    }

    static SamlReader.Reading jdk(SamlAnswer answer) throws ParserConfigurationException {
        DocumentBuilder builder = builder();
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        return base64 -> {
            Document document = parse(builder, Base64.getDecoder().decode(base64));
            NodeList signatures = document.getElementsByTagNameNS(DS, "Signature");
            for (int i = 0; i < signatures.getLength(); i++) {
                DOMValidateContext context =
                        new DOMValidateContext(KeySelector.singletonKeySelector(answer.key()), signatures.item(i));
                context.setIdAttributeNS((Element) signatures.item(i).getParentNode(), null, "ID");
                if (!factory.unmarshalXMLSignature(context).validate(context)) {
                    throw new GeneralSecurityException("wrong signature");
                }
            }
            return document.getElementsByTagNameNS(SAML, "NameID").item(0).getTextContent();
        };
    }

    static SamlReader.Reading openSaml(SamlAnswer answer) throws InitializationException, ParserConfigurationException {
        for (Initializer initializer : List.of(
                new org.opensaml.core.xml.config.XMLObjectProviderInitializer(),
                new org.opensaml.xmlsec.config.impl.XMLObjectProviderInitializer(),
                new org.opensaml.xmlsec.config.impl.ApacheXMLSecurityInitializer(),
                new org.opensaml.saml.config.impl.XMLObjectProviderInitializer())) {
            initializer.init();
        }
        DocumentBuilder builder = builder();
        BasicCredential credential = new BasicCredential(answer.key());
        return base64 -> {
            Element root = parse(builder, Base64.getDecoder().decode(base64)).getDocumentElement();
            Response response = (Response) XMLObjectProviderRegistrySupport.getUnmarshallerFactory()
                    .getUnmarshaller(root)
                    .unmarshall(root);
            verify(response, credential);
            verify(response.getAssertions().get(0), credential);
            return response.getAssertions().get(0).getSubject().getNameID().getValue();
        };
    }

    private static void verify(SignableSAMLObject object, BasicCredential credential) throws SignatureException {
        if (object.getSignature() != null) {
            new SAMLSignatureProfileValidator().validate(object.getSignature());
            SignatureValidator.validate(object.getSignature(), credential);
        }
    }

    /** A genuine value, of other bytes: refusing it takes the same arithmetic. */
    private static byte[] signatureValue(SamlAnswer answer) throws ParserConfigurationException {
        try {
            Document document = parse(builder(), Base64.getDecoder().decode(answer.response()));
            return Base64.getMimeDecoder()
                    .decode(document.getElementsByTagNameNS(DS, "SignatureValue")
                            .item(0)
                            .getTextContent());
        } catch (SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder();
    }

    private static Document parse(DocumentBuilder builder, byte[] xml) throws SAXException, IOException {
        builder.reset();
        return builder.parse(new ByteArrayInputStream(xml));
    }
}
