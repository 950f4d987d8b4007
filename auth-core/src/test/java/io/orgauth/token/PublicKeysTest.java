package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.Provider;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that forge are refused by us, whatever the provider at hand would say to them. */
class PublicKeysTest {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    static List<SignatureProviders> paths() {
        return List.of(
                new SignatureProviders(List.of(), List.of()),
                new SignatureProviders(List.of(), List.of(BOUNCY_CASTLE)),
                new SignatureProviders(List.of(BOUNCY_CASTLE), List.of()));
    }

    private static void assertRefused(String problem, Executable read) {
        assertEquals(problem, assertThrows(IllegalArgumentException.class, read).getMessage());
    }

    /** Such a key makes every text its own signature. */
    @ParameterizedTest
    @MethodSource("paths")
    void rsa_exponentOne_isUnfit(SignatureProviders path) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(2_047).setBit(0);
        assertRefused(
                "RSA exponent is unfit", () -> new PublicKeys(path).rsa(JwsAlgorithm.RS256, modulus, BigInteger.ONE));
    }

    /** Invalid-curve attacks. */
    @ParameterizedTest
    @MethodSource("paths")
    void ec_pointOffTheCurve_isRefused(SignatureProviders path) {
        byte[] one = TestKeys.fixed(BigInteger.ONE, 32);
        assertRefused("EC point is not on its curve", () -> new PublicKeys(path).ec(JwsAlgorithm.ES256, one, one));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void ed25519_smallOrder_isRefusedWithEitherSign(SignatureProviders path) {
        byte[] neutral = HexFormat.of().parseHex("01" + "00".repeat(31));
        byte[] negated = HexFormat.of().parseHex("01" + "00".repeat(30) + "80");
        assertRefused("Ed25519 key is of small order", () -> new PublicKeys(path).ed25519(neutral));
        assertRefused("Ed25519 key is of small order", () -> new PublicKeys(path).ed25519(negated));
    }

    /** Some providers look at the point when they verify only: then each token would fail, and not the key be skipped. */
    @ParameterizedTest
    @MethodSource("paths")
    void ed25519_noPoint_isNoKey(SignatureProviders path) {
        byte[] two = HexFormat.of().parseHex("02" + "00".repeat(31));
        assertEquals(
                Optional.empty(),
                JwkReader.read(TestKeys.ed25519(two).build(), path).map(VerificationKey::toString));
    }
}
