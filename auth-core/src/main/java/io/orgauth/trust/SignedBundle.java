package io.orgauth.trust;

import io.orgauth.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A signed bundle: one small document, and the chunks that it names. Immutable and thread-safe. */
public final class SignedBundle {
    private final byte[] document;
    private final Map<String, byte[]> chunks;
    private final Instant notAfter;
    private final String digest;

    SignedBundle(byte[] document, Map<String, byte[]> chunks, Instant notAfter) {
        this.document = document;
        this.chunks = Map.copyOf(chunks);
        this.notAfter = notAfter;
        this.digest = ContentDigest.of(document);
    }

    /**
     * The document, at most 265 KiB.
     *
     * @return a copy
     */
    public byte[] document() {
        return document.clone();
    }

    /**
     * The document's entity tag (RFC 9110, 8.8.3).
     *
     * @return with its quotes
     */
    public String etag() {
        return '"' + digest + '"';
    }

    /**
     * A chunk, which never changes under its name.
     *
     * @param name SHA-256 of its content in hexadecimal digits
     * @return a copy of at most 1 MiB, or empty if it is no chunk of this bundle
     */
    public Optional<byte[]> chunk(String name) {
        return Optional.ofNullable(chunks.get(name)).map(byte[]::clone);
    }

    /**
     * When it is over.
     *
     * @return the not-after
     */
    public Instant notAfter() {
        return notAfter;
    }

    /**
     * Writes the bundle into a directory, for data planes without a network: copy it, or make a config map of it. Files that
     * an older bundle left are removed last.
     *
     * @param directory made if it is not there
     * @throws UncheckedIOException if a file can't be written
     */
    public void export(Path directory) {
        try {
            Files.createDirectories(directory);
            BundleDirectory target = new BundleDirectory(directory, AtomicFile::readable);
            target.write(document, chunks.keySet(), chunks);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle can't be written to " + directory, e);
        }
    }

    /** The size only. */
    @Override
    public String toString() {
        return "SignedBundle[" + document.length + " bytes, " + chunks.size() + " chunks]";
    }
}
