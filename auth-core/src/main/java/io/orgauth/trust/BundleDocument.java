package io.orgauth.trust;

import io.orgauth.json.Json;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;

/**
 * What is fetched and kept: two signed documents side by side.
 *
 * @param delegation by the root, of the key that signed the manifest
 * @param manifest by that key
 */
record BundleDocument(String delegation, String manifest) {
    static final int MAX_MANIFEST = 256 << 10;
    static final int MAX_DELEGATION = 8 << 10;
    static final int MAX_BYTES = MAX_MANIFEST + MAX_DELEGATION + 1_024;

    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(MAX_BYTES).withMaxStringLength(MAX_MANIFEST);

    byte[] write() {
        return Json.write(JsonObject.builder()
                .put("delegation", delegation)
                .put("manifest", manifest)
                .build());
    }

    static BundleDocument parse(byte[] document) {
        Fields fields = new Fields(Json.parseObject(document, LIMITS));
        return new BundleDocument(fields.string("delegation"), fields.string("manifest"));
    }
}
