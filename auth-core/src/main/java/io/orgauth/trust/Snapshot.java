package io.orgauth.trust;

import io.orgauth.Grant;
import io.orgauth.token.JwkSet;
import java.util.List;
import java.util.Optional;

/**
 * A bundle at work: all that a call needs, made once. A newer bundle is another snapshot that shares the chunks which did not
 * change. Immutable.
 *
 * @param manifest what was signed
 * @param tokenKeys its keys, ready to verify
 * @param keys the chunks of API keys, in the manifest's order
 * @param subjects the chunks of subjects, in the manifest's order
 * @param accepted the tick at which it was taken over
 */
record Snapshot(Manifest manifest, JwkSet tokenKeys, List<KeyChunk> keys, List<SubjectChunk> subjects, long accepted) {
    Optional<BundledKey> key(String id) {
        return keys.get(Shards.of(id, keys.size())).find(id);
    }

    /** The rights of an active subject. */
    Optional<Grant> grant(String subject) {
        return subjects.get(Shards.of(subject, subjects.size())).find(subject);
    }
}
