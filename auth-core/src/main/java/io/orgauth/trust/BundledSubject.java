package io.orgauth.trust;

import io.orgauth.Grant;

/**
 * Somebody who may act now, and what they may do. Whoever is disabled or gone is not listed. Immutable.
 *
 * @param id the user's or client application's, without the issuer; never a name or an e-mail address
 * @param grant the rights at this resource
 */
public record BundledSubject(String id, Grant grant) {}
