package io.orgauth.token;

import io.orgauth.AuthUnavailableException;
import io.orgauth.file.AtomicFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file: a mark, the version, the length, the document. Readers need no lock, as the file is replaced whole; writers
 * hold the lock of a file beside it while they compare the version and replace.
 */
final class FileSigningKeyStore implements SigningKeyStore {
    private static final byte[] MARK = "orgauth-signing-keys 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = MARK.length + Long.BYTES + Integer.BYTES;
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final Path lockPath;
    private final AtomicFile file;

    FileSigningKeyStore(Path path) {
        Path absolute = path.toAbsolutePath();
        this.lockPath = absolute.resolveSibling(absolute.getFileName() + ".lock");
        this.file = AtomicFile.secret(absolute);
    }

    @Override
    public Optional<Stored> load() {
        try {
            return file.read(MAX_BYTES).map(this::parse);
        } catch (IOException e) {
            throw unavailable("can't be read", e);
        }
    }

    @Override
    public boolean save(long expectedVersion, byte[] document) {
        try (FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            long version = load().map(Stored::version).orElse(0L);
            if (!lock.isValid() || version != expectedVersion) {
                return false;
            }
            file.replace(encoded(version + 1, document));
            return true;
        } catch (IOException e) {
            throw unavailable("can't be written", e);
        }
    }

    /** Waits for other processes and, since the platform's lock does not do that, for others in this one. */
    private static FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + LOCK_WAIT.toNanos();
        while (System.nanoTime() - deadline < 0) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            pause();
        }
        throw new IOException("another process has held the lock for " + LOCK_WAIT.toSeconds() + " seconds");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock");
        }
    }

    private Stored parse(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        byte[] mark = new byte[Math.min(MARK.length, content.length)];
        buffer.get(mark);
        if (content.length < HEADER_BYTES || !Arrays.equals(mark, MARK)) {
            throw damaged();
        }
        long version = buffer.getLong();
        int length = buffer.getInt();
        if (version < 1 || length != buffer.remaining()) {
            throw damaged();
        }
        return new Stored(version, Arrays.copyOfRange(content, HEADER_BYTES, content.length));
    }

    private static byte[] encoded(long version, byte[] document) {
        return ByteBuffer.allocate(HEADER_BYTES + document.length)
                .put(MARK)
                .putLong(version)
                .putInt(document.length)
                .put(document)
                .array();
    }

    private IllegalStateException damaged() {
        return new IllegalStateException("signing key file " + file
                + " is torn or no such file, restore it from a copy or delete it to begin with new keys");
    }

    private AuthUnavailableException unavailable(String problem, IOException cause) {
        return new AuthUnavailableException(
                SigningKeysReason.SIGNING_KEYS_UNAVAILABLE, "signing key file " + file + " " + problem, cause);
    }
}
