package io.orgauth.apikey;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.audit.AuditDetail;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * API keys: credentials for programs, that act as the user or client application that owns them, in one organization, with what
 * the owner may do at the moment of use.
 *
 * <pre>{@code
 * IssuedApiKey issued = apiKeys.issue(ada, acme, "ci pipeline");
 * System.out.println(issued.secret());                   // shown here, once; only a digest is stored
 * apiKeys.deactivate(issued.key().id());
 * }</pre>
 *
 * <p>Who may issue and change which keys is for the caller to decide; auth-identity's services do. A key is never removed, so that
 * its id in an old log always has a name. Immutable and thread-safe.
 */
public final class ApiKeys implements AutoCloseable {
    /** The longest that a key goes on to work after it was rotated. */
    public static final Duration MAX_OVERLAP = Duration.ofDays(7);

    private final ApiKeyJudge judge;
    private final ApiKeyPolicies policies;
    private final SecureRandom random;
    private final ApiKeyUnit unit;

    ApiKeys(ApiKeyJudge judge, ApiKeyPolicies policies, SecureRandom random, ApiKeyUnit unit) {
        this.judge = judge;
        this.policies = policies;
        this.random = random;
        this.unit = unit;
    }

    /**
     * Begins with standard lifetimes and rates, and keys in memory.
     *
     * @return a builder
     */
    public static ApiKeysBuilder builder() {
        return new ApiKeysBuilder();
    }

    /**
     * The same keys, whose changes are made and recorded by another unit, for example one that acts for somebody.
     *
     * @param other the unit
     * @return a view that ends with this
     */
    public ApiKeys changedBy(ApiKeyUnit other) {
        return new ApiKeys(judge, policies, random, other);
    }

    /**
     * Issues a key with all that its owner may do, on every data plane of the organization, for as long as the policy says.
     *
     * @param owner whom it acts as
     * @param organization where it acts
     * @param name for people
     * @return the key with its secret
     * @throws ApiKeyException as {@link #issue(ApiKeyOwner, OrganizationId, ApiKeyRequest)}
     */
    public IssuedApiKey issue(ApiKeyOwner owner, OrganizationId organization, String name) {
        return issue(owner, organization, ApiKeyRequest.named(name));
    }

    /**
     * Issues a key.
     *
     * @param owner whom it acts as
     * @param organization where it acts
     * @param request its name, limits and lifetime
     * @return the key with its secret
     * @throws ApiKeyException with API_KEY_INVALID if the owner may not act there, the name or lifetime can't be, or the
     *     organization has no such resource
     */
    public IssuedApiKey issue(ApiKeyOwner owner, OrganizationId organization, ApiKeyRequest request) {
        requireActive(owner.value(), organization);
        requireResources(organization, request.limits());
        Instant now = now();
        Instant end = now.plus(lifetime(organization, request.lifetime()));
        Credential.ApiKey credential = judge.format().newKey(random);
        ApiKey key = checked(() -> ApiKey.of(credential, owner.value(), organization, request, now, end));
        return unit.change(organization, store -> {
            insert(store, key);
            return ApiKeyChange.of(new IssuedApiKey(key, credential), "api_key.issued", key.id(), issuedDetails(key));
        });
    }

