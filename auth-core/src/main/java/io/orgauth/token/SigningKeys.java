package io.orgauth.token;

import io.orgauth.AuthUnavailableException;
import io.orgauth.SealingKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys an issuer signs with: one active, one next that is published but does not sign yet, and retired ones that stay
 * published until the last token they signed is over.
 *
 * <pre>{@code
 * SigningKeys keys = SigningKeys.builder()
 *     .store(SigningKeyStore.file(Path.of("signing-keys")))
 *     .sealedBy(SealingKey.file(Path.of("sealing.key")))
 *     .rotateEvery(Duration.ofDays(30))
 *     .build();
 * TokenIssuer issuer = TokenIssuer.builder().issuer("https://auth.example.com").signingKeys(keys).build();
 * }</pre>
 *
 * <p>Several nodes share one store. Each reads it every {@code refreshEvery}; whoever sees first that a rotation is due
 * does it, and the others follow. A node that can't read the store goes on with the keys it knows and logs a warning.
 * Thread-safe; signing and {@link #jwks} never wait for the store.
 */
public final class SigningKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final SigningKeyVault vault;
    private final SigningKeyGenerator generator;
    private final SigningKeySchedule schedule;
    private final Duration jwksCacheTime;
    private final Duration tokenLifetime;
    private final @Nullable SigningKeysTimer timer;
    private volatile Snapshot snapshot;

    private SigningKeys(
            Builder builder, SigningKeyStore store, SealingKey sealingKey, Optional<SigningKeysTimer> timer) {
        this.generator = new SigningKeyGenerator(builder.algorithm, builder.rsaKeyBits, builder.random);
        this.vault = new SigningKeyVault(store, new SigningKeyDocument(sealingKey), generator, builder.clock);
        this.schedule = builder.schedule();
        this.jwksCacheTime = builder.jwksCacheTime;
        this.tokenLifetime = builder.tokenLifetime;
        this.timer = timer.orElse(null);
        this.snapshot = new Snapshot(vault.change(0, this::advanced));
    }

    /**
     * A builder; store and sealing key are required.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The public keys as a JWK Set (RFC 7517): next, active and retired ones, each with {@code use}, {@code alg} and a
     * unique {@code kid}; never a private member.
     *
     * @return the JSON document
     */
    public byte[] jwks() {
        return snapshot.jwks.clone();
    }

    /**
     * These keys for a {@link TokenVerifier} in the same process; it sees every rotation and removal at once.
     *
     * @return the source
     */
    public KeySource keySource() {
        return new OwnKeys(() -> snapshot.keySet);
    }

    /**
     * How long whoever fetches {@link #jwks} may keep it: the {@code max-age} of its {@code Cache-Control}.
     *
     * @return 5 minutes unless built otherwise
     */
    public Duration jwksCacheTime() {
        return jwksCacheTime;
    }

    /**
     * The longest life of a token that these keys may sign; a retired key is published that much longer.
     *
     * @return 1 hour unless built otherwise
     */
    public Duration tokenLifetime() {
        return tokenLifetime;
    }

    /**
     * Every key and its state, as this node knows them.
     *
     * @return an immutable list: active, next, then retired
     */
    public List<SigningKeyStatus> status() {
        return snapshot.set.keys().stream().map(SigningKey::status).toList();
    }

    /**
     * Writes {@code jwks.json} and {@code .well-known/openid-configuration}, for verifiers that can't reach the issuer: a
     * static web server shows the directory at the issuer's URL. Write it anew after each rotation; since the next key is
     * in it, an export is good until the key after that signs.
     *
     * @param issuer the issuer, as in the tokens; the keys are then at {@code <issuer>/jwks.json}
     * @param directory an existing directory
     * @throws IllegalArgumentException if the issuer is no URL of an issuer
     * @throws java.io.UncheckedIOException if a file can't be written; each is replaced whole, keys first
     */
    public void export(String issuer, Path directory) {
        String checked = IssuerUrl.require(issuer, IssuerUrl.Scheme.HTTPS_OR_LOOPBACK_HTTP);
        export(checked, IssuerUrl.below(checked, "jwks.json"), directory);
    }

    /**
     * Writes both files for a mirror, where the keys are not below the issuer's URL.
     *
     * @param issuer the issuer, as in the tokens
     * @param jwksUri where the mirror shows {@code jwks.json}
     * @param directory an existing directory
     * @throws IllegalArgumentException if one of them is not an https URL, or http on loopback
     * @throws java.io.UncheckedIOException as {@link #export(String, Path)}
     */
    public void export(String issuer, String jwksUri, Path directory) {
        SigningKeysExport.write(issuer, jwksUri, snapshot.jwks, snapshot.set.keys(), directory);
    }

    /**
     * Reads the store, rotates if that is due, and drops retired keys that are over. The timer calls it; calling it more
     * often, or on several nodes at once, changes nothing.
     *
     * @throws AuthUnavailableException if the store is out of reach; the keys known so far go on
     * @throws IllegalStateException if what is stored does not open or is older than what was known
     */
    public void tick() {
        update(this::advanced);
    }

    /**
     * Rotates away from the key that signs now. If the next key has been published long enough, it signs at once;
     * otherwise (shortly after another rotation) as soon as it has. Of several calls at once, one rotates.
     *
     * @return when the new key signs, or has begun to
     * @throws AuthUnavailableException as {@link #tick}; call again
     * @throws IllegalStateException as {@link #tick}
     */
    public Instant rotateNow() {
        String activeKid = snapshot.set.active().kid();
        SigningKeySet set = update((keys, now) -> keys.rotationRequested(activeKid, now, schedule, generator));
        SigningKey active = set.active();
        return active.kid().equals(activeKid) ? schedule.ripeAt(set.next()) : active.since();
    }

    /**
     * Emergency removal of a key that leaked: it is published no longer, and if it was active the next key signs at once.
     *
     * <p>Reach: this node at once, other nodes within {@code refreshEvery}, and every verifier when its copy of the JWKS
     * is over, that is after {@code refreshEvery} and {@link #jwksCacheTime} at most. Good tokens of the removed key are
     * refused from then on too. If the store itself leaked, remove the next key first.
     *
     * @param kid the key's id
     * @return true if it was there; false if it is gone already
     * @throws AuthUnavailableException as {@link #tick}; call again, as the key may still be there
     * @throws IllegalStateException as {@link #tick}
     */
    public boolean remove(String kid) {
        AtomicBoolean found = new AtomicBoolean();
        update((keys, now) -> {
            found.set(keys.has(kid));
            return keys.without(kid, now, generator);
        });
        return found.get();
    }

    /** Stops the timer, if these keys made it; signing and verifying go on with the keys known so far. */
    @Override
    public void close() {
        if (timer != null) {
            timer.close();
        }
    }

    @Override
    public String toString() {
        return "SigningKeys" + status();
    }

    /** Signs access tokens with the key that is active now. */
    JwsSigner accessTokenSigner() {
        return snapshot.accessTokens;
    }

    /** Signs ID tokens with the key that is active now. */
    JwsSigner idTokenSigner() {
        return snapshot.idTokens;
    }

    private SigningKeySet advanced(SigningKeySet keys, Instant now) {
        return keys.advanced(now, schedule, generator);
    }

    /** One thread of a node at a time, so that only nodes race, and no two threads make keys for nothing. */
    private synchronized SigningKeySet update(SigningKeyVault.Change change) {
        Snapshot before = snapshot;
        Snapshot after = new Snapshot(vault.change(before.version, change));
        snapshot = after;
        String active = after.set.active().kid();
        if (!active.equals(before.set.active().kid())) {
            LOG.info(
                    "signing key {} is active, {} no longer",
                    active,
                    before.set.active().kid());
        }
        return after.set;
    }

    /** All that a reader needs, made once. Immutable. */
    private static final class Snapshot {
        private final long version;
        private final SigningKeySet set;
        private final byte[] jwks;
        private final KeySet keySet;
        private final JwsSigner accessTokens;
        private final JwsSigner idTokens;

        Snapshot(SigningKeyVault.Entry entry) {
            this.version = entry.version();
            this.set = entry.set();
            this.jwks = JwkWriter.set(set.keys());
            this.keySet = KeySet.parse(jwks);
            this.accessTokens = JwsSigner.of(set.active(), "at+jwt");
            this.idTokens = JwsSigner.of(set.active(), "JWT");
        }
    }

    private static final class OwnKeys extends KeySource {
        private final Keys keys;

        OwnKeys(Keys keys) {
            this.keys = keys;
        }

        @Override
        Keys open(String issuer) {
            return keys;
        }
    }

    /** Builds {@link SigningKeys}; not safe to share between threads. */
    public static final class Builder {
        private static final Duration LONGEST_TOKEN = Duration.ofHours(24);
        private static final Duration LONGEST_SKEW = Duration.ofMinutes(10);

        private @Nullable SigningKeyStore store;
        private @Nullable SealingKey sealingKey;
        private JwsAlgorithm algorithm = JwsAlgorithm.RS256;
        private int rsaKeyBits = 2_048;
        private Optional<Duration> rotateEvery = Optional.of(Duration.ofDays(90));
        private Duration jwksCacheTime = Duration.ofMinutes(5);
        private Duration tokenLifetime = Duration.ofHours(1);
        private Duration clockSkew = Duration.ofMinutes(1);
        private Duration refreshEvery = Duration.ofMinutes(1);
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();
        private Optional<ScheduledExecutorService> scheduler = Optional.empty();
        private boolean ticksItself = true;

        private Builder() {}

        /**
         * Where the keys are kept. Required.
         *
         * @param keyStore a store that all nodes of the issuer share
         * @return this builder
         */
        public Builder store(SigningKeyStore keyStore) {
            this.store = keyStore;
            return this;
        }

        /**
         * What seals the keys in the store. Required, the same on every node.
         *
         * @param key the sealing key
         * @return this builder
         */
        public Builder sealedBy(SealingKey key) {
            this.sealingKey = key;
            return this;
        }

        /**
         * The algorithm of keys made from now on; keys that exist keep theirs until they are rotated out. Default RS256,
         * all that a Kubernetes API server takes without a flag.
         *
         * @param signingAlgorithm RS, PS, ES or EdDSA
         * @return this builder
         * @throws IllegalArgumentException for HS: whoever could verify could sign
         */
        public Builder algorithm(JwsAlgorithm signingAlgorithm) {
            if (signingAlgorithm.family() == JwsAlgorithm.Family.OCT) {
                throw new IllegalArgumentException(signingAlgorithm.headerName()
                        + " has no public key, so every verifier could sign: use RS256 or ES256");
            }
            this.algorithm = signingAlgorithm;
            return this;
        }

        /**
         * The size of new RSA keys. Default 2048; 3072 is asked for beyond 2030 (NIST SP 800-57) and signs three times as
         * slowly.
         *
         * @param bits 2048 or 3072
         * @return this builder
         * @throws IllegalArgumentException for any other size
         */
        public Builder rsaKeyBits(int bits) {
            if (bits != 2_048 && bits != 3_072) {
                throw new IllegalArgumentException("RSA keys have 2048 or 3072 bits, got " + bits);
            }
            this.rsaKeyBits = bits;
            return this;
        }

        /**
         * How long a key signs before the next takes over. Default 90 days.
         *
         * @param interval at least JWKS cache time, {@code refreshEvery} and clock skew together
         * @return this builder
         */
        public Builder rotateEvery(Duration interval) {
            this.rotateEvery = Optional.of(interval);
            return this;
        }

        /**
         * No rotation but by {@link SigningKeys#rotateNow}.
         *
         * @return this builder
         */
        public Builder rotateByHandOnly() {
            this.rotateEvery = Optional.empty();
            return this;
        }

        /**
         * How long verifiers may keep the JWKS. A next key is published at least so long before it signs. Default 5
         * minutes.
         *
         * @param cacheTime 1 second to 24 hours
         * @return this builder
         */
        public Builder jwksCacheTime(Duration cacheTime) {
            this.jwksCacheTime = cacheTime;
            return this;
        }

        /**
         * The longest life of a token signed by these keys. Default 1 hour.
         *
         * @param lifetime 1 second to 24 hours
         * @return this builder
         */
        public Builder tokenLifetime(Duration lifetime) {
            this.tokenLifetime = lifetime;
            return this;
        }

        /**
         * How far clocks of nodes and verifiers may differ. Default 1 minute.
         *
         * @param skew 0 to 10 minutes
         * @return this builder
         */
        public Builder clockSkew(Duration skew) {
            this.clockSkew = skew;
            return this;
        }

        /**
         * How often a node reads the store. Default 1 minute.
         *
         * @param interval 1 second to 1 hour
         * @return this builder
         */
        public Builder refreshEvery(Duration interval) {
            this.refreshEvery = interval;
            return this;
        }

        /**
         * The clock. Default the system's.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * The randomness that keys are made of. Default the platform's.
         *
         * @param source the randomness
         * @return this builder
         */
        public Builder random(SecureRandom source) {
            this.random = source;
            return this;
        }

        /**
         * The scheduler that calls {@link SigningKeys#tick}. Default one daemon thread of our own. It is not shut down by
         * {@link SigningKeys#close}.
         *
         * @param executor the scheduler
         * @return this builder
         */
        public Builder scheduler(ScheduledExecutorService executor) {
            this.scheduler = Optional.of(executor);
            return this;
        }

        /**
         * No timer at all: whoever builds these keys calls {@link SigningKeys#tick}, for example from a job of their own.
         *
         * @return this builder
         */
        public Builder tickedByCaller() {
            this.ticksItself = false;
            return this;
        }

        /**
         * Reads the keys, or makes the first ones if there are none, and starts the timer.
         *
         * @return the keys
         * @throws IllegalStateException if store or sealing key is missing, or what is stored does not open
         * @throws IllegalArgumentException if a duration is out of its bounds
         * @throws AuthUnavailableException if the store is out of reach
         */
        public SigningKeys build() {
            if (store == null) {
                throw new IllegalStateException("signing keys need a store: call store(SigningKeyStore.file(path)), "
                        + "or store(SigningKeyStore.inMemory()) for a demo");
            }
            if (sealingKey == null) {
                throw new IllegalStateException(
                        "signing keys are sealed at rest: call sealedBy(SealingKey.file(path)), "
                                + "or sealedBy(SealingKey.inMemory()) for a demo");
            }
            requireBounds();
            Optional<SigningKeysTimer> timer =
                    ticksItself ? Optional.of(new SigningKeysTimer(scheduler, refreshEvery)) : Optional.empty();
            SigningKeys keys = new SigningKeys(this, store, sealingKey, timer);
            timer.ifPresent(started -> started.start(keys::tick));
            return keys;
        }

        private void requireBounds() {
            Duration second = Duration.ofSeconds(1);
            requireBetween("jwksCacheTime", jwksCacheTime, second, Duration.ofHours(24));
            requireBetween("tokenLifetime", tokenLifetime, second, LONGEST_TOKEN);
            requireBetween("clockSkew", clockSkew, Duration.ZERO, LONGEST_SKEW);
            requireBetween("refreshEvery", refreshEvery, second, Duration.ofHours(1));
            rotateEvery.ifPresent(
                    interval -> requireBetween("rotateEvery", interval, publishAhead(), Duration.ofDays(3_650)));
        }

        /** Twice the skew: once for the verifier's clock, once for that of the node that drops the key. */
        private SigningKeySchedule schedule() {
            Duration keepRetired = tokenLifetime.plus(clockSkew.multipliedBy(2)).plus(refreshEvery);
            return new SigningKeySchedule(rotateEvery, publishAhead(), keepRetired, clockSkew);
        }

        /** Another node may publish the new key only after its next refresh, be fetched just before, and be slow. */
        private Duration publishAhead() {
            return jwksCacheTime.plus(refreshEvery).plus(clockSkew);
        }

        private static void requireBetween(String what, Duration value, Duration least, Duration most) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(what + " must be from " + least + " to " + most + ", got " + value);
            }
        }
    }
}
