package io.orgauth.trust;

import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.token.JwkSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The public half of a {@link TrustRoot}, which a data plane pins: a JWK, as the control plane shows it for its operator to
 * paste. Immutable and thread-safe.
 */
public final class RootKey {
    private final JsonObject jwk;
    private final JwkSet keys;

    private RootKey(JsonObject jwk) {
        this.jwk = jwk;
        this.keys = JwkSet.parse(
                Json.text(JsonObject.builder().put("keys", JsonArray.of(jwk)).build()));
    }

    /**
     * The key in this text.
     *
     * @param jwk one public JWK (RFC 7517)
     * @return the key
     * @throws IllegalArgumentException if it is none, or holds a private half
     */
    public static RootKey parse(String jwk) {
        try {
            return new RootKey(Json.parseObject(jwk.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a root key is one public JWK: " + e.getMessage(), e);
        }
    }

    static RootKey of(JsonObject jwk) {
        return new RootKey(jwk);
    }

    /**
     * The key in this file.
     *
     * @param file one public JWK
     * @return the key
     * @throws IllegalArgumentException if it can't be read or is none
     */
    public static RootKey file(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("root key file " + file + " can't be read: " + e, e);
        }
    }

    /**
     * The key as text, for configuration and for {@link #parse}.
     *
     * @return the JWK
     */
    public String jwk() {
        return Json.text(jwk);
    }

    /**
     * The key's id: its thumbprint (RFC 7638), short enough to be compared by people.
     *
     * @return the {@code kid}
     */
    public String id() {
        return jwk.string("kid").orElse("");
    }

    JwkSet keys() {
        return keys;
    }

    /** The id only. */
    @Override
    public String toString() {
        return "RootKey[" + id() + "]";
    }
}
