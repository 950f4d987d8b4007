package io.orgauth.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The life of a client's secrets: one is current, the one before it works on for a while. */
final class ClientSecrets {
    private static final int HINT_LENGTH = 4;

    private ClientSecrets() {}

    static ClientSecret current(String secret, Instant now) {
        String hint = secret.substring(secret.length() - HINT_LENGTH);
        return new ClientSecret(SecretDigest.of(secret), hint, now, Optional.empty());
    }

    static void requireOverlap(Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(ClientApplications.MAX_OVERLAP) > 0) {
            throw IdentityException.invalid(
                    "a superseded secret is valid for 0 to " + ClientApplications.MAX_OVERLAP.toDays() + " days");
        }
    }

    static Optional<String> first(ClientMetadata metadata, RandomIds ids) {
        return hasSecret(metadata) ? Optional.of(ids.secret()) : Optional.empty();
    }

    private static boolean hasSecret(ClientMetadata metadata) {
        return metadata.authentication() == ClientMetadata.Authentication.CLIENT_SECRET;
    }

    /** The client registered anew; what it proves itself by no more is forgotten. */
    static ClientApplication registered(ClientApplication before, ClientMetadata metadata) {
        return before.registered(metadata, hasSecret(metadata) ? before.secrets() : List.of());
    }

    /** The client with a new current secret; of those before only the last goes on, and only for the overlap. */
    static ClientApplication rotated(ClientApplication before, String secret, Duration overlap, Instant now) {
        if (!hasSecret(before.metadata())) {
            throw IdentityException.invalid(
                    "the client has no secret, register it with token_endpoint_auth_method client_secret_basic first");
        }
        Optional<ClientSecret> last = before.secrets().stream()
                .filter(old -> old.expires().isEmpty() && !overlap.isZero())
                .map(old -> new ClientSecret(old.digest(), old.hint(), old.created(), Optional.of(now.plus(overlap))))
                .findFirst();
        return before.withSecrets(
                last.map(old -> List.of(current(secret, now), old)).orElseGet(() -> List.of(current(secret, now))));
    }
}
