package io.orgauth.saml;

import org.opensaml.core.config.InitializationException;
import org.opensaml.xmlsec.config.impl.ApacheXMLSecurityInitializer;

/**
 * The start of OpenSAML's engines, process-wide, made once, when SAML is first used. Of its object model nothing is started: we build
 * none. What the start registers is shared with any other user of OpenSAML in the same class loader, so nothing that decides is ever
 * read from there: algorithms, keys and limits are passed explicitly.
 */
final class OpenSaml {
    private OpenSaml() {}

    /** Returns when the engines can be used. Thread-safe. */
    static void start() {
        Started.touch();
    }

    /** Loaded, and thereby run, by the first call of {@link #start}. */
    private static final class Started {
        static {
            // InitializationService would run whatever lies on the class path, and needs jars that we leave out.
            try {
                new ApacheXMLSecurityInitializer().init();
            } catch (InitializationException e) {
                throw new IllegalStateException(
                        "OpenSAML does not start: check which of its jars are on the class path", e);
            }
        }

        static void touch() {}
    }
}
