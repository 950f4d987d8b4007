package io.orgauth.token;

import static io.orgauth.token.SignedJwt.NOW;
import static io.orgauth.token.SignedJwt.good;
import static io.orgauth.token.SignedJwt.part;
import static io.orgauth.token.SignedJwt.verifier;
import static io.orgauth.token.TokenAssert.assertRefused;
import static io.orgauth.token.TokenReason.ALGORITHM_MISMATCH;
import static io.orgauth.token.TokenReason.INVALID_SIGNATURE;
import static io.orgauth.token.TokenReason.LIFETIME_TOO_LONG;
import static io.orgauth.token.TokenReason.MALFORMED_CLAIM;
import static io.orgauth.token.TokenReason.MALFORMED_TOKEN;
import static io.orgauth.token.TokenReason.MISSING_CLAIM;
import static io.orgauth.token.TokenReason.OTHER_AUDIENCE;
import static io.orgauth.token.TokenReason.OTHER_ISSUER;
import static io.orgauth.token.TokenReason.OTHER_ORGANIZATION;
import static io.orgauth.token.TokenReason.OTHER_TOKEN_TYPE;
import static io.orgauth.token.TokenReason.TOKEN_IS_BOUND;
import static io.orgauth.token.TokenReason.UNKNOWN_KEY;
import static io.orgauth.token.TokenReason.UNSUPPORTED_ALGORITHM;
import static io.orgauth.token.TokenReason.UNSUPPORTED_HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.AuthUnavailableException;
import io.orgauth.Credential;
import io.orgauth.OrganizationId;
import io.orgauth.json.JsonNull;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row differs from the good token in one thing; dates have their own {@link TokenLifetimeTest}. */
class TokenVerifierTest {
    private final TokenVerifier verifier = verifier().build();

    record Row(String fault, TokenReason reason, String token) {
        static Row of(String fault, TokenReason reason, SignedJwt token) {
            return new Row(fault, reason, token.sign());
        }

        @Override
        public String toString() {
            return fault;
        }
    }

    @ParameterizedTest
    @EnumSource(JwsAlgorithm.class)
    void verify_goodToken_isAcceptedInEveryAlgorithm(JwsAlgorithm algorithm) {
        TokenVerifier matching = TestKeys.isHmac(algorithm)
                ? verifier()
                        .keys(KeySource.secret(algorithm, TestKeys.secret(algorithm)))
                        .build()
                : verifier;
        assertEquals(
                "usr_ada", matching.verify(good(algorithm).sign()).subject().id());
    }

    @ParameterizedTest
    @MethodSource({"shapes", "headers", "kinds", "claims", "organizations", "spellings"})
    void verify_oneFault_isRefusedWithItsReason(Row row) {
        assertRefused(row.reason(), verifier, row.token());
    }

    static Stream<Row> shapes() {
        String token = good().sign();
        String[] parts = token.split("\\.");
        return Stream.of(
                new Row("nothing", MALFORMED_TOKEN, ""),
                new Row("dots", MALFORMED_TOKEN, ".."),
                new Row("one part", MALFORMED_TOKEN, parts[0]),
                new Row("two parts", MALFORMED_TOKEN, parts[0] + '.' + parts[1]),
                new Row("no signature (psychic)", MALFORMED_TOKEN, parts[0] + '.' + parts[1] + '.'),
                new Row("no header", MALFORMED_TOKEN, '.' + parts[1] + '.' + parts[2]),
                new Row("four parts", MALFORMED_TOKEN, token + ".AAAA"),
                new Row("dot behind", MALFORMED_TOKEN, token + '.'),
                new Row("five parts (JWE)", MALFORMED_TOKEN, token + ".AAAA.AAAA"),
                new Row("space before", MALFORMED_TOKEN, ' ' + token),
                new Row("line feed behind", MALFORMED_TOKEN, token + '\n'),
                new Row("NUL inside", MALFORMED_TOKEN, token.replaceFirst("\\.", "\0.")),
                new Row("a letter outside ASCII", MALFORMED_TOKEN, token.replaceFirst("e", "\u0435")),
                new Row("JSON serialization", MALFORMED_TOKEN, "{\"payload\":\"" + parts[1] + "\"}"),
                new Row(
                        "claims are an array",
                        MALFORMED_TOKEN,
                        good().rawPayload("[]").sign()),
                new Row(
                        "claims are a nested token",
                        MALFORMED_TOKEN,
                        good().rawPayload(token).sign()),
                new Row("empty payload", MALFORMED_TOKEN, good().rawPayload("").sign()),
                new Row(
                        "two objects",
                        MALFORMED_TOKEN,
                        good().rawPayload(good().payloadText() + "{}").sign()),
                new Row(
                        "header is no JSON",
                        MALFORMED_TOKEN,
                        good().rawHeader("{").sign()),
                new Row("duplicate header", MALFORMED_TOKEN, duplicate(good().headerText(), true)),
                new Row("duplicate claim", MALFORMED_TOKEN, duplicate(good().payloadText(), false)));
    }

