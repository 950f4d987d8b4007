package io.orgauth.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** A check by a JCA provider, with what providers do not agree on checked here. */
final class JcaSignature implements SignatureCheck {
    private final JwsAlgorithm algorithm;
    private final PublicKey key;
    private final @Nullable Provider provider;
    private final int signatureBytes;

    JcaSignature(JwsAlgorithm algorithm, PublicKey key, @Nullable Provider provider, int signatureBytes) {
        this.algorithm = algorithm;
        this.key = key;
        this.provider = provider;
        this.signatureBytes = signatureBytes;
    }

    /** The same check for a curve whose signatures hold scalars below the order. */
    SignatureCheck withScalarsBelow(BigInteger order) {
        return (buffer, length, signature) -> signature.length == signatureBytes
                && scalarsInRange(signature, order)
                && verifies(buffer, length, signature);
    }

    @Override
    public boolean verifies(byte[] buffer, int length, byte[] signature) {
        if (signature.length != signatureBytes) {
            return false; // JDK 17 takes an Ed25519 signature with a zero byte behind it
        }
        try {
            Signature verifier = signature(algorithm, provider);
            verifier.initVerify(key);
            verifier.update(buffer, 0, length);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // providers throw for some malformed signatures; the key itself was tried when it was made
        }
    }

    /** RFC 7518, 3.5: PSS uses MGF1 with the same hash and a salt of the hash's length. */
    static Signature signature(JwsAlgorithm algorithm, @Nullable Provider provider) throws GeneralSecurityException {
        Signature signature = provider == null
                ? Signature.getInstance(algorithm.jcaName())
                : Signature.getInstance(algorithm.jcaName(), provider);
        if (algorithm.isPss()) {
            String hash = "SHA-" + algorithm.hashBits();
            signature.setParameter(
                    new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), algorithm.hashBits() / 8, 1));
        }
        return signature;
    }

    /**
     * r and s of ECDSA, and S of Ed25519, must be reduced, r and s not zero. Zeros were accepted by JDKs before 17.0.3, and
     * an unreduced S gives a token a second signature.
     */
    private boolean scalarsInRange(byte[] signature, BigInteger order) {
        int half = signature.length / 2;
        if (algorithm == JwsAlgorithm.EDDSA) {
            return new BigInteger(1, reversed(signature, half)).compareTo(order) < 0;
        }
        BigInteger r = new BigInteger(1, signature, 0, half);
        BigInteger s = new BigInteger(1, signature, half, half);
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
    }

    /** Ed25519 writes numbers with the least octet first (RFC 8032, 5.1.2). */
    private static byte[] reversed(byte[] bytes, int from) {
        byte[] reversed = new byte[bytes.length - from];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
