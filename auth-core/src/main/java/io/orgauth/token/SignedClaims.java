package io.orgauth.token;

import io.orgauth.InvalidCredentialException;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Claims with a good signature: only {@link ClaimsVerifier} makes them. Whose they are, for whom and for how long is not judged yet.
 *
 * <p>The typed accessors tell an absent claim from a wrong one, {@code null} is wrong. Immutable and thread-safe; {@link #toString()}
 * shows no claim.
 */
public final class SignedClaims {
    private final JwsHeader header;
    private final JsonObject claims;

    SignedClaims(JwsHeader header, JsonObject claims) {
        this.header = header;
        this.claims = claims;
    }

    /**
     * The header's {@code typ}, in lower case without {@code application/}.
     *
     * @return the type, empty text if there is none
     */
    public String type() {
        return header.type();
    }

    /**
     * The algorithm that key and header agree on.
     *
     * @return the algorithm
     */
    public JwsAlgorithm algorithm() {
        return header.algorithm();
    }

    /**
     * The header's {@code kid}.
     *
     * @return the id of the key, if the header names one
     */
    public Optional<String> keyId() {
        return header.kid();
    }

    /**
     * All claims.
     *
     * @return as they were signed
     */
    public JsonObject json() {
        return claims;
    }

    /**
     * A claim that is a string.
     *
     * @param name its name
     * @return its value, or empty if absent
     * @throws InvalidCredentialException with {@link TokenReason#MALFORMED_CLAIM} if it is something else
     */
    public Optional<String> string(String name) {
        return Claims.optionalString(claims, name);
    }

    /**
     * A string that must be there.
     *
     * @param name its name
     * @return its value
     * @throws InvalidCredentialException as {@link #string}, or with {@link TokenReason#MISSING_CLAIM}
     */
    public String requiredString(String name) {
        return Claims.requiredString(claims, name);
    }

    /**
     * A string or strings that must be there, as {@code aud} is (RFC 7519, 4.1.3).
     *
     * @param name its name
     * @return the strings
     * @throws InvalidCredentialException with {@link TokenReason#MISSING_CLAIM} or {@link TokenReason#MALFORMED_CLAIM}
     */
    public List<String> requiredStrings(String name) {
        return Claims.stringOrStrings(claims, name);
    }

    /**
     * A NumericDate (RFC 7519, 2) between 1970 and 9999.
     *
     * @param name its name
     * @return the time, or empty if absent
     * @throws InvalidCredentialException with {@link TokenReason#MALFORMED_CLAIM} if it is something else
     */
    public Optional<Instant> date(String name) {
        return Claims.date(claims, name);
    }

    /**
     * A NumericDate that must be there.
     *
     * @param name its name
     * @return the time
     * @throws InvalidCredentialException as {@link #date}, or with {@link TokenReason#MISSING_CLAIM}
     */
    public Instant requiredDate(String name) {
        return Claims.requiredDate(claims, name);
    }

    /** How many there are: they are personal data. */
    @Override
    public String toString() {
        return "SignedClaims[" + claims.size() + "]";
    }
}
