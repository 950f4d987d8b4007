package io.orgauth.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** One key that may verify, with the algorithms it is meant for. Immutable, thread-safe, redacting. */
abstract sealed class VerificationKey {
    private final @Nullable String kid;

    private VerificationKey(@Nullable String kid) {
        this.kid = kid;
    }

    /** A public key that verifies each algorithm with the provider's own form of it. */
    static VerificationKey of(@Nullable String kid, Map<JwsAlgorithm, ProvidedKey> keys) {
        return new Asymmetric(kid, keys);
    }

    /** A shared secret for exactly one algorithm; its length was checked by who made it. */
    static VerificationKey of(@Nullable String kid, JwsAlgorithm algorithm, SecretKey secret) {
        return new Symmetric(kid, algorithm, secret);
    }

    Optional<String> kid() {
        return Optional.ofNullable(kid);
    }

    /** Whether the key is meant for this algorithm (RFC 8725, 3.1): the key decides, the header must agree. */
    abstract boolean allows(JwsAlgorithm algorithm);

    /** Whether the signature is this key's over {@code buffer[0, length)}. Malformed signatures are just false. */
    abstract boolean verifies(JwsAlgorithm algorithm, byte[] buffer, int length, byte[] signature);

    @Override
    public String toString() {
        return "VerificationKey[" + kid + "]";
    }

    /** A public key in the form its provider likes, and that provider. */
    record ProvidedKey(PublicKey key, @Nullable Provider provider, int signatureLength, @Nullable BigInteger order) {}

    private static final class Asymmetric extends VerificationKey {
        private final Map<JwsAlgorithm, ProvidedKey> keys;

        Asymmetric(@Nullable String kid, Map<JwsAlgorithm, ProvidedKey> keys) {
            super(kid);
            this.keys = Map.copyOf(keys);
        }

        @Override
        boolean allows(JwsAlgorithm algorithm) {
            return keys.containsKey(algorithm);
        }

        @Override
        boolean verifies(JwsAlgorithm algorithm, byte[] buffer, int length, byte[] signature) {
            ProvidedKey key = keys.get(algorithm);
            if (key == null || signature.length != key.signatureLength() || !scalarsInRange(algorithm, key, signature)) {
                return false;
            }
            try {
                Signature verifier = signature(algorithm, key.provider());
                verifier.initVerify(key.key());
                verifier.update(buffer, 0, length);
                return verifier.verify(signature);
            } catch (GeneralSecurityException e) {
                // Providers throw for some malformed signatures; the key itself was tried when it was made.
                return false;
            }
        }

        private static Signature signature(JwsAlgorithm algorithm, @Nullable Provider provider)
                throws GeneralSecurityException {
            Signature signature = provider == null
                    ? Signature.getInstance(algorithm.jcaName())
                    : Signature.getInstance(algorithm.jcaName(), provider);
            if (algorithm.isPss()) {
                signature.setParameter(pss(algorithm)); // RFC 7518, 3.5: MGF1 with the same hash, salt of its length
            }
            return signature;
        }

        /**
         * The scalars of a curve signature must be reduced and not zero: r and s for ECDSA, S for Ed25519. Providers differ
         * in this (zero was accepted by JDKs before 17.0.3), so it does not depend on them.
         */
        private static boolean scalarsInRange(JwsAlgorithm algorithm, ProvidedKey key, byte[] signature) {
            BigInteger order = key.order();
            if (order == null) {
                return true;
            }
            int half = signature.length / 2;
            if (algorithm == JwsAlgorithm.EDDSA) {
                return new BigInteger(1, reversed(signature, half)).compareTo(order) < 0;
            }
            BigInteger r = new BigInteger(1, signature, 0, half);
            BigInteger s = new BigInteger(1, signature, half, half);
            return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
        }

        private static byte[] reversed(byte[] bytes, int from) {
            byte[] reversed = new byte[bytes.length - from];
            for (int i = 0; i < reversed.length; i++) {
                reversed[i] = bytes[bytes.length - 1 - i];
            }
            return reversed;
        }
    }

    static PSSParameterSpec pss(JwsAlgorithm algorithm) {
        String hash = "SHA-" + algorithm.hashBits();
        return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), algorithm.hashBits() / 8, 1);
    }

    private static final class Symmetric extends VerificationKey {
        private final JwsAlgorithm algorithm;
        private final SecretKey secret;

        Symmetric(@Nullable String kid, JwsAlgorithm algorithm, SecretKey secret) {
            super(kid);
            this.algorithm = algorithm;
            this.secret = secret;
        }

        @Override
        boolean allows(JwsAlgorithm other) {
            return algorithm == other;
        }

        @Override
        boolean verifies(JwsAlgorithm other, byte[] buffer, int length, byte[] signature) {
            if (!allows(other)) {
                return false;
            }
            try {
                Mac mac = Mac.getInstance(algorithm.jcaName());
                mac.init(secret);
                mac.update(buffer, 0, length);
                return MessageDigest.isEqual(mac.doFinal(), signature);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no " + algorithm.jcaName(), e);
            }
        }
    }
}
