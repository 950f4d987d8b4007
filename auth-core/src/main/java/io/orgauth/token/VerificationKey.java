package io.orgauth.token;

import java.util.Map;
import java.util.Optional;

/** A key that may verify, with the algorithms it is meant for. Immutable, thread-safe, redacting. */
final class VerificationKey {
    private final Optional<String> kid;
    private final Map<JwsAlgorithm, SignatureCheck> checks;

    VerificationKey(Optional<String> kid, Map<JwsAlgorithm, SignatureCheck> checks) {
        this.kid = kid;
        this.checks = Map.copyOf(checks);
    }

    Optional<String> kid() {
        return kid;
    }

    /** Whether the key is meant for this algorithm (RFC 8725, 3.1): the key decides, the header must agree. */
    boolean allows(JwsAlgorithm algorithm) {
        return checks.containsKey(algorithm);
    }

    /** Whether the signature is this key's over {@code buffer[0, length)}; false for an algorithm it is not meant for. */
    boolean verifies(JwsAlgorithm algorithm, byte[] buffer, int length, byte[] signature) {
        SignatureCheck check = checks.get(algorithm);
        return check != null && check.verifies(buffer, length, signature);
    }

    @Override
    public String toString() {
        return "VerificationKey" + checks.keySet();
    }
}
