package io.orgauth.saml;

import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Map;
import java.util.Optional;

/**
 * A signature algorithm that may count. What is not in the list, such as a MAC keyed with public text, does not exist here.
 *
 * @param keyAlgorithm of which keys it is
 * @param sha1 whether it rests on SHA-1
 */
record SignatureMethod(String keyAlgorithm, boolean sha1) {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String NEWER = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final Map<String, SignatureMethod> KNOWN = Map.of(
            MORE + "rsa-sha256", new SignatureMethod("RSA", false),
            MORE + "rsa-sha384", new SignatureMethod("RSA", false),
            MORE + "rsa-sha512", new SignatureMethod("RSA", false),
            MORE + "ecdsa-sha256", new SignatureMethod("EC", false),
            MORE + "ecdsa-sha384", new SignatureMethod("EC", false),
            MORE + "ecdsa-sha512", new SignatureMethod("EC", false),
            NEWER + "sha256-rsa-MGF1", new SignatureMethod("RSA", false),
            NEWER + "sha384-rsa-MGF1", new SignatureMethod("RSA", false),
            NEWER + "sha512-rsa-MGF1", new SignatureMethod("RSA", false),
            XmlNames.DS + "rsa-sha1", new SignatureMethod("RSA", true));
    // Whether each is SHA-1.
    private static final Map<String, Boolean> DIGESTS = Map.of(
            XmlNames.XENC + "sha256", false,
            MORE + "sha384", false,
            XmlNames.XENC + "sha512", false,
            XmlNames.DS + "sha1", true);

    /** The algorithm of this name, if the policy lets it count. */
    static Optional<SignatureMethod> of(Optional<String> uri, ResponsePolicy policy) {
        return uri.map(KNOWN::get).filter(method -> !method.sha1 || policy.sha1());
    }

    /** Whether the policy lets this digest algorithm count. */
    static boolean isDigest(Optional<String> uri, ResponsePolicy policy) {
        return uri.map(DIGESTS::get).filter(sha1 -> !sha1 || policy.sha1()).isPresent();
    }

    /** Whether the key is of the algorithm's kind. */
    boolean fits(PublicKey key) {
        return keyAlgorithm.equals(key.getAlgorithm());
    }

    /** Whether the key is long enough for the policy. */
    static boolean isLongEnough(PublicKey key, ResponsePolicy policy) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength() >= (policy.rsa1024() ? 1024 : 2048);
        }
        return key instanceof ECKey ec && ec.getParams().getOrder().bitLength() >= 256;
    }
}
