package io.orgauth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.orgauth.token.KeySource;
import io.orgauth.token.TokenVerifier;
import java.nio.charset.StandardCharsets;

class KeySetFuzzTest {
    @FuzzTest
    void keySet_anyBytes_isUsedOrRefused(byte[] jwks) {
        try {
            TokenVerifier.builder()
                    .issuer("https://auth.example.com")
                    .audience("https://data.acme.example")
                    .organization("org_acme")
                    .keys(KeySource.jwks(new String(jwks, StandardCharsets.UTF_8)))
                    .build();
        } catch (IllegalArgumentException refused) {
            return;
        }
    }
}
