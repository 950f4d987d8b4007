package io.orgauth.identity;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * What the identity service needs of the world outside; tests bring their own.
 *
 * @param mailer delivers invitations and resets
 * @param txtLookup looks DNS records up
 * @param random for ids, secrets and salts
 * @param clock for dates
 */
public record Surroundings(Mailer mailer, TxtLookup txtLookup, SecureRandom random, Clock clock) {}
