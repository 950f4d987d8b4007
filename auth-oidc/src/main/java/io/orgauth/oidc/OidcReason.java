package io.orgauth.oidc;

import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Reason;
import java.util.Locale;

/**
 * Why a sign-in by OpenID Connect was refused, or could not be judged: one reason for each rule. What is wrong with a signature, or
 * with the form of a claim, has the reasons of {@link io.orgauth.token.TokenReason}.
 */
public enum OidcReason implements Reason {
    /** The {@code state} is not that of the pending login, or another connection began it: login CSRF. */
    STATE_MISMATCH,
    /** The pending login is older than 10 minutes. */
    LOGIN_TOO_OLD,
    /** The pending login has been finished before. */
    LOGIN_FINISHED_BEFORE,
    /** The answer lacks {@code iss} although the provider says that it sends it (RFC 9207, 2.4). */
    RESPONSE_ISSUER_MISSING,
    /** The answer's {@code iss} is another provider's: mix-up (RFC 9207, 2.4). */
    RESPONSE_OTHER_ISSUER,
    /** The provider does not take the code: used, too old, of another client, or of another sign-in (PKCE). */
    CODE_REFUSED,
    /** The provider does not know our client, its secret or key, or does not admit it. */
    CLIENT_REFUSED,
    /** The answer to the code is not what OpenID Connect Core, 3.1.3.3 says. */
    TOKEN_RESPONSE_MALFORMED,
    /** The answer to the code has no ID token. */
    ID_TOKEN_MISSING,
    /** The ID token's {@code typ} is that of another kind of token (RFC 8725, 3.11). */
    ID_TOKEN_OTHER_TYPE,
    /** The ID token is from another issuer. */
    ID_TOKEN_OTHER_ISSUER,
    /** The ID token's key belongs to another issuer that shares the key set, as Microsoft's tenants do. */
    ID_TOKEN_KEY_OF_OTHER_ISSUER,
    /** The ID token is for another client. */
    ID_TOKEN_OTHER_AUDIENCE,
    /** The ID token is for several, and its {@code azp} is not our client (OpenID Connect Core, 3.1.3.7). */
    ID_TOKEN_OTHER_PARTY,
    /** The ID token's subject is no 1 to 255 visible characters. */
    ID_TOKEN_SUBJECT_MALFORMED,
    /** The ID token's time is over. */
    ID_TOKEN_EXPIRED,
    /** The ID token was issued, or becomes valid, in what is the future by our clock. */
    ID_TOKEN_FROM_THE_FUTURE,
    /** The ID token was issued minutes before this sign-in began. */
    ID_TOKEN_TOO_OLD,
    /** The ID token's {@code nonce} is not that of this sign-in: code injection or replay. */
    NONCE_MISMATCH,
    /** The ID token's {@code at_hash} is not that of the access token. */
    ACCESS_TOKEN_MISMATCH,
    /** The person was asked to prove themselves again, and the ID token does not say that they did. */
    NOT_SIGNED_IN_AFRESH,
    /** The answer of the userinfo endpoint is none. */
    USERINFO_MALFORMED,
    /** The userinfo is somebody else's (OpenID Connect Core, 5.3.2). */
    USERINFO_OTHER_SUBJECT,
    /** The account belongs to no Workspace or tenant, as consumer accounts do. */
    REALM_MISSING,
    /** The account belongs to a Workspace or tenant that the connection does not admit. */
    REALM_NOT_ADMITTED,
    /** The provider could not name all groups of the person; reading that as none would take rights away. */
    GROUPS_INCOMPLETE,
    /** The provider does not answer, or not with anything to go by. */
    PROVIDER_UNAVAILABLE,
    /** The provider's metadata is another issuer's, or lacks what sign-in needs. */
    PROVIDER_METADATA_REFUSED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The refusal to throw; the message has no personal data. */
    InvalidCredentialException refusal(String message) {
        return new InvalidCredentialException(this, message);
    }

    AuthUnavailableException outage(String message) {
        return new AuthUnavailableException(this, message);
    }

    AuthUnavailableException outage(String message, Throwable cause) {
        return new AuthUnavailableException(this, message, cause);
    }
}
