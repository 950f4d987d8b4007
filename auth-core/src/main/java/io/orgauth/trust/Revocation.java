package io.orgauth.trust;

import java.time.Instant;

/**
 * Something that no longer counts although its signature does. Immutable.
 *
 * @param kind what was revoked
 * @param id the token's {@code jti}, or what stands in it before a dot; the session's {@code sid}; the subject itself for a subject
 * @param subject whose it is
 * @param revoked when
 * @param expires when the last token that it is about is over
 */
public record Revocation(Kind kind, String id, String subject, Instant revoked, Instant expires) {
    /** What can be revoked. */
    public enum Kind {
        /** One token, or all of one authorization. */
        TOKEN,
        /** The tokens of one session. */
        SESSION,
        /** All tokens that the subject has so far. */
        SUBJECT
    }
}
