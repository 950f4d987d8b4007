package io.orgauth.token;

import io.orgauth.InvalidCredentialException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The signature layer (RFC 7515, 5.2; RFC 8725, 3.1): which key, which algorithm, whose signature. Thread-safe. */
final class JwsVerifier implements AutoCloseable {
    private static final int MAX_KNOWN_HEADERS = 64;

    private final Keys keys;
    private final Set<JwsAlgorithm> algorithms;

    // Filled only after a signature verified, so that nobody but the issuer decides what is in it.
    private final Map<String, JwsHeader> knownHeaders = new ConcurrentHashMap<>();

    JwsVerifier(Keys keys, Set<JwsAlgorithm> algorithms) {
        this.keys = keys;
        this.algorithms = Set.copyOf(algorithms);
    }

    /**
     * Proves that one of the keys signed this.
     *
     * @return the header, which is now the signer's word
     * @throws InvalidCredentialException with the {@link TokenReason}
     */
    JwsHeader verify(Jws jws) {
        String text = jws.headerText();
        JwsHeader known = knownHeaders.get(text);
        JwsHeader header = known == null ? JwsHeader.parse(jws.header()) : known;
        requireAlgorithm(header);
        if (!key(header).verifies(header.algorithm(), jws.buffer(), jws.signingInputLength(), jws.signature())) {
            throw new InvalidCredentialException(TokenReason.INVALID_SIGNATURE, "signature does not fit the key");
        }
        if (known == null && knownHeaders.size() < MAX_KNOWN_HEADERS) {
            knownHeaders.put(text, header);
        }
        return header;
    }

    private void requireAlgorithm(JwsHeader header) {
        if (!algorithms.contains(header.algorithm())) {
            throw new InvalidCredentialException(
                    TokenReason.UNSUPPORTED_ALGORITHM,
                    "algorithm \"" + header.algorithm().headerName() + "\" is not admitted here");
        }
    }

    private VerificationKey key(JwsHeader header) {
        KeySet current = keys.current();
        VerificationKey key = current.find(header)
                .or(() -> keys.newerThan(current).find(header))
                .orElseThrow(() -> new InvalidCredentialException(
                        TokenReason.UNKNOWN_KEY, "issuer has no single key that the header can mean"));
        if (!key.allows(header.algorithm())) {
            throw new InvalidCredentialException(
                    TokenReason.ALGORITHM_MISMATCH,
                    "key is not meant for \"" + header.algorithm().headerName() + "\"");
        }
        return key;
    }

    int knownHeaders() {
        return knownHeaders.size();
    }

    KeyHealth keyHealth() {
        return keys.health();
    }

    @Override
    public void close() {
        keys.close();
    }
}
