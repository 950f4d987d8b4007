package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import io.orgauth.Reason;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.token.JwsAlgorithm;
import io.orgauth.token.TokenReason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OIDC.md 1.5 and the plans beside it: each row is a good ID token but for one thing. */
class IdTokenRulesTest {
    private static final Object ABSENT = FakeProvider.ABSENT;

    private final World world = new World();

    static Stream<Arguments> claims_oneLie_isRefused() {
        return Stream.of(
                row("iss", "https://evil.example", OidcReason.ID_TOKEN_OTHER_ISSUER),
                row("iss", World.ISSUER + "/", OidcReason.ID_TOKEN_OTHER_ISSUER),
                row("iss", "https://IDP.example.net", OidcReason.ID_TOKEN_OTHER_ISSUER),
                row("iss", ABSENT, TokenReason.MISSING_CLAIM),
                row("iss", List.of(World.ISSUER), TokenReason.MALFORMED_CLAIM),
                row("aud", "client-2", OidcReason.ID_TOKEN_OTHER_AUDIENCE),
                row("aud", "client-1 ", OidcReason.ID_TOKEN_OTHER_AUDIENCE),
                row("aud", List.of("client-2"), OidcReason.ID_TOKEN_OTHER_AUDIENCE),
                row("aud", List.of(), OidcReason.ID_TOKEN_OTHER_AUDIENCE),
                row("aud", ABSENT, TokenReason.MISSING_CLAIM),
                row("aud", null, TokenReason.MALFORMED_CLAIM),
                row("aud", List.of("client-1", "client-2"), OidcReason.ID_TOKEN_OTHER_PARTY),
                row("azp", "client-2", OidcReason.ID_TOKEN_OTHER_PARTY),
                row("azp", "", OidcReason.ID_TOKEN_OTHER_PARTY),
                row("azp", 1, TokenReason.MALFORMED_CLAIM),
                row("sub", ABSENT, TokenReason.MISSING_CLAIM),
                row("sub", "", OidcReason.ID_TOKEN_SUBJECT_MALFORMED),
                row("sub", " ", OidcReason.ID_TOKEN_SUBJECT_MALFORMED),
                row("sub", "ada-1 ", OidcReason.ID_TOKEN_SUBJECT_MALFORMED),
                row("sub", "ada\u200b", OidcReason.ID_TOKEN_SUBJECT_MALFORMED),
                row("sub", "a".repeat(256), OidcReason.ID_TOKEN_SUBJECT_MALFORMED),
                row("sub", 1, TokenReason.MALFORMED_CLAIM),
                row("nonce", "another", OidcReason.NONCE_MISMATCH),
                row("nonce", "", OidcReason.NONCE_MISMATCH),
                row("nonce", ABSENT, TokenReason.MISSING_CLAIM),
                row("nonce", null, TokenReason.MALFORMED_CLAIM),
                row("exp", ABSENT, TokenReason.MISSING_CLAIM),
                row("exp", null, TokenReason.MALFORMED_CLAIM),
                row("exp", "1777622700", TokenReason.MALFORMED_CLAIM),
                row("iat", ABSENT, TokenReason.MISSING_CLAIM),
                row("iat", -1, TokenReason.MALFORMED_CLAIM),
                row("nbf", "now", TokenReason.MALFORMED_CLAIM),
                row("at_hash", FakeProvider.atHash("another"), OidcReason.ACCESS_TOKEN_MISMATCH),
                row("at_hash", "", OidcReason.ACCESS_TOKEN_MISMATCH),
                row("at_hash", 1, TokenReason.MALFORMED_CLAIM),
                row("auth_time", "yesterday", TokenReason.MALFORMED_CLAIM),
                row("amr", "pwd".length(), TokenReason.MALFORMED_CLAIM),
                row("acr", 2, TokenReason.MALFORMED_CLAIM),
                row("sid", true, TokenReason.MALFORMED_CLAIM));
    }

    private static Arguments row(String claim, Object value, Reason reason) {
        return Arguments.of(claim, value, reason);
    }

    @ParameterizedTest
    @MethodSource
    void claims_oneLie_isRefused(String claim, Object value, Reason reason) {
        world.provider.claims.put(claim, value);
        world.provider.userinfo.put("sub", "ada-1");

        world.assertRefused(reason);
    }

