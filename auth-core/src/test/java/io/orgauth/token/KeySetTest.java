package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which keys of a set count, and which one a header means. */
class KeySetTest {
    private static final JsonObject RS256 = TestKeys.jwk(JwsAlgorithm.RS256);
    private static final JsonObject ES256 = TestKeys.jwk(JwsAlgorithm.ES256);
    private static final JsonObject WEAK =
            JsonObject.builder().put("kty", "RSA").build();

    private static KeySet set(JsonObject... jwks) {
        return parse(TestKeys.jwks(List.of(jwks)));
    }

    private static KeySet parse(String json) {
        return KeySet.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String message, String json) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> parse(json)).getMessage());
    }

    private static JsonObject named(KeyPair pair, String kid) {
        return TestKeys.jwk(JwsAlgorithm.RS256, pair).put("kid", kid).build();
    }

    private static JsonObject unnamed(JwsAlgorithm algorithm, KeyPair pair) {
        return TestKeys.jwk(algorithm, pair).put("alg", algorithm.headerName()).build();
    }

    private static Optional<String> found(KeySet set, JwsAlgorithm algorithm, Optional<String> kid) {
        return set.find(new JwsHeader(algorithm, kid, "")).map(key -> key.kid().orElse("unnamed"));
    }

    @Test
    void parse_oneBadKey_isSkippedAndCounted() {
        KeySet set = set(RS256, WEAK, ES256);
        assertEquals(2, set.size());
        assertEquals(1, set.skipped());
        KeySet odd = parse("{\"keys\":[7,null,\"x\",[]," + Json.text(RS256) + "]}");
        assertEquals(1, odd.size());
        assertEquals(4, odd.skipped());
    }

    @Test
    void parse_noUsableKey_isRefused() {
        assertRefused("JWK Set has no usable key, 0 were skipped", "{\"keys\":[]}");
        assertRefused("JWK Set has no usable key, 1 were skipped", TestKeys.jwks(List.of(WEAK)));
        assertRefused("JWK Set has no usable key, 2 were skipped", TestKeys.jwks(List.of(RS256, RS256)));
    }

    @Test
    void parse_whatIsNoSet_isRefused() {
        assertRefused("JWK Set has no \"keys\"", "{}");
        assertRefused("JWK Set: json \"keys\" is object, expected array", "{\"keys\":{}}");
        assertThrows(IllegalArgumentException.class, () -> parse("[]"));
        assertThrows(IllegalArgumentException.class, () -> parse(""));
        assertThrows(IllegalArgumentException.class, () -> parse("<html>"));
        assertThrows(IllegalArgumentException.class, () -> parse("{\"keys\":[],\"keys\":[]}"));
    }

    @Test
    void parse_aPublishedSecret_spoilsTheSet() {
        JsonObject secret =
                JsonObject.builder().put("kty", "oct").put("k", "c2VjcmV0").build();
        assertRefused(
                "JWK Set publishes a symmetric key, so none of it is trusted", TestKeys.jwks(List.of(RS256, secret)));
    }

    @Test
    void parse_keysAtTheMost_areReadAndOneMoreIsNot() {
        List<JsonObject> many = new ArrayList<>(List.of(RS256));
        while (many.size() < 500) {
            many.add(WEAK);
        }
        assertEquals(499, parse(TestKeys.jwks(many)).skipped());
        many.add(WEAK);
        assertRefused("JWK Set has more than 500 keys", TestKeys.jwks(many));
    }

    @Test
    void parse_twoKeysWithOneId_dropsBoth() {
        KeyPair first = TestKeys.issuer(JwsAlgorithm.RS256);
        KeyPair second = TestKeys.stranger(JwsAlgorithm.RS256);
        KeySet set = set(named(first, "a"), named(second, "a"), ES256);
        assertEquals(1, set.size());
        assertEquals(2, set.skipped());
        assertEquals(Optional.empty(), found(set, JwsAlgorithm.RS256, Optional.of("a")));
    }

    @Test
    void parse_severalKeysWithoutId_areKept() {
        KeySet set = set(
                unnamed(JwsAlgorithm.RS256, TestKeys.issuer(JwsAlgorithm.RS256)),
                unnamed(JwsAlgorithm.RS256, TestKeys.stranger(JwsAlgorithm.RS256)));
        assertEquals(2, set.size());
        assertEquals(Optional.empty(), found(set, JwsAlgorithm.RS256, Optional.empty()));
    }

    @Test
    void find_byId_isThatKeyWhateverTheAlgorithm() {
        KeySet set = set(RS256, ES256);
        assertEquals(Optional.of("key-RS256"), found(set, JwsAlgorithm.RS256, Optional.of("key-RS256")));
        assertEquals(Optional.of("key-RS256"), found(set, JwsAlgorithm.ES256, Optional.of("key-RS256")));
        assertEquals(Optional.empty(), found(set, JwsAlgorithm.RS256, Optional.of("key-rs256")));
    }

    @Test
    void find_withoutId_isTheOnlyKeyThatFits() {
        KeySet set = set(RS256, ES256);
        assertEquals(Optional.of("key-RS256"), found(set, JwsAlgorithm.RS256, Optional.empty()));
        assertEquals(Optional.of("key-ES256"), found(set, JwsAlgorithm.ES256, Optional.empty()));
        assertEquals(Optional.empty(), found(set, JwsAlgorithm.PS256, Optional.empty()));
    }

    @Test
    void find_unknownId_isTheOnlyKeyWithoutOne() {
        KeySet set = set(RS256, unnamed(JwsAlgorithm.ES256, TestKeys.issuer(JwsAlgorithm.ES256)));
        assertEquals(Optional.of("unnamed"), found(set, JwsAlgorithm.ES256, Optional.of("new")));
        assertEquals(Optional.empty(), found(set, JwsAlgorithm.RS256, Optional.of("new")));
    }

    @Test
    void verificationKey_forAnAlgorithmItIsNotMeantFor_saysNo() {
        VerificationKey key = JwkReader.read(RS256).orElseThrow();
        byte[] input = "a.b".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = SignedJwt.good().signature(input);
        assertEquals(true, key.verifies(JwsAlgorithm.RS256, input, input.length, signature));
        assertEquals(false, key.verifies(JwsAlgorithm.RS384, input, input.length, signature));
        assertEquals("VerificationKey[RS256]", key.toString());
    }
}
