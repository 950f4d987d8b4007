package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** CVE-2017-15361: moduli that are a power of 65537 modulo each of many small primes. */
class RocaTest {
    // The primes of the published detector; 3, 5 and 7 tell nothing, as each remainder is a power there.
    private static final int[] PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};

    /** A number with the fingerprint, odd and of this length. */
    static BigInteger vulnerable(int bits) {
        BigInteger product = BigInteger.ONE;
        for (int prime : PRIMES) {
            product = product.multiply(BigInteger.valueOf(prime));
        }
        BigInteger power = BigInteger.valueOf(65_537).modPow(new BigInteger("123456789123456789"), product);
        BigInteger high = BigInteger.ONE.shiftLeft(bits - 1).divide(product).add(BigInteger.ONE);
        BigInteger modulus = high.multiply(product).add(power);
        return modulus.testBit(0) ? modulus : modulus.add(product);
    }

    @Test
    void isVulnerable_theFingerprint_isSeen() {
        for (int bits : new int[] {2_048, 3_072, 4_096}) {
            assertTrue(Roca.isVulnerable(vulnerable(bits)));
        }
    }

    @Test
    void isVulnerable_oneRemainderOff_isNot() {
        BigInteger modulus = vulnerable(2_048);
        BigInteger product = BigInteger.ONE;
        for (int prime : PRIMES) {
            product = product.multiply(BigInteger.valueOf(prime));
        }
        for (int prime : PRIMES) {
            // Changes the remainder of this prime alone, to zero, which is no power.
            BigInteger others = product.divide(BigInteger.valueOf(prime));
            BigInteger changed = modulus;
            while (changed.mod(BigInteger.valueOf(prime)).signum() != 0) {
                changed = changed.add(others);
            }
            assertFalse(Roca.isVulnerable(changed), "prime " + prime);
        }
    }

    @Test
    void isVulnerable_soundModuli_areNot() {
        Random random = new Random(17);
        for (int i = 0; i < 1_000; i++) {
            assertFalse(Roca.isVulnerable(
                    new BigInteger(2_048, random).setBit(2_047).setBit(0)));
        }
        RSAPublicKey made = (RSAPublicKey) TestKeys.issuer(JwsAlgorithm.RS256).getPublic();
        assertFalse(Roca.isVulnerable(made.getModulus()));
    }
}
