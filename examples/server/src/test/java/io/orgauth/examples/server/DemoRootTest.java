package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.trust.BundleKey;
import io.orgauth.trust.RootKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRootTest {
    private static final Optional<Long> UNSAID = Optional.empty();

    private final Time time = Time.ofSystem();

    @TempDir
    Path directory;

    @Test
    void open_again_isTheSameRootAndBundleKey() {
        DemoRoot first = DemoRoot.open(directory, UNSAID, time);
        String root = RootKey.file(first.publicKey()).id();
        BundleKey key = BundleKey.file(first.bundleKey());

        DemoRoot again = DemoRoot.open(directory, UNSAID, time);

        assertEquals(root, RootKey.file(again.publicKey()).id());
        assertEquals(key.expires(), BundleKey.file(again.bundleKey()).expires());
        assertEquals(root, key.root().id());
    }

    @Test
    void open_bundleKeyEndsSoon_isReplacedByTheNextOfTheSameEpoch() {
        DemoRoot.open(directory, UNSAID, time);
        Time later = new Time(Clock.offset(time.clock(), Duration.ofDays(61)), time.ticker());

        BundleKey next = BundleKey.file(DemoRoot.open(directory, UNSAID, later).bundleKey());

        assertEquals(2, next.sequence());
        assertEquals(1, next.epoch());
    }

    @Test
    void open_laterEpoch_isBegun() {
        BundleKey first = BundleKey.file(DemoRoot.open(directory, UNSAID, time).bundleKey());
        BundleKey next =
                BundleKey.file(DemoRoot.open(directory, Optional.of(2L), time).bundleKey());

        assertEquals(2, next.epoch());
        assertEquals(2, next.sequence());
        assertNotEquals(first.toString(), next.toString());
    }

    @Test
    void open_earlierEpoch_isOneSentence() {
        DemoRoot.open(directory, Optional.of(3L), time);

        assertThrows(StartException.class, () -> DemoRoot.open(directory, Optional.of(2L), time));
    }
}
