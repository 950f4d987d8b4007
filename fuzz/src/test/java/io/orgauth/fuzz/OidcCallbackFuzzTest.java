package io.orgauth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.ReplayGuard;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.HttpRequest;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.oidc.OidcConnection;
import io.orgauth.oidc.RelyingParty;
import io.orgauth.sso.Callback;
import io.orgauth.sso.PendingLogin;
import io.orgauth.sso.SsoContext;
import io.orgauth.token.DocumentSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/** What a browser brings back, and behind the first zero byte what the token endpoint says to it. */
class OidcCallbackFuzzTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final byte[] METADATA = """
            {"issuer":"https://idp.example.net","authorization_endpoint":"https://idp.example.net/authorize",
             "token_endpoint":"https://idp.example.net/token","jwks_uri":"https://idp.example.net/keys"}""".getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEYS = Json.write(JsonObject.builder()
            .put("keys", JsonArray.of(DocumentSigner.create(new SecureRandom()).publicJwk()))
            .build());
    private static final PendingLogin PENDING = new PendingLogin(
            "handle",
            "con_fuzz",
            "/",
            NOW.plusSeconds(60),
            Map.of("nonce", "nonce", "code_verifier", "verifier", "began", String.valueOf(NOW.toEpochMilli())));

    @FuzzTest
    void callback_anyBytes_signNobodyIn(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        byte[] form = Arrays.copyOf(bytes, end);
        byte[] answer = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
        try {
            party(answer).finish(callback(form), PENDING);
        } catch (InvalidCredentialException | AuthUnavailableException | BadRequestException refused) {
            return;
        }
        throw new AssertionError("nobody has the key");
    }

    private static Callback callback(byte[] form) {
        return Callback.of(HttpRequest.builder("POST", "/callback")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form)
                .build());
    }

    private static RelyingParty party(byte[] answer) {
        SsoContext context = SsoContext.builder()
                .issuer("https://app.example.com")
                .replayGuard(ReplayGuard.inMemory(CLOCK))
                .clock(CLOCK)
                .fetcher(request -> FetchedResponse.of(200, Map.of(), body(request, answer)))
                .build();
        return RelyingParty.of(
                OidcConnection.custom("https://idp.example.net")
                        .id("con_fuzz")
                        .client("client", "secret")
                        .build(),
                context);
    }

    private static byte[] body(FetchRequest request, byte[] answer) {
        String url = request.uri().toString();
        if (url.endsWith("/token")) {
            return answer;
        }
        return url.endsWith("/keys") ? KEYS : METADATA;
    }
}
