package io.orgauth.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a public key's numbers into a check by a preferred provider, refusing those that a forger could work with. */
final class PublicKeys {
    private static final int MIN_RSA_BITS = 2_048; // NIST SP 800-131A; RFC 7518, 3.3
    private static final int MAX_RSA_BITS = 16_384; // beyond it one verification is a denial of service
    private static final int ED25519_BYTES = 32;

    private static final BigInteger ED25519_ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    // Points of order 1, 2, 4 and 8, sign bit cleared (RFC 7748, 7): under such a key anyone's signature verifies.
    private static final Set<String> SMALL_ORDER = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

    private final SignatureProviders providers;

    PublicKeys(SignatureProviders providers) {
        this.providers = providers;
    }

    SignatureCheck rsa(JwsAlgorithm algorithm, BigInteger modulus, BigInteger exponent)
            throws GeneralSecurityException {
        int bits = modulus.bitLength();
        require(bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS, "RSA key has " + bits + " bits, expected at least 2048");
        // With e = 1 every text is its own signature; an even e or n is no RSA key.
        require(exponent.testBit(0) && exponent.bitLength() > 1 && exponent.bitLength() <= 64, "RSA exponent is unfit");
        require(modulus.testBit(0) && !Roca.isVulnerable(modulus), "RSA modulus is weak");
        if (!algorithm.isPss() && providers.preferred(algorithm).isEmpty()) {
            return new RsaPkcs1(algorithm, modulus, exponent);
        }
        return jca(algorithm, new RSAPublicKeySpec(modulus, exponent), (bits + 7) / 8);
    }

    SignatureCheck ec(JwsAlgorithm algorithm, byte[] x, byte[] y) throws GeneralSecurityException {
        Curve curve = Curve.of(algorithm);
        ECParameterSpec parameters = curve.parameters();
        require(
                x.length == curve.coordinateBytes() && y.length == curve.coordinateBytes(),
                "EC coordinates are not of the curve's length (RFC 7518, 6.2.1.2)");
        ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        require(Curve.contains(parameters.getCurve(), point), "EC point is not on its curve");
        KeySpec spec = new ECPublicKeySpec(point, parameters);
        return jca(algorithm, spec, 2 * curve.coordinateBytes()).withScalarsBelow(parameters.getOrder());
    }

    SignatureCheck ed25519(byte[] x) throws GeneralSecurityException {
        require(x.length == ED25519_BYTES, "Ed25519 key is not 32 bytes");
        byte[] unsigned = x.clone();
        unsigned[ED25519_BYTES - 1] &= 0x7f;
        require(!SMALL_ORDER.contains(HexFormat.of().formatHex(unsigned)), "Ed25519 key is of small order");
        byte[] encoded = new byte[ED25519_PREFIX.length + x.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(x, 0, encoded, ED25519_PREFIX.length, x.length);
        KeySpec spec = new X509EncodedKeySpec(encoded);
        return jca(JwsAlgorithm.EDDSA, spec, 2 * ED25519_BYTES).withScalarsBelow(ED25519_ORDER);
    }

    private JcaSignature jca(JwsAlgorithm algorithm, KeySpec spec, int length) throws GeneralSecurityException {
        @Nullable Provider provider = providers.preferred(algorithm).orElse(null);
        KeyFactory factory = provider == null
                ? KeyFactory.getInstance(algorithm.keyFactoryName())
                : KeyFactory.getInstance(algorithm.keyFactoryName(), provider);
        PublicKey key = factory.generatePublic(spec);
        // Some providers look at the point only here; a key that can't verify must be skipped, not fail each token.
        JcaSignature.signature(algorithm, provider).initVerify(key);
        return new JcaSignature(algorithm, key, provider, length);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
