package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.w3c.dom.Element;

/** The certificate that a message shows, for findings only: compared with the right one, it says what is wrong. Nobody trusts it. */
final class ShownKeyInfo {
    private ShownKeyInfo() {}

    /** Which certificate the signature shows beside those that count. */
    static Words words(Element signature, Expectation expected) {
        Optional<X509Certificate> shown = certificate(signature);
        return new Words(
                "any; those that count are " + Shown.certificates(expected.certificates()),
                shown.map(Shown::certificate).orElse("none, or none that can be read"),
                shown.filter(certificate -> !expected.certificates().contains(certificate))
                                .isPresent()
                        ? "us, if the identity provider has a new certificate: put it here"
                        : "");
    }

    private static Optional<X509Certificate> certificate(Element signature) {
        return Elements.child(signature, XmlNames.DS, "KeyInfo")
                .flatMap(info -> Elements.child(info, XmlNames.DS, "X509Data"))
                .flatMap(data -> Elements.child(data, XmlNames.DS, "X509Certificate"))
                .flatMap(Elements::text)
                .flatMap(ShownKeyInfo::decoded);
    }

    private static Optional<X509Certificate> decoded(String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
