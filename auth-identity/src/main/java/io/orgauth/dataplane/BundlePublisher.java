package io.orgauth.dataplane;

import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Stores;
import io.orgauth.token.SigningKeys;
import io.orgauth.trust.BundleKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes the bundles of a control plane's data planes. {@code ControlPlane} makes it; use that. Immutable and thread-safe. */
public final class BundlePublisher {
    private final IdentityService identity;
    private final Stores stores;
    private final BundleAssembler assembler;
    private final Supplier<BundleKey> keys;
    private final Duration lifetime;
    private final Clock clock;
    private final LongSupplier ticker;

    /**
     * A publisher.
     *
     * @param issuer the exact issuer
     * @param identity who there is
     * @param stores what is remembered
     * @param signingKeys whose public halves go into bundles
     * @param settings how bundles are signed
     * @param clock dates them
     */
    public BundlePublisher(
            String issuer,
            IdentityService identity,
            Stores stores,
            SigningKeys signingKeys,
            Settings settings,
            Clock clock) {
        this(issuer, identity, stores, signingKeys, settings, clock, System::nanoTime);
    }

    BundlePublisher(
            String issuer,
            IdentityService identity,
            Stores stores,
            SigningKeys signingKeys,
            Settings settings,
            Clock clock,
            LongSupplier ticker) {
        this.identity = identity;
        this.stores = stores;
        this.assembler = new BundleAssembler(
                issuer, stores, identity.grants(), signingKeys, new StoredKeys(stores.apiKeys(), issuer, clock));
        this.keys = new BundleKeyFile(settings.keyFile(), ticker);
        this.lifetime = settings.lifetime();
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * How bundles are signed.
     *
     * @param keyFile written by {@link BundleKey#write}; looked at again every 5 seconds
     * @param lifetime until a bundle's not-after: the longest that a data plane which is cut off admits callers
     */
    public record Settings(Path keyFile, Duration lifetime) {
        private static final Duration SHORTEST = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofDays(30);

        /**
         * Checks the lifetime.
         *
         * @param keyFile as the record says
         * @param lifetime as the record says
         * @throws IllegalArgumentException if it is not 1 minute to 30 days
         */
        public Settings {
            if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("bundles live 1 minute to 30 days, got " + lifetime);
            }
        }
    }

    IdentityService identity() {
        return identity;
    }

    Stores stores() {
        return stores;
    }

    PublishedBundle bundle() {
        return new PublishedBundle(assembler, keys, lifetime, clock, ticker);
    }
}
