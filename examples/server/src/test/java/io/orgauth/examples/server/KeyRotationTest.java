package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.nimbusds.jwt.SignedJWT;
import io.orgauth.Role;
import io.orgauth.token.SigningKeys;
import java.text.ParseException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A new key, from the signing keys through JWKS to the data plane. */
class KeyRotationTest {
    private static final Web WEB = Web.plain();
    private static final Duration PUBLISHED_LONG_ENOUGH = Duration.ofMinutes(7);

    private final TestTime time = new TestTime();

    @Test
    void rotation_twice_tokensOfOldAndNewKeysAreAdmitted() throws ParseException {
        try (RunningExample example = Examples.whole(time.time())) {
            String first = token(example);
            assertEquals(200, whoami(example, first));

            String second = afterRotation(example);
            assertNotEquals(kid(first), kid(second));
            assertEquals(200, whoami(example, second));
            assertEquals(200, whoami(example, first));

            // The key that signs now was not yet there when the data plane fetched: an unknown id makes it ask again.
            String third = afterRotation(example);
            assertNotEquals(kid(second), kid(third));
            assertEquals(200, whoami(example, third));
            assertEquals(200, whoami(example, second));
        }
    }

    @Test
    void removedKey_tokenOfIt_isRefusedOnceTheDataPlaneHasAskedAgain() throws ParseException {
        try (RunningExample example = Examples.whole(time.time())) {
            String stolen = token(example);
            assertEquals(200, whoami(example, stolen));

            example.controlPlane().orElseThrow().signingKeys().remove(kid(stolen));
            String next = afterRotation(example);

            assertEquals(200, whoami(example, next));
            assertEquals(401, whoami(example, stolen));
        }
    }

    private String afterRotation(RunningExample example) {
        SigningKeys keys = example.controlPlane().orElseThrow().signingKeys();
        time.forward(PUBLISHED_LONG_ENOUGH);
        keys.rotateNow();
        return token(example);
    }

    private static String token(RunningExample example) {
        return WEB.token(example.issuer(), example.organizations().get(0).client(Role.MEMBER));
    }

    private static int whoami(RunningExample example, String token) {
        return WEB.get(example.dataPlane() + "/whoami", token).status();
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }
}
