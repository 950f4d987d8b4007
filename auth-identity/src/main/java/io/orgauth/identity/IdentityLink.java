package io.orgauth.identity;

import java.time.Instant;

/**
 * That somebody at an identity provider is a user of ours. The pair of connection and subject is the person; an e-mail address is
 * not.
 *
 * @param connection the connection's id
 * @param subject who it is there
 * @param user who it is here
 * @param linked when that was found
 * @param seen when the person last signed in by it
 */
public record IdentityLink(String connection, String subject, UserId user, Instant linked, Instant seen) {}
