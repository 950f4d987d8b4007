package io.orgauth.token;

/** Where a signing key is in its life. */
public enum SigningKeyState {
    /** Published, so that verifiers learn it, but not signing yet. */
    NEXT,
    /** The one that signs. */
    ACTIVE,
    /** No longer signing, still published until the last token it signed is over. */
    RETIRED
}