    /**
     * Gives a key's owner another one with the same name and limits, which lives as long. The one before goes on to work for a
     * while, so that every program can change over.
     *
     * @param organization whose it is
     * @param id the key before
     * @param overlap how long the key before still works, zero to {@link #MAX_OVERLAP}
     * @return the new key with its secret
     * @throws ApiKeyException with API_KEY_NOT_FOUND, API_KEY_DEAD or API_KEY_INVALID
     */
    public IssuedApiKey rotate(OrganizationId organization, String id, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
            throw ApiKeyException.invalid("overlap must be zero to " + MAX_OVERLAP.toDays() + " days");
        }
        Instant now = now();
        Duration longest = policies.of(organization).longestLifetime();
        Credential.ApiKey credential = judge.format().newKey(random);
        return unit.change(organization, store -> {
            ApiKey before = alive(store, organization, id, now);
            Duration lifetime = before.lifetime().compareTo(longest) > 0 ? longest : before.lifetime();
            ApiKeyRequest same = ApiKeyRequest.named(before.name()).limitedTo(before.limits());
            ApiKey next = ApiKey.of(credential, before.owner(), organization, same, now, now.plus(lifetime));
            replace(store, before, before.expiringAt(now.plus(overlap)));
            insert(store, next);
            return ApiKeyChange.of(
                    new IssuedApiKey(next, credential),
                    "api_key.rotated",
                    id,
                    Map.of("successor", AuditDetail.id(next.id()), "overlap", AuditDetail.of(overlap)));
        });
    }

    /**
     * Changes the name that people see.
     *
     * @param organization whose it is
     * @param id the key
     * @param name 1 to 200 visible characters
     * @return the changed key
     * @throws ApiKeyException with API_KEY_NOT_FOUND, API_KEY_DEAD or API_KEY_INVALID
     */
    public ApiKey rename(OrganizationId organization, String id, String name) {
        return change(organization, id, "api_key.renamed", key -> key.withName(name), Map.of());
    }

    /**
     * Cuts a key down. It can't be widened again.
     *
     * @param organization whose it is
     * @param id the key
     * @param limits permissions and resources within those that it has; what they leave open stays
     * @return the changed key
     * @throws ApiKeyException with API_KEY_NOT_FOUND, API_KEY_DEAD, API_KEY_INVALID or API_KEY_WOULD_WIDEN
     */
    public ApiKey narrow(OrganizationId organization, String id, ApiKeyLimits limits) {
        requireResources(organization, limits);
        return change(
                organization,
                id,
                "api_key.narrowed",
                key -> key.withLimits(narrowed(key.limits(), limits)),
                permissionDetails(limits));
    }

    private ApiKeyLimits narrowed(ApiKeyLimits before, ApiKeyLimits asked) {
        ApiKeyLimits after = before.replacedBy(asked);
        if (!after.within(before, judge.issuer())) {
            throw new ApiKeyException(
                    ApiKeyChangeReason.API_KEY_WOULD_WIDEN, "the key would be good for more than before");
        }
        return after;
    }

    /**
     * Ends a key earlier.
     *
     * @param organization whose it is
     * @param id the key
     * @param end from when on it is refused, now or later and not after its end of now
     * @return the changed key
     * @throws ApiKeyException with API_KEY_NOT_FOUND, API_KEY_DEAD, API_KEY_INVALID or API_KEY_WOULD_WIDEN
     */
    public ApiKey expire(OrganizationId organization, String id, Instant end) {
        requireNotPast(end);
        return change(
                organization,
                id,
                "api_key.expiry_changed",
                key -> ended(key, end),
                Map.of("expires", AuditDetail.of(end)));
    }

    private void requireNotPast(Instant end) {
        if (end.isBefore(now())) {
            throw ApiKeyException.invalid("a key can't end in the past, deactivate it");
        }
    }

    private static ApiKey ended(ApiKey key, Instant end) {
        if (end.isAfter(key.expires())) {
            throw new ApiKeyException(ApiKeyChangeReason.API_KEY_WOULD_WIDEN, "the key would live longer than before");
        }
        return key.expiringAt(end);
    }

    /**
     * Changes name, limits and end together, or nothing of it.
     *
     * @param organization whose it is
     * @param id the key
     * @param name the new name, or empty to leave it
     * @param limits as {@link #narrow}; {@link ApiKeyLimits#NONE} leaves them
     * @param end as {@link #expire}, or empty to leave it
     * @return the changed key
     * @throws ApiKeyException with API_KEY_NOT_FOUND, API_KEY_DEAD, API_KEY_INVALID or API_KEY_WOULD_WIDEN
     */
    public ApiKey change(
            OrganizationId organization, String id, Optional<String> name, ApiKeyLimits limits, Optional<Instant> end) {
        requireResources(organization, limits);
        end.ifPresent(this::requireNotPast);
        UnaryOperator<ApiKey> step = key -> {
            ApiKey narrowed = key.withLimits(narrowed(key.limits(), limits));
            ApiKey renamed = name.map(narrowed::withName).orElse(narrowed);
            return end.map(given -> ended(renamed, given)).orElse(renamed);
        };
        Map<String, AuditDetail> details = new LinkedHashMap<>(permissionDetails(limits));
        end.ifPresent(given -> details.put("expires", AuditDetail.of(given)));
        return change(organization, id, "api_key.changed", step, details);
    }

    /**
     * Refuses a key from the next call on, for good. A key that is dead already stays as it is.
     *
     * @param organization whose it is
     * @param id the key
     * @return the key as it is then
     * @throws ApiKeyException with API_KEY_NOT_FOUND
     */
    public ApiKey deactivate(OrganizationId organization, String id) {
        Instant now = now();
        return unit.change(organization, store -> {
            ApiKey key = present(store, organization, id);
            if (key.deactivated().isPresent()) {
                return ApiKeyChange.nothing(key);
            }
            ApiKey off = replace(store, key, key.deactivatedAt(now));
            return ApiKeyChange.of(off, "api_key.deactivated", id, Map.of());
        });
    }

    /**
     * Refuses a key from the next call on, for good, whichever organization's it is.
     *
     * @param id the key
     * @return the key as it is then
     * @throws ApiKeyException with API_KEY_NOT_FOUND
     */
    public ApiKey deactivate(String id) {
        ApiKey key = judge.store().byId(id).orElseThrow(ApiKeyException::notFound);
        return deactivate(key.organization(), id);
    }

    /**
     * One key.
     *
     * @param organization whose it is
     * @param id the key
     * @return it, or empty, also if it is another organization's
     */
    public Optional<ApiKey> find(OrganizationId organization, String id) {
        return judge.store().find(organization, id);
    }

    /**
     * An organization's keys in the order of their ids, dead ones too.
     *
     * @param organization the organization
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<ApiKey> list(OrganizationId organization, Optional<String> after, int limit) {
        return judge.store().page(organization, after, limit);
    }

    /**
     * One owner's keys in an organization in the order of their ids, dead ones too.
     *
     * @param owner the user or client application
     * @param organization the organization
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<ApiKey> listOf(ApiKeyOwner owner, OrganizationId organization, Optional<String> after, int limit) {
        return judge.store().pageOf(organization, owner.value(), after, limit);
    }

    /**
     * Accepts the keys of one organization at one resource.
     *
     * @param organization the only organization whose keys are admitted
     * @param resource the URI of what is protected; keys for other resources are refused
     * @return an authenticator for a gate or filter
     */
    public Authenticator<Credential.ApiKey> forOrganization(String organization, String resource) {
        return new ApiKeyAuthenticator(judge, Optional.of(OrganizationId.of(organization)), resource);
    }

    /**
     * Accepts the keys of every organization at one resource, for a gate or filter with {@code anyOrganization()}.
     *
     * @param resource the URI of what is protected; the issuer's accepts keys that name it, and no others
     * @return an authenticator
     */
    public Authenticator<Credential.ApiKey> forAnyOrganization(String resource) {
        return new ApiKeyAuthenticator(judge, Optional.empty(), resource);
    }

    /**
     * Finds these keys where they should not be: in sources, logs and chats.
     *
     * @return for the settings of a secret scanner
     */
    public Pattern scannerPattern() {
        return judge.format().scannerPattern();
    }

    /** Writes when keys were last used, and ends the background work. What is stored stays. */
    @Override
    public void close() {
        judge.lastUse().close();
    }

    private ApiKey change(
            OrganizationId organization,
            String id,
            String action,
            UnaryOperator<ApiKey> step,
            Map<String, AuditDetail> details) {
        Instant now = now();
        return unit.change(organization, store -> {
            ApiKey before = alive(store, organization, id, now);
            ApiKey changed = replace(store, before, checked(() -> step.apply(before)));
            return ApiKeyChange.of(changed, action, id, details);
        });
    }

    /** As precise as every store keeps it, so that what is issued equals what is listed. */
    private Instant now() {
        return judge.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ApiKey present(ApiKeyStore store, OrganizationId organization, String id) {
        return store.find(organization, id).orElseThrow(ApiKeyException::notFound);
    }

    private static ApiKey alive(ApiKeyStore store, OrganizationId organization, String id, Instant now) {
        ApiKey key = present(store, organization, id);
        if (!key.validAt(now)) {
            throw new ApiKeyException(ApiKeyChangeReason.API_KEY_DEAD, "the key is expired or deactivated");
        }
        return key;
    }

    private static void insert(ApiKeyStore store, ApiKey key) {
        requireDone(store.insert(key));
    }

    private static ApiKey replace(ApiKeyStore store, ApiKey before, ApiKey changed) {
        ApiKey next = changed.after(before);
        requireDone(store.replace(next));
        return next;
    }

    private static void requireDone(boolean done) {
        if (!done) {
            throw new ApiKeyException(
                    ApiKeyChangeReason.API_KEY_CHANGED_MEANWHILE, "it was changed meanwhile, read it again");
        }
    }

    /** Before the unit, as rights are looked up outside of it; a key of somebody who may not act later is refused at its use. */
    private void requireActive(String owner, OrganizationId organization) {
        if (judge.grants()
                .current(checked(() -> Subject.of(judge.issuer(), owner)), organization)
                .isEmpty()) {
            throw ApiKeyException.invalid("the owner may not act in the organization");
        }
    }

    private void requireResources(OrganizationId organization, ApiKeyLimits limits) {
        for (String resource : limits.resources().orElse(Set.of())) {
            if (judge.resources().at(organization, resource).isEmpty()) {
                throw ApiKeyException.invalid("the organization has no such resource");
            }
        }
    }

    private Duration lifetime(OrganizationId organization, Optional<Duration> asked) {
        ApiKeyPolicy policy = policies.of(organization);
        Duration lifetime = asked.orElse(policy.lifetime());
        boolean possible =
                lifetime.compareTo(Duration.ofSeconds(1)) >= 0 && lifetime.compareTo(policy.longestLifetime()) <= 0;
        if (!possible) {
            throw ApiKeyException.invalid(
                    "lifetime must be a second to " + policy.longestLifetime().toSeconds() + " seconds");
        }
        return lifetime;
    }

    private static Map<String, AuditDetail> issuedDetails(ApiKey key) {
        Map<String, AuditDetail> details = new LinkedHashMap<>(permissionDetails(key.limits()));
        details.put("owner", AuditDetail.id(key.owner()));
        details.put("expires", AuditDetail.of(key.expires()));
        return details;
    }

    private static Map<String, AuditDetail> permissionDetails(ApiKeyLimits limits) {
        return limits.permissions()
                .map(permissions -> Map.of("permissions", AuditDetail.permissions(permissions)))
                .orElse(Map.of());
    }

    /** What a value refuses by itself, in the words of this module. */
    private static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw ApiKeyException.invalid(String.valueOf(e.getMessage()));
        }
    }
}
