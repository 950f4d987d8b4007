package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Duration;

/**
 * What an organization demands of sign-ins and sessions. One that never said anything has {@link #standard}.
 *
 * @param organization whose
 * @param passwords whether the passwords kept here are accepted at all
 * @param deviceCodes whether clients without a browser may be allowed something by a code typed elsewhere (RFC 8628)
 * @param sessionIdle how long a session lasts unused, 1 minute to 24 hours
 * @param sessionLifetime how long a session lasts in any case, 5 minutes to 30 days
 * @param ssoMaxAge for how long after the last sign-in by a connection the tokens and keys of somebody who has no other way in are
 *     renewed, 1 hour to 90 days
 * @param version how often it was changed, 1 when new, 0 for one that was never stored
 */
public record OrganizationPolicy(
        OrganizationId organization,
        boolean passwords,
        boolean deviceCodes,
        Duration sessionIdle,
        Duration sessionLifetime,
        Duration ssoMaxAge,
        long version)
        implements Owned {
    /** The key of the one policy that an organization has. */
    public static final String KEY = "policy";
    /** How long a session lasts unused, unless an organization says otherwise. */
    public static final Duration STANDARD_IDLE = Duration.ofMinutes(60);
    /** How long a session lasts in any case, unless an organization says otherwise. */
    public static final Duration STANDARD_LIFETIME = Duration.ofHours(12);

    /**
     * Checks the bounds.
     *
     * @param organization as the record says
     * @param passwords as the record says
     * @param deviceCodes as the record says
     * @param sessionIdle as the record says
     * @param sessionLifetime as the record says
     * @param ssoMaxAge as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if one is out of bounds
     */
    public OrganizationPolicy {
        require("session idle time", sessionIdle, Duration.ofMinutes(1), Duration.ofHours(24));
        require("session lifetime", sessionLifetime, Duration.ofMinutes(5), Duration.ofDays(30));
        require("SSO maximum age", ssoMaxAge, Duration.ofHours(1), Duration.ofDays(90));
    }

    private static void require(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    what + " must be " + least.toSeconds() + " to " + most.toSeconds() + " seconds");
        }
    }

    /**
     * What counts unless an organization says otherwise: passwords, no device codes, 60 minutes unused, 12 hours in all, 30 days.
     *
     * @param organization whose
     * @return the policy
     */
    public static OrganizationPolicy standard(OrganizationId organization) {
        return new OrganizationPolicy(
                organization, true, false, STANDARD_IDLE, STANDARD_LIFETIME, Duration.ofDays(30), 0);
    }

    /** The policy that counts now. */
    static OrganizationPolicy of(Stores unit, OrganizationId organization) {
        return unit.policies().find(organization, KEY).orElseGet(() -> standard(organization));
    }

    OrganizationPolicy next() {
        return new OrganizationPolicy(
                organization, passwords, deviceCodes, sessionIdle, sessionLifetime, ssoMaxAge, version + 1);
    }

    @Override
    public String key() {
        return KEY;
    }
}
