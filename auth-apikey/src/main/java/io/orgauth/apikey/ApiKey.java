package io.orgauth.apikey;

import io.orgauth.ApiKeyDigest;
import io.orgauth.Credential;
import io.orgauth.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An API key as it is stored and listed: everything but the key itself. What it may do is not in it, since that is what its owner
 * may do at the moment of use.
 *
 * <p>Immutable and thread-safe.
 *
 * @param organization the one organization it acts in
 * @param id the middle part of the key, never reused, not secret
 * @param owner the id of the user or client application it acts as
 * @param name for people
 * @param digest of the whole key
 * @param hint the prefix and the last four characters, for people who look for it
 * @param limits what it was cut down to
 * @param created when it was issued
 * @param expires from when on it is refused
 * @param deactivated when it was deactivated, empty while it was not
 * @param lastUsed when it was used, to the minute; empty if never
 * @param version how often it was changed, 1 when new; uses don't count
 */
public record ApiKey(
        OrganizationId organization,
        String id,
        String owner,
        String name,
        ApiKeyDigest digest,
        String hint,
        ApiKeyLimits limits,
        Instant created,
        Instant expires,
        Optional<Instant> deactivated,
        Optional<Instant> lastUsed,
        long version) {
    private static final int LONGEST_NAME = 200;

    /**
     * Checks the name.
     *
     * @param organization as the record says
     * @param id as the record says
     * @param owner as the record says
     * @param name as the record says
     * @param digest as the record says
     * @param hint as the record says
     * @param limits as the record says
     * @param created as the record says
     * @param expires as the record says
     * @param deactivated as the record says
     * @param lastUsed as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if the name is not 1 to 200 characters without control characters or spaces at the ends
     */
    public ApiKey {
        boolean plain = name.codePoints().noneMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > LONGEST_NAME || !plain || !name.equals(name.strip())) {
            throw new IllegalArgumentException(
                    "key name must be 1 to " + LONGEST_NAME + " visible characters without space at either end");
        }
    }

    /** The stored side of a new key. */
    static ApiKey of(
            Credential.ApiKey key,
            String owner,
            OrganizationId organization,
            ApiKeyRequest request,
            Instant now,
            Instant end) {
        String text = key.text();
        String hint = key.prefix() + "_\u2026" + text.substring(text.length() - 4);
        return new ApiKey(
                organization,
                key.id(),
                owner,
                request.name(),
                key.digest(),
                hint,
                request.limits(),
                now,
                end,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    /**
     * Whether it is neither expired nor deactivated. Its owner may still be.
     *
     * @param now the time of the question
     * @return true if it is
     */
    public boolean validAt(Instant now) {
        return deactivated.isEmpty() && now.isBefore(expires);
    }

    Duration lifetime() {
        return Duration.between(created, expires);
    }

    ApiKey withName(String changed) {
        return changed(changed, limits, expires, deactivated);
    }

    ApiKey withLimits(ApiKeyLimits changed) {
        return changed(name, changed, expires, deactivated);
    }

    ApiKey expiringAt(Instant end) {
        return changed(name, limits, end.isBefore(expires) ? end : expires, deactivated);
    }

    ApiKey deactivatedAt(Instant now) {
        return changed(name, limits, expires, Optional.of(now));
    }

    /**
     * What to put in the place of this key to end it for good, in a unit that ends more than keys.
     *
     * @param now when
     * @return the key, deactivated, of the next version
     */
    public ApiKey endedAt(Instant now) {
        return deactivatedAt(now).after(this);
    }

    private ApiKey changed(String newName, ApiKeyLimits newLimits, Instant end, Optional<Instant> off) {
        return new ApiKey(
                organization, id, owner, newName, digest, hint, newLimits, created, end, off, lastUsed, version);
    }

    /** This one as what follows on the one before. */
    ApiKey after(ApiKey before) {
        return new ApiKey(
                organization,
                id,
                owner,
                name,
                digest,
                hint,
                limits,
                created,
                expires,
                deactivated,
                lastUsed,
                before.version + 1);
    }

    /**
     * The same as this one after its use; an earlier use changes nothing.
     *
     * @param time when it was used
     * @return the key
     */
    public ApiKey usedAt(Instant time) {
        Optional<Instant> latest = Optional.of(lastUsed.filter(time::isBefore).orElse(time));
        return new ApiKey(
                organization, id, owner, name, digest, hint, limits, created, expires, deactivated, latest, version);
    }

    /** Equal if everything is; digests are compared by what they say. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey that
                && organization.equals(that.organization)
                && id.equals(that.id)
                && owner.equals(that.owner)
                && name.equals(that.name)
                && digest.matches(that.digest)
                && hint.equals(that.hint)
                && limits.equals(that.limits)
                && created.equals(that.created)
                && expires.equals(that.expires)
                && deactivated.equals(that.deactivated)
                && lastUsed.equals(that.lastUsed)
                && version == that.version;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
