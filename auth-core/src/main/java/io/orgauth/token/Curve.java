package io.orgauth.token;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/** The NIST curves of RFC 7518, 6.2.1.1. */
enum Curve {
    P256("P-256", "secp256r1", 32),
    P384("P-384", "secp384r1", 48),
    P521("P-521", "secp521r1", 66);

    private final String jwkName;
    private final String jcaName;
    private final int coordinateBytes;

    Curve(String jwkName, String jcaName, int coordinateBytes) {
        this.jwkName = jwkName;
        this.jcaName = jcaName;
        this.coordinateBytes = coordinateBytes;
    }

    static Curve of(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> P256;
            case ES384 -> P384;
            case ES512 -> P521;
            default -> throw new IllegalArgumentException(algorithm + " has no NIST curve");
        };
    }

    String jwkName() {
        return jwkName;
    }

    String jcaName() {
        return jcaName;
    }

    int coordinateBytes() {
        return coordinateBytes;
    }

    ECParameterSpec parameters() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(jcaName));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    /** Whether the point solves the curve's equation; one off the curve leaks keys or forges (invalid-curve attacks). */
    static boolean contains(EllipticCurve curve, ECPoint point) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right =
                x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
        return y.pow(2).mod(p).equals(right);
    }
}
