package io.orgauth.identity;

import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.Subject;
import io.orgauth.apikey.ApiKey;
import io.orgauth.apikey.ApiKeyException;
import io.orgauth.apikey.ApiKeyLimits;
import io.orgauth.apikey.ApiKeyOwner;
import io.orgauth.apikey.ApiKeyRequest;
import io.orgauth.apikey.ApiKeys;
import io.orgauth.apikey.IssuedApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The API keys of an organization, for somebody who acts. All of it needs {@link AdminPermissions#API_KEYS_OWN}, which is enough
 * for one's own keys; those of others and of client applications need {@link AdminPermissions#API_KEYS_READ} or
 * {@link AdminPermissions#API_KEYS_WRITE} too.
 *
 * <p>A key is shown to nobody but whom it acts as: who may change another user's keys can't issue or rotate one. Whoever issues,
 * rotates or changes a key holds at least what it gives, and only owners touch owners' keys. Immutable and thread-safe; each
 * change is one unit with its audit event.
 */
public final class OrganizationApiKeys {
    private final IdentityContext context;
    private final Actor actor;
    private final ApiKeys keys;

    OrganizationApiKeys(IdentityContext context, Actor actor, ApiKeys keys) {
        this.context = context;
        this.actor = actor;
        this.keys = keys;
    }

    /**
     * Issues a key.
     *
     * @param organization where it acts
     * @param owner whom it acts as: who asks, or a client application of the organization
     * @param request its name, limits and lifetime
     * @return the key with its secret
     * @throws PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws ApiKeyException with API_KEY_INVALID
     * @throws IdentityException with NOT_FOUND or CHANGED_MEANWHILE
     */
    public IssuedApiKey issue(OrganizationId organization, ApiKeyOwner owner, ApiKeyRequest request) {
        requireMayMint(organization, owner.value());
        requireMayName(request.limits().resources().orElse(Set.of()));
        return changing(unit -> requireMayGive(unit, organization, owner.value(), request.limits()))
                .issue(owner, organization, request);
    }

    /**
     * Gives a key's owner another one; the one before goes on to work for a while.
     *
     * @param organization whose it is
     * @param id the key before
     * @param overlap how long the key before still works, zero to {@link ApiKeys#MAX_OVERLAP}
     * @return the new key with its secret
     * @throws PermissionDeniedException as {@link #issue}
     * @throws ApiKeyException with API_KEY_NOT_FOUND, API_KEY_DEAD or API_KEY_INVALID
     */
    public IssuedApiKey rotate(OrganizationId organization, String id, Duration overlap) {
        ApiKey key = touchable(organization, id);
        requireMayMint(organization, key.owner());
        requireMayName(key.limits().resources().orElse(Set.of()));
        return changing(unit -> requireMayGive(unit, organization, key.owner(), key.limits()))
                .rotate(organization, id, overlap);
    }

    /**
     * Changes name, limits and end together, or nothing of it. A key never gets more by it.
     *
     * @param organization whose it is
     * @param id the key
     * @param name the new name, or empty to leave it
     * @param limits what it is cut down to; what they leave open stays
     * @param end an earlier end, or empty to leave it
     * @return the changed key
     * @throws ApiKeyException with API_KEY_NOT_FOUND, API_KEY_DEAD, API_KEY_INVALID or API_KEY_WOULD_WIDEN
     */
    public ApiKey change(
            OrganizationId organization, String id, Optional<String> name, ApiKeyLimits limits, Optional<Instant> end) {
        ApiKey key = touchable(organization, id);
        return changing(unit -> requireMayTouch(unit, key)).change(organization, id, name, limits, end);
    }

    /**
     * Refuses a key from the next call on, for good. Once more is the same as once.
     *
     * @param organization whose it is
     * @param id the key
     * @return the key as it is then
     * @throws ApiKeyException with API_KEY_NOT_FOUND
     */
    public ApiKey deactivate(OrganizationId organization, String id) {
        ApiKey key = touchable(organization, id);
        return changing(unit -> requireMayTouch(unit, key)).deactivate(organization, id);
    }

    /**
     * One key.
     *
     * @param organization whose it is
     * @param id the key
     * @return it, or empty, also if it is another's and the caller sees its own only
     */
    public Optional<ApiKey> find(OrganizationId organization, String id) {
        boolean all = seesAll(organization);
        return keys.find(organization, id).filter(key -> all || isOwn(key.owner()));
    }

    /**
     * Keys in the order of their ids, dead ones too: the organization's, or the caller's own.
     *
     * @param organization the organization
     * @param after the last id of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<ApiKey> page(OrganizationId organization, Optional<String> after, int limit) {
        if (seesAll(organization)) {
            return keys.list(organization, after, limit);
        }
        String own =
                actor.principal().map(principal -> principal.subject().id()).orElseThrow();
        return keys.listOf(ApiKeyOwner.of(own), organization, after, limit);
    }

    private boolean seesAll(OrganizationId organization) {
        boolean all = actor.principal()
                .map(principal -> principal.has(AdminPermissions.API_KEYS_READ))
                .orElse(true);
        actor.require(organization, AdminPermissions.API_KEYS_OWN);
        return all;
    }

    private ApiKeys changing(Consumer<Stores> check) {
        return ApiKeyRegister.changedBy(keys, context, actor, check);
    }

    /** The key, if the actor may change keys of its kind: another's looks like none to who may not. */
    private ApiKey touchable(OrganizationId organization, String id) {
        Optional<ApiKey> key = keys.find(organization, id);
        boolean own = key.map(found -> isOwn(found.owner())).orElse(false);
        requireMayChange(organization, own);
        return key.orElseThrow(() -> IdentityException.notFound("API key"));
    }

    private void requireMayChange(OrganizationId organization, boolean own) {
        actor.require(organization, AdminPermissions.API_KEYS_OWN);
        if (!own) {
            actor.require(organization, AdminPermissions.API_KEYS_WRITE);
        }
    }

    private void requireMayTouch(Stores unit, ApiKey key) {
        if (!isOwn(key.owner())) {
            Grant owned = owned(unit, key.organization(), key.owner());
            actor.requireAtLeast(owned.roles(), owned.permissions());
        }
    }

    /** Before a secret is shown: to whom it belongs, signed in just now, or to who may make client applications' secrets. */
    private void requireMayMint(OrganizationId organization, String owner) {
        requireMayChange(organization, isOwn(owner));
        if (actor.principal().isPresent() && !isOwn(owner)) {
            requireClient(organization, owner);
        }
        actor.requireRecentSignIn();
    }

    private void requireClient(OrganizationId organization, String owner) {
        if (owner.startsWith("usr_")) {
            throw new PermissionDeniedException(
                    IdentityReason.EXCEEDS_OWN_RIGHTS, "a user's key is issued to that user only");
        }
        if (context.stores().clients().find(Optional.of(organization), owner).isEmpty()) {
            throw IdentityException.notFound("client");
        }
    }

    /** A key for the control plane itself is asked for by a person who is there, not by a program that may mint. */
    private void requireMayName(Set<String> resources) {
        boolean program = actor.principal()
                .map(principal -> principal.subject().id().startsWith(ClientApplications.ID_PREFIX))
                .orElse(false);
        if (program && resources.contains(context.issuer())) {
            throw new PermissionDeniedException(
                    IdentityReason.RECENT_SIGN_IN_REQUIRED, "a person must ask for a key to the control plane");
        }
    }

    /** Nobody gives more than they hold; a credential that was cut down issues no key that was not, as that could grow. */
    private void requireMayGive(Stores unit, OrganizationId organization, String owner, ApiKeyLimits limits) {
        Grant given = limits.of(owned(unit, organization, owner));
        actor.requireAtLeast(given.roles(), given.permissions());
        boolean cutDown = actor.principal()
                .filter(principal -> isOwn(owner))
                .map(principal -> !principal.roles().containsAll(given.roles()))
                .orElse(false);
        if (cutDown) {
            throw new PermissionDeniedException(
                    IdentityReason.EXCEEDS_OWN_RIGHTS, "a narrowed credential must say what the key is narrowed to");
        }
    }

    private Grant owned(Stores unit, OrganizationId organization, String owner) {
        return new IdentityGrants(context, unit)
                .current(Subject.of(context.issuer(), owner), organization)
                .orElse(Grant.NONE);
    }

    private boolean isOwn(String owner) {
        return actor.principal()
                .map(Principal::subject)
                .filter(acting -> acting.issuer().equals(context.issuer()))
                .filter(acting -> acting.id().equals(owner))
                .isPresent();
    }
}
