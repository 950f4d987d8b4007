package io.orgauth.benchmarks;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/** The algorithms compared, and what the JCA calls them. */
public enum Algorithm {
    /** RSA with 2,048 bits. */
    RS256("RS256", "SHA256withRSA", "RSA", 2_048),
    /** P-256. */
    ES256("ES256", "SHA256withECDSAinP1363Format", "EC", 256),
    /** Ed25519. */
    EDDSA("EdDSA", "Ed25519", "Ed25519", 255);

    static final String KID = "benchmark-key-of-the-issuer-0123456789abcdefghijkl";
    private static final int ED25519_BYTES = 32;

    final String headerName;
    final String signature;
    private final String keys;
    private final int bits;

    Algorithm(String headerName, String signature, String keys, int bits) {
        this.headerName = headerName;
        this.signature = signature;
        this.keys = keys;
        this.bits = bits;
    }

    KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** As an issuer publishes it. */
    JWK published(PublicKey key) {
        return switch (this) {
            case RS256 -> new RSAKey.Builder((RSAPublicKey) key).keyID(KID).build();
            case ES256 ->
                new ECKey.Builder(Curve.P_256, (ECPublicKey) key).keyID(KID).build();
            case EDDSA -> {
                byte[] encoded = key.getEncoded();
                byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
                yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
                        .keyID(KID)
                        .build();
            }
        };
    }
}
