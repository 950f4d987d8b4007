package io.orgauth.token;

import io.orgauth.InvalidCredentialException;
import java.util.Set;

/**
 * Proves who signed a JWT that is no access token, such as an ID token of somebody else's identity provider. What the claims must
 * say is the caller's to judge; {@link TokenVerifier} judges all of an access token.
 *
 * <pre>{@code
 * ClaimsVerifier signatures = ClaimsVerifier.of(providerKeys, Set.of(JwsAlgorithm.RS256), 32_768);
 * SignedClaims idToken = signatures.verify(compact);
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class ClaimsVerifier {
    private final JwsVerifier signatures;
    private final int maxBytes;

    private ClaimsVerifier(JwsVerifier signatures, int maxBytes) {
        this.signatures = signatures;
        this.maxBytes = maxBytes;
    }

    /**
     * A verifier of one signer.
     *
     * @param keys the signer's, and nobody else's
     * @param algorithms those that are admitted; each key's own must agree (RFC 8725, 3.1)
     * @param maxBytes a longer token is refused unread
     * @return the verifier
     * @throws IllegalArgumentException if no algorithm is admitted, or HMAC is: a public key would be its secret
     */
    public static ClaimsVerifier of(KeySupply keys, Set<JwsAlgorithm> algorithms, int maxBytes) {
        if (algorithms.isEmpty()
                || algorithms.stream().anyMatch(algorithm -> algorithm.family() == JwsAlgorithm.Family.OCT)) {
            throw new IllegalArgumentException("admit one or more algorithms of key pairs, such as RS256");
        }
        return new ClaimsVerifier(new JwsVerifier(new SuppliedKeys(keys).open("supplied"), algorithms), maxBytes);
    }

    /**
     * What the signer says.
     *
     * @param compact the compact JWS (RFC 7515, 7.1)
     * @return its claims
     * @throws InvalidCredentialException with a {@link TokenReason}: MALFORMED_TOKEN, TOKEN_TOO_LARGE, UNSUPPORTED_ALGORITHM,
     *     UNSUPPORTED_HEADER, UNKNOWN_KEY, ALGORITHM_MISMATCH or INVALID_SIGNATURE
     * @throws io.orgauth.AuthUnavailableException if the keys are out of reach
     */
    public SignedClaims verify(String compact) {
        Jws jws = Jws.parse(compact, maxBytes);
        JwsHeader header = signatures.verify(jws);
        return new SignedClaims(header, IssuerVerifier.claims(jws));
    }
}
