package io.orgauth.trust;

import io.orgauth.file.AtomicFile;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.token.DocumentSigner;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The root of trust of data planes. It makes {@link BundleKey}s and signs nothing else, so it can lie on a machine without a
 * network, and never lies in a store.
 *
 * <pre>{@code
 * TrustRoot root = TrustRoot.create(Path.of("root.key"));            // once, offline
 * root.newBundleKey(1, 1, Duration.ofDays(90)).write(Path.of("bundle.key"));   // carry this one to the control plane
 * String pinned = root.publicKey().jwk();                            // for every data plane
 * }</pre>
 *
 * <p>Immutable and thread-safe; its text shows no private part.
 */
public final class TrustRoot {
    private static final int MAX_BYTES = 16_384;

    private final DocumentSigner signer;
    private final RootKey publicKey;
    private final Clock clock;
    private final SecureRandom random;

    private TrustRoot(DocumentSigner signer, Clock clock, SecureRandom random) {
        this.signer = signer;
        this.publicKey = RootKey.of(signer.publicJwk());
        this.clock = clock;
        this.random = random;
    }

    /**
     * A new root in a new file that only its owner may read.
     *
     * @param file which must not be there yet: data planes trust the old one
     * @return the root
     * @throws IllegalArgumentException if the file is there or can't be written
     */
    public static TrustRoot create(Path file) {
        TrustRoot root = inMemory();
        try {
            AtomicFile.secret(file).create(Json.write(root.signer.secretJson()));
            return root;
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    "root key " + file + " is there already, use it or name another file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("root key " + file + " can't be written: " + e, e);
        }
    }

    /**
     * The root that {@link #create} wrote.
     *
     * @param file where it is
     * @return the root
     * @throws IllegalArgumentException if it is not there, is none, or others than its owner may read it
     */
    public static TrustRoot file(Path file) {
        try {
            AtomicFile secret = AtomicFile.secret(file);
            byte[] content = secret.read(MAX_BYTES)
                    .orElseThrow(() -> new IllegalArgumentException("root key " + file + " is not there"));
            if (secret.isOpenToOthers()) {
                throw new IllegalArgumentException("root key " + file + " can be read by others: chmod 600");
            }
            return new TrustRoot(DocumentSigner.of(Json.parseObject(content)), Clock.systemUTC(), new SecureRandom());
        } catch (IOException | JsonException e) {
            throw new IllegalArgumentException("root key " + file + " can't be read", e);
        }
    }

    /**
     * A root that ends with the process, for tests.
     *
     * @return a new root
     */
    public static TrustRoot inMemory() {
        SecureRandom random = new SecureRandom();
        return new TrustRoot(DocumentSigner.create(random), Clock.systemUTC(), random);
    }

    /**
     * The same root by another clock.
     *
     * @param other dates delegations
     * @return another root
     */
    public TrustRoot clock(Clock other) {
        return new TrustRoot(signer, other, random);
    }

    /**
     * What data planes pin.
     *
     * @return the public half
     */
    public RootKey publicKey() {
        return publicKey;
    }

    /**
     * A new key for bundles of every resource.
     *
     * @param epoch 1 at first; one higher after the control plane's database was restored from a backup, or a bundle key leaked
     * @param sequence higher than that of every delegation before
     * @param lifetime at most 90 days
     * @return the key with its delegation
     * @throws IllegalArgumentException if a number is below 1 or the lifetime out of its bounds
     */
    public BundleKey newBundleKey(long epoch, long sequence, Duration lifetime) {
        return delegated(Optional.empty(), epoch, sequence, lifetime);
    }

    /**
     * A new key for bundles of one resource.
     *
     * @param resource the URI of a data plane
     * @param epoch as for all resources
     * @param sequence as for all resources
     * @param lifetime at most 90 days
     * @return the key with its delegation
     * @throws IllegalArgumentException if a number is below 1 or the lifetime out of its bounds
     */
    public BundleKey newBundleKeyFor(String resource, long epoch, long sequence, Duration lifetime) {
        return delegated(Optional.of(resource), epoch, sequence, lifetime);
    }

    private BundleKey delegated(Optional<String> resource, long epoch, long sequence, Duration lifetime) {
        if (epoch < 1 || sequence < 1) {
            throw new IllegalArgumentException("epoch and sequence begin with 1, got " + epoch + " and " + sequence);
        }
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(Delegation.LONGEST) > 0) {
            throw new IllegalArgumentException("a bundle key lives at most PT2160H (90 days), got " + lifetime);
        }
        DocumentSigner bundleKey = DocumentSigner.create(random);
        Instant now = clock.instant();
        Delegation delegation =
                new Delegation(bundleKey.publicJwk(), resource, epoch, sequence, now, now.plus(lifetime));
        return new BundleKey(bundleKey, delegation, signer.sign(Delegation.TYPE, delegation.write()), publicKey);
    }

    /** The public key's id only. */
    @Override
    public String toString() {
        return "TrustRoot[" + publicKey.id() + " redacted]";
    }
}
