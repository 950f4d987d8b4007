package io.orgauth.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.orgauth.Grants;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.ReplayGuard;
import io.orgauth.SealingKey;
import io.orgauth.Subject;
import io.orgauth.apikey.ApiKeys;
import io.orgauth.http.Fetcher;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoProtocol;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The identity service over its stores: every service of it acts for one {@link Actor}. {@code ControlPlane} makes it; use that.
 *
 * <p>Immutable and thread-safe.
 */
public final class IdentityService {
    private final IdentityContext context;
    private final Passwords passwords;
    private final ApiKeys apiKeys;

    /**
     * The service.
     *
     * @param issuer the exact issuer of its subjects
     * @param stores what it remembers
     * @param model the product's permissions and roles
     * @param outside mail, DNS, randomness and time
     */
    public IdentityService(String issuer, Stores stores, AccessModel model, Surroundings outside) {
        this.context = new IdentityContext(
                issuer, stores, model, outside, new AuditTrail(outside.clock()), new RandomIds(outside.random()));
        this.passwords = new Passwords(
                context,
                new PasswordHashing(outside.random()),
                PasswordRules.standard(),
                new SignInThrottle(stores, outside.clock(), Ticker.systemTicker()));
        this.apiKeys = ApiKeyRegister.keys(context, ApiKeySettings.STANDARD);
    }

    private IdentityService(IdentityContext context, Passwords passwords, ApiKeys apiKeys) {
        this.context = context;
        this.passwords = passwords;
        this.apiKeys = apiKeys;
    }

    /**
     * The same service with other rules for new passwords.
     *
     * @param rules for example {@link PasswordRules#standard()} with a list of known passwords
     * @return another service over the same stores
     */
    public IdentityService with(PasswordRules rules) {
        return new IdentityService(context, passwords.with(rules), apiKeys);
    }

    /**
     * The same service with other settings for API keys.
     *
     * @param settings for example {@link ApiKeySettings#STANDARD} with the product's own prefix
     * @return another service over the same stores
     * @throws IllegalArgumentException if the prefix is malformed
     */
    public IdentityService with(ApiKeySettings settings) {
        return new IdentityService(context, passwords, ApiKeyRegister.keys(context, settings));
    }

    /**
     * The same service speaking these protocols of identity providers.
     *
     * @param sealing seals the secrets of connections
     * @param door the only way to identity providers
     * @param protocols each with a name of its own
     * @return another service over the same stores
     * @throws IllegalArgumentException if two protocols have one name
     */
    public IdentityService with(SealingKey sealing, Fetcher door, List<SsoProtocol> protocols) {
        SsoContext sso = SsoContext.builder()
                .issuer(context.issuer())
                .replayGuard(replayGuard())
                .fetcher(door)
                .clock(context.clock())
                .random(context.outside().random())
                .build();
        return new IdentityService(context.with(new OpenConnections(sealing, sso, protocols)), passwords, apiKeys);
    }

    /**
     * The services for the product's own code, which may do everything.
     *
     * @return the operator's services
     */
    public ActingServices operator() {
        return new ActingServices(context, Actor.operator(context), apiKeys);
    }

    /**
     * The services for a proven caller of the control plane's own API.
     *
     * @param principal the caller
     * @return services that refuse what the caller may not do
     */
    public ActingServices actingFor(Principal principal) {
        return new ActingServices(context, Actor.of(principal, context), apiKeys);
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
     * Units of work with their audit events.
     *
     * @return for the packages of this module
     */
    public Units units() {
        return new Units(context);
    }

    /**
     * Who somebody at an identity provider is here.
     *
     * @return the service, for the sign-in flow
     */
    public ExternalAccounts externalAccounts() {
        return new ExternalAccounts(context);
    }

    /**
     * Makes ids and secrets.
     *
     * @return the one source of both
     */
    public RandomIds ids() {
        return context.ids();
    }

    /**
     * What may be used once, remembered for all nodes.
     *
     * @return the guard
     */
    public ReplayGuard replayGuard() {
        return new StoredReplayGuard(context.stores());
    }

    /**
     * API keys: their authenticators, and their life for the product's own code, which may do everything.
     *
     * @return the keys, to be closed
     */
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /**
     * A member's attributes of now, for the {@code attributes} claim of its tokens: those that are declared, within their ranges.
     *
     * @param subject the member
     * @param organization the organization
     * @return String, Long or List of Long by name, in the order of the names; empty for whoever may not act there
     */
    public Map<String, Object> attributes(Subject subject, OrganizationId organization) {
        return grants().current(subject, organization)
                .flatMap(grant -> context.stores().memberships().find(organization, subject.id()))
                .map(membership -> context.model().attributes().valid(membership.attributes()))
                .orElseGet(Collections::emptySortedMap);
    }

    /**
     * The rights of now, for tokens and keys.
     *
     * @return the one place where rights are computed
     */
    public Grants grants() {
        return new IdentityGrants(context, context.stores());
    }
}
