package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a person lets a client do: one authorization grant (RFC 6749, 1.3) with all the refresh tokens that descend from it. Its
 * tokens are numbered: the code is number 0, and only the newest one is good. That an older one comes back means that it was stolen.
 *
 * @param id {@code aut_} and 128 random bits, a part of its tokens
 * @param organization the one that was entered; never another one
 * @param user who allowed it
 * @param client which client may act
 * @param scope what was allowed: permissions, and words such as {@code openid}
 * @param resources the most that its tokens may be for; empty for the client's default
 * @param proof how the person proved to be it
 * @param session the session that it ends with
 * @param offline whether it goes on after the session's end ({@code offline_access})
 * @param code what the code is bound to; empty if it began on a device
 * @param sealedKey the secret from which its tokens are derived, sealed, as base64url
 * @param number of the token that is good now
 * @param times when it began, was used last, and ends
 */
public record Authorization(
        String id,
        OrganizationId organization,
        UserId user,
        String client,
        Set<String> scope,
        Set<URI> resources,
        SignInProof proof,
        Optional<String> session,
        boolean offline,
        Optional<CodeBinding> code,
        String sealedKey,
        long number,
        Times times) {
    /**
     * When an authorization began, was used last, and ends.
     *
     * @param created when it began
     * @param used when the newest token was made
     * @param end when it ends in any case
     */
    public record Times(Instant created, Instant used, Instant end) {}

    /**
     * What has to be the same when the code is redeemed as it was when it was asked for.
     *
     * @param redirectUri where the code was sent
     * @param challenge the S256 challenge (RFC 7636, 4.2)
     * @param nonce what the client wants to see again in the ID token
     */
    public record CodeBinding(String redirectUri, String challenge, Optional<String> nonce) {}

    /**
     * Copies the sets.
     *
     * @param id as the record says
     * @param organization as the record says
     * @param user as the record says
     * @param client as the record says
     * @param scope as the record says
     * @param resources as the record says
     * @param proof as the record says
     * @param session as the record says
     * @param offline as the record says
     * @param code as the record says
     * @param sealedKey as the record says
     * @param number as the record says
     * @param times as the record says
     */
    public Authorization {
        scope = Set.copyOf(scope);
        resources = Set.copyOf(resources);
    }

    /**
     * The authorization whose next token is the good one.
     *
     * @param now when it is made
     * @param end when the authorization ends
     * @return the changed authorization
     */
    public Authorization next(Instant now, Instant end) {
        Times used = new Times(times.created(), now, end);
        return new Authorization(
                id,
                organization,
                user,
                client,
                scope,
                resources,
                proof,
                session,
                offline,
                code,
                sealedKey,
                number + 1,
                used);
    }

    Authorization in(Optional<String> other) {
        return new Authorization(
                id,
                organization,
                user,
                client,
                scope,
                resources,
                proof,
                other,
                offline,
                code,
                sealedKey,
                number,
                times);
    }

    /** Without what its tokens are derived from. */
    @Override
    public String toString() {
        return "Authorization[" + id + " " + client + " " + number + "]";
    }
}