    private static String duplicate(String json, boolean header) {
        String doubled = json.substring(0, json.length() - 1) + ",\"sub\":\"a\",\"sub\":\"a\"}";
        return (header ? good().rawHeader(doubled) : good().rawPayload(doubled)).sign();
    }

    static Stream<Row> spellings() {
        String token = good().sign();
        int last = token.length() - 1;
        // 256 bytes of signature leave two characters of which the last has four bits: three spellings are stray.
        char stray = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .charAt(1 + "AQgw".indexOf(token.charAt(last)) * 16);
        return Stream.of(
                new Row("padding", MALFORMED_TOKEN, token + "=="),
                new Row("stray bits", MALFORMED_TOKEN, token.substring(0, last) + stray),
                new Row("one character too many", MALFORMED_TOKEN, token + "AAA"),
                new Row("base64 instead of base64url", MALFORMED_TOKEN, token.substring(0, last) + '+'));
    }

    static Stream<Row> headers() {
        return Stream.of(
                Row.of("alg absent", UNSUPPORTED_ALGORITHM, good().withoutHeader("alg")),
                Row.of("alg none", UNSUPPORTED_ALGORITHM, good().header("alg", "none")),
                Row.of("alg NONE", UNSUPPORTED_ALGORITHM, good().header("alg", "NONE")),
                Row.of("alg in lower case", UNSUPPORTED_ALGORITHM, good().header("alg", "rs256")),
                Row.of("alg unknown", UNSUPPORTED_ALGORITHM, good().header("alg", "ES256K")),
                Row.of("alg a number", MALFORMED_TOKEN, good().header("alg", 1)),
                Row.of("alg null", MALFORMED_TOKEN, good().header("alg", JsonNull.NULL)),
                Row.of("alg of another hash", ALGORITHM_MISMATCH, good().header("alg", "RS384")),
                Row.of("alg of another padding", ALGORITHM_MISMATCH, good().header("alg", "PS256")),
                Row.of("alg HMAC (key confusion)", ALGORITHM_MISMATCH, good().header("alg", "HS256")),
                Row.of("crit", UNSUPPORTED_HEADER, good().header("crit", List.of("exp"))),
                Row.of("crit empty", UNSUPPORTED_HEADER, good().header("crit", List.of())),
                Row.of("b64", UNSUPPORTED_HEADER, good().header("b64", true)),
                Row.of("zip", UNSUPPORTED_HEADER, good().header("zip", "DEF")),
                Row.of("cty JWT (nested)", UNSUPPORTED_HEADER, good().header("cty", "JWT")),
                Row.of("cty application/jwt (nested)", UNSUPPORTED_HEADER, good().header("cty", "application/JWT")),
                Row.of("cty a number", MALFORMED_TOKEN, good().header("cty", 1)),
                Row.of("kid unknown", UNKNOWN_KEY, good().header("kid", "elsewhere")),
                Row.of("kid of another key", ALGORITHM_MISMATCH, good().header("kid", "key-ES256")),
                Row.of("kid a path", UNKNOWN_KEY, good().header("kid", "../../dev/null")),
                Row.of("kid a number", MALFORMED_TOKEN, good().header("kid", 7)),
                Row.of("kid with a line feed", MALFORMED_TOKEN, good().header("kid", "a\nb")),
                Row.of("kid with DEL", MALFORMED_TOKEN, good().header("kid", "a\u007f")),
                Row.of("kid with a space", UNKNOWN_KEY, good().header("kid", "key 7")),
                Row.of("kid of 255", UNKNOWN_KEY, good().header("kid", "k".repeat(255))),
                Row.of("kid of 256", MALFORMED_TOKEN, good().header("kid", "k".repeat(256))),
                Row.of(
                        "signed by a stranger",
                        INVALID_SIGNATURE,
                        good().signedBy(TestKeys.strangersKey(JwsAlgorithm.RS256))),
                new Row("claims changed", INVALID_SIGNATURE, swapped(1, good().with("sub", "usr_eve"))),
                new Row("header changed", INVALID_SIGNATURE, swapped(0, good().header("typ", "JWT"))));
    }

