package io.orgauth.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;

/** Makes new keys for one algorithm. Thread-safe. */
final class SigningKeyGenerator {
    private final JwsAlgorithm algorithm;
    private final int rsaBits;
    private final SecureRandom random;

    SigningKeyGenerator(JwsAlgorithm algorithm, int rsaBits, SecureRandom random) {
        this.algorithm = algorithm;
        this.rsaBits = rsaBits;
        this.random = random;
    }

    SigningKey generate(SigningKeyState state, Instant now) {
        KeyPair pair = pair();
        String kid = JwkWriter.thumbprint(algorithm, pair.getPublic());
        return SigningKey.of(new SigningKeyStatus(kid, algorithm, state, now), pair.getPublic(), pair.getPrivate());
    }

    private KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyFactoryName());
            generator.initialize(parameters(), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't make keys for " + algorithm.headerName(), e);
        }
    }

    private AlgorithmParameterSpec parameters() {
        return switch (algorithm.family()) {
            case RSA -> new RSAKeyGenParameterSpec(rsaBits, RSAKeyGenParameterSpec.F4);
            case EC -> new ECGenParameterSpec(Curve.of(algorithm).jcaName());
            case OKP -> NamedParameterSpec.ED25519;
            case OCT -> throw new IllegalStateException(algorithm.headerName() + " has no key pair");
        };
    }
}
