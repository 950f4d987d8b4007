package io.orgauth.trust;

import io.orgauth.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A bundle in the files of one directory, flat, as a config map wants them. The document is replaced by one rename once all its
 * chunks are there, and only then are older chunks removed: a process killed in between leaves the old bundle or the new.
 */
final class BundleDirectory implements BundleSource {
    private static final String DOCUMENT = "bundle.json";
    private static final String CHUNK_SUFFIX = ".chunk.json";

    private final Path directory;
    private final Function<Path, AtomicFile> files;

    BundleDirectory(Path directory, Function<Path, AtomicFile> files) {
        this.directory = directory;
        this.files = files;
    }

    /** Puts this bundle in place of the one there; chunks that it names and that are not among the new ones are there already. */
    void write(byte[] document, Set<String> names, Map<String, byte[]> newChunks) throws IOException {
        for (Map.Entry<String, byte[]> chunk : newChunks.entrySet()) {
            files.apply(path(chunk.getKey())).replace(chunk.getValue());
        }
        files.apply(directory.resolve(DOCUMENT)).replace(document);
        removeAllBut(names);
    }

    private void removeAllBut(Set<String> names) throws IOException {
        List<Path> there;
        try (Stream<Path> listed = Files.list(directory)) {
            there = listed.toList();
        }
        for (Path file : there) {
            String name = file.getFileName().toString();
            boolean chunk = name.endsWith(CHUNK_SUFFIX);
            if (chunk && !names.contains(name.substring(0, name.length() - CHUNK_SUFFIX.length()))) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The document and the digest of its content, which tells two quick changes apart where a file's time does not. */
    @Override
    public Optional<Document> document(Optional<String> known, Duration patience) {
        byte[] content = read(directory.resolve(DOCUMENT), BundleDocument.MAX_BYTES);
        Optional<String> tag = Optional.of(ContentDigest.of(content));
        return tag.equals(known) ? Optional.empty() : Optional.of(new Document(content, tag));
    }

    @Override
    public byte[] chunk(String name) {
        return read(path(name), BundleChunks.MAX_BYTES);
    }

    boolean hasChunk(String name) {
        return Files.exists(path(name)); // and then whole, as it came by a rename
    }

    Optional<byte[]> heldChunk(String name) {
        try {
            return files.apply(path(name)).read(BundleChunks.MAX_BYTES);
        } catch (IOException e) {
            return Optional.empty(); // then it is fetched
        }
    }

    boolean hasDocument() {
        return Files.exists(directory.resolve(DOCUMENT));
    }

    private byte[] read(Path file, int maxBytes) {
        try {
            return files.apply(file).read(maxBytes).orElseThrow(() -> new IOException(file + " is not there"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String name) {
        if (!ContentDigest.isDigest(name)) {
            throw new IllegalArgumentException("no name of a chunk"); // nor, then, a path out of here
        }
        return directory.resolve(name + CHUNK_SUFFIX);
    }

    @Override
    public Duration apart() {
        return Duration.ofSeconds(5);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