    /** The good token with the part of another. */
    private static String swapped(int index, SignedJwt other) {
        String[] parts = good().sign().split("\\.");
        parts[index] = other.sign().split("\\.")[index];
        return String.join(".", parts);
    }

    static Stream<Row> kinds() {
        return Stream.of(
                Row.of("typ absent", OTHER_TOKEN_TYPE, good().withoutHeader("typ")),
                Row.of("typ JWT", OTHER_TOKEN_TYPE, good().header("typ", "JWT")),
                Row.of("logout token", OTHER_TOKEN_TYPE, good().header("typ", "logout+jwt")),
                Row.of("DPoP proof", OTHER_TOKEN_TYPE, good().header("typ", "dpop+jwt")),
                Row.of("client assertion", OTHER_TOKEN_TYPE, good().header("typ", "client-authentication+jwt")),
                Row.of("introspection answer", OTHER_TOKEN_TYPE, good().header("typ", "token-introspection+jwt")),
                Row.of("typ of another tree", OTHER_TOKEN_TYPE, good().header("typ", "text/at+jwt")),
                Row.of("typ with two slashes", OTHER_TOKEN_TYPE, good().header("typ", "application/x/at+jwt")),
                Row.of("typ with a space", OTHER_TOKEN_TYPE, good().header("typ", "at+jwt ")),
                Row.of("typ empty", MALFORMED_TOKEN, good().header("typ", "")),
                Row.of("typ nothing but application/", MALFORMED_TOKEN, good().header("typ", "application/")),
                Row.of("typ a list", MALFORMED_TOKEN, good().header("typ", List.of("at+jwt"))),
                Row.of("cnf, DPoP", TOKEN_IS_BOUND, good().with("cnf", Map.of("jkt", "x"))),
                Row.of("cnf, mutual TLS", TOKEN_IS_BOUND, good().with("cnf", Map.of("x5t#S256", "x"))),
                Row.of("cnf null", TOKEN_IS_BOUND, good().withNull("cnf")));
    }

