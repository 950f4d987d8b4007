package io.orgauth.identity;

/**
 * A membership with what its organization may see of the person.
 *
 * @param membership the membership
 * @param email the person's address
 */
public record Member(Membership membership, EmailAddress email) {}
