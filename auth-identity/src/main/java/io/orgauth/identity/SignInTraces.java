package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened at sign-ins, for whoever must find out why one failed. Immutable and thread-safe. */
public final class SignInTraces {
    private final IdentityContext context;
    private final Actor actor;

    SignInTraces(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * One trace.
     *
     * @param organization which one the sign-in was for
     * @param id what the error page showed
     * @return it, or empty
     */
    public Optional<SignInTrace> find(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.CONNECTIONS_READ);
        return context.stores().signInTraces().find(Optional.of(organization), id);
    }

    /**
     * The newest traces, newest first.
     *
     * @param organization which one the sign-ins were for
     * @param before those that are older than this
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<SignInTrace> page(OrganizationId organization, Instant before, int limit) {
        actor.require(organization, AdminPermissions.CONNECTIONS_READ);
        return context.stores().signInTraces().page(Optional.of(organization), before, limit);
    }
}