    static Stream<Arguments> claims_thatAreFine_areTaken() {
        return Stream.of(
                Arguments.of("aud", List.of("client-1")),
                Arguments.of("azp", "client-1"),
                Arguments.of("at_hash", ABSENT),
                Arguments.of("sub", "ada-1"),
                Arguments.of("unknown", Map.of("any", List.of(1, 2))),
                Arguments.of("amr", "pwd"));
    }

    @ParameterizedTest
    @MethodSource
    void claims_thatAreFine_areTaken(String claim, Object value) {
        world.provider.claims.put(claim, value);

        assertEquals("ada-1", world.signIn().subject());
    }

    @Test
    void aud_severalWithUsAsParty_isTaken() {
        world.provider.claims.put("aud", List.of("project-1", "client-1"));
        world.provider.claims.put("azp", "client-1");

        assertEquals("ada-1", world.signIn().subject());
    }

    @Test
    void sub_of255Characters_isTaken() {
        String longest = "a".repeat(255);
        world.provider.claims.put("sub", longest);
        world.provider.userinfo.put("sub", longest);

        assertEquals(longest, world.signIn().subject());
    }

    // ---- time ----

    static Stream<Arguments> dates_byTheSecond() {
        return Stream.of(
                Arguments.of("exp", -60L, OidcReason.ID_TOKEN_EXPIRED),
                Arguments.of("exp", -59L, null),
                Arguments.of("iat", 61L, OidcReason.ID_TOKEN_FROM_THE_FUTURE),
                Arguments.of("iat", 60L, null),
                Arguments.of("nbf", 61L, OidcReason.ID_TOKEN_FROM_THE_FUTURE),
                Arguments.of("nbf", 60L, null),
                Arguments.of("iat", -361L, OidcReason.ID_TOKEN_TOO_OLD),
                Arguments.of("iat", -360L, null));
    }

    @ParameterizedTest
    @MethodSource
    void dates_byTheSecond(String claim, long seconds, Reason reason) {
        world.provider.claims.put(claim, world.now() + seconds);

        if (reason == null) {
            assertEquals("ada-1", world.signIn().subject());
        } else {
            world.assertRefused(reason);
        }
    }

    // ---- a fresh proof ----

    private LoginStep afresh() {
        return world.party.start(LoginRequest.to("/").afresh());
    }

    @Test
    void fresh_provenSince_isTaken() {
        assertEquals("ada-1", world.finish(afresh()).subject());
    }

    @Test
    void fresh_provenBefore_isRefused() {
        world.provider.claims.put("auth_time", world.now() - 61);

        World.assertRefused(OidcReason.NOT_SIGNED_IN_AFRESH, () -> world.finish(afresh()));
    }

    @Test
    void fresh_provenAMinuteBeforeByAnotherClock_isTaken() {
        world.provider.claims.put("auth_time", world.now() - 60);

        assertEquals("ada-1", world.finish(afresh()).subject());
    }

    @Test
    void fresh_notSaidWhen_isRefused() {
        world.provider.claims.put("auth_time", ABSENT);

        World.assertRefused(OidcReason.NOT_SIGNED_IN_AFRESH, () -> world.finish(afresh()));
    }

    @Test
    void notFresh_provenLongAgo_isTaken() {
        world.provider.claims.put("auth_time", world.now() - Duration.ofDays(30).toSeconds());

        assertEquals("ada-1", world.signIn().subject());
    }

    // ---- signature, key, algorithm ----

    @Test
    void signature_ofAnotherKeyUnderTheRightId_isRefused() {
        world.provider.signingKey =
                new RSAKey.Builder(FakeProvider.OTHER_KEY).keyID("key-1").build();

        world.assertRefused(TokenReason.INVALID_SIGNATURE);
    }

