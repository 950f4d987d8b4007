package io.orgauth.trust;

import io.orgauth.OrganizationId;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import io.orgauth.token.JwkSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The signed part of a bundle: whose it is, how new, the keys of tokens, what was revoked, and the names of the chunks.
 *
 * @param jwks the issuer's JWK Set
 * @param keyChunks names of the chunks with API keys, their count a power of two
 * @param subjectChunks names of the chunks with subjects, their count a power of two
 */
record Manifest(
        String issuer,
        OrganizationId organization,
        String resource,
        Version version,
        Instant notAfter,
        String jwks,
        Revocations revocations,
        List<String> keyChunks,
        List<String> subjectChunks) {
    static final String TYPE = "orgauth-bundle+jwt";

    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(BundleDocument.MAX_MANIFEST).withMaxMembers(20_000);

    byte[] write() {
        return Json.write(JsonObject.builder()
                .put("iss", issuer)
                .put("org_id", organization.value())
                .put("aud", resource)
                .put("epoch", version.epoch())
                .put("delegation", version.delegation())
                .put("seq", version.sequence())
                .put("iat", version.issued().getEpochSecond())
                .put("exp", notAfter.getEpochSecond())
                .put("jwks", Json.parse(jwks.getBytes(StandardCharsets.UTF_8), LIMITS))
                .put("revoked", revocations.json())
                .put("key_chunks", JsonArray.ofStrings(keyChunks))
                .put("subject_chunks", JsonArray.ofStrings(subjectChunks))
                .build());
    }

    /** The claims of a manifest whose signature is good. */
    static Manifest parse(byte[] payload) {
        Fields claims = new Fields(Json.parseObject(payload, LIMITS));
        return new Manifest(
                claims.string("iss"),
                OrganizationId.of(claims.string("org_id")),
                claims.string("aud"),
                new Version(claims.count("epoch"), claims.count("delegation"), claims.count("seq"), claims.date("iat")),
                claims.date("exp"),
                Json.text(claims.object("jwks")),
                Revocations.of(claims.object("revoked")),
                names(claims.strings("key_chunks")),
                names(claims.strings("subject_chunks")));
    }

    private static List<String> names(List<String> names) {
        boolean powerOfTwo = Integer.bitCount(names.size()) == 1 && names.size() <= BundleChunks.MOST;
        if (!powerOfTwo || !names.stream().allMatch(ContentDigest::isDigest)) {
            throw BundleRefusedException.malformed(
                    "chunks are a power of two of SHA-256 digests, at most " + BundleChunks.MOST);
        }
        return List.copyOf(names);
    }

    /** The names of all chunks. */
    Set<String> chunks() {
        Set<String> names = new HashSet<>(keyChunks);
        names.addAll(subjectChunks);
        return names;
    }

    JwkSet tokenKeys() {
        return JwkSet.parse(jwks);
    }
}
