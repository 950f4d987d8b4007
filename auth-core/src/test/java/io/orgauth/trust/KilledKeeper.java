package io.orgauth.trust;

import io.orgauth.Grant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A data plane that keeps one bundle after the other until it is killed; it prints the sequence of each once it is kept. */
final class KilledKeeper {
    private KilledKeeper() {}

    /** The directory, the issuer's root and bundle key in it, and the first sequence. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        TrustRoot root = TrustRoot.file(directory.resolve("root.key"));
        BundleKey key = BundleKey.file(directory.resolve("bundle.key"));
        FakeSource source = new FakeSource();
        BundleKeeper keeper = keeper(directory, root, source);
        keeper.restore();
        for (long sequence = Long.parseLong(arguments[1]); ; sequence++) {
            source.gives(bundle(key, sequence));
            if (!keeper.update(Duration.ZERO)) {
                throw new IllegalStateException(keeper.health().toString());
            }
            System.out.println(sequence);
        }
    }

    static BundleKeeper keeper(Path directory, TrustRoot root, BundleSource source) {
        return new Origin(
                        List.of(root.publicKey()),
                        BundleFixture.ISSUER,
                        BundleFixture.ORGANIZATION,
                        source,
                        Optional.of(directory.resolve("kept")),
                        Clock.systemUTC(),
                        System::nanoTime)
                .open(BundleFixture.RESOURCE)
                .keeper();
    }

    /** Each with other keys and subjects, so that every file changes. */
    private static SignedBundle bundle(BundleKey key, long sequence) {
        BundleContent content = BundleFixture.content()
                .sequence(sequence)
                .keys(List.of(new BundledKey(
                        "key" + sequence,
                        BundleFixture.API_KEY.digest(),
                        "usr_" + sequence,
                        Optional.empty(),
                        Optional.empty())))
                .subjects(List.of(new BundledSubject("usr_" + sequence, Grant.NONE)))
                .build();
        return key.sign(content, Instant.now(), Duration.ofHours(1));
    }
}
