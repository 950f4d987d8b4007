package io.orgauth.identity;

import io.orgauth.Authentication;
import java.time.Instant;
import java.util.Optional;

/**
 * One time that somebody proved who they are. A session has several, of which not each counts everywhere.
 *
 * @param method how
 * @param time when, by our clock
 * @param authentication what goes into tokens: time, methods and context as the password check or the identity provider say
 * @param external by whom, for {@link SignInMethod#CONNECTION}; empty else
 */
public record SignInProof(
        SignInMethod method, Instant time, Authentication authentication, Optional<ExternalAccount> external) {
    /**
     * Checks that method and account fit.
     *
     * @param method as the record says
     * @param time as the record says
     * @param authentication as the record says
     * @param external as the record says
     * @throws IllegalArgumentException if a connection's proof names no account, or another one does
     */
    public SignInProof {
        if (external.isPresent() != (method == SignInMethod.CONNECTION)) {
            throw new IllegalArgumentException("an external account belongs to a connection's proof and to no other");
        }
    }

    /**
     * Somebody at an identity provider.
     *
     * @param connection the connection's id
     * @param subject who it is there
     * @param session the provider's own session, by which it may end ours
     * @param realm of a provider that serves many organizations, the one it proved the person to belong to
     */
    public record ExternalAccount(String connection, String subject, Optional<String> session, Optional<String> realm) {
        /**
         * Somebody at a provider that serves one organization, or that proved none.
         *
         * @param connection as the record says
         * @param subject as the record says
         * @param session as the record says
         */
        public ExternalAccount(String connection, String subject, Optional<String> session) {
            this(connection, subject, session, Optional.empty());
        }
    }
}
