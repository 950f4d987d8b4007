package io.orgauth.testkit;

import io.orgauth.token.KeySource;
import io.orgauth.token.TokenVerifier;

/**
 * Access tokens for tests of whatever a verifier guards, and the verifier that takes them. No network, no files.
 *
 * <pre>{@code
 * TokenVerifier verifier = TestTokens.verifier().organization("org_acme").build();
 * String token = TestTokens.user("ada@acme.com").organization("org_acme").permission("models:read").sign();
 * }</pre>
 *
 * <p>The keys are made anew for each run and serve nothing but tests. Thread-safe.
 */
public final class TestTokens {
    /** Who issues them: a name that resolves nowhere (RFC 2606). */
    public static final String ISSUER = "https://auth.orgauth.test";

    /** What they are for unless said otherwise. */
    public static final String AUDIENCE = "https://data.orgauth.test";

    private TestTokens() {}

    /**
     * A token of somebody.
     *
     * @param subject the user's id as the token says it; a test may write an address
     * @return a token in the making, for no organization yet
     */
    public static TestToken user(String subject) {
        return new TestToken(subject, "app_test");
    }

    /**
     * A token of a client application that acts for itself.
     *
     * @param clientId the client's id, which is its subject too
     * @return a token in the making, for no organization yet
     */
    public static TestToken client(String clientId) {
        return new TestToken(clientId, clientId);
    }

    /**
     * A verifier that takes them; say the organization, or anything else that your own one says.
     *
     * @return a builder with issuer, audience and keys
     */
    public static TokenVerifier.Builder verifier() {
        return TokenVerifier.builder().issuer(ISSUER).audience(AUDIENCE).keys(keys());
    }

    /**
     * The public keys, for a verifier that has its own issuer and audience.
     *
     * @return the keys
     */
    public static KeySource keys() {
        return TestKeys.PUBLISHED.source();
    }

    /**
     * The public keys as a document, for whatever reads one.
     *
     * @return a JWK Set
     */
    public static String jwks() {
        return TestKeys.PUBLISHED.jwks();
    }
}
