package io.orgauth.token;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * RSASSA-PKCS1-v1_5 verification as RFC 8017, 8.2.2 says: make the one right encoding and compare, parse nothing. The JDK
 * decodes what it finds and takes a DigestInfo without NULL as well, which gives one token two signatures.
 *
 * <p>Only public values are computed with, so timing tells nothing.
 */
final class RsaPkcs1 implements SignatureCheck {
    private final BigInteger modulus;
    private final BigInteger exponent;
    private final String hash;
    private final int hashBytes;
    private final int modulusBytes;
    private final byte[] encoding;

    RsaPkcs1(JwsAlgorithm algorithm, BigInteger modulus, BigInteger exponent) {
        this.modulus = modulus;
        this.exponent = exponent;
        this.hash = "SHA-" + algorithm.hashBits();
        this.hashBytes = algorithm.hashBits() / 8;
        this.modulusBytes = (modulus.bitLength() + 7) / 8;
        this.encoding = encoding(algorithm, modulusBytes - 1);
    }

    /** EM of RFC 8017, 9.2 without its leading zero octet and with room for the hash: 01 FF … FF 00 DigestInfo hash. */
    private static byte[] encoding(JwsAlgorithm algorithm, int length) {
        byte[] digestInfo = HexFormat.of().parseHex(digestInfo(algorithm));
        byte[] encoding = new byte[length];
        int prefix = length - algorithm.hashBits() / 8 - digestInfo.length;
        Arrays.fill(encoding, 1, prefix - 1, (byte) 0xff);
        encoding[0] = 1;
        System.arraycopy(digestInfo, 0, encoding, prefix, digestInfo.length);
        return encoding;
    }

    /** RFC 8017, 9.2, note 1. */
    private static String digestInfo(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "3031300d060960864801650304020105000420";
            case RS384 -> "3041300d060960864801650304020205000430";
            case RS512 -> "3051300d060960864801650304020305000440";
            default -> throw new IllegalArgumentException(algorithm + " is not RSASSA-PKCS1-v1_5");
        };
    }

    @Override
    public boolean verifies(byte[] buffer, int length, byte[] signature) {
        BigInteger s = new BigInteger(1, signature);
        if (signature.length != modulusBytes || s.compareTo(modulus) >= 0) {
            return false;
        }
        byte[] expected = encoding.clone();
        System.arraycopy(Digest.of(hash, buffer, length), 0, expected, expected.length - hashBytes, hashBytes);
        return Arrays.equals(s.modPow(exponent, modulus).toByteArray(), expected);
    }
}
