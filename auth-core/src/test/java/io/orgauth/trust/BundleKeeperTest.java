package io.orgauth.trust;

import static io.orgauth.trust.BundleFixture.KEY;
import static io.orgauth.trust.BundleFixture.LIFETIME;
import static io.orgauth.trust.BundleFixture.NOW;
import static io.orgauth.trust.BundleFixture.ROOT;
import static io.orgauth.trust.BundleFixture.bundle;
import static io.orgauth.trust.BundleFixture.content;
import static io.orgauth.trust.BundleFixture.reader;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthUnavailableException;
import io.orgauth.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleKeeperTest {
    private final FakeSource source = new FakeSource();
    private final MovingTime time = new MovingTime(NOW);

    @TempDir
    Path directory;

    @Test
    void current_beforeAnyAnswer_isUnavailable() {
        BundleKeeper keeper = keeper();

        assertFalse(keeper.update(Duration.ZERO));

        assertUnavailable(TrustReason.BUNDLE_UNAVAILABLE, keeper);
        assertEquals(Optional.of("unreachable"), keeper.health().lastError());
        assertFalse(keeper.health().isReady());
    }

    @Test
    void update_goodBundle_isAtWork() {
        BundleKeeper keeper = updated(bundle());

        assertEquals(10, keeper.current().manifest().version().sequence());
        assertEquals(TrustHealth.State.FRESH, keeper.health().state());
        assertEquals(Optional.of(LIFETIME), keeper.health().revocationDelay());
    }

    @Test
    void current_atNotAfter_failsClosed() {
        BundleKeeper keeper = updated(bundle());

        time.pass(LIFETIME.minusNanos(1));
        assertEquals(10, keeper.current().manifest().version().sequence());

        time.pass(Duration.ofNanos(1));
        assertUnavailable(TrustReason.BUNDLE_EXPIRED, keeper);
        assertFalse(keeper.health().isReady());
        assertEquals(Optional.of(Duration.ZERO), keeper.health().revocationDelay());
    }

    @Test
    void update_expiredBundle_isRefused() {
        SignedBundle over = KEY.sign(content().build(), NOW, Duration.ofSeconds(30));
        time.pass(Duration.ofSeconds(30));

        assertRefused(TrustReason.BUNDLE_EXPIRED, keeper(), over);
    }

    @Test
    void update_lowerSequence_isRefusedAndTheNewerGoesOn() {
        BundleKeeper keeper = updated(bundle());

        assertRefused(TrustReason.OLDER_BUNDLE, keeper, bundle(content().sequence(9)));
        assertEquals(10, keeper.current().manifest().version().sequence());
        assertEquals(TrustHealth.State.STALE, keeper.health().state());
    }

    @Test
    void update_sameSequenceOfEarlier_isRefused() {
        BundleKeeper keeper = updated(bundle());

        assertRefused(TrustReason.OLDER_BUNDLE, keeper, KEY.sign(content().build(), NOW.minusSeconds(1), LIFETIME));
    }

    @Test
    void update_sameSequenceOfLater_movesNotAfter() {
        BundleKeeper keeper = updated(bundle());
        time.pass(Duration.ofMinutes(5));

        source.gives(KEY.sign(content().build(), time.instant(), LIFETIME));
        assertTrue(keeper.update(Duration.ZERO));

        assertEquals(time.instant().plus(LIFETIME), keeper.current().manifest().notAfter());
    }

    @Test
    void update_newEpoch_isAcceptedWithALowerSequence() {
        BundleKeeper keeper = updated(bundle());

        source.gives(bundleKey(2, 2).sign(content().sequence(3).build(), NOW, LIFETIME));
        assertTrue(keeper.update(Duration.ZERO));

        assertEquals(3, keeper.current().manifest().version().sequence());
    }

    @Test
    void update_earlierEpoch_isRefusedWhateverItsSequence() {
        BundleKeeper keeper = updated(bundleKey(2, 2).sign(content().build(), NOW, LIFETIME));

        assertRefused(
                TrustReason.OLDER_BUNDLE,
                keeper,
                bundleKey(1, 3).sign(content().sequence(999).build(), NOW, LIFETIME));
    }

    /** A bundle key that the root has replaced, perhaps as it was stolen, signs nothing new. */
    @Test
    void update_replacedBundleKey_isRefused() {
        BundleKeeper keeper = updated(bundleKey(1, 2).sign(content().build(), NOW, LIFETIME));

        assertRefused(
                TrustReason.OLDER_BUNDLE,
                keeper,
                bundleKey(1, 1).sign(content().sequence(999).build(), NOW, LIFETIME));
    }

    @Test
    void update_chunkOfAnotherManifest_isRefused() {
        SignedBundle good = bundle();
        SignedBundle other = bundle(content().keys(List.of()));
        String wanted = manifest(good).keyChunks().get(0);
        source.lies.put(wanted, other.chunk(manifest(other).keyChunks().get(0)).orElseThrow());

        assertRefused(TrustReason.OTHER_CHUNK, keeper(), good);
    }

    @Test
    void update_bundleFromTheFuture_saysThatTheClockIsBehind() {
        SignedBundle ahead = KEY.sign(content().build(), NOW.plusSeconds(61), LIFETIME);

        assertRefused(TrustReason.CLOCK_BEHIND, keeper(), ahead);
    }

    @Test
    void update_bundleAheadWithinTheSkew_isAccepted() {
        BundleKeeper keeper = updated(KEY.sign(content().build(), NOW.plusSeconds(60), LIFETIME));

        assertEquals(TrustHealth.State.FRESH, keeper.health().state());
    }

    /** Otherwise whoever sets the clock decides how long a stolen key works. */
    @Test
    void current_wallClockTurnedBack_stillEndsAtNotAfter() {
        BundleKeeper keeper = updated(bundle());
        time.pass(LIFETIME);
        time.setWall(NOW.minus(Duration.ofDays(30)));

        assertUnavailable(TrustReason.BUNDLE_EXPIRED, keeper);
    }

    @Test
    void health_wallClockTurnedBack_saysSo() {
        BundleKeeper keeper = updated(bundle());
        time.setWall(NOW.minusSeconds(61));

        assertEquals(TrustHealth.State.STALE, keeper.health().state());
        assertEquals(Optional.of("clock_behind"), keeper.health().lastError());
        assertEquals(NOW, keeper.clock().instant());
    }

    @Test
    void update_oneKeyChanged_fetchesOneChunk() {
        updatedFetches(content(), content().sequence(11).keys(List.of()), 1);
    }

    @Test
    void update_onlyTheDateChanged_fetchesNoChunk() {
        updatedFetches(content(), content().sequence(11), 0);
    }

    private void updatedFetches(BundleContent.Builder before, BundleContent.Builder after, int expected) {
        BundleKeeper keeper = updated(bundle(before));
        SubjectChunk subjects = keeper.current().subjects().get(0);
        int fetched = source.chunks;

        source.gives(bundle(after));
        assertTrue(keeper.update(Duration.ZERO));

        assertEquals(expected, source.chunks - fetched);
        assertSame(subjects, keeper.current().subjects().get(0));
    }

    @Test
    void restore_afterARestartWithTheNetworkCut_goesOnUntilNotAfter() {
        updated(bundle());
        source.isOut();
        time.pass(LIFETIME.minusSeconds(1));
        BundleKeeper restarted = keeper();

        restarted.restore();

        assertEquals(10, restarted.current().manifest().version().sequence());
        time.pass(Duration.ofSeconds(1));
        assertUnavailable(TrustReason.BUNDLE_EXPIRED, restarted);
    }

    @Test
    void restore_expiredCopy_isNotUsedButStillSaysWhatIsOlder() {
        updated(bundle());
        time.pass(LIFETIME);
        BundleKeeper restarted = keeper();

        restarted.restore();

        assertUnavailable(TrustReason.BUNDLE_UNAVAILABLE, restarted);
        assertRefused(
                TrustReason.OLDER_BUNDLE,
                restarted,
                KEY.sign(content().sequence(9).build(), time.instant(), LIFETIME));
    }

    @Test
    void restore_clockTurnedBackBeforeTheCopy_isRefused() {
        updated(bundle());
        time.setWall(NOW.minusSeconds(61));
        BundleKeeper restarted = keeper();

        restarted.restore();

        assertUnavailable(TrustReason.BUNDLE_UNAVAILABLE, restarted);
        assertEquals(Optional.of("clock_behind"), restarted.health().lastError());
    }

    @Test
    void restore_rolledBack_isRefusedAfterARestart() {
        updated(bundle());
        BundleKeeper restarted = keeper();
        restarted.restore();

        assertRefused(TrustReason.OLDER_BUNDLE, restarted, bundle(content().sequence(9)));
    }

    @Test
    void restore_damagedChunk_isRefused() throws IOException {
        updated(bundle());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".chunk.json")).toList()) {
                Files.writeString(file, "{\"keys\":[]}");
            }
        }
        BundleKeeper restarted = keeper();

        restarted.restore();

        assertEquals(Optional.of("other_chunk"), restarted.health().lastError());
        source.gives(bundle());
        assertTrue(restarted.update(Duration.ZERO), "a damaged copy is fetched anew");
    }

    @Test
    void keep_newBundle_leavesOnlyItsOwnFiles() throws IOException {
        BundleKeeper keeper = updated(bundle());
        source.gives(bundle(content().sequence(11).keys(List.of())));
        keeper.update(Duration.ZERO);

        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(3, files.count(), "a document and two chunks");
        }
    }

    /** That the disk is full is no reason to refuse callers. */
    @Test
    void keep_directoryGone_goesOnWithoutACopy() throws IOException {
        BundleKeeper keeper = new BundleKeeper(
                reader(),
                source,
                Optional.of(new BundleDirectory(directory.resolve("gone"), AtomicFile::secret)),
                time,
                time);
        source.gives(bundle());

        assertTrue(keeper.update(Duration.ZERO));
        assertEquals(10, keeper.current().manifest().version().sequence());
    }

    private BundleKeeper keeper() {
        return new BundleKeeper(
                reader(), source, Optional.of(new BundleDirectory(directory, AtomicFile::secret)), time, time);
    }

    private BundleKeeper updated(SignedBundle bundle) {
        BundleKeeper keeper = keeper();
        source.gives(bundle);
        assertTrue(keeper.update(Duration.ZERO), () -> keeper.health().toString());
        return keeper;
    }

    private static BundleKey bundleKey(long epoch, long sequence) {
        return ROOT.newBundleKey(epoch, sequence, Duration.ofDays(30));
    }

    private static Manifest manifest(SignedBundle bundle) {
        return reader().read(bundle.document());
    }

    private void assertRefused(TrustReason reason, BundleKeeper keeper, SignedBundle bundle) {
        source.gives(bundle);
        assertFalse(keeper.update(Duration.ZERO));
        assertEquals(Optional.of(reason.code()), keeper.health().lastError());
    }

    private static void assertUnavailable(TrustReason reason, BundleKeeper keeper) {
        assertEquals(
                reason,
                assertThrows(AuthUnavailableException.class, keeper::current).reason());
    }
}
