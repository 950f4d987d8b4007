package io.orgauth.token;

import java.math.BigInteger;

/**
 * The fingerprint of moduli made by a faulty smart-card library (CVE-2017-15361, "ROCA"): modulo each small prime they are
 * a power of 65537, which for a sound modulus happens with a probability below 2^-27. Such keys can be factored.
 */
final class Roca {
    private static final int[] PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};

    private Roca() {}

    static boolean isVulnerable(BigInteger modulus) {
        for (int prime : PRIMES) {
            if (!isPowerOf65537(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPowerOf65537(int remainder, int prime) {
        int generator = 65537 % prime;
        int power = 1;
        do {
            if (power == remainder) {
                return true;
            }
            power = power * generator % prime;
        } while (power != 1);
        return false;
    }
}
