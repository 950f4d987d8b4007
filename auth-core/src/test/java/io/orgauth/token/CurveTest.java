package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import org.junit.jupiter.api.Test;

class CurveTest {
    /** A curve small enough to try every pair on, reduced and not: y² = x³ + x + 4 over the field of 7. */
    @Test
    void contains_everyPair_isTrueForReducedSolutionsOnly() {
        EllipticCurve curve =
                new EllipticCurve(new ECFieldFp(BigInteger.valueOf(7)), BigInteger.ONE, BigInteger.valueOf(4));
        for (int x = 0; x < 21; x++) {
            for (int y = 0; y < 21; y++) {
                boolean solves = (y * y - x * x * x - x - 4) % 7 == 0;
                ECPoint point = new ECPoint(BigInteger.valueOf(x), BigInteger.valueOf(y));
                assertEquals(solves && x < 7 && y < 7, Curve.contains(curve, point), x + ", " + y);
            }
        }
    }
}
