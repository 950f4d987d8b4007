package io.orgauth.sso;

/**
 * One check of a sign-in or of a connection's settings, in words for whoever must mend it. Immutable.
 *
 * @param check the check's stable name, for example {@code audience}
 * @param outcome how it ended
 * @param expected what should be, in words
 * @param got what was; may be personal data, never a secret
 * @param fixedBy who must change what, and where; empty if nothing is to be changed
 */
public record Finding(String check, Outcome outcome, String expected, String got, String fixedBy) {
    /** How a check ended. */
    public enum Outcome {
        /** As it should be. */
        PASSED,
        /** It works, but should be better. */
        WARNING,
        /** It is refused. */
        FAILED
    }
}
