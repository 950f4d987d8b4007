package io.orgauth.identity;

import io.orgauth.audit.AuditLog;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * What the identity service needs of the world outside; tests bring their own.
 *
 * @param mailer delivers invitations and resets
 * @param txtLookup looks DNS records up
 * @param random for ids, secrets and salts
 * @param clock for dates
 * @param auditLog where the events of changes go after the commit, besides the audit chains
 */
public record Surroundings(Mailer mailer, TxtLookup txtLookup, SecureRandom random, Clock clock, AuditLog auditLog) {
    /**
     * With the audit as lines of JSON in the log.
     *
     * @param mailer delivers invitations and resets
     * @param txtLookup looks DNS records up
     * @param random for ids, secrets and salts
     * @param clock for dates
     */
    public Surroundings(Mailer mailer, TxtLookup txtLookup, SecureRandom random, Clock clock) {
        this(mailer, txtLookup, random, clock, AuditLog.jsonLines());
    }
}
