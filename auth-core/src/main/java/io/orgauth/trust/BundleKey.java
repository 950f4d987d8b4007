package io.orgauth.trust;

import io.orgauth.file.AtomicFile;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import io.orgauth.token.DocumentSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The online key of a control plane: it signs bundles, within what its delegation by a {@link TrustRoot} allows, and never
 * a token. Several nodes share one. Immutable and thread-safe; its text shows no private part.
 */
public final class BundleKey {
    private static final int MAX_BYTES = 32_768;
    private static final JsonLimits LIMITS = JsonLimits.standard().withMaxBytes(MAX_BYTES);

    private final DocumentSigner signer;
    private final Delegation delegation;
    private final String signedDelegation;
    private final RootKey root;

    BundleKey(DocumentSigner signer, Delegation delegation, String signedDelegation, RootKey root) {
        this.signer = signer;
        this.delegation = delegation;
        this.signedDelegation = signedDelegation;
        this.root = root;
    }

    /**
     * The key that {@link #write} wrote.
     *
     * @param file where it is
     * @return the key
     * @throws IllegalArgumentException if it is not there, is none, or others than its owner may read it
     */
    public static BundleKey file(Path file) {
        try {
            AtomicFile secret = AtomicFile.secret(file);
            byte[] content = secret.read(MAX_BYTES)
                    .orElseThrow(() -> new IllegalArgumentException("bundle key " + file + " is not there"));
            if (secret.isOpenToOthers()) {
                throw new IllegalArgumentException("bundle key " + file + " can be read by others: chmod 600");
            }
            return parse(content);
        } catch (IOException | JsonException | BundleRefusedException e) {
            throw new IllegalArgumentException("bundle key " + file + " can't be read: make a new one", e);
        }
    }

    private static BundleKey parse(byte[] content) {
        Fields fields = new Fields(Json.parseObject(content, LIMITS));
        RootKey root = RootKey.of(fields.object("root"));
        String signed = fields.string("delegation");
        Delegation delegation = BundleReader.delegation(root, signed);
        DocumentSigner signer = DocumentSigner.of(fields.object("key"));
        if (!signer.publicJwk().equals(delegation.key())) {
            throw new IllegalArgumentException("the delegation in this file is for another key");
        }
        return new BundleKey(signer, delegation, signed, root);
    }

    /**
     * Writes key and delegation into one file that only its owner may read, in place of what is there: a control plane that
     * uses the file goes over to it by itself.
     *
     * @param file where
     * @throws IllegalArgumentException if it can't be written
     */
    public void write(Path file) {
        JsonObject content = JsonObject.builder()
                .put("key", signer.secretJson())
                .put("delegation", signedDelegation)
                .put("root", Json.parse(root.jwk().getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            AtomicFile.secret(file).replace(Json.write(content));
        } catch (IOException e) {
            throw new IllegalArgumentException("bundle key " + file + " can't be written: " + e, e);
        }
    }

    /**
     * The root that delegated to it: what the data planes of this control plane pin.
     *
     * @return the public half
     */
    public RootKey root() {
        return root;
    }

    /**
     * When its delegation ends; bundles do by then.
     *
     * @return in whole seconds
     */
    public Instant expires() {
        return delegation.expires();
    }

    /**
     * The epoch of its bundles.
     *
     * @return 1 or more
     */
    public long epoch() {
        return delegation.epoch();
    }

    /**
     * Which of the root's delegations this is.
     *
     * @return 1 or more
     */
    public long sequence() {
        return delegation.sequence();
    }

    /**
     * Signs a bundle.
     *
     * @param content what stands in it
     * @param issued when that was read
     * @param lifetime until its not-after, which is no later than the end of the delegation
     * @return the bundle
     * @throws IllegalArgumentException if the content is larger than a bundle can be
     * @throws IllegalStateException if the delegation is over or not for this resource: make a new key
     */
    public SignedBundle sign(BundleContent content, Instant issued, Duration lifetime) {
        Instant notAfter = earlier(issued.plus(lifetime), delegation.expires());
        if (!notAfter.isAfter(issued) || !delegation.covers(content.resource())) {
            throw new IllegalStateException("the bundle key's delegation ended " + delegation.expires()
                    + " or is for another resource, have the root make a new key");
        }
        BundleChunks chunks = BundleChunks.of(content);
        Manifest manifest = new Manifest(
                content.issuer(),
                content.organization(),
                content.resource(),
                new Version(delegation.epoch(), delegation.sequence(), content.sequence(), issued),
                notAfter,
                content.jwks(),
                content.revocations(),
                chunks.keyNames(),
                chunks.subjectNames());
        String signed = signer.sign(Manifest.TYPE, manifest.write());
        if (signed.length() > BundleDocument.MAX_MANIFEST) {
            throw new IllegalArgumentException("the manifest has " + signed.length() + " bytes, at most "
                    + BundleDocument.MAX_MANIFEST + " are read");
        }
        return new SignedBundle(new BundleDocument(signedDelegation, signed).write(), chunks.contents(), notAfter);
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }

    /** Epoch and sequence only. */
    @Override
    public String toString() {
        return "BundleKey[epoch " + delegation.epoch() + ", sequence " + delegation.sequence() + ", redacted]";
    }
}
