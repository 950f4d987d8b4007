package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedSecretTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"HS256", "HS384", "HS512"})
    void secret_asLongAsTheHash_isTakenAndOneByteLessIsNot(JwsAlgorithm algorithm) {
        byte[] secret = TestKeys.secret(algorithm);
        TokenVerifier verifier =
                SignedJwt.verifier().keys(KeySource.secret(algorithm, secret)).build();
        assertEquals(
                "usr_ada", verifier.verify(SignedJwt.good(algorithm).sign()).getName());
        byte[] shorter = Arrays.copyOf(secret, secret.length - 1);
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> KeySource.secret(algorithm, shorter));
        assertEquals(
                algorithm.headerName() + " needs a secret of at least " + secret.length
                        + " random bytes (RFC 7518, 3.2), got " + shorter.length,
                failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HS256", "HS384", "HS512"})
    void secret_forAnAlgorithmOfTwoHalves_isRefused(JwsAlgorithm algorithm) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> KeySource.secret(algorithm, new byte[64]));
        assertEquals(
                "a shared secret is for HS256, HS384 or HS512, not " + algorithm.headerName(), failure.getMessage());
    }

    @Test
    void secret_changedByItsOwner_isStillTheOldOne() {
        byte[] secret = TestKeys.secret(JwsAlgorithm.HS256);
        SharedSecret shared = KeySource.secret(JwsAlgorithm.HS256, secret);
        Arrays.fill(secret, (byte) 0);
        TokenVerifier verifier = SignedJwt.verifier().keys(shared).build();
        assertEquals(
                "usr_ada",
                verifier.verify(SignedJwt.good(JwsAlgorithm.HS256).sign()).getName());
        assertEquals("SharedSecret[HS256]", shared.toString());
    }

    @Test
    void notListedIn_listedSecret_isRefused() throws IOException {
        byte[] secret = "a word of 32 bytes with an \u00fcml\u00e4ut".getBytes(StandardCharsets.UTF_8);
        SharedSecret shared = KeySource.secret(JwsAlgorithm.HS256, secret);
        Path listed = Files.writeString(folder.resolve("a"), "short\na word of 32 bytes with an \u00fcml\u00e4ut\r\n");
        assertEquals(
                "the shared secret is on the list of known secrets, make a random one",
                assertThrows(IllegalArgumentException.class, () -> shared.notListedIn(listed))
                        .getMessage());
        Path longer = Files.writeString(folder.resolve("b"), "a word of 32 bytes with an \u00fcml\u00e4ut!\n");
        assertSame(shared, shared.notListedIn(longer));
        assertThrows(UncheckedIOException.class, () -> shared.notListedIn(folder.resolve("absent")));
    }
}
