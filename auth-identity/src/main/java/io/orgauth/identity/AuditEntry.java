package io.orgauth.identity;

import io.orgauth.OrganizationId;

/**
 * One link of an organization's audit chain.
 *
 * @param organization whose chain
 * @param sequence 1 for the first entry, then without gaps
 * @param event the event as one line of JSON
 * @param previous the hash of the entry before, 64 zeros for the first
 * @param hash SHA-256 over organization, sequence, previous and event, as hexadecimal digits
 */
public record AuditEntry(OrganizationId organization, long sequence, String event, String previous, String hash) {}
