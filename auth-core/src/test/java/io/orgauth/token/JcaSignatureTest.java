package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is checked here and not left to a provider: beside one that takes everything, only that refuses. */
class JcaSignatureTest {
    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger ZERO = BigInteger.ZERO;
    private static final BigInteger ORDER = BigInteger.valueOf(1_000_003);

    private static SignatureCheck check(JwsAlgorithm algorithm) {
        return new JcaSignature(algorithm, TestKeys.issuer(algorithm).getPublic(), new LenientProvider(), 64)
                .withScalarsBelow(ORDER);
    }

    /** CVE-2022-21449: zeros were a signature of everything under every key. */
    static Stream<Arguments> ecdsaScalars() {
        BigInteger largest = ORDER.subtract(ONE);
        return Stream.of(
                Arguments.of(true, ONE, ONE),
                Arguments.of(true, largest, largest),
                Arguments.of(false, ZERO, ONE),
                Arguments.of(false, ONE, ZERO),
                Arguments.of(false, ZERO, ZERO),
                Arguments.of(false, ORDER, ONE),
                Arguments.of(false, ONE, ORDER),
                Arguments.of(false, ORDER.add(ONE), ONE),
                Arguments.of(false, ONE, ORDER.add(ONE)));
    }

    @ParameterizedTest
    @MethodSource("ecdsaScalars")
    void ecdsa_scalars_areFromOneToBelowTheOrder(boolean good, BigInteger r, BigInteger s) {
        byte[] signature = new byte[64];
        System.arraycopy(TestKeys.fixed(r, 32), 0, signature, 0, 32);
        System.arraycopy(TestKeys.fixed(s, 32), 0, signature, 32, 32);
        assertEquals(good, check(JwsAlgorithm.ES256).verifies(new byte[1], 1, signature));
    }

    /** RFC 8032, 5.1.7. S stands with its least octet first; the half before it is a point, of any value. */
    @ParameterizedTest
    @MethodSource("eddsaScalars")
    void eddsa_scalar_isBelowTheOrder(boolean good, BigInteger s) {
        byte[] signature = new byte[64];
        signature[0] = -1;
        byte[] mostFirst = TestKeys.fixed(s, 32);
        for (int i = 0; i < 32; i++) {
            signature[63 - i] = mostFirst[i];
        }
        assertEquals(good, check(JwsAlgorithm.EDDSA).verifies(new byte[1], 1, signature));
    }

    static Stream<Arguments> eddsaScalars() {
        return Stream.of(
                Arguments.of(true, ZERO),
                Arguments.of(true, ORDER.subtract(ONE)),
                Arguments.of(false, ORDER),
                Arguments.of(false, ORDER.add(ONE)),
                Arguments.of(false, ONE.shiftLeft(248)));
    }

    @Test
    void signature_ofAnotherLength_isFalse() {
        byte[] ones = new byte[66];
        ones[31] = 1;
        ones[63] = 1;
        SignatureCheck check = check(JwsAlgorithm.ES256);
        assertTrue(check.verifies(new byte[1], 1, Arrays.copyOf(ones, 64)));
        assertFalse(check.verifies(new byte[1], 1, ones));
        assertFalse(check.verifies(new byte[1], 1, new byte[0]));
    }
}
