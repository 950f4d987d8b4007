package io.orgauth.fuzz;

import static org.junit.jupiter.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.orgauth.InvalidCredentialException;
import io.orgauth.token.KeySource;
import io.orgauth.token.TokenVerifier;
import java.nio.charset.StandardCharsets;

class TokenFuzzTest {
    /** Nobody has the private half of this key, so no input is a good token. */
    private static final String KEY_SET = """
            {"keys":[{"kty":"EC","crv":"P-256","kid":"1","alg":"ES256","use":"sig",
            "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}
            """;

    private final TokenVerifier verifier = TokenVerifier.builder()
            .issuer("https://auth.example.com")
            .audience("https://data.acme.example")
            .organization("org_acme")
            .keys(KeySource.jwks(KEY_SET))
            .build();

    @FuzzTest
    void token_anyBytes_isRefused(byte[] bytes) {
        String token = new String(bytes, StandardCharsets.UTF_8);
        try {
            verifier.verify(token);
        } catch (InvalidCredentialException refused) {
            return;
        }
        fail("a token that nobody signed was accepted: " + token);
    }
}
