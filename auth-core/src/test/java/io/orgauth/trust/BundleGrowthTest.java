package io.orgauth.trust;

import static io.orgauth.trust.BundleFixture.KEY;
import static io.orgauth.trust.BundleFixture.LIFETIME;
import static io.orgauth.trust.BundleFixture.NOW;
import static io.orgauth.trust.BundleFixture.content;
import static io.orgauth.trust.BundleFixture.reader;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ApiKeyFormat;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.Grant;
import io.orgauth.testing.Requirement;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How a bundle grows with its keys: {@code -Pfull} prints a line for each size, verify has one small one. */
class BundleGrowthTest {
    private static final ApiKeyFormat FORMAT = ApiKeyFormat.of("acme");

    private final MovingTime time = new MovingTime(NOW);
    private final SecureRandom random = new SecureRandom();

    @Test
    void bundle_ofManyKeys_staysWithinItsBounds() {
        for (int size : Requirement.fullRun() ? List.of(1_000, 100_000) : List.of(1_000)) {
            measure(size);
        }
    }

    /** While another thread swaps bundles, a look-up is what it is without. */
    @Test
    void lookUp_whileBundlesAreSwapped_alwaysFindsTheKey() throws InterruptedException {
        List<Credential.ApiKey> keys = keys(2_000);
        FakeSource source = new FakeSource();
        BundleKeeper keeper = keeper(source);
        source.gives(bundle(keys, 1));
        assertTrue(keeper.update(Duration.ZERO));
        Authenticator<Credential.ApiKey> authenticator = authenticator(keeper);
        AtomicBoolean stop = new AtomicBoolean();
        Thread swapping = new Thread(() -> {
            for (int sequence = 2; !stop.get(); sequence++) {
                source.gives(bundle(keys, sequence));
                keeper.update(Duration.ZERO);
            }
        });
        double alone = nanos(authenticator, keys);
        swapping.start();
        double swapped = nanos(authenticator, keys);
        stop.set(true);
        swapping.join();

        System.out.printf("bundle swap: look-up %.0f ns alone, %.0f ns while bundles are swapped%n", alone, swapped);
        assertTrue(keeper.current().manifest().version().sequence() > 1);
    }

    private double nanos(Authenticator<Credential.ApiKey> authenticator, List<Credential.ApiKey> keys) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long began = System.nanoTime();
            for (Credential.ApiKey key : keys) {
                authenticator.authenticate(key);
            }
            best = Math.min(best, System.nanoTime() - began);
        }
        return (double) best / keys.size();
    }

    private void measure(int size) {
        List<Credential.ApiKey> keys = keys(size);
        long began = System.nanoTime();
        SignedBundle bundle = bundle(keys, 1);
        long made = millisSince(began);
        Set<String> chunks = reader().read(bundle.document()).chunks();
        long bytes = chunks.stream()
                .mapToLong(name -> bundle.chunk(name).orElseThrow().length)
                .sum();
        FakeSource source = new FakeSource();
        source.gives(bundle);
        BundleKeeper keeper = keeper(source);
        long before = heap();
        began = System.nanoTime();
        assertTrue(keeper.update(Duration.ZERO), () -> keeper.health().toString());
        long applied = millisSince(began);
        long held = heap() - before;

        SignedBundle changed = bundle(keys.subList(1, size), 2);
        source.gives(changed);
        int fetched = source.chunks;
        began = System.nanoTime();
        assertTrue(keeper.update(Duration.ZERO));
        long changedIn = millisSince(began);
        double lookUp = nanos(authenticator(keeper), keys.subList(1, Math.min(size, 2_000)));

        assertTrue(source.chunks - fetched <= 2, "one key less is one chunk, and one if it was its owner's last");
        assertTrue(bundle.document().length <= BundleDocument.MAX_BYTES);
        System.out.printf(
                "bundle growth: keys=%d document=%d B chunks=%d (%d B, %d a key) made=%d ms applied=%d ms"
                        + " heap=%d B a key; one key less: %d chunk in %d ms; look-up %.0f ns%n",
                size,
                bundle.document().length,
                chunks.size(),
                bytes,
                bytes / size,
                made,
                applied,
                held / size,
                source.chunks - fetched,
                changedIn,
                lookUp);
        assertEquals(
                size - 1,
                keeper.current().keys().stream()
                        .mapToInt(chunk -> chunk.keys().size())
                        .sum());
    }

    private Authenticator<Credential.ApiKey> authenticator(BundleKeeper keeper) {
        return new BundledApiKeys(
                new LiveBundle(
                        BundleFixture.ORGANIZATION, BundleFixture.RESOURCE, keeper, new BundleRefresher(keeper, time)),
                keeper.clock(),
                BundleFixture.RESOURCE);
    }

    private BundleKeeper keeper(FakeSource source) {
        return new BundleKeeper(reader(), source, Optional.empty(), time, time);
    }

    private List<Credential.ApiKey> keys(int count) {
        List<Credential.ApiKey> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(FORMAT.newKey(random));
        }
        return keys;
    }

    /** A subject has some ten keys of 100,000. */
    private static SignedBundle bundle(List<Credential.ApiKey> keys, long sequence) {
        List<BundledKey> bundled = new ArrayList<>(keys.size());
        Set<String> owners = new TreeSet<>();
        for (Credential.ApiKey key : keys) {
            String owner = "usr_" + Math.floorMod(key.id().hashCode(), 10_000);
            owners.add(owner);
            Optional<Instant> end = Optional.of(NOW.plus(Duration.ofDays(90)));
            bundled.add(new BundledKey(key.id(), key.digest(), owner, Optional.empty(), end));
        }
        Grant grant = Grant.of(Set.of(BundleFixture.READ));
        List<BundledSubject> subjects =
                owners.stream().map(owner -> new BundledSubject(owner, grant)).toList();
        return KEY.sign(
                content().sequence(sequence).keys(bundled).subjects(subjects).build(), NOW, LIFETIME);
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
