package io.orgauth.dataplane;

import io.orgauth.trust.BundleKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle key in a file that is replaced while we run: when the root has made the next one, or begun a new epoch. A file that is
 * broken or gone never replaces a good key. Thread-safe.
 */
final class BundleKeyFile implements Supplier<BundleKey> {
    private static final Logger LOG = LoggerFactory.getLogger(BundleKeyFile.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Path file;
    private final LongSupplier ticker;

    // Guarded by this.
    private BundleKey key;
    private FileTime modified;
    private long looked;

    BundleKeyFile(Path file, LongSupplier ticker) {
        this.file = file;
        this.ticker = ticker;
        this.modified = modified();
        this.key = BundleKey.file(file);
        this.looked = ticker.getAsLong();
    }

    @Override
    public synchronized BundleKey get() {
        if (ticker.getAsLong() - looked >= LOOK_EVERY.toNanos()) {
            looked = ticker.getAsLong();
            look();
        }
        return key;
    }

    private void look() {
        FileTime now = modified();
        if (now.equals(modified)) {
            return;
        }
        modified = now;
        try {
            key = BundleKey.file(file);
            LOG.info("bundles are signed by {} now", key);
        } catch (IllegalArgumentException e) {
            LOG.warn("the bundle key before goes on: {}", e.getMessage());
        }
    }

    /** A new file is another one even within one tick of its time, as key files are replaced by hand. */
    private FileTime modified() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
