package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A client as the token endpoint knows it: a digest in place of its secret. Immutable. */
final class RegisteredClient {
    private final String id;
    private final OrganizationId organization;
    private final Role role;
    private final byte[] digest;

    /** The secret must be long and random: its digest is no slow one. */
    RegisteredClient(String id, OrganizationId organization, Role role, String secret) {
        this.id = id;
        this.organization = organization;
        this.role = role;
        this.digest = digest(secret);
    }

    String id() {
        return id;
    }

    OrganizationId organization() {
        return organization;
    }

    Role role() {
        return role;
    }

    /** In constant time. */
    boolean hasSecret(String presented) {
        return MessageDigest.isEqual(digest, digest(presented));
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The id only. */
    @Override
    public String toString() {
        return "RegisteredClient[" + id + "]";
    }
}
