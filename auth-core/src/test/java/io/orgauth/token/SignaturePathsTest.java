package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever does the arithmetic, the JDK, Bouncy Castle or ourselves: one verdict. */
class SignaturePathsTest {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final List<SignatureProviders> PATHS = List.of(
            new SignatureProviders(List.of(), List.of()),
            new SignatureProviders(List.of(), List.of(BOUNCY_CASTLE)),
            new SignatureProviders(List.of(BOUNCY_CASTLE), List.of()));
    private static final byte[] INPUT = "header.payload".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger ED25519_ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static void assertVerdict(boolean expected, JwsAlgorithm algorithm, byte[] input, byte[] signature) {
        for (SignatureProviders path : PATHS) {
            VerificationKey key = JwkReader.read(TestKeys.jwk(algorithm), path).orElseThrow();
            boolean verdict = key.verifies(algorithm, input, input.length, signature);
            assertEquals(
                    expected,
                    verdict,
                    () -> algorithm + " by " + path.preferred(algorithm) + ": "
                            + HexFormat.of().formatHex(signature));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HS256", "HS384", "HS512"})
    void verifies_goodSignature_onlyOverItsInput(JwsAlgorithm algorithm) {
        byte[] signature = SignedJwt.good(algorithm).signature(INPUT);
        assertVerdict(true, algorithm, INPUT, signature);
        assertVerdict(false, algorithm, "header.payloae".getBytes(StandardCharsets.US_ASCII), signature);
        byte[] buffer = Arrays.copyOf(INPUT, INPUT.length + 5);
        VerificationKey key = JwkReader.read(TestKeys.jwk(algorithm)).orElseThrow();
        assertTrue(key.verifies(algorithm, buffer, INPUT.length, signature));
        assertFalse(key.verifies(algorithm, buffer, INPUT.length + 1, signature));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HS256", "HS384", "HS512"})
    void verifies_anySingleBitFlipped_isFalse(JwsAlgorithm algorithm) {
        byte[] signature = SignedJwt.good(algorithm).signature(INPUT);
        Random random = new Random(algorithm.ordinal());
        for (int i = 0; i < 24; i++) {
            byte[] flipped = signature.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            assertVerdict(false, algorithm, INPUT, flipped);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HS256", "HS384", "HS512"})
    void verifies_anotherLength_isFalse(JwsAlgorithm algorithm) {
        byte[] signature = SignedJwt.good(algorithm).signature(INPUT);
        byte[] before = new byte[signature.length + 1];
        System.arraycopy(signature, 0, before, 1, signature.length);
        assertVerdict(false, algorithm, INPUT, new byte[0]);
        assertVerdict(false, algorithm, INPUT, new byte[1]);
        assertVerdict(false, algorithm, INPUT, Arrays.copyOf(signature, signature.length - 1));
        assertVerdict(false, algorithm, INPUT, Arrays.copyOf(signature, signature.length + 1));
        assertVerdict(false, algorithm, INPUT, before);
        assertVerdict(false, algorithm, INPUT, new byte[signature.length]);
    }

    /** CVE-2022-21449 and its relatives. */
    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512"})
    void ecdsa_scalarOutOfRange_isFalse(JwsAlgorithm algorithm) {
        BigInteger order = order(algorithm);
        byte[] signature = SignedJwt.good(algorithm).signature(INPUT);
        int half = signature.length / 2;
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        List<BigInteger> bad = List.of(BigInteger.ZERO, order, order.add(BigInteger.ONE));
        for (BigInteger scalar : bad) {
            assertVerdict(false, algorithm, INPUT, concatenated(scalar, s, half));
            assertVerdict(false, algorithm, INPUT, concatenated(r, scalar, half));
            bad.forEach(other -> assertVerdict(false, algorithm, INPUT, concatenated(scalar, other, half)));
        }
        // The one twin every ECDSA signature has; it signs the same bytes, and nothing here keys on a signature.
        assertVerdict(true, algorithm, INPUT, concatenated(r, order.subtract(s), half));
        assertVerdict(false, algorithm, INPUT, concatenated(order.subtract(r), s, half));
    }

    private static BigInteger order(JwsAlgorithm algorithm) {
        return ((ECPublicKey) TestKeys.issuer(algorithm).getPublic())
                .getParams()
                .getOrder();
    }

    private static byte[] concatenated(BigInteger r, BigInteger s, int half) {
        byte[] signature = Arrays.copyOf(TestKeys.fixed(r, half), 2 * half);
        System.arraycopy(TestKeys.fixed(s, half), 0, signature, half, half);
        return signature;
    }

    @Test
    void ecdsa_derEncoded_isFalse() throws GeneralSecurityException {
        Signature der = Signature.getInstance("SHA256withECDSA");
        der.initSign(TestKeys.issuer(JwsAlgorithm.ES256).getPrivate());
        der.update(INPUT);
        assertVerdict(false, JwsAlgorithm.ES256, INPUT, der.sign());
    }

    /** RFC 8032, 5.1.7: S + L would verify too if nobody looked, and give a token a second spelling. */
    @Test
    void ed25519_unreducedScalar_isFalse() {
        byte[] signature = SignedJwt.good(JwsAlgorithm.EDDSA).signature(INPUT);
        byte[] s = reversed(Arrays.copyOfRange(signature, 32, 64));
        byte[] unreduced = TestKeys.fixed(new BigInteger(1, s).add(ED25519_ORDER), 32);
        byte[] twin = Arrays.copyOf(signature, 64);
        System.arraycopy(reversed(unreduced), 0, twin, 32, 32);
        assertVerdict(false, JwsAlgorithm.EDDSA, INPUT, twin);
        byte[] order = Arrays.copyOf(signature, 64);
        System.arraycopy(reversed(TestKeys.fixed(ED25519_ORDER, 32)), 0, order, 32, 32);
        assertVerdict(false, JwsAlgorithm.EDDSA, INPUT, order);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    @Test
    void rsa_signaturePlusModulus_isFalse() {
        RSAPublicKey key = (RSAPublicKey) TestKeys.issuer(JwsAlgorithm.RS256).getPublic();
        byte[] signature = SignedJwt.good().signature(INPUT);
        BigInteger sum = new BigInteger(1, signature).add(key.getModulus());
        assertVerdict(false, JwsAlgorithm.RS256, INPUT, TestKeys.unsigned(sum));
        assertVerdict(false, JwsAlgorithm.RS256, INPUT, TestKeys.fixed(key.getModulus(), 256));
    }

    /** Bleichenbacher 2006 and relatives: only the one encoding of RFC 8017, 9.2 is a signature, parameters and all. */
    @Test
    void rsa_otherEncodingsOfTheRightHash_areFalse() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(INPUT);
        String digest = HexFormat.of().formatHex(hash);
        String info = "3031300d060960864801650304020105000420" + digest;
        assertTrue(rsaVerdict("0001" + "ff".repeat(202) + "00" + info));
        for (String encoding : List.of(
                "0001" + "ff".repeat(204) + "00" + "302f300b0609608648016503040201" + "0420" + digest,
                "0001" + "ff".repeat(8) + "00" + info + "00".repeat(194),
                "0001" + "ff".repeat(201) + "0000" + info,
                "0002" + "ff".repeat(202) + "00" + info,
                "0000" + "ff".repeat(202) + "00" + info,
                "0001" + "fe" + "ff".repeat(201) + "00" + info,
                "0001" + "ff".repeat(202) + "01" + info,
                "0001" + "ff".repeat(221) + "00" + digest,
                "0001" + "ff".repeat(202) + "00" + "3031300d060960864801650304020205000420" + digest)) {
            assertFalse(rsaVerdict(encoding), encoding);
        }
    }

    /** The padded text "encrypted" with the private key is the signature whose inside it is. */
    private static boolean rsaVerdict(String encoding) throws GeneralSecurityException {
        byte[] block = HexFormat.of().parseHex(encoding);
        assertEquals(256, block.length);
        Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
        raw.init(Cipher.ENCRYPT_MODE, (RSAPrivateKey)
                TestKeys.issuer(JwsAlgorithm.RS256).getPrivate());
        byte[] signature = raw.doFinal(block);
        return JwkReader.read(TestKeys.jwk(JwsAlgorithm.RS256))
                .orElseThrow()
                .verifies(JwsAlgorithm.RS256, INPUT, INPUT.length, signature);
    }

    @ParameterizedTest
    @EnumSource(names = {"PS256", "PS384", "PS512"})
    void pss_ofAnotherSaltLength_isFalse(JwsAlgorithm algorithm) throws GeneralSecurityException {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + algorithm.headerName().substring(2);
        pss.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), 20, 1));
        pss.initSign(TestKeys.issuer(algorithm).getPrivate());
        pss.update(INPUT);
        assertVerdict(false, algorithm, INPUT, pss.sign());
    }

    @Test
    void preferred_onThisClassPath_isBouncyCastleForCurvesOnly() {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            boolean curve = algorithm.headerName().startsWith("E");
            Optional<String> name =
                    SignatureProviders.ON_CLASS_PATH.preferred(algorithm).map(Provider::getName);
            assertEquals(curve ? Optional.of("BC") : Optional.empty(), name, algorithm.headerName());
        }
    }

    @Test
    void preferred_providerWithoutTheAlgorithm_isPassedOver() {
        Provider empty = new Provider("empty", "1", "offers nothing") {
            private static final long serialVersionUID = 1L;
        };
        SignatureProviders path = new SignatureProviders(List.of(empty), List.of(empty, BOUNCY_CASTLE));
        assertEquals(Optional.of(BOUNCY_CASTLE), path.preferred(JwsAlgorithm.ES256));
        assertEquals(Optional.empty(), path.preferred(JwsAlgorithm.RS256));
    }
}
