package io.orgauth.trust;

import io.orgauth.AuthUnavailableException;
import io.orgauth.http.FetchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the bundle at work: takes over a newer one if it stands every test, and says no once the one it has is over. Whoever
 * judges a caller reads one volatile field. Thread-safe.
 */
final class BundleKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(BundleKeeper.class);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final BundleReader reader;
    private final BundleSource source;
    private final Optional<BundleDirectory> kept;
    private final LongSupplier ticker;
    private final Clock wall;
    private final EffectiveClock clock;

    private volatile @Nullable Snapshot snapshot;
    private volatile Optional<String> lastError = Optional.empty();
    private volatile Optional<String> tag = Optional.empty();

    // Guarded by this. It outlives the snapshot: what is over still says what is older.
    private @Nullable Version floor;
    private boolean keepingFails;
    private boolean closed;

    BundleKeeper(
            BundleReader reader, BundleSource source, Optional<BundleDirectory> kept, Clock wall, LongSupplier ticker) {
        this.reader = reader;
        this.source = source;
        this.kept = kept;
        this.wall = wall;
        this.ticker = ticker;
        this.clock = new EffectiveClock(wall, ticker, this::held);
    }

    /** Takes over what was kept before a restart; a copy that is damaged or over is as good as none, but its version counts. */
    synchronized void restore() {
        if (kept.isEmpty() || !kept.get().hasDocument()) {
            return;
        }
        BundleDirectory copy = kept.get();
        try {
            byte[] document =
                    copy.document(Optional.empty(), Duration.ZERO).orElseThrow().content();
            Manifest manifest = reader.read(document);
            floor = manifest.version();
            requireInTime(manifest);
            take(manifest, new Collector(Optional.empty(), Optional.empty(), copy));
        } catch (BundleRefusedException e) {
            failed(e.reason().code(), e);
        } catch (UncheckedIOException e) {
            failed("unreadable_file", e);
        }
    }

    /**
     * Asks once for a newer bundle.
     *
     * @param patience how long the source may wait for one
     * @return whether there was a good answer; if not, the bundle at work goes on
     */
    boolean update(Duration patience) {
        try {
            source.document(tag, patience).ifPresent(this::accept);
            lastError = Optional.empty();
            return true;
        } catch (BundleRefusedException e) {
            failed(e.reason().code(), e);
        } catch (FetchException e) {
            failed(e.problem().code(), e);
        } catch (UncheckedIOException e) {
            failed("unreadable_file", e);
        } catch (RuntimeException e) {
            failed("failed", e);
        }
        return false;
    }

    private synchronized void accept(BundleSource.Document document) {
        if (closed) {
            return;
        }
        Manifest manifest = reader.read(document.content());
        requireNotOlder(manifest.version());
        requireInTime(manifest);
        Collector collector = new Collector(held(), kept, source);
        take(manifest, collector);
        tag = document.tag();
        kept.ifPresent(copy -> keep(copy, document.content(), manifest.chunks(), collector.fetched()));
    }

    /** Takes over nothing more; what is being written is written when this returns. */
    synchronized void close() {
        closed = true;
    }

    private void take(Manifest manifest, Collector collector) {
        Snapshot taken = new Snapshot(
                manifest,
                BundleReader.wellFormed(manifest::tokenKeys),
                collector.keys(manifest),
                collector.subjects(manifest),
                ticker.getAsLong());
        floor = manifest.version();
        snapshot = taken;
        LOG.debug("bundle {} is at work, not after {}", manifest.version(), manifest.notAfter());
    }

    private void requireNotOlder(Version version) {
        Version known = floor;
        if (known != null && version.isOlderThan(known)) {
            throw new BundleRefusedException(
                    TrustReason.OLDER_BUNDLE, "the bundle is " + version + ", accepted was " + known);
        }
    }

    private void requireInTime(Manifest manifest) {
        if (wall.instant().plus(SKEW).isBefore(manifest.version().issued())) {
            throw new BundleRefusedException(
                    TrustReason.CLOCK_BEHIND,
                    "the bundle is of " + manifest.version().issued() + ", the clock of this machine says "
                            + wall.instant());
        }
        if (!clock.instant().isBefore(manifest.notAfter())) {
            throw new BundleRefusedException(
                    TrustReason.BUNDLE_EXPIRED, "the bundle was good until " + manifest.notAfter());
        }
    }

    /** That it can't be written is no reason to refuse a caller; a restart without the control plane will then fail. */
    private void keep(BundleDirectory copy, byte[] document, Set<String> names, Map<String, byte[]> fetched) {
        try {
            copy.write(document, names, fetched);
            keepingFails = false;
        } catch (IOException e) {
            if (!keepingFails) {
                LOG.warn("the bundle can't be kept in {}: {}", copy, e.toString());
            }
            keepingFails = true;
        }
    }

    private void failed(String code, RuntimeException cause) {
        if (!lastError.equals(Optional.of(code))) {
            LOG.warn("no newer bundle from {}, {}: {}", source, code, cause.getMessage());
        }
        lastError = Optional.of(code);
    }

    private Optional<Snapshot> held() {
        return Optional.ofNullable(snapshot);
    }

    /**
     * The bundle to judge by.
     *
     * @throws AuthUnavailableException if there is none, or its time is over: then nobody is admitted
     */
    Snapshot current() {
        Snapshot now = snapshot;
        if (now == null) {
            throw new AuthUnavailableException(
                    TrustReason.BUNDLE_UNAVAILABLE,
                    "there is no bundle yet"
                            + lastError.map(code -> ", last error " + code).orElse(""));
        }
        if (!clock.instant().isBefore(now.manifest().notAfter())) {
            throw new AuthUnavailableException(
                    TrustReason.BUNDLE_EXPIRED,
                    "the bundle was good until " + now.manifest().notAfter());
        }
        return now;
    }

    boolean isEmpty() {
        return snapshot == null;
    }

    Clock clock() {
        return clock;
    }

    Duration apart() {
        return source.apart();
    }

    TrustHealth health() {
        Optional<Snapshot> now = held();
        boolean behind = clock.behind().compareTo(SKEW) > 0;
        Optional<String> error = behind ? Optional.of(TrustReason.CLOCK_BEHIND.code()) : lastError;
        if (now.isEmpty()) {
            return new TrustHealth(TrustHealth.State.UNAVAILABLE, Optional.empty(), Optional.empty(), error);
        }
        Manifest manifest = now.get().manifest();
        Duration age = Duration.between(manifest.version().issued(), clock.instant());
        Duration left = Duration.between(clock.instant(), manifest.notAfter());
        boolean over = left.isNegative() || left.isZero();
        TrustHealth.State good = error.isPresent() ? TrustHealth.State.STALE : TrustHealth.State.FRESH;
        return new TrustHealth(
                over ? TrustHealth.State.UNAVAILABLE : good,
                Optional.of(age),
                Optional.of(over ? Duration.ZERO : left),
                error);
    }
}
