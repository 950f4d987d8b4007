package io.orgauth.trust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gets the chunks that a manifest names: those of the snapshot at work as they are, others from the directory where bundles are
 * kept, the rest from the source, each held against its name. One thread uses it, once.
 */
final class Collector {
    private final Optional<Snapshot> before;
    private final Optional<BundleDirectory> kept;
    private final BundleSource source;
    private final Map<String, byte[]> fetched = new HashMap<>();

    Collector(Optional<Snapshot> before, Optional<BundleDirectory> kept, BundleSource source) {
        this.before = before;
        this.kept = kept;
        this.source = source;
    }

    List<KeyChunk> keys(Manifest manifest) {
        Map<String, KeyChunk> known =
                before.map(s -> byName(s.manifest().keyChunks(), s.keys())).orElse(Map.of());
        return chunks(manifest.keyChunks(), known, KeyChunk::parse);
    }

    List<SubjectChunk> subjects(Manifest manifest) {
        Map<String, SubjectChunk> known = before.map(s -> byName(s.manifest().subjectChunks(), s.subjects()))
                .orElse(Map.of());
        return chunks(manifest.subjectChunks(), known, SubjectChunk::parse);
    }

    /** What came from the source, by name: it is not kept yet. */
    Map<String, byte[]> fetched() {
        return fetched;
    }

    private static <T> Map<String, T> byName(List<String> names, List<T> chunks) {
        Map<String, T> byName = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i), chunks.get(i));
        }
        return byName;
    }

    private <T> List<T> chunks(List<String> names, Map<String, T> known, Function<byte[], T> parser) {
        List<T> chunks = new ArrayList<>(names.size());
        for (String name : names) {
            T chunk = isKept(name) ? known.get(name) : null;
            chunks.add(chunk != null ? chunk : BundleReader.wellFormed(() -> parser.apply(content(name))));
        }
        return List.copyOf(chunks);
    }

    /** One that could not be written is fetched again, so that the next attempt to keep the bundle has all of it. */
    private boolean isKept(String name) {
        return kept.map(directory -> directory.hasChunk(name)).orElse(true);
    }

    private byte[] content(String name) {
        Optional<byte[]> own = kept.flatMap(directory -> directory.heldChunk(name))
                .filter(content -> ContentDigest.of(content).equals(name));
        return own.orElseGet(() -> fetch(name));
    }

    private byte[] fetch(String name) {
        byte[] content = source.chunk(name);
        if (!ContentDigest.of(content).equals(name)) {
            throw new BundleRefusedException(TrustReason.OTHER_CHUNK, "a chunk is not the one that the manifest names");
        }
        fetched.put(name, content);
        return content;
    }
}
