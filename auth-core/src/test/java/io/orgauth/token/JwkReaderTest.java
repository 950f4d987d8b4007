package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.json.JsonNull;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that must not verify are no keys; each row differs from a usable key in one thing. */
class JwkReaderTest {
    private static final JsonObject RSA = TestKeys.jwk(JwsAlgorithm.RS256);
    private static final JsonObject EC = TestKeys.jwk(JwsAlgorithm.ES256);
    private static final JsonObject ED = TestKeys.jwk(JwsAlgorithm.EDDSA);
    private static final BigInteger E = BigInteger.valueOf(65_537);

    record Row(String fault, JsonObject jwk) {
        @Override
        public String toString() {
            return fault;
        }
    }

    private static JsonObject with(JsonObject jwk, String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(jwk.toJava());
        members.put(name, value);
        return (JsonObject) JsonValue.of(members);
    }

    private static JsonObject without(JsonObject jwk, String name) {
        Map<String, Object> members = new LinkedHashMap<>(jwk.toJava());
        members.remove(name);
        return (JsonObject) JsonValue.of(members);
    }

    static Stream<Row> unusable() {
        Stream<Row> meant = Stream.of(
                new Row("use enc", with(RSA, "use", "enc")),
                new Row("use unknown", with(RSA, "use", "SIG")),
                new Row("use null", with(RSA, "use", JsonNull.NULL)),
                new Row("key_ops sign", with(RSA, "key_ops", List.of("sign"))),
                new Row("key_ops empty", with(RSA, "key_ops", List.of())),
                new Row("key_ops a string", with(RSA, "key_ops", "verify")),
                new Row("alg for encryption", with(RSA, "alg", "RSA-OAEP")),
                new Row("alg none", with(RSA, "alg", "none")),
                new Row("alg of another family", with(RSA, "alg", "ES256")),
                new Row("alg HMAC on a public key", with(RSA, "alg", "HS256")),
                new Row("alg of another curve", with(EC, "alg", "ES384")),
                new Row("alg null", with(RSA, "alg", JsonNull.NULL)),
                new Row("kid a number", with(RSA, "kid", 1)));
        Stream<Row> privates = Stream.of("d", "p", "q", "dp", "dq", "qi", "oth", "k")
                .map(name -> new Row("private member " + name, with(RSA, name, "AQAB")));
        Stream<Row> lies = Stream.of(
                new Row("kty absent", without(RSA, "kty")),
                new Row("kty in lower case", with(RSA, "kty", "rsa")),
                new Row("kty unknown", with(RSA, "kty", "AKP")),
                new Row("kty EC with RSA numbers", with(without(RSA, "alg"), "kty", "EC")),
                new Row("kty oct", with(RSA, "kty", "oct")),
                new Row("kty OKP with an EC curve", with(without(EC, "alg"), "kty", "OKP")),
                new Row("crv absent", without(EC, "crv")),
                new Row("crv another", with(without(EC, "alg"), "crv", "P-384")),
                new Row("crv of a chain", with(without(EC, "alg"), "crv", "secp256k1")),
                new Row("crv X25519", with(without(ED, "alg"), "crv", "X25519")),
                new Row("crv Ed448", with(without(ED, "alg"), "crv", "Ed448")),
                new Row("n absent", without(RSA, "n")),
                new Row("e absent", without(RSA, "e")),
                new Row("x absent", without(EC, "x")),
                new Row("y absent", without(EC, "y")),
                new Row("x of Ed25519 absent", without(ED, "x")),
                new Row("n with padding", with(RSA, "n", text(RSA, "n") + "==")),
                new Row("n a number", with(RSA, "n", 17)),
                new Row("e of another alphabet", with(RSA, "e", "AQ\u00c4B")));
        return Stream.of(meant, privates, lies, points(), moduli()).flatMap(rows -> rows);
    }

    private static Stream<Row> points() {
        BigInteger p = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        JsonObject small = smallX();
        return Stream.of(
                new Row("x and y swapped", with(with(EC, "x", text(EC, "y")), "y", text(EC, "x"))),
                new Row(
                        "the point 0, 0",
                        with(with(EC, "x", coordinate(BigInteger.ZERO)), "y", coordinate(BigInteger.ZERO))),
                new Row("x not reduced", with(small, "x", coordinate(p.add(BigInteger.valueOf(5))))),
                new Row("y equal to p", with(small, "y", coordinate(p))),
                new Row("x one byte long", with(small, "x", "BQ")),
                new Row("x with a zero before", with(EC, "x", "AA" + text(EC, "x"))),
                new Row("y one byte short", with(EC, "y", TestKeys.base64(new byte[31]))),
                new Row("Ed25519 of 31 bytes", with(ED, "x", TestKeys.base64(new byte[31]))),
                new Row("Ed25519 of 33 bytes", with(ED, "x", TestKeys.base64(new byte[33]))),
                new Row("Ed25519 off the curve", with(ED, "x", TestKeys.base64(leastFirst(2)))));
    }

