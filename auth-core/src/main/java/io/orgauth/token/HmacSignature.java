package io.orgauth.token;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 7518, 3.2), compared in constant time. */
final class HmacSignature implements SignatureCheck {
    private final String name;
    private final SecretKeySpec secret;

    HmacSignature(JwsAlgorithm algorithm, byte[] secret) {
        this.name = algorithm.jcaName();
        this.secret = new SecretKeySpec(secret, name);
    }

    @Override
    public boolean verifies(byte[] buffer, int length, byte[] signature) {
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(secret);
            mac.update(buffer, 0, length);
            return MessageDigest.isEqual(mac.doFinal(), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + name, e);
        }
    }
}
