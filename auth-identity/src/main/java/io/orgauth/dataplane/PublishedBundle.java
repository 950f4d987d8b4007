package io.orgauth.dataplane;

import io.orgauth.AuthUnavailableException;
import io.orgauth.identity.Resource;
import io.orgauth.trust.BundleContent;
import io.orgauth.trust.BundleKey;
import io.orgauth.trust.SignedBundle;
import io.orgauth.trust.TrustReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bundle of one resource: made anew when the organization has changed, the issuer's keys have, or the last one has become old.
 * However many ask, one thread looks at the stores, and that is one read unless something changed. Thread-safe.
 */
final class PublishedBundle {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final long WAIT_MILLIS = 250;
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int SHARE_OF_LIFETIME = 10;

    private final BundleAssembler assembler;
    private final Supplier<BundleKey> keys;
    private final Duration lifetime;
    private final Clock clock;
    private final LongSupplier ticker;

    // Guarded by this.
    private @Nullable State state;
    private @Nullable SignedBundle before;
    private long looked;
    private long pause = LOOK_EVERY.toNanos();

    /** What was published, and by what it is seen that something changed. */
    private record State(
            SignedBundle bundle, BundleContent content, long sequence, String jwks, BundleKey key, Instant issued) {}

    PublishedBundle(
            BundleAssembler assembler, Supplier<BundleKey> keys, Duration lifetime, Clock clock, LongSupplier ticker) {
        this.assembler = assembler;
        this.keys = keys;
        this.lifetime = lifetime;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** The bundle of now, or of a moment ago, which is as long as it takes to make one. */
    synchronized SignedBundle current(Resource resource) {
        State known = state;
        long now = ticker.getAsLong();
        if (known != null && now - looked < pause) {
            return known.bundle();
        }
        looked = now;
        State fresh = refreshed(known, resource);
        state = fresh;
        return fresh.bundle();
    }

    /** The bundle as soon as it is another one than the caller has, or that one when the caller's patience is over. */
    synchronized SignedBundle other(Resource resource, String etag, Duration patience) throws InterruptedException {
        long began = ticker.getAsLong();
        SignedBundle bundle = current(resource);
        while (bundle.etag().equals(etag) && ticker.getAsLong() - began < patience.toNanos()) {
            wait(WAIT_MILLIS); // nobody notifies: the change may be another node's
            bundle = current(resource);
        }
        return bundle;
    }

    /** A chunk of the bundle of now or of the one before, which somebody may still be fetching. */
    synchronized Optional<byte[]> chunk(Resource resource, String name) {
        SignedBundle older = before;
        return current(resource).chunk(name).or(() -> older == null ? Optional.empty() : older.chunk(name));
    }

    private State refreshed(@Nullable State known, Resource resource) {
        long sequence = assembler.sequence(resource.organization());
        BundleKey key = keys.get();
        String jwks = assembler.jwks();
        Instant now = clock.instant();
        State good = known != null && isGood(known, key, jwks, now) ? known : null;
        if (good != null && good.sequence() == sequence) {
            return good;
        }
        BundleContent content = assembler.content(resource, sequence, now);
        pauseAsLongAsItTook();
        if (good != null && good.content().saysTheSameAs(content)) {
            return new State(good.bundle(), content, sequence, jwks, key, good.issued());
        }
        before = known == null ? null : known.bundle();
        return new State(signed(key, content, now), content, sequence, jwks, key, now);
    }

    /** Signed by the key of now, and young enough to go on. */
    private boolean isGood(State known, BundleKey key, String jwks, Instant now) {
        boolean young = now.isBefore(known.issued().plus(rest())) && !now.isBefore(known.issued());
        return young && known.key() == key && known.jwks().equals(jwks);
    }

    /** An organization so large that it is slow to read is read as often as leaves the store half of its time. */
    private void pauseAsLongAsItTook() {
        pause = Math.max(LOOK_EVERY.toNanos(), ticker.getAsLong() - looked);
    }

    private Duration rest() {
        Duration share = lifetime.dividedBy(SHARE_OF_LIFETIME);
        return share.compareTo(LONGEST_REST) < 0 ? share : LONGEST_REST;
    }

    private SignedBundle signed(BundleKey key, BundleContent content, Instant now) {
        try {
            return key.sign(content, now, lifetime);
        } catch (IllegalStateException e) {
            throw new AuthUnavailableException(TrustReason.NOT_DELEGATED, String.valueOf(e.getMessage()), e);
        }
    }
}
