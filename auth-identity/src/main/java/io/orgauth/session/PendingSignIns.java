package io.orgauth.session;

import io.orgauth.SealingKey;
import io.orgauth.UnsealException;
import io.orgauth.identity.PendingSignIn;
import io.orgauth.identity.RandomIds;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import io.orgauth.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The sign-ins that have begun: sealed for their place and step, bound to a browser by the secret in its cookie, and used up by
 * one. Immutable and thread-safe.
 */
final class PendingSignIns {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Stores stores;
    private final SealingKey sealing;
    private final RandomIds ids;
    private final Clock clock;

    PendingSignIns(Stores stores, SealingKey sealing, RandomIds ids, Clock clock) {
        this.stores = stores;
        this.sealing = sealing;
        this.ids = ids;
        this.clock = clock;
    }

    /** A sign-in that this browser began, and how far it has come. */
    record Known(PendingSignIn stored, Handle handle, SignInState state) {}

    Handle begin(SignInState state) {
        return begin(ids.id(""), state);
    }

    /** Begins under an id that was made elsewhere, of as many random bits. */
    Handle begin(String id, SignInState state) {
        Handle handle = new Handle(id, ids.secret());
        Instant expires = clock.instant().plus(LIFETIME);
        PendingSignIn pending =
                new PendingSignIn(id, SecretDigest.of(handle.secret()), sealed(id, 1, state), expires, 1);
        if (!stores.pendingSignIns().insert(pending)) {
            throw new IllegalStateException("the random id of a sign-in is taken");
        }
        return handle;
    }

    /**
     * The sign-in of a handle.
     *
     * @throws SignInException with PENDING_NOT_VALID, the same for one that is unknown, used up, too old or another browser's
     */
    Known find(Handle handle) {
        return stores.pendingSignIns()
                .find(handle.id())
                .filter(stored -> stored.digest().matches(SecretDigest.of(handle.secret())))
                .filter(stored -> clock.instant().isBefore(stored.expires()))
                .map(stored -> new Known(stored, handle, unsealed(stored)))
                .orElseThrow(PendingSignIns::notValid);
    }

    /** Takes a step; the sign-in lives no longer by it. */
    void step(Known known, SignInState state) {
        PendingSignIn before = known.stored();
        long version = before.version() + 1;
        PendingSignIn after = new PendingSignIn(
                before.id(), before.digest(), sealed(before.id(), version, state), before.expires(), version);
        if (!stores.pendingSignIns().replace(after)) {
            throw notValid();
        }
    }

    /** Uses it up: of several requests, one goes on. */
    void consume(Known known) {
        consume(stores, known);
    }

    /** The same in the unit of what it is used up for. */
    static void consume(Stores unit, Known known) {
        if (!unit.pendingSignIns().consume(known.stored())) {
            throw notValid();
        }
    }

    private String sealed(String id, long version, SignInState state) {
        byte[] sealed = sealing.seal(place(id, version), Json.write(state.toJson()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private SignInState unsealed(PendingSignIn stored) {
        try {
            byte[] text = sealing.unseal(
                    place(stored.id(), stored.version()), Base64.getUrlDecoder().decode(stored.sealed()));
            return SignInState.of(Json.parseObject(text));
        } catch (UnsealException e) {
            throw notValid();
        }
    }

    private static SealingKey.Context place(String id, long version) {
        return new SealingKey.Context("pending_sign_in", Optional.empty(), id, "state", version);
    }

    static SignInException notValid() {
        return new SignInException(
                SignInReason.PENDING_NOT_VALID,
                Optional.empty(),
                "the sign-in is unknown, used up, too old, or another browser's");
    }
}
