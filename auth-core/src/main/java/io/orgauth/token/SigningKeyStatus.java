package io.orgauth.token;

import java.time.Instant;

/**
 * What may be known of a signing key: for health pages, audit and the operator who removes one.
 *
 * @param kid the key id, as in the JWKS and in token headers: the thumbprint of RFC 7638
 * @param algorithm what it signs with
 * @param state where it is in its life
 * @param since when it came into that state
 */
public record SigningKeyStatus(String kid, JwsAlgorithm algorithm, SigningKeyState state, Instant since) {}
