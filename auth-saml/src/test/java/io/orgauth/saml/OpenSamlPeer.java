package io.orgauth.saml;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.Initializer;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.GlobalParserPoolInitializer;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.config.impl.SAMLConfigurationInitializer;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.config.GlobalAlgorithmRegistryInitializer;
import org.opensaml.xmlsec.config.impl.ApacheXMLSecurityInitializer;
import org.opensaml.xmlsec.config.impl.GlobalSecurityConfigurationInitializer;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.w3c.dom.Element;

/** OpenSAML as its own users put it together: it reads the response into its objects and verifies what it finds signed there. */
final class OpenSamlPeer {
    private final SAMLSignatureProfileValidator profile = new SAMLSignatureProfileValidator();

    OpenSamlPeer() {
        try {
            for (Initializer initializer : List.of(
                    new org.opensaml.core.xml.config.XMLObjectProviderInitializer(),
                    new GlobalParserPoolInitializer(),
                    new GlobalAlgorithmRegistryInitializer(),
                    new org.opensaml.xmlsec.config.impl.XMLObjectProviderInitializer(),
                    new ApacheXMLSecurityInitializer(),
                    new GlobalSecurityConfigurationInitializer(),
                    new org.opensaml.saml.config.impl.XMLObjectProviderInitializer(),
                    new SAMLConfigurationInitializer())) {
                initializer.init();
            }
        } catch (InitializationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whom the response names, if it or its first assertion is genuinely signed; of a bad signature nothing is named. */
    Optional<String> subject(String xml, PublicKey key) {
        try {
            Element root = SamlLab.parse(xml).getDocumentElement();
            XMLObject object = XMLObjectProviderRegistrySupport.getUnmarshallerFactory()
                    .getUnmarshaller(root)
                    .unmarshall(root);
            Response response = (Response) object;
            Assertion assertion = response.getAssertions().get(0);
            boolean verified = isVerified(response, key) | isVerified(assertion, key);
            return verified ? Optional.of(assertion.getSubject().getNameID().getValue()) : Optional.empty();
        } catch (Exception e) {
            return Optional.empty();
        }
    }

    private boolean isVerified(SignableSAMLObject object, PublicKey key) throws SignatureException {
        if (object.getSignature() == null) {
            return false;
        }
        profile.validate(object.getSignature());
        SignatureValidator.validate(object.getSignature(), new BasicCredential(key));
        return true;
    }
}
