package io.orgauth.token;

import io.orgauth.SealingKey;
import io.orgauth.UnsealException;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The sealed form of a key set. All of it is sealed, not only the private keys, so that nobody who writes to the store
 * can bring back a removed key, change a state, or give a document another version's place. Thread-safe.
 */
final class SigningKeyDocument {
    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(1 << 20).withMaxMembers(10_000);

    private final SealingKey sealingKey;

    SigningKeyDocument(SealingKey sealingKey) {
        this.sealingKey = sealingKey;
    }

    byte[] seal(long version, SigningKeySet set) {
        JsonArray keys =
                JsonArray.of(set.keys().stream().map(SigningKeyDocument::json).toList());
        JsonObject document = JsonObject.builder()
                .put("rotation_requested", set.rotationRequested())
                .put("keys", keys)
                .build();
        byte[] plain = Json.write(document);
        byte[] sealed = sealingKey.seal(context(version), plain);
        Arrays.fill(plain, (byte) 0);
        return sealed;
    }

    /** @throws IllegalStateException if it does not open or is no key set */
    SigningKeySet unseal(long version, byte[] sealed) {
        try {
            byte[] plain = sealingKey.unseal(context(version), sealed);
            JsonObject document = Json.parseObject(plain, LIMITS);
            Arrays.fill(plain, (byte) 0);
            List<SigningKey> keys = new ArrayList<>();
            for (JsonObject key : required(document.array("keys")).objects()) {
                keys.add(key(key));
            }
            return SigningKeySet.of(keys, required(document.bool("rotation_requested")));
        } catch (UnsealException e) {
            throw new IllegalStateException(
                    "stored signing keys don't open, use the sealing key they were sealed by or restore them", e);
        } catch (JsonException | IllegalArgumentException | DateTimeException | GeneralSecurityException e) {
            // No cause: it might quote what was unsealed.
            throw new IllegalStateException("stored signing keys are of another version of this library, use that one");
        }
    }

    boolean isCurrent(byte[] sealed) {
        return sealingKey.isCurrent(sealed);
    }

    private static SealingKey.Context context(long version) {
        return new SealingKey.Context("signing_keys", Optional.empty(), "default", "document", version);
    }

    private static JsonObject json(SigningKey key) {
        return JsonObject.builder()
                .put("kid", key.kid())
                .put("alg", key.algorithm().headerName())
                .put("state", key.state().name())
                .put("since", key.since().toString())
                .put(
                        "public",
                        Base64.getEncoder().encodeToString(key.publicKey().getEncoded()))
                .put(
                        "private",
                        Base64.getEncoder().encodeToString(key.privateKey().getEncoded()))
                .build();
    }

    private static SigningKey key(JsonObject json) throws GeneralSecurityException {
        JwsAlgorithm algorithm = required(JwsAlgorithm.named(required(json.string("alg"))));
        SigningKeyStatus status = new SigningKeyStatus(
                required(json.string("kid")),
                algorithm,
                SigningKeyState.valueOf(required(json.string("state"))),
                Instant.parse(required(json.string("since"))));
        KeyFactory factory = KeyFactory.getInstance(algorithm.keyFactoryName());
        byte[] publicKey = Base64.getDecoder().decode(required(json.string("public")));
        byte[] privateKey = Base64.getDecoder().decode(required(json.string("private")));
        return SigningKey.of(
                status,
                factory.generatePublic(new X509EncodedKeySpec(publicKey)),
                factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
    }

    private static <T> T required(Optional<T> member) {
        return member.orElseThrow(() -> new IllegalArgumentException("a member is missing"));
    }
}
