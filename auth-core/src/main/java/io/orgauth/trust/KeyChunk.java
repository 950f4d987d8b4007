package io.orgauth.trust;

import io.orgauth.ApiKeyDigest;
import io.orgauth.Permission;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** API keys by id. Immutable. */
record KeyChunk(Map<String, BundledKey> keys) {
    static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(BundleChunks.MAX_BYTES).withMaxMembers(200_000);

    Optional<BundledKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    static byte[] write(List<BundledKey> keys) {
        JsonArray array = JsonArray.of(keys.stream().map(KeyChunk::json).toList());
        return Json.write(JsonObject.builder().put("keys", array).build());
    }

    private static JsonObject json(BundledKey key) {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", key.id())
                .put("sha256", key.digest().hex())
                .put("sub", key.subject());
        key.limit().ifPresent(limit -> json.put("scope", Fields.scopeText(limit)));
        key.expires().ifPresent(end -> json.put("exp", end.getEpochSecond()));
        return json.build();
    }

    static KeyChunk parse(byte[] content) {
        Map<String, BundledKey> keys = new HashMap<>();
        Map<String, Optional<Set<Permission>>> limits = new HashMap<>();
        for (JsonObject json : new Fields(Json.parseObject(content, LIMITS))
                .json()
                .array("keys")
                .orElseThrow(() -> BundleRefusedException.malformed("\"keys\" is missing"))
                .objects()) {
            BundledKey key = key(new Fields(json), limits);
            if (keys.put(key.id(), key) != null) {
                throw BundleRefusedException.malformed("a key stands twice");
            }
        }
        return new KeyChunk(keys);
    }

    /** Keys narrowed alike share one set: a million of them have a handful. */
    private static BundledKey key(Fields json, Map<String, Optional<Set<Permission>>> limits) {
        Optional<Set<Permission>> limit = json.json()
                .string("scope")
                .map(scope -> limits.computeIfAbsent(scope, text -> Optional.of(Fields.scopeOf(text))))
                .orElse(Optional.empty());
        return new BundledKey(
                json.string("id"),
                ApiKeyDigest.ofHex(json.string("sha256")),
                json.string("sub"),
                limit,
                json.optionalDate("exp"));
    }
}