    static Stream<Row> claims() {
        Stream<Row> absent = Stream.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "org_id")
                .flatMap(name -> Stream.of(
                        Row.of(name + " absent", MISSING_CLAIM, good().without(name)),
                        Row.of(name + " null", MALFORMED_CLAIM, good().withNull(name))));
        Stream<Row> wrong = Stream.of(
                        "iss", "sub", "aud", "exp", "iat", "jti", "org_id", "scope", "roles", "amr", "acr")
                .map(name -> Row.of(name + " an object", MALFORMED_CLAIM, good().with(name, Map.of())));
        Stream<Row> others = Stream.of(
                Row.of("iss with a slash", OTHER_ISSUER, good().with("iss", SignedJwt.ISSUER + '/')),
                Row.of("iss in another case", OTHER_ISSUER, good().with("iss", "https://AUTH.example.com")),
                Row.of("iss in a list", MALFORMED_CLAIM, good().with("iss", List.of(SignedJwt.ISSUER))),
                Row.of("aud with a slash", OTHER_AUDIENCE, good().with("aud", SignedJwt.AUDIENCE + '/')),
                Row.of("aud a prefix", OTHER_AUDIENCE, good().with("aud", "https://data.acme.exampl")),
                Row.of("aud an empty list", OTHER_AUDIENCE, good().with("aud", List.of())),
                Row.of("aud several others", OTHER_AUDIENCE, good().with("aud", List.of("a", "b"))),
                Row.of("aud with a number", MALFORMED_CLAIM, good().with("aud", List.of(SignedJwt.AUDIENCE, 1))),
                Row.of("aud two in one string", OTHER_AUDIENCE, good().with("aud", SignedJwt.AUDIENCE + " b")),
                Row.of("sub empty", MALFORMED_CLAIM, good().with("sub", "")),
                Row.of("sub a number", MALFORMED_CLAIM, good().with("sub", 7)),
                Row.of("sub of 256", MALFORMED_CLAIM, good().with("sub", "u".repeat(256))),
                Row.of("sub with a zero width space", MALFORMED_CLAIM, good().with("sub", "usr\u200b_ada")),
                Row.of("jti empty", MALFORMED_CLAIM, good().with("jti", "")),
                Row.of("scope with two spaces", MALFORMED_CLAIM, good().with("scope", "a  b")),
                Row.of("scope with a space behind", MALFORMED_CLAIM, good().with("scope", "a ")),
                Row.of("scope with a wildcard", MALFORMED_CLAIM, good().with("scope", "models:*")),
                Row.of("scope with a number", MALFORMED_CLAIM, good().with("scope", List.of("a", 1))),
                Row.of("roles with null", MALFORMED_CLAIM, good().with("roles", List.of(JsonNull.NULL))),
                Row.of("roles with an empty name", MALFORMED_CLAIM, good().with("roles", List.of(""))),
                Row.of("auth_time a string", MALFORMED_CLAIM, good().with("auth_time", "1")),
                Row.of("auth_time null", MALFORMED_CLAIM, good().withNull("auth_time")));
        return Stream.of(absent, wrong, others).flatMap(rows -> rows);
    }

    static Stream<Row> organizations() {
        return Stream.of(
                Row.of("another", OTHER_ORGANIZATION, good().with("org_id", "org_globex")),
                Row.of("in another case", OTHER_ORGANIZATION, good().with("org_id", "ORG_ACME")),
                Row.of("with a space", OTHER_ORGANIZATION, good().with("org_id", "org_acme ")),
                Row.of("a look-alike", OTHER_ORGANIZATION, good().with("org_id", "org_\u0430cme")),
                Row.of("empty", OTHER_ORGANIZATION, good().with("org_id", "")),
                Row.of("in a list", MALFORMED_CLAIM, good().with("org_id", List.of("org_acme"))),
                Row.of(
                        "under a name with a space",
                        MISSING_CLAIM,
                        good().without("org_id").with("org_id ", "org_acme")),
                Row.of(
                        "in roles only",
                        OTHER_ORGANIZATION,
                        good().with("org_id", "org_x").with("roles", List.of("org_acme"))));
    }

    @Test
    void verify_typeInEveryRightSpelling_isAccepted() {
        for (String type : List.of("at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt")) {
            assertEquals(
                    "usr_ada",
                    verifier.verify(good().header("typ", type).sign()).getName());
        }
    }

    @Test
    void verify_audienceAmongSeveral_isAccepted() {
        List<String> several = List.of("https://other.example", SignedJwt.AUDIENCE);
        assertEquals(
                "usr_ada", verifier.verify(good().with("aud", several).sign()).getName());
    }

    @Test
    void verify_registeredNameEd25519_isEdDsa() {
        String token = good(JwsAlgorithm.EDDSA).header("alg", "Ed25519").sign();
        assertEquals("usr_ada", verifier.verify(token).getName());
    }

    @Test
    void verify_algorithmNotAdmitted_isRefusedThoughTheKeyIsThere() {
        TokenVerifier narrow = verifier().algorithms(JwsAlgorithm.ES256).build();
        assertRefused(UNSUPPORTED_ALGORITHM, narrow, good());
        assertEquals("usr_ada", narrow.verify(good(JwsAlgorithm.ES256).sign()).getName());
    }

    @ParameterizedTest
    @EnumSource(JwsAlgorithm.class)
    void verify_strangersSignature_isRefusedInEveryAlgorithm(JwsAlgorithm algorithm) {
        if (!TestKeys.isHmac(algorithm)) {
            assertRefused(INVALID_SIGNATURE, verifier, good(algorithm).signedBy(TestKeys.strangersKey(algorithm)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HS256", "HS384", "HS512"})
    void verify_hmacWithThePublicKeyAsSecret_isRefused(JwsAlgorithm algorithm) {
        byte[] published = TestKeys.issuer(JwsAlgorithm.RS256).getPublic().getEncoded();
        SignedJwt confused = good(algorithm).signedBy(new SecretKeySpec(published, "HMAC"));
        assertRefused(UNKNOWN_KEY, verifier, confused.withoutHeader("kid"));
        assertRefused(ALGORITHM_MISMATCH, verifier, confused.header("kid", "key-RS256"));
    }

    @Test
    void verify_otherHmacThanTheSecretIsFor_isRefused() {
        byte[] secret = TestKeys.secret(JwsAlgorithm.HS512);
        TokenVerifier shared =
                verifier().keys(KeySource.secret(JwsAlgorithm.HS512, secret)).build();
        SignedJwt other = good(JwsAlgorithm.HS256).signedBy(new SecretKeySpec(secret, "HMAC"));
        assertRefused(UNKNOWN_KEY, shared, other);
        assertRefused(INVALID_SIGNATURE, shared, swappedSignature(JwsAlgorithm.HS512));
    }

    private static String swappedSignature(JwsAlgorithm algorithm) {
        String[] parts = good(algorithm).sign().split("\\.");
        return parts[0]
                + '.'
                + parts[1]
                + '.'
                + good(algorithm).with("jti", "tok_2").sign().split("\\.")[2];
    }

    @Test
    void verify_noKid_isTheOnlyKeyThatFits() {
        TokenVerifier one = verifier()
                .keys(KeySource.jwks(TestKeys.jwks(JwsAlgorithm.RS256)))
                .build();
        assertEquals("usr_ada", one.verify(good().withoutHeader("kid").sign()).getName());
        String sameKind = TestKeys.jwks(List.of(
                TestKeys.jwk(JwsAlgorithm.RS256),
                TestKeys.jwk(JwsAlgorithm.RS256, TestKeys.stranger(JwsAlgorithm.RS256))
                        .put("kid", "2")
                        .build()));
        TokenVerifier two = verifier().keys(KeySource.jwks(sameKind)).build();
        assertRefused(UNKNOWN_KEY, two, good().withoutHeader("kid"));
    }

    @Test
    void verify_tokenOfTheLongestSize_isReadAndOneMoreIsNot() {
        TokenVerifier bounded = verifier().maxTokenBytes(2_000).build();
        assertEquals("usr_ada", bounded.verify(sized(2_000)).getName());
        assertRefused(TokenReason.TOKEN_TOO_LARGE, bounded, sized(2_001));
        assertRefused(TokenReason.TOKEN_TOO_LARGE, verifier, "a".repeat(16_385));
        assertRefused(MALFORMED_TOKEN, verifier, "a".repeat(16_384));
    }

    /** Base64url has no text of 4n+1 characters, so header and payload share the rest between them. */
    private static String sized(int length) {
        for (int header = 0; header < 3; header++) {
            SignedJwt padded = good().header("x", "y".repeat(header));
            for (int claim = 0; claim < length; claim++) {
                String input = part(padded.headerText())
                        + '.'
                        + part(padded.with("x", "y".repeat(claim)).payloadText());
                if (input.length() + 1 + 342 == length) {
                    return padded.sign(input);
                }
            }
        }
        throw new AssertionError("no token of " + length);
    }

    @Test
    void verify_boundsOfJson_areKept() {
        assertRefused(MALFORMED_TOKEN, verifier, good().rawPayload("[".repeat(5_000)));
        assertRefused(MALFORMED_TOKEN, verifier, good().rawPayload("{\"exp\":" + "1".repeat(21) + "}"));
        assertRefused(MALFORMED_TOKEN, verifier, good().with("many", Collections.nCopies(1_000, 1)));
    }

    @Test
    void verify_keysOutOfReach_isNoRefusalOfTheCaller() {
        KeySource down = new KeySource() {
            @Override
            Keys open(String issuer) {
                return () -> {
                    throw new AuthUnavailableException(TokenReason.KEYS_UNAVAILABLE, "no keys yet");
                };
            }
        };
        TokenVerifier waiting = verifier().keys(down).build();
        AuthUnavailableException outage =
                assertThrows(AuthUnavailableException.class, () -> waiting.verify(good().sign()));
        assertEquals(TokenReason.KEYS_UNAVAILABLE, outage.reason());
        assertRefused(UNSUPPORTED_ALGORITHM, waiting, good().header("alg", "none"));
    }

    @Test
    void authenticate_jwtCredential_isVerified() {
        assertEquals(Credential.Jwt.class, verifier.accepts());
        assertEquals(
                "usr_ada",
                verifier.authenticate(new Credential.Jwt(good().sign())).getName());
        assertEquals(Optional.of(OrganizationId.of("org_acme")), verifier.organization());
        assertEquals(Optional.of(SignedJwt.AUDIENCE), verifier.resource());
        assertEquals("TokenVerifier[https://auth.example.com]", verifier.toString());
    }

    @Test
    void verify_anyOrganization_takesTheTokensOwn() {
        TokenVerifier any = TokenVerifier.builder()
                .issuer(SignedJwt.ISSUER)
                .audience(SignedJwt.AUDIENCE)
                .anyOrganization()
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .keys(KeySource.jwks(TestKeys.jwks(JwsAlgorithm.RS256)))
                .build();
        assertEquals(Optional.empty(), any.organization());
        assertEquals(
                "org_globex",
                any.verify(good().with("org_id", "org_globex").sign())
                        .organization()
                        .value());
        assertRefused(MALFORMED_CLAIM, any, good().with("org_id", ""));
        assertRefused(MALFORMED_CLAIM, any, good().with("org_id", "org_acme "));
        assertRefused(MISSING_CLAIM, any, good().without("org_id"));
        assertRefused(LIFETIME_TOO_LONG, any, good().with("exp", NOW.getEpochSecond() + 86_401));
    }
}
