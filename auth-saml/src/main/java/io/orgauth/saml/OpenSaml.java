package io.orgauth.saml;

import java.util.List;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.Initializer;
import org.opensaml.core.xml.config.GlobalParserPoolInitializer;
import org.opensaml.saml.config.impl.SAMLConfigurationInitializer;
import org.opensaml.xmlsec.config.DecryptionParserPoolInitializer;
import org.opensaml.xmlsec.config.GlobalAlgorithmRegistryInitializer;
import org.opensaml.xmlsec.config.impl.ApacheXMLSecurityInitializer;
import org.opensaml.xmlsec.config.impl.GlobalSecurityConfigurationInitializer;
import org.opensaml.xmlsec.config.impl.JavaCryptoValidationInitializer;

/**
 * OpenSAML's process-wide start, made once, when SAML is first used. What it registers is shared with any other user of OpenSAML in
 * the same class loader, so nothing that decides is ever read from there: algorithms, keys and limits are passed explicitly.
 */
final class OpenSaml {
    private OpenSaml() {}

    /** Returns when OpenSAML and its engines can be used; the first call costs most of a second. Thread-safe. */
    static void start() {
        Started.touch();
    }

    /** Loaded, and thereby run, by the first call of {@link #start}. */
    private static final class Started {
        private static final List<Initializer> INITIALIZERS = List.of(
                new org.opensaml.core.xml.config.XMLObjectProviderInitializer(),
                new GlobalParserPoolInitializer(),
                new GlobalAlgorithmRegistryInitializer(),
                new DecryptionParserPoolInitializer(),
                new JavaCryptoValidationInitializer(),
                new org.opensaml.xmlsec.config.impl.XMLObjectProviderInitializer(),
                new ApacheXMLSecurityInitializer(),
                new GlobalSecurityConfigurationInitializer(),
                new org.opensaml.saml.config.impl.XMLObjectProviderInitializer(),
                new SAMLConfigurationInitializer());

        static {
            // InitializationService would run whatever lies on the class path, and needs jars that we leave out.
            try {
                for (Initializer initializer : INITIALIZERS) {
                    initializer.init();
                }
            } catch (InitializationException e) {
                throw new IllegalStateException(
                        "OpenSAML does not start: check which of its jars are on the class path", e);
            }
        }

        static void touch() {}
    }
}
