package io.orgauth.trust;

import io.orgauth.Reason;
import java.util.Locale;

/** Why a trust bundle was refused, or a credential by what stands in one. */
public enum TrustReason implements Reason {
    /** Not a bundle as this library writes it, or larger than it may be. */
    MALFORMED_BUNDLE,
    /** The delegation is not signed by a pinned root key. */
    UNKNOWN_ROOT,
    /** The delegation does not reach so far: its time is over, or it is for another resource. */
    NOT_DELEGATED,
    /** Signed by another key than the delegated one: a token key, or the root itself. */
    OTHER_SIGNING_KEY,
    /** The signature is not the key's over these bytes. */
    TAMPERED_BUNDLE,
    /** A signed document of another kind: its {@code typ} is not that of the place where it stands. */
    OTHER_DOCUMENT_TYPE,
    /** A bundle of another issuer. */
    OTHER_ISSUER,
    /** A bundle of another organization. */
    OTHER_ORGANIZATION,
    /** A bundle of another resource. */
    OTHER_RESOURCE,
    /** A chunk that the manifest does not name: another manifest's, or changed on the way. */
    OTHER_CHUNK,
    /** Older than one that was accepted before: its epoch, its sequence, its date or its delegation. */
    OLDER_BUNDLE,
    /** Its not-after has passed. */
    BUNDLE_EXPIRED,
    /** Dated further ahead than clocks may differ: the clock of this machine is behind. */
    CLOCK_BEHIND,
    /** There is no bundle yet, as nobody could be reached for one. */
    BUNDLE_UNAVAILABLE,
    /** The token was revoked, or its session, or all of its subject's tokens of that time. */
    TOKEN_REVOKED,
    /** The subject may not act: it, its membership or its organization is disabled or gone. */
    SUBJECT_INACTIVE;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
