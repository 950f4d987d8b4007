package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.Set;

/**
 * What a person has let a client do once, so that it is not asked again.
 *
 * @param user who
 * @param organization in which one
 * @param client whom
 * @param resource where: a data plane's URI, or the issuer
 * @param scope what
 * @param time when it was said last
 */
public record Consent(
        UserId user, OrganizationId organization, String client, String resource, Set<String> scope, Instant time) {
    /**
     * Copies the scope.
     *
     * @param user as the record says
     * @param organization as the record says
     * @param client as the record says
     * @param resource as the record says
     * @param scope as the record says
     * @param time as the record says
     */
    public Consent {
        scope = Set.copyOf(scope);
    }
}
