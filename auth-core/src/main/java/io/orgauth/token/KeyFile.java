package io.orgauth.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys from a file that may be replaced while we run. Immutable and thread-safe. */
final class KeyFile extends KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

    private final Path file;
    private final LongSupplier ticker;

    KeyFile(Path file) {
        this(file, System::nanoTime);
    }

    KeyFile(Path file, LongSupplier ticker) {
        this.file = file;
        this.ticker = ticker;
    }

    @Override
    Keys open(String issuer) {
        try {
            byte[] content = content();
            return new Watched(content, KeySet.parse(content));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("keys file " + file + ": " + problem(e), e);
        }
    }

    /** Whole, through whatever links lead there now: a config map swaps a link, an editor renames. */
    private byte[] content() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException("has more than " + MAX_BYTES + " bytes");
            }
            return content;
        }
    }

    private static String problem(Exception e) {
        return e instanceof NoSuchFileException ? "is not there" : String.valueOf(e.getMessage());
    }

    @Override
    public String toString() {
        return "KeyFile[" + file + "]";
    }

    /** The last good content. Thread-safe; one thread looks at the file, the others go on with what is known. */
    private final class Watched implements Keys {
        private final ReentrantLock looking = new ReentrantLock();
        private byte[] seen;
        private volatile KeySet keys;
        private volatile long looked;
        private volatile long good;
        private volatile Optional<String> lastError = Optional.empty();

        Watched(byte[] content, KeySet keys) {
            this.seen = content;
            this.keys = keys;
            this.looked = ticker.getAsLong();
            this.good = looked;
        }

        @Override
        public KeySet current() {
            if (ticker.getAsLong() - looked >= CHECK_EVERY.toNanos() && looking.tryLock()) {
                lookAndUnlock();
            }
            return keys;
        }

        /** A local file costs less than the signature that a hostile token with a known key makes us check. */
        @Override
        public KeySet newerThan(KeySet known) {
            looking.lock();
            lookAndUnlock();
            return keys;
        }

        private void lookAndUnlock() {
            try {
                look();
            } finally {
                looked = ticker.getAsLong();
                looking.unlock();
            }
        }

        /** By content: times of files are too coarse to tell two quick changes apart. */
        private void look() {
            try {
                byte[] content = content();
                if (!Arrays.equals(content, seen)) {
                    seen = content;
                    keys = KeySet.parse(content);
                    LOG.info("keys file {}: {}", file, keys);
                    lastError = Optional.empty();
                }
                good = lastError.isEmpty() ? ticker.getAsLong() : good;
            } catch (IOException e) {
                seen = new byte[0];
                failed("unreadable_file", e);
            } catch (IllegalArgumentException e) {
                failed("invalid_key_set", e);
            }
        }

        private void failed(String code, Exception e) {
            if (lastError.isEmpty()) {
                LOG.warn("keys file {}: {}, the last good set goes on", file, problem(e));
            }
            lastError = Optional.of(code);
        }

        @Override
        public KeyHealth health() {
            KeyHealth.State state = lastError.isPresent() ? KeyHealth.State.STALE : KeyHealth.State.FRESH;
            Duration age = Duration.ofNanos(ticker.getAsLong() - good);
            return new KeyHealth(state, Optional.of(age), lastError, keys.skipped());
        }
    }
}
