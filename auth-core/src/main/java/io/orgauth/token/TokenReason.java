package io.orgauth.token;

import io.orgauth.Reason;
import java.util.Locale;

/** Why a token was refused, or could not be judged. */
public enum TokenReason implements Reason {
    /** Longer than the verifier is willing to read. */
    TOKEN_TOO_LARGE,
    /** Not a compact JWS of three strict base64url parts with strict JSON inside (RFC 7515, 5.2). */
    MALFORMED_TOKEN,
    /** The header names no algorithm, {@code none}, an unknown one, or one that is not admitted here. */
    UNSUPPORTED_ALGORITHM,
    /** The header demands an extension ({@code crit}, {@code b64}, {@code zip}); none is understood. */
    UNSUPPORTED_HEADER,
    /** The issuer has no key with this id, or none that is unambiguous. */
    UNKNOWN_KEY,
    /** The key is not meant for the algorithm the header names. */
    ALGORITHM_MISMATCH,
    /** The signature is not the key's over these bytes. */
    INVALID_SIGNATURE,
    /** The {@code typ} is not that of an access token, or the claims are those of another kind of token. */
    OTHER_TOKEN_TYPE,
    /** A claim that must be there is not. */
    MISSING_CLAIM,
    /** A claim is there with a type or value it can't have; {@code null} is such a value. */
    MALFORMED_CLAIM,
    /** From another issuer. */
    OTHER_ISSUER,
    /** Meant for another resource. */
    OTHER_AUDIENCE,
    /** For another organization. */
    OTHER_ORGANIZATION,
    /** Its time is over. */
    TOKEN_EXPIRED,
    /** Its time has not come: {@code nbf} or {@code iat} lies ahead. */
    TOKEN_NOT_YET_VALID,
    /** It would live longer than the verifier allows. */
    LIFETIME_TOO_LONG,
    /** Bound to a key of its holder ({@code cnf}), but shown as a plain bearer token (RFC 9449, 7.2; RFC 8705). */
    TOKEN_IS_BOUND,
    /** The issuer's keys were never obtained, or the last good ones are too old to trust. */
    KEYS_UNAVAILABLE,
    /** The issuer says that the token is none, or none any more (RFC 7662, 2.2). */
    TOKEN_NOT_ACTIVE,
    /** The issuer could not be asked about a token, or gave no answer that can be used. */
    INTROSPECTION_UNAVAILABLE;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
