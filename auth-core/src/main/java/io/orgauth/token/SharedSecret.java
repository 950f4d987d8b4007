package io.orgauth.token;

import io.orgauth.token.JwsAlgorithm.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The HMAC secret shared with one issuer. Immutable, thread-safe, redacting. */
public final class SharedSecret extends KeySource {
    private final JwsAlgorithm algorithm;
    private final byte[] secret;

    SharedSecret(JwsAlgorithm algorithm, byte[] secret) {
        if (algorithm.family() != Family.OCT) {
            throw new IllegalArgumentException(
                    "a shared secret is for HS256, HS384 or HS512, not " + algorithm.headerName());
        }
        if (secret.length * 8 < algorithm.hashBits()) {
            throw new IllegalArgumentException(algorithm.headerName() + " needs a secret of at least "
                    + algorithm.hashBits() / 8 + " random bytes (RFC 7518, 3.2), got " + secret.length);
        }
        this.algorithm = algorithm;
        this.secret = secret.clone();
    }

    /**
     * This secret, if it is not one of those that attackers try first.
     *
     * @param list a UTF-8 text of known secrets, one a line
     * @return this source
     * @throws IllegalArgumentException if the secret is on the list
     * @throws UncheckedIOException if the list can't be read
     */
    public SharedSecret notListedIn(Path list) {
        String own = new String(secret, StandardCharsets.ISO_8859_1);
        // Latin-1 on both sides compares bytes, whatever encoding the list is in.
        try (Stream<String> known = Files.lines(list, StandardCharsets.ISO_8859_1)) {
            if (known.anyMatch(own::equals)) {
                throw new IllegalArgumentException(
                        "the shared secret is on the list of known secrets, make a random one");
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of known secrets can't be read", e);
        }
    }

    @Override
    Keys open(String issuer) {
        SignatureCheck check = new HmacSignature(algorithm, secret);
        KeySet keys = KeySet.of(List.of(new VerificationKey(Optional.empty(), Map.of(algorithm, check))));
        return () -> keys;
    }

    @Override
    public String toString() {
        return "SharedSecret[" + algorithm.headerName() + "]";
    }
}
