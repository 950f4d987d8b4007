package io.orgauth.token;

import java.util.Optional;

/**
 * The signature algorithms of JWS (RFC 7518, 3.1; RFC 8037). There is no {@code none}: it can't be configured.
 *
 * <p>An algorithm belongs to its key. What a token's header says must agree with the key, and decides nothing.
 */
public enum JwsAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256: the default, and all that a Kubernetes API server takes without a flag. */
    RS256("RS256", "SHA256withRSA", Family.RSA, 256),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384("RS384", "SHA384withRSA", Family.RSA, 384),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512("RS512", "SHA512withRSA", Family.RSA, 512),
    /** RSASSA-PSS with SHA-256. */
    PS256("PS256", "RSASSA-PSS", Family.RSA, 256),
    /** RSASSA-PSS with SHA-384. */
    PS384("PS384", "RSASSA-PSS", Family.RSA, 384),
    /** RSASSA-PSS with SHA-512. */
    PS512("PS512", "RSASSA-PSS", Family.RSA, 512),
    /** ECDSA on P-256 with SHA-256. */
    ES256("ES256", "SHA256withECDSAinP1363Format", Family.EC, 256),
    /** ECDSA on P-384 with SHA-384. */
    ES384("ES384", "SHA384withECDSAinP1363Format", Family.EC, 384),
    /** ECDSA on P-521 with SHA-512. */
    ES512("ES512", "SHA512withECDSAinP1363Format", Family.EC, 512),
    /** Ed25519 (RFC 8037); RFC 9864's name {@code Ed25519} means the same and is taken too. */
    EDDSA("EdDSA", "Ed25519", Family.OKP, 512),
    /** HMAC with SHA-256; verifying only, with a configured secret. */
    HS256("HS256", "HmacSHA256", Family.OCT, 256),
    /** HMAC with SHA-384; verifying only, with a configured secret. */
    HS384("HS384", "HmacSHA384", Family.OCT, 384),
    /** HMAC with SHA-512; verifying only, with a configured secret. */
    HS512("HS512", "HmacSHA512", Family.OCT, 512);

    /** The key types of RFC 7518, 6.1 and RFC 8037, 2. */
    enum Family {
        RSA,
        EC,
        OKP,
        OCT
    }

    private final String headerName;
    private final String jcaName;
    private final Family family;
    private final int hashBits;

    JwsAlgorithm(String headerName, String jcaName, Family family, int hashBits) {
        this.headerName = headerName;
        this.jcaName = jcaName;
        this.family = family;
        this.hashBits = hashBits;
    }

    /** The algorithm with exactly this name in a header or key; {@code none} and unknown names are empty. */
    static Optional<JwsAlgorithm> named(String name) {
        if (name.equals("Ed25519")) {
            return Optional.of(EDDSA);
        }
        for (JwsAlgorithm algorithm : values()) {
            if (algorithm.headerName.equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /**
     * The registered name, as it stands in a header's {@code alg}.
     *
     * @return for example {@code RS256}
     */
    public String headerName() {
        return headerName;
    }

    /** The name by which the JCA knows it. */
    String jcaName() {
        return jcaName;
    }

    /** The name of the JCA key factory for its keys. */
    String keyFactoryName() {
        return family == Family.OKP ? jcaName : family.name();
    }

    Family family() {
        return family;
    }

    int hashBits() {
        return hashBits;
    }

    boolean isPss() {
        return jcaName.equals("RSASSA-PSS");
    }
}
