package io.orgauth.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.orgauth.Grants;
import io.orgauth.Principal;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * The identity service over its stores: every service of it acts for one {@link Actor}. {@code ControlPlane} makes it; use that.
 *
 * <p>Immutable and thread-safe.
 */
public final class IdentityService {
    private final IdentityContext context;
    private final Passwords passwords;

    /**
     * The service.
     *
     * @param issuer the exact issuer of its subjects
     * @param stores what it remembers
     * @param model the product's permissions and roles
     * @param mailer delivers invitations and resets
     * @param random for ids and secrets
     * @param clock for dates
     */
    public IdentityService(
            String issuer, Stores stores, AccessModel model, Mailer mailer, SecureRandom random, Clock clock) {
        this.context =
                new IdentityContext(issuer, stores, model, new AuditTrail(clock), mailer, new RandomIds(random), clock);
        this.passwords = new Passwords(
                context,
                new PasswordHashing(random),
                PasswordRules.standard(),
                new SignInThrottle(stores.throttles(), clock, Ticker.systemTicker()));
    }

    /**
     * The services for the product's own code, which may do everything.
     *
     * @return the operator's services
     */
    public ActingServices operator() {
        return new ActingServices(context, Actor.operator(context.clock()));
    }

    /**
     * The services for a proven caller of the control plane's own API.
     *
     * @param principal the caller
     * @return services that refuse what the caller may not do
     */
    public ActingServices actingFor(Principal principal) {
        return new ActingServices(context, Actor.of(principal, context.clock()));
    }

    /**
     * Passwords, for sign-in and for the pages where people change theirs.
     *
     * @return the service
     */
    public Passwords passwords() {
        return passwords;
    }

    /**
     * The rights of now, for tokens and keys.
     *
     * @return the one place where rights are computed
     */
    public Grants grants() {
        return new IdentityGrants(context);
    }
}