    /** x = 5 is on P-256; x + p names the same point a second time and still fits 32 bytes. */
    private static JsonObject smallX() {
        BigInteger y = new BigInteger("459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc", 16);
        return with(with(EC, "x", coordinate(BigInteger.valueOf(5))), "y", coordinate(y));
    }

    private static Stream<Row> moduli() {
        BigInteger n = new BigInteger(1, Base64.getUrlDecoder().decode(text(RSA, "n")));
        return Stream.of(
                new Row("2047 bits", TestKeys.rsa(n.shiftRight(1).setBit(0), E).build()),
                new Row(
                        "1024 bits",
                        TestKeys.rsa(n.shiftRight(1024).setBit(0), E).build()),
                new Row("16385 bits", TestKeys.rsa(n.setBit(16_384), E).build()),
                new Row("even modulus", TestKeys.rsa(n.clearBit(0), E).build()),
                new Row("ROCA", TestKeys.rsa(RocaTest.vulnerable(2048), E).build()),
                new Row("e = 0", TestKeys.rsa(n, BigInteger.ZERO).build()),
                new Row("e = 1", TestKeys.rsa(n, BigInteger.ONE).build()),
                new Row("e = 2", TestKeys.rsa(n, BigInteger.TWO).build()),
                new Row("e even", TestKeys.rsa(n, BigInteger.valueOf(65_536)).build()),
                new Row(
                        "e of 65 bits",
                        TestKeys.rsa(n, BigInteger.ONE.shiftLeft(64).setBit(0)).build()));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void read_unusableKey_isEmpty(Row row) {
        assertEquals(Optional.empty(), JwkReader.read(row.jwk()).map(VerificationKey::toString));
    }

    /** RFC 7748, 7 and RFC 8032, 5.1.2: under such a key anyone's signature verifies. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
            })
    void read_ed25519OfSmallOrder_isEmptyInEachEncoding(String point) {
        byte[] x = HexFormat.of().parseHex(point);
        assertTrue(JwkReader.read(TestKeys.ed25519(x).build()).isEmpty());
        x[31] |= (byte) 0x80;
        assertTrue(JwkReader.read(TestKeys.ed25519(x).build()).isEmpty());
    }

    @Test
    void read_usableKey_isMeantForWhatItSays() {
        assertEquals(List.of(JwsAlgorithm.RS256), allowed(RSA));
        assertEquals(List.of(JwsAlgorithm.ES256), allowed(EC));
        assertEquals(List.of(JwsAlgorithm.EDDSA), allowed(ED));
        assertEquals(List.of(JwsAlgorithm.EDDSA), allowed(with(ED, "alg", "Ed25519")));
        assertEquals(
                List.of(
                        JwsAlgorithm.RS256,
                        JwsAlgorithm.RS384,
                        JwsAlgorithm.RS512,
                        JwsAlgorithm.PS256,
                        JwsAlgorithm.PS384,
                        JwsAlgorithm.PS512),
                allowed(without(RSA, "alg")));
        assertEquals(List.of(JwsAlgorithm.ES256), allowed(without(EC, "alg")));
        assertEquals(List.of(JwsAlgorithm.ES256), allowed(smallX()));
        assertEquals(List.of(JwsAlgorithm.EDDSA), allowed(without(ED, "alg")));
    }

    @Test
    void read_whatDoesNoHarm_isTaken() {
        for (JsonObject jwk : List.of(
                with(RSA, "use", "sig"),
                with(RSA, "key_ops", List.of("verify")),
                with(RSA, "x5c", List.of("MII")),
                with(RSA, "issuer", "https://login.example/{tenantid}"),
                without(RSA, "kid"))) {
            assertEquals(List.of(JwsAlgorithm.RS256), allowed(jwk));
        }
    }

    @Test
    void read_rsaAtTheBounds_isTaken() {
        BigInteger n = new BigInteger(1, Base64.getUrlDecoder().decode(text(RSA, "n")));
        for (BigInteger e :
                List.of(BigInteger.valueOf(3), E, BigInteger.ONE.shiftLeft(63).setBit(0))) {
            assertEquals(6, allowed(TestKeys.rsa(n, e).build()).size());
        }
        assertEquals(6, allowed(TestKeys.rsa(n.setBit(16_383), E).build()).size());
        assertEquals(
                6,
                allowed(TestKeys.rsa(BigInteger.ONE.shiftLeft(2_047).setBit(0), E)
                                .build())
                        .size());
    }

    private static List<JwsAlgorithm> allowed(JsonObject jwk) {
        VerificationKey key = JwkReader.read(jwk).orElseThrow();
        return Arrays.stream(JwsAlgorithm.values()).filter(key::allows).toList();
    }

    private static String text(JsonObject jwk, String name) {
        return jwk.string(name).orElseThrow();
    }

    private static String coordinate(BigInteger value) {
        return TestKeys.base64(TestKeys.fixed(value, 32));
    }

    private static byte[] leastFirst(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return bytes;
    }
}
