package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.orgauth.Authentication;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.testing.HandClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIssuerTest {
    private static final long NOW = Tokens.START.getEpochSecond();

    private final HandClock clock = new HandClock(Tokens.START);
    private final SigningKeys keys = Tokens.keys(JwsAlgorithm.ES256, clock);
    private final TokenIssuer issuer = Tokens.issuer(keys, clock);

    @Test
    void issue_header_isAlgTypKid() {
        JsonObject header = part(0, issuer.issue(Tokens.token().build()));
        assertEquals(List.of("alg", "typ", "kid"), header.names());
        assertEquals(Optional.of("ES256"), header.string("alg"));
        assertEquals(Optional.of("at+jwt"), header.string("typ"));
        assertEquals(Optional.of(keys.status().get(0).kid()), header.string("kid"));
    }

    @Test
    void issue_everything_isInTheOrderOfTheWireFormat() {
        JsonObject claims = claims(Tokens.token()
                .sessionId("ses_1")
                .roles(List.of(Role.MEMBER, Role.ADMIN))
                .authentication(new Authentication(
                        Optional.of(Instant.ofEpochSecond(NOW - 60)), Set.of("pwd", "otp"), Optional.of("loa2")))
                .attribute("uid", 1_000)
                .claim("plan", Map.of("name", "gold")));
        assertEquals(
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "nbf",
                        "jti",
                        "client_id",
                        "sid",
                        "org_id",
                        "scope",
                        "auth_time",
                        "amr",
                        "roles",
                        "attributes",
                        "plan"),
                claims.names());
        String jti = claims.string("jti").orElseThrow();
        assertEquals(
                "{\"iss\":\"https://auth.example.com\",\"sub\":\"usr_1\",\"aud\":\"https://data.acme.example\",\"exp\":"
                        + (NOW + 600) + ",\"iat\":" + NOW + ",\"nbf\":" + NOW + ",\"jti\":\"" + jti
                        + "\",\"client_id\":\"app_1\",\"sid\":\"ses_1\",\"org_id\":\"org_acme\","
                        + "\"scope\":\"models:read models:write\",\"auth_time\":" + (NOW - 60)
                        + ",\"amr\":[\"otp\",\"pwd\"],\"roles\":[\"admin\",\"member\"],\"attributes\":{\"uid\":1000},"
                        + "\"plan\":{\"name\":\"gold\"}}",
                Json.text(claims));
    }

    @Test
    void issue_least_leavesOutWhatIsEmpty() {
        JsonObject claims = claims(AccessToken.builder()
                .organization(io.orgauth.OrganizationId.of("org_acme"))
                .subject(Subject.of(Tokens.ISSUER, "usr_1"))
                .audience(Tokens.AUDIENCE)
                .clientId("app_1"));
        assertEquals(List.of("iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id", "org_id"), claims.names());
    }

    @Test
    void issue_jti_is128FreshBits() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String jti = claims(Tokens.token()).string("jti").orElseThrow();
            assertEquals(16, Base64.getUrlDecoder().decode(jti).length);
            ids.add(jti);
        }
        assertEquals(50, ids.size());
    }

    @Test
    void issue_jti_isOfTheGivenRandomness() {
        SecureRandom sevens = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 7);
            }
        };
        TokenIssuer other = TokenIssuer.builder()
                .issuer(Tokens.ISSUER)
                .signingKeys(keys)
                .random(sevens)
                .build();
        JsonObject claims = part(1, other.issue(Tokens.token().build()));
        assertEquals(Optional.of("BwcHBwcHBwcHBwcHBwcHBw"), claims.string("jti"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HS256", "HS384", "HS512"})
    void issue_everyAlgorithm_isVerifiedByNimbusJose4jAndOurs(JwsAlgorithm algorithm) throws Exception {
        SigningKeys signing = Tokens.keys(algorithm, clock);
        String jwks = new String(signing.jwks(), StandardCharsets.UTF_8);
        for (int i = 0; i < 5; i++) {
            String token = Tokens.issuer(signing, clock).issue(Tokens.token().build());
            assertTrue(nimbusVerifies(token, jwks, algorithm), "nimbus");
            assertTrue(jose4jVerifies(token, jwks, algorithm), "jose4j");
            assertEquals("usr_1", ours(KeySource.jwks(jwks), token).subject().id());
        }
    }

    /** Nimbus leaves Ed25519 to a library we don't have; jose4j and ours still judge it. */
    private static boolean nimbusVerifies(String token, String jwks, JwsAlgorithm algorithm) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWK key = JWKSet.parse(jwks).getKeyByKeyId(jwt.getHeader().getKeyID());
        if (algorithm == JwsAlgorithm.EDDSA) {
            return key.computeThumbprint().toString().equals(jwt.getHeader().getKeyID());
        }
        java.security.PublicKey publicKey = key.getKeyType().getValue().equals("RSA")
                ? key.toRSAKey().toPublicKey()
                : key.toECKey().toPublicKey();
        return jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), publicKey));
    }

    private static boolean jose4jVerifies(String token, String jwks, JwsAlgorithm algorithm) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        jws.setAlgorithmConstraints(new org.jose4j.jwa.AlgorithmConstraints(
                org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT, algorithm.headerName()));
        jws.setKey(new JsonWebKeySet(jwks)
                .findJsonWebKey(jws.getKeyIdHeaderValue(), null, "sig", algorithm.headerName())
                .getKey());
        return jws.verifySignature();
    }

    @Test
    void issue_principal_holdsWhatWasIssued() {
        String token = issuer.issue(
                Tokens.token().roles(List.of(Role.ADMIN)).claim("plan", "gold").build());
        Principal caller = ours(keys.keySource(), token);
        assertEquals("org_acme", caller.organization().value());
        assertEquals(Set.of(Role.ADMIN), caller.roles());
        assertEquals(2, caller.permissions().size());
        assertEquals(Optional.of("gold"), caller.claim("plan"));
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 1", "PT30M, 1800", "PT1H, 3600", "PT1.9S, 1"})
    void issue_lifetimeOfTheToken_countsInSeconds(Duration lifetime, long seconds) {
        JsonObject claims = claims(Tokens.token().lifetime(lifetime));
        assertEquals(NOW + seconds, claims.longValue("exp").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "PT1H0.000000001S", "PT24H"})
    void issue_lifetimeOutOfBounds_isRefused(Duration lifetime) {
        assertRefused("token lifetime must be from PT1S to PT1H", Tokens.token().lifetime(lifetime));
        TokenIssuer.Builder builder =
                TokenIssuer.builder().issuer(Tokens.ISSUER).signingKeys(keys).lifetime(lifetime);
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void build_otherLifetime_isTheUsualOne() {
        TokenIssuer other = TokenIssuer.builder()
                .issuer(Tokens.ISSUER)
                .signingKeys(keys)
                .clock(clock)
                .lifetime(Duration.ofMinutes(2))
                .build();
        JsonObject claims = part(1, other.issue(Tokens.token().build()));
        assertEquals(NOW + 120, claims.longValue("exp").orElseThrow());
    }

    @Test
    void issue_subjectOfAnotherIssuer_isRefused() {
        assertRefused(
                "token is for a subject of another issuer",
                Tokens.token().subject(Subject.of("https://other.example.com", "usr_1")));
    }

    /** The bound is on the whole compact form, of which the signature's length is known before it is made. */
    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256", "ES512", "EDDSA"})
    void issue_6144Characters_isTheMost(JwsAlgorithm algorithm) {
        TokenIssuer signing = Tokens.issuer(Tokens.keys(algorithm, clock), clock);
        int base = signing.issue(Tokens.token().claim("pad", "").build()).length();
        int pad = (6_144 - base) * 3 / 4 - 8;
        int most = 0;
        int length = base;
        while (length > 0) {
            most = length;
            pad++;
            length = lengthOrRefused(
                    signing, Tokens.token().claim("pad", "x".repeat(pad)).build());
        }
        assertEquals(6_144, most);
    }

    private static int lengthOrRefused(TokenIssuer signing, AccessToken token) {
        try {
            return signing.issue(token).length();
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().endsWith("give it fewer permissions, roles or attributes"));
            return 0;
        }
    }

    @Test
    void issue_afterRotation_signsWithTheNewKey() {
        String before = kid(issuer.issue(Tokens.token().build()));
        clock.pass(Duration.ofMinutes(7));
        keys.rotateNow();
        String after = kid(issuer.issue(Tokens.token().build()));
        assertNotEquals(before, after);
        assertEquals(keys.status().get(0).kid(), after);
    }

    @Test
    void issue_eightThreads_allVerify() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> jobs = IntStream.range(0, 64)
                    .<Callable<String>>mapToObj(
                            i -> () -> issuer.issue(Tokens.token().build()))
                    .toList();
            for (Future<String> token : threads.invokeAll(jobs)) {
                assertEquals(
                        "usr_1", ours(keys.keySource(), token.get()).subject().id());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void build_missingPart_isSaid() {
        for (TokenIssuer.Builder builder : List.of(
                TokenIssuer.builder(),
                TokenIssuer.builder().issuer(Tokens.ISSUER),
                TokenIssuer.builder().signingKeys(keys))) {
            IllegalStateException refusal = assertThrows(IllegalStateException.class, builder::build);
            assertEquals("a token issuer needs issuer(url) and signingKeys(keys)", refusal.getMessage());
        }
    }

    @Test
    void build_http_onlyOnLoopbackAndWhenSaid() {
        TokenIssuer.Builder builder = TokenIssuer.builder().signingKeys(keys).issuer("http://localhost:8080");
        assertThrows(IllegalArgumentException.class, builder::build);
        assertEquals(
                "TokenIssuer[http://localhost:8080]",
                builder.allowLoopbackHttp().build().toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.issuer("http://auth.example.com").build());
    }

    private Principal ours(KeySource source, String token) {
        return TokenVerifier.builder()
                .issuer(Tokens.ISSUER)
                .audience(Tokens.AUDIENCE)
                .organization("org_acme")
                .keys(source)
                .clock(clock)
                .build()
                .verify(token);
    }

    private JsonObject claims(AccessToken.Builder token) {
        return part(1, issuer.issue(token.build()));
    }

    private static String kid(String token) {
        return part(0, token).string("kid").orElseThrow();
    }

    private static JsonObject part(int index, String token) {
        String[] parts = token.split("\\.", -1);
        assertEquals(3, parts.length);
        return Json.parseObject(Base64.getUrlDecoder().decode(parts[index]));
    }

    private void assertRefused(String beginning, AccessToken.Builder token) {
        AccessToken content = token.build();
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> issuer.issue(content));
        assertTrue(refusal.getMessage().startsWith(beginning), refusal.getMessage());
    }
}
