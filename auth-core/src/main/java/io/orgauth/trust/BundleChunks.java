package io.orgauth.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The chunks of one bundle, cut and written. Their number grows with the content only, so that two nodes cut alike.
 *
 * @param keyNames of the chunks with API keys, in their order
 * @param subjectNames of the chunks with subjects, in their order
 * @param contents by name
 */
record BundleChunks(List<String> keyNames, List<String> subjectNames, Map<String, byte[]> contents) {
    static final int MAX_BYTES = 1 << 20;
    static final int MOST = 512;

    // Small enough that a change costs little to fetch, large enough that 100,000 keys are a few dozen requests.
    private static final int ENTRIES_EACH = 2_048;

    static BundleChunks of(BundleContent content) {
        Map<String, byte[]> contents = new HashMap<>();
        List<String> keys = write(content.keys(), BundledKey::id, KeyChunk::write, contents);
        List<String> subjects = write(content.subjects(), BundledSubject::id, SubjectChunk::write, contents);
        return new BundleChunks(keys, subjects, contents);
    }

    private static <T> List<String> write(
            List<T> entries, Function<T, String> id, Function<List<T>, byte[]> writer, Map<String, byte[]> contents) {
        int wanted = (entries.size() + ENTRIES_EACH - 1) / ENTRIES_EACH;
        int count = Math.min(MOST, Integer.highestOneBit(Math.max(1, 2 * wanted - 1)));
        List<String> names = new ArrayList<>(count);
        for (List<T> shard : Shards.split(entries, id, count)) {
            shard.sort(Comparator.comparing(
                    id)); // the same entries are the same bytes, whatever order a store gave them in
            byte[] content = writer.apply(shard);
            if (content.length > MAX_BYTES) {
                throw new IllegalArgumentException("a chunk of " + shard.size() + " entries has " + content.length
                        + " bytes, at most " + MAX_BYTES + " are read");
            }
            String name = ContentDigest.of(content);
            names.add(name);
            contents.put(name, content);
        }
        return names;
    }
}
