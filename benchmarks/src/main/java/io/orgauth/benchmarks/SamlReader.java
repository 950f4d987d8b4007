package io.orgauth.benchmarks;

import io.orgauth.sso.Callback;
import java.util.Map;

/** Who reads a SAML response: the arithmetic alone, we, and what one would put together instead. */
public enum SamlReader implements Contender {
    /** What nobody can do without: base64, a DOM, one SHA-256 and one RSA verification. It checks nothing. */
    FLOOR("floor (JDK)"),
    /** This project, through the whole connection: rules, mapping, replay. */
    ORGAUTH("OrgAuth"),
    /** The JDK's XML Signature and a look at the NameID; no other rule. */
    JDK("JDK XML Signature by hand"),
    /** OpenSAML 4.0.1: objects, signature profile, signature and a look at the NameID; no other rule. */
    OPENSAML("OpenSAML by hand");

    private final String title;

    SamlReader(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    /** From a posted response to whom it names. */
    interface Reading {
        Object read(String base64) throws Exception;
    }

    Reading reading(SamlAnswer answer) throws Exception {
        return switch (this) {
            case FLOOR -> SamlReadings.floor(answer);
            case ORGAUTH ->
                base64 -> answer.connection()
                        .finish(
                                Callback.posted(Map.of(
                                        "SAMLResponse",
                                        base64,
                                        "RelayState",
                                        answer.pending().handle())),
                                answer.pending());
            case JDK -> SamlReadings.jdk(answer);
            case OPENSAML -> SamlReadings.openSaml(answer);
        };
    }
}
