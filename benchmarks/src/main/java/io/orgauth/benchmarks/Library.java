package io.orgauth.benchmarks;

import java.util.EnumSet;
import java.util.Set;

/** Who verifies and signs: the arithmetic alone, we, and the libraries one would use instead. */
public enum Library implements Contender {
    /** What nobody can do without: base64 and the JDK's {@code Signature}, which is kept. It checks no claim. */
    FLOOR("floor (JDK)"),
    /** The same with BouncyCastle's arithmetic, which we choose for elliptic curves when it is there. */
    FLOOR_BC("floor (BouncyCastle)"),
    /** This project. */
    ORGAUTH("OrgAuth"),
    /** nimbus-jose-jwt. It has EdDSA with Tink only, so not here. */
    NIMBUS("nimbus-jose-jwt"),
    /** jose4j. */
    JOSE4J("jose4j"),
    /** Auth0's java-jwt, which has no EdDSA. */
    AUTH0("auth0 java-jwt"),
    /** jjwt. */
    JJWT("jjwt");

    private final String title;

    Library(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    static Set<Library> having(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> EnumSet.complementOf(EnumSet.of(FLOOR_BC));
            case ES256 -> EnumSet.allOf(Library.class);
            case EDDSA -> EnumSet.complementOf(EnumSet.of(NIMBUS, AUTH0));
        };
    }

    /** Verifies by this library's means, set up once: issuer, audience, expiry and {@code typ} where it has a switch for it. */
    Verification verification(Issued issued) throws Exception {
        return switch (this) {
            case FLOOR -> Floor.verification(issued);
            case FLOOR_BC -> Floor.verificationByBouncyCastle(issued);
            case ORGAUTH -> Verifications.orgAuth(issued);
            case NIMBUS -> Verifications.nimbus(issued);
            case JOSE4J -> Verifications.jose4j(issued);
            case AUTH0 -> Verifications.auth0(issued);
            case JJWT -> Verifications.jjwt(issued);
        };
    }
}
