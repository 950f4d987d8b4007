package io.orgauth.identity;

import java.time.Instant;

/**
 * An authorization request (RFC 6749, 4.1.1) that was found good and waits for its user to sign in or to consent.
 *
 * @param id random; who knows it knows the request
 * @param request what was asked for, as JSON
 * @param created when it came
 * @param expires when it is too old, at most 10 minutes after it came
 */
public record PendingAuthorization(String id, String request, Instant created, Instant expires) {
    /** The id only. */
    @Override
    public String toString() {
        return "PendingAuthorization[" + id + "]";
    }
}
