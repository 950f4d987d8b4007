package io.orgauth.examples.server;

import io.orgauth.trust.BundleKey;
import io.orgauth.trust.TrustRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The root of trust of data planes, and the bundle key that it has made for the control plane. Both lie side by side only because
 * this is a demo: a product's root lies on a machine without a network.
 *
 * @param publicKey the file that a data plane pins
 * @param bundleKey the file that the control plane signs with
 */
record DemoRoot(Path publicKey, Path bundleKey) {
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final Duration SOON = Duration.ofDays(30);

    /** The root of an earlier start, or a new one. An epoch above the last one is begun, as after a restored database. */
    static DemoRoot open(Path directory, Optional<Long> epoch, Time time) {
        Path secret = directory.resolve("root.key");
        DemoRoot files = new DemoRoot(directory.resolve("root.jwk"), directory.resolve("bundle.key"));
        try {
            TrustRoot root =
                    (Files.exists(secret) ? TrustRoot.file(secret) : TrustRoot.create(secret)).clock(time.clock());
            Files.writeString(files.publicKey, root.publicKey().jwk());
            files.delegate(root, epoch, time);
            return files;
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("the root of trust in " + directory + " can't be used: " + e.getMessage(), e);
        }
    }

    private void delegate(TrustRoot root, Optional<Long> epoch, Time time) {
        if (!Files.exists(bundleKey)) {
            root.newBundleKey(epoch.orElse(1L), 1, LIFETIME).write(bundleKey);
            return;
        }
        BundleKey known = BundleKey.file(bundleKey);
        long wanted = epoch.orElse(known.epoch());
        if (wanted < known.epoch()) {
            throw new StartException(
                    Option.TRUST_EPOCH.flag() + " is " + known.epoch() + " already and never goes back");
        }
        boolean endsSoon = known.expires().isBefore(time.clock().instant().plus(SOON));
        if (endsSoon || wanted > known.epoch()) {
            root.newBundleKey(wanted, known.sequence() + 1, LIFETIME).write(bundleKey);
        }
    }
}
