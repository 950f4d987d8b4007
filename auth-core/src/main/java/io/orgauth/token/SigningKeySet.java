package io.orgauth.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The signing keys at one moment: exactly one active, exactly one next, any number retired. Every change is a pure
 * function to a new set, or to {@code this} if there is nothing to do. Immutable.
 *
 * <p>There is always a next key, so an active one that leaks can be removed at once and its successor is known already.
 */
final class SigningKeySet {
    private final List<SigningKey> keys;
    private final boolean rotationRequested;

    private SigningKeySet(List<SigningKey> keys, boolean rotationRequested) {
        this.keys = List.copyOf(keys);
        this.rotationRequested = rotationRequested;
    }

    /** @throws IllegalArgumentException unless one key is active and one is next */
    static SigningKeySet of(List<SigningKey> keys, boolean rotationRequested) {
        if (count(keys, SigningKeyState.ACTIVE) != 1 || count(keys, SigningKeyState.NEXT) != 1) {
            throw new IllegalArgumentException("signing keys must have one active and one next key");
        }
        return new SigningKeySet(keys, rotationRequested);
    }

    /** The first keys of an issuer. The active one may sign at once, as no verifier has an older set. */
    static SigningKeySet first(SigningKeyGenerator generator, Instant now) {
        SigningKey active = generator.generate(SigningKeyState.ACTIVE, now);
        return of(List.of(active, generator.generate(SigningKeyState.NEXT, now)), false);
    }

    List<SigningKey> keys() {
        return keys;
    }

    boolean rotationRequested() {
        return rotationRequested;
    }

    SigningKey active() {
        return only(SigningKeyState.ACTIVE);
    }

    SigningKey next() {
        return only(SigningKeyState.NEXT);
    }

    boolean has(String kid) {
        return keys.stream().anyMatch(key -> key.kid().equals(kid));
    }

    /** What the clock has brought about: a rotation that is due, and retired keys whose time is over. */
    SigningKeySet advanced(Instant now, SigningKeySchedule schedule, SigningKeyGenerator generator) {
        SigningKeySet set = withoutFuture(now, schedule).withoutOver(now, schedule);
        boolean wanted = set.rotationRequested || schedule.isDue(set.active(), now);
        return wanted && schedule.isRipe(set.next(), now) ? set.rotated(now, generator) : set;
    }

    /**
     * A rotation away from the key with this id, now or as soon as the next key is ripe. Nothing to do if another key is
     * active already: then somebody else was first.
     */
    SigningKeySet rotationRequested(
            String activeKid, Instant now, SigningKeySchedule schedule, SigningKeyGenerator generator) {
        if (!active().kid().equals(activeKid)) {
            return this;
        }
        SigningKeySet requested = rotationRequested ? this : new SigningKeySet(keys, true);
        return requested.advanced(now, schedule, generator);
    }

    /** Without the key with this id. A removed active key is followed by the next one at once, ripe or not. */
    SigningKeySet without(String kid, Instant now, SigningKeyGenerator generator) {
        Optional<SigningKey> found =
                keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
        if (found.isEmpty()) {
            return this;
        }
        SigningKeySet promoted = found.get().state() == SigningKeyState.ACTIVE ? rotated(now, generator) : this;
        List<SigningKey> kept = new ArrayList<>(promoted.keys);
        kept.removeIf(key -> key.kid().equals(kid));
        if (found.get().state() == SigningKeyState.NEXT) {
            kept.add(generator.generate(SigningKeyState.NEXT, now));
        }
        return of(kept, promoted.rotationRequested);
    }

    private SigningKeySet rotated(Instant now, SigningKeyGenerator generator) {
        List<SigningKey> moved = new ArrayList<>();
        moved.add(next().in(SigningKeyState.ACTIVE, now));
        moved.add(generator.generate(SigningKeyState.NEXT, now));
        moved.add(active().in(SigningKeyState.RETIRED, now));
        keys.stream().filter(key -> key.state() == SigningKeyState.RETIRED).forEach(moved::add);
        return of(moved, false);
    }

    private SigningKeySet withoutOver(Instant now, SigningKeySchedule schedule) {
        List<SigningKey> kept = keys.stream()
                .filter(key -> key.state() != SigningKeyState.RETIRED || !schedule.isOver(key, now))
                .toList();
        return kept.size() == keys.size() ? this : new SigningKeySet(kept, rotationRequested);
    }

    private SigningKeySet withoutFuture(Instant now, SigningKeySchedule schedule) {
        if (keys.stream().noneMatch(key -> schedule.isFromTheFuture(key, now))) {
            return this;
        }
        List<SigningKey> present = keys.stream()
                .map(key -> schedule.isFromTheFuture(key, now) ? key.in(key.state(), now) : key)
                .toList();
        return new SigningKeySet(present, rotationRequested);
    }

    private SigningKey only(SigningKeyState state) {
        return keys.stream().filter(key -> key.state() == state).findFirst().orElseThrow();
    }

    private static long count(List<SigningKey> keys, SigningKeyState state) {
        return keys.stream().filter(key -> key.state() == state).count();
    }

    @Override
    public String toString() {
        return "SigningKeySet" + keys;
    }
}
