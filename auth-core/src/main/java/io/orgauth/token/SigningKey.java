package io.orgauth.token;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;

/** A key pair that signs with one algorithm, and its state. Immutable, thread-safe, redacting. */
final class SigningKey {
    private final String kid;
    private final JwsAlgorithm algorithm;
    private final PublicKey publicKey;
    private final PrivateKey privateKey;
    private final SigningKeyState state;
    private final Instant since;

    private SigningKey(SigningKeyStatus status, PublicKey publicKey, PrivateKey privateKey) {
        this.kid = status.kid();
        this.algorithm = status.algorithm();
        this.state = status.state();
        this.since = status.since();
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    static SigningKey of(SigningKeyStatus status, PublicKey publicKey, PrivateKey privateKey) {
        return new SigningKey(status, publicKey, privateKey);
    }

    SigningKey in(SigningKeyState next, Instant now) {
        return of(new SigningKeyStatus(kid, algorithm, next, now), publicKey, privateKey);
    }

    String kid() {
        return kid;
    }

    JwsAlgorithm algorithm() {
        return algorithm;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** Only for signing and for the sealed document. */
    PrivateKey privateKey() {
        return privateKey;
    }

    SigningKeyState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    SigningKeyStatus status() {
        return new SigningKeyStatus(kid, algorithm, state, since);
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + " " + state + " redacted]";
    }
}
