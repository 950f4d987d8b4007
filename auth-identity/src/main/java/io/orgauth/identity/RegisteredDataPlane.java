package io.orgauth.identity;

/**
 * A new data plane and the client by which it fetches what it verifies with.
 *
 * @param resource the data plane
 * @param client its client, with the secret that is shown here and never again
 */
public record RegisteredDataPlane(Resource resource, RegisteredClient client) {}
