package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong configuration fails while it is built, in one sentence that names the fix. */
class TokenVerifierBuilderTest {
    record Row(String sentence, Consumer<TokenVerifier.Builder> fault) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Row> faults() {
        return Stream.of(
                new Row("issuer must not be blank", builder -> builder.issuer(" ")),
                new Row(
                        "issuer must be visible characters without space at either end",
                        builder -> builder.issuer("https://auth.example.com ")),
                new Row("audience must not be blank", builder -> builder.audience("")),
                new Row("organization id must have 1 to 255 characters", builder -> builder.organization("")),
                new Row("algorithms(...) needs at least one", builder -> builder.algorithms()),
                new Row(
                        "an issuer signs with a shared secret or with key pairs, give each kind its own verifier",
                        builder -> builder.algorithms(JwsAlgorithm.RS256, JwsAlgorithm.HS256)),
                new Row(
                        "clock skew must be 0 to 5 minutes, mend the clock instead",
                        builder -> builder.clockSkew(Duration.ofNanos(-1))),
                new Row(
                        "clock skew must be 0 to 5 minutes, mend the clock instead",
                        builder -> builder.clockSkew(Duration.ofMinutes(5).plusNanos(1))),
                new Row("the longest lifetime must be more than zero", builder -> builder.maxLifetime(Duration.ZERO)),
                new Row(
                        "the longest lifetime must be more than zero",
                        builder -> builder.maxLifetime(Duration.ofNanos(-1))),
                new Row(
                        "the longest token must be 1,024 to 65,536 characters",
                        builder -> builder.maxTokenBytes(1_023)),
                new Row(
                        "the longest token must be 1,024 to 65,536 characters",
                        builder -> builder.maxTokenBytes(65_537)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void setting_outOfBounds_failsAtOnce(Row row) {
        TokenVerifier.Builder builder = SignedJwt.verifier();
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> row.fault().accept(builder));
        assertEquals(row.sentence(), failure.getMessage());
    }

    @Test
    void setting_atItsBounds_isTaken() {
        TokenVerifier.Builder builder = SignedJwt.verifier()
                .maxLifetime(Duration.ofNanos(1))
                .maxTokenBytes(1_024)
                .maxTokenBytes(65_536)
                .algorithms(JwsAlgorithm.HS256, JwsAlgorithm.HS512);
        assertEquals("TokenVerifier[https://auth.example.com]", builder.build().toString());
    }

    @Test
    void build_withoutARequiredCall_namesIt() {
        KeySource keys = KeySource.jwks(TestKeys.jwks(JwsAlgorithm.RS256));
        TokenVerifier.Builder builder = TokenVerifier.builder();
        assertMissing("say whose tokens count: .issuer(...)", builder);
        assertMissing("say what tokens must be meant for: .audience(...)", builder.issuer("https://auth.example.com"));
        assertMissing("say where the issuer's keys are: .keys(KeySource.jwksFile(...))", builder.audience("api"));
        assertMissing(
                "say either whose callers are admitted, .organization(...), or .anyOrganization()", builder.keys(keys));
        assertMissing(
                "say either whose callers are admitted, .organization(...), or .anyOrganization()",
                builder.organization("org_acme").anyOrganization());
    }

    @Test
    void build_anyOrganizationWithoutOrganizationInTokens_fails() {
        TokenVerifier.Builder builder = TokenVerifier.builder()
                .issuer("https://acme.okta.com/oauth2/default")
                .audience("api")
                .anyOrganization()
                .profile(TokenProfile.okta())
                .keys(KeySource.jwks(TestKeys.jwks(JwsAlgorithm.RS256)));
        assertMissing(
                "the profile names no organization in tokens, so .organization(...) must say the issuer's", builder);
    }

    @Test
    void build_unusableKeys_failsBeforeAnyToken() {
        assertThrows(IllegalArgumentException.class, () -> KeySource.jwks("{\"keys\":[]}"));
    }

    @Test
    void build_usedAgain_doesNotChangeWhatWasBuilt() {
        TokenVerifier.Builder builder = SignedJwt.verifier();
        TokenVerifier built = builder.build();
        TokenVerifier other = builder.audience("https://other.example").build();
        assertEquals("usr_ada", built.verify(SignedJwt.good().sign()).getName());
        TokenAssert.assertRefused(TokenReason.OTHER_AUDIENCE, other, SignedJwt.good());
    }

    @Test
    void close_endsTheKeySourceOfEachIssuer() {
        boolean[] closed = {false, false};
        TokenVerifier first = SignedJwt.verifier().keys(closing(closed, 0)).build();
        TokenVerifier second = SignedJwt.verifier()
                .issuer("https://b.example")
                .keys(closing(closed, 1))
                .build();
        TokenVerifier.anyOf(first, second).close();
        assertTrue(closed[0] && closed[1]);
    }

    private static KeySource closing(boolean[] closed, int index) {
        return new KeySource() {
            @Override
            Keys open(String issuer) {
                return new Keys() {
                    @Override
                    public KeySet current() {
                        return KeySet.parse(TestKeys.jwks(JwsAlgorithm.RS256).getBytes());
                    }

                    @Override
                    public void close() {
                        closed[index] = true;
                    }
                };
            }
        };
    }

    private static void assertMissing(String sentence, TokenVerifier.Builder builder) {
        assertEquals(
                sentence,
                assertThrows(IllegalStateException.class, builder::build).getMessage());
    }
}
