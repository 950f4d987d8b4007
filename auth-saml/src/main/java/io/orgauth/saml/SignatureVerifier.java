package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import io.orgauth.sso.Finding;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.impl.SignatureBuilder;
import org.opensaml.xmlsec.signature.impl.SignatureImpl;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.w3c.dom.Element;

/**
 * Verifies signatures with the connection's keys and no others: a {@code KeyInfo} is never consulted. What it returns is the proof,
 * the very element that the signature covers. Not thread-safe: one for each message.
 */
final class SignatureVerifier {
    private final Expectation expected;
    private final Instant now;
    private final Trail trail;

    SignatureVerifier(Expectation expected, Instant now, Trail trail) {
        this.expected = expected;
        this.now = now;
        this.trail = trail;
    }

    /** An element that one of the connection's keys has signed as a whole. Only a verifier makes one. */
    static final class VerifiedElement {
        private final Element element;

        private VerifiedElement(Element element) {
            this.element = element;
        }

        Element element() {
            return element;
        }
    }

    /**
     * The element, if the signature covers it and is good. While judging, empty is never returned.
     *
     * @param signature a child of the element
     * @param signed the element
     */
    Optional<VerifiedElement> verify(Element signature, Element signed) {
        trail.note("certificate_in_message", Finding.Outcome.PASSED, () -> ShownKeyInfo.words(signature, expected));
        return SignatureShape.of(signature, signed, trail)
                .flatMap(shape -> signer(shape, signed))
                .filter(this::isUsable)
                .map(certificate -> new VerifiedElement(signed));
    }

    private Optional<X509Certificate> signer(SignatureShape shape, Element signed) {
        ResponsePolicy policy = expected.policy();
        Optional<SignatureMethod> method = SignatureMethod.of(shape.signatureMethod(), policy);
        boolean digest = SignatureMethod.isDigest(shape.digestMethod(), policy);
        List<X509Certificate> candidates = method.map(known -> expected.certificates().stream()
                        .filter(certificate -> known.fits(certificate.getPublicKey()))
                        .toList())
                .orElse(List.of());
        boolean allowed = trail.check(
                "signature_algorithm",
                SamlReason.SIGNATURE_ALGORITHM_NOT_ALLOWED,
                digest && !candidates.isEmpty(),
                () -> new Words(
                        "signature and digest with SHA-256 or better, of the certificate's kind of key",
                        Shown.text(shape.signatureMethod()) + " and " + Shown.text(shape.digestMethod()),
                        "the identity provider's administrator: sign with RSA-SHA256, or allow SHA-1 here"));
        if (!allowed) {
            return Optional.empty();
        }
        Optional<X509Certificate> signer = Engine.signer(shape.signature(), signed, candidates);
        trail.check(
                "signature",
                SamlReason.SIGNATURE_NOT_VERIFIED,
                signer.isPresent(),
                () -> new Words(
                        "a signature by " + Shown.certificates(expected.certificates()),
                        signer.map(Shown::certificate).orElse("one that it does not verify"),
                        "us or the identity provider's administrator: put the certificate that it signs with here"));
        return signer;
    }

    private boolean isUsable(X509Certificate certificate) {
        boolean strong = trail.check(
                "signature_key",
                SamlReason.SIGNATURE_KEY_TOO_WEAK,
                SignatureMethod.isLongEnough(certificate.getPublicKey(), expected.policy()),
                () -> new Words(
                        "an RSA key of 2,048 bits or more, or an elliptic curve of 256",
                        Shown.certificate(certificate),
                        "the identity provider's administrator: make a new signing certificate"));
        boolean current = expected.policy().expiredCertificate()
                || now.isBefore(certificate.getNotAfter().toInstant());
        return strong
                && trail.check(
                        "signature_certificate",
                        SamlReason.CERTIFICATE_EXPIRED,
                        current,
                        () -> new Words(
                                "a certificate that is valid now, " + now,
                                Shown.certificate(certificate),
                                "the identity provider's administrator: make a new signing certificate; then put it here"));
    }

    /** The one place that meets the engine of XML Signature. */
    private static final class Engine {
        private Engine() {}

        /** Whose key of these verifies the signature over exactly this element. */
        static Optional<X509Certificate> signer(Element signature, Element signed, List<X509Certificate> candidates) {
            OpenSaml.start();
            try {
                XMLSignature xmlSignature = new XMLSignature(signature, "", true);
                xmlSignature.addResourceResolver(new OnlyElement(signed));
                // Not unmarshalled: that would read the KeyInfo, and then the signature twice.
                SignatureImpl carrier = new SignatureBuilder().buildObject();
                carrier.setXMLSignature(xmlSignature);
                for (X509Certificate candidate : candidates) {
                    if (isVerified(carrier, candidate.getPublicKey())) {
                        return Optional.of(candidate);
                    }
                }
                return Optional.empty();
            } catch (XMLSecurityException | RuntimeException e) {
                return Optional.empty();
            }
        }

        /** An exception, for example in canonicalization, is no "yes"; nor does it end the search for the right key. */
        private static boolean isVerified(Signature signature, PublicKey key) {
            try {
                SignatureValidator.validate(signature, new BasicCredential(key));
                return true;
            } catch (SignatureException | RuntimeException e) {
                return false;
            }
        }
    }
}