    @Test
    void signature_changedPayload_isRefused() {
        world.provider.idToken = token -> {
            String[] parts = token.split("\\.");
            String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            String changed = payload.replace("ada-1", "bob-1");
            return parts[0] + "." + base64(changed) + "." + parts[2];
        };

        world.assertRefused(TokenReason.INVALID_SIGNATURE);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void algNone_isRefused() {
        for (String alg : List.of("none", "None", "NONE", "nOnE")) {
            world.provider.idToken = token -> base64("{\"alg\":\"" + alg + "\"}") + "." + token.split("\\.")[1] + ".AA";

            world.assertRefused(TokenReason.UNSUPPORTED_ALGORITHM);
        }
    }

    @Test
    void algNone_withoutASignature_isRefused() {
        world.provider.idToken = token -> base64("{\"alg\":\"none\"}") + "." + token.split("\\.")[1] + ".";

        world.assertRefused(TokenReason.MALFORMED_TOKEN);
    }

    @Test
    void hmac_withThePublicKeyAsSecret_isRefused() throws JOSEException {
        byte[] publicKey = FakeProvider.KEY.toRSAPublicKey().getEncoded();
        world.provider.idToken = token -> hmac(token, publicKey);

        world.assertRefused(TokenReason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void hmac_withTheClientSecret_isRefused() {
        world.provider.idToken =
                token -> hmac(token, (FakeProvider.SECRET + "0".repeat(32)).getBytes(StandardCharsets.UTF_8));

        world.assertRefused(TokenReason.UNSUPPORTED_ALGORITHM);
    }

    private static String hmac(String token, byte[] secret) {
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(),
                    new Payload(Base64.getUrlDecoder().decode(token.split("\\.")[1])));
            jws.sign(new MACSigner(secret));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void algorithm_notAdmittedByTheConnection_isRefused() {
        World strict = new World(builder -> builder.algorithms(JwsAlgorithm.ES256));

        strict.assertRefused(TokenReason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void kidMissing_withOneKey_isTaken() {
        world.provider.header = header -> header.keyID(null);

        assertEquals("ada-1", world.signIn().subject());
    }

    @Test
    void kidMissing_withSeveralKeys_isRefused() {
        world.provider.publish(FakeProvider.KEY, FakeProvider.OTHER_KEY);
        world.provider.header = header -> header.keyID(null);

        world.assertRefused(TokenReason.UNKNOWN_KEY);
    }

    @Test
    void kid_ofNoKey_isRefused() {
        world.provider.header = header -> header.keyID("nobody's");

        world.assertRefused(TokenReason.UNKNOWN_KEY);
    }

    @Test
    void type_ofAnotherToken_isRefused() {
        for (String type : List.of("at+jwt", "application/at+jwt", "logout+jwt", "dpop+jwt", "JOSE")) {
            world.provider.header = header -> FakeProvider.typed(header, type);

            world.assertRefused(OidcReason.ID_TOKEN_OTHER_TYPE);
        }
    }

    @Test
    void type_jwt_isTaken() {
        world.provider.header = header -> FakeProvider.typed(header, "JWT");

        assertEquals("ada-1", world.signIn().subject());
    }

    @Test
    void tooLong_isRefusedUnread() {
        world.provider.claims.put("more", "x".repeat(32_768));

        world.assertRefused(TokenReason.TOKEN_TOO_LARGE);
    }

    @Test
    void garbage_isRefused() {
        for (String garbage : List.of("", "a", "a.b", "....", "a.b.c.d.e", "\u0000.\u0000.\u0000")) {
            world.provider.idToken = token -> garbage;

            world.assertRefused(TokenReason.MALFORMED_TOKEN);
        }
    }

    @Test
    void atHash_hasTheHashOfTheTokensAlgorithm() throws NoSuchAlgorithmException {
        world.provider.header = header -> new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("key-1");
        world.assertRefused(OidcReason.ACCESS_TOKEN_MISMATCH); // the SHA-256 one

        world.provider.claims.put("at_hash", leftHalf("SHA-512"));
        assertEquals("ada-1", world.signIn().subject());
    }

    @Test
    void atHash_ofEd25519_isThatOfSha512() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        world.provider.keys.clear();
        world.provider.keys.add(jwk(pair.getPublic()));
        world.provider.claims.put("at_hash", leftHalf("SHA-512"));
        world.provider.idToken = token -> signed(token, pair.getPrivate());

        assertEquals("ada-1", world.signIn().subject());
    }

    /** The last 32 bytes of the encoded key are the key (RFC 8410, 4). */
    private static Map<String, Object> jwk(PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return Map.of(
                "kty", "OKP",
                "crv", "Ed25519",
                "kid", "ed-1",
                "x", Base64.getUrlEncoder().withoutPadding().encodeToString(x));
    }

    private static String signed(String token, PrivateKey key) {
        try {
            String input = base64("{\"alg\":\"EdDSA\",\"kid\":\"ed-1\"}") + "." + token.split("\\.")[1];
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String leftHalf(String hash) throws NoSuchAlgorithmException {
        byte[] digest =
                MessageDigest.getInstance(hash).digest(FakeProvider.ACCESS_TOKEN.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
    }
}
