package io.orgauth.token;

import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A key that signs documents between programs (ES256), such as bundles and a client's own assertions (RFC 7523), never a token that
 * we issue: those have {@link SigningKeys}. Immutable and thread-safe; its text shows no private part, it has no {@code equals}.
 */
public final class DocumentSigner {
    private static final JwsAlgorithm ALGORITHM = JwsAlgorithm.ES256;

    private final SigningKey key;

    private DocumentSigner(SigningKey key) {
        this.key = key;
    }

    /**
     * A new key.
     *
     * @param random where it comes from
     * @return the key
     */
    public static DocumentSigner create(SecureRandom random) {
        // What has no life cycle here has no time either.
        return new DocumentSigner(
                new SigningKeyGenerator(ALGORITHM, 0, random).generate(SigningKeyState.ACTIVE, Instant.EPOCH));
    }

    /**
     * A key that was written with {@link #secretJson}.
     *
     * @param json what was written
     * @return the key
     * @throws IllegalArgumentException if it is no such key; the message does not quote it
     */
    public static DocumentSigner of(JsonObject json) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM.keyFactoryName());
            byte[] publicKey = Base64.getDecoder().decode(json.string("public").orElseThrow());
            byte[] privateKey =
                    Base64.getDecoder().decode(json.string("private").orElseThrow());
            PublicKey half = factory.generatePublic(new X509EncodedKeySpec(publicKey));
            SigningKeyStatus status = new SigningKeyStatus(
                    JwkWriter.thumbprint(ALGORITHM, half), ALGORITHM, SigningKeyState.ACTIVE, Instant.EPOCH);
            DocumentSigner signer = new DocumentSigner(
                    SigningKey.of(status, half, factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey))));
            signer.requireHalvesOfOneKey();
            return signer;
        } catch (GeneralSecurityException | RuntimeException e) {
            // No cause: it might quote the key.
            throw new IllegalArgumentException("this is no signing key as it was written");
        }
    }

    private void requireHalvesOfOneKey() {
        publicKeys().verified(sign("orgauth-self-test+jwt", new byte[0]), "orgauth-self-test+jwt", 1_024);
    }

    /**
     * The key with its private half, to be kept where only its owner reads.
     *
     * @return what {@link #of} reads
     */
    public JsonObject secretJson() {
        return JsonObject.builder()
                .put(
                        "public",
                        Base64.getEncoder().encodeToString(key.publicKey().getEncoded()))
                .put(
                        "private",
                        Base64.getEncoder().encodeToString(key.privateKey().getEncoded()))
                .build();
    }

    /**
     * The public half as a JWK (RFC 7517), whose id is its thumbprint (RFC 7638).
     *
     * @return the key that verifies
     */
    public JsonObject publicJwk() {
        return JwkWriter.jwk(key);
    }

    /**
     * The public half, ready to verify.
     *
     * @return a set of one key
     */
    public JwkSet publicKeys() {
        return JwkSet.parse(new String(JwkWriter.set(List.of(key)), StandardCharsets.UTF_8));
    }

    /**
     * Signs a document.
     *
     * @param type the media type of the document, without {@code application/}
     * @param payload the document
     * @return a compact JWS (RFC 7515, 7.1)
     */
    public String sign(String type, byte[] payload) {
        return JwsSigner.of(key, type).sign(payload);
    }

    /** The key's id only. */
    @Override
    public String toString() {
        return "DocumentSigner[" + key.kid() + " redacted]";
    }
}
