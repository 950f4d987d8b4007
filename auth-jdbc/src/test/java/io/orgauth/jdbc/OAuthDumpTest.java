package io.orgauth.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.Organization;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads a whole backup redeems nothing by it: no code, no refresh token and no device code. */
class OAuthDumpTest extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
    private static final String CALLBACK = "https://spa.example.com/callback";

    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /** A code that nobody has redeemed, a refresh token, and a device that waits. */
    private static final class Fixture implements AutoCloseable {
        final TestDatabase database;
        final ControlPlane auth;
        final String cookie;
        final String code;
        final String refreshToken;
        final String deviceCode;

        Fixture(TestDatabase database) {
            this.database = database;
            this.auth = ControlPlane.builder()
                    .issuer("https://app.example.com")
                    .stores(JdbcStores.on(database.node()))
                    .sealedBy(SealingKey.inMemory())
                    .client("spa", "Spa", ClientMetadata.publicClient(CALLBACK).asFirstParty())
                    .client("tv", "Television", ClientMetadata.device())
                    .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                    .build();
            Organization acme = auth.organizations().create("Acme");
            this.cookie = signedIn(auth.users().create(acme.id(), "ada@acme.com", Role.OWNER), acme);
            this.code = newCode();
            this.refreshToken = text(redeemed(newCode()), "refresh_token");
            this.deviceCode = text(json(post("/oauth/device", Map.of("client_id", "tv"))), "device_code");
        }

        private String signedIn(User user, Organization organization) {
            Authentication now = new Authentication(Optional.of(NOW), Set.of("pwd"), Optional.empty());
            SignInProof proof = new SignInProof(SignInMethod.PASSWORD, NOW, now, Optional.empty());
            return auth.sessions()
                    .begin(user, Optional.of(organization.id()), proof, Optional.empty(), "a browser")
                    .secret();
        }

        private String newCode() {
            String query = form(Map.of(
                    "response_type", "code",
                    "client_id", "spa",
                    "redirect_uri", CALLBACK,
                    "code_challenge", CHALLENGE,
                    "code_challenge_method", "S256"));
            HttpResponse response = answer(HttpRequest.builder("GET", "/oauth/authorize?" + query)
                    .header("Cookie", "__Host-session=" + cookie));
            String location = response.headers().single("Location").orElseThrow();
            return location.replaceFirst(".*[?&]code=", "").replaceFirst("&.*", "");
        }

        JsonObject redeemed(String presented) {
            return json(post(
                    "/oauth/token",
                    Map.of(
                            "grant_type", "authorization_code",
                            "client_id", "spa",
                            "code", presented,
                            "redirect_uri", CALLBACK,
                            "code_verifier", VERIFIER)));
        }

        JsonObject refreshed(String presented) {
            return json(post(
                    "/oauth/token",
                    Map.of("grant_type", "refresh_token", "client_id", "spa", "refresh_token", presented)));
        }

        JsonObject polled(String presented) {
            String grant = "urn:ietf:params:oauth:grant-type:device_code";
            return json(post("/oauth/token", Map.of("grant_type", grant, "client_id", "tv", "device_code", presented)));
        }

        private HttpResponse post(String path, Map<String, String> parameters) {
            return answer(HttpRequest.builder("POST", path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(form(parameters).getBytes(UTF_8)));
        }

        private HttpResponse answer(HttpRequest.Builder request) {
            return auth.endpoints().answer(request.build()).orElseThrow();
        }

        private static String form(Map<String, String> parameters) {
            return parameters.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                    .collect(Collectors.joining("&"));
        }

        private static JsonObject json(HttpResponse response) {
            return Json.parseObject(response.body());
        }

        @Override
        public void close() {
            auth.close();
        }
    }

    private static String text(JsonObject json, String name) {
        return json.string(name).orElseThrow(() -> new AssertionError(Json.text(json)));
    }

    /** Everything of a token but the secret is its name. */
    private static String name(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    @ParameterizedTest
    @EnumSource
    void dump_hasNoCodeAndNoToken(Database kind) {
        try (Fixture fixture = new Fixture(open(kind))) {
            String dump = fixture.database.dump();
            assertTrue(dump.contains(name(fixture.refreshToken).replaceFirst("\\..*", "")), "it is whole");
            for (String secret : List.of(fixture.code, fixture.refreshToken)) {
                assertFalse(dump.contains(secret) || dump.contains(secret.substring(secret.lastIndexOf('.') + 1)));
            }
            assertFalse(dump.contains(fixture.deviceCode));
        }
    }

    @ParameterizedTest
    @EnumSource
    void dump_everyWordOfIt_redeemsNothing(Database kind) {
        try (Fixture fixture = new Fixture(open(kind))) {
            for (String word : words(fixture.database.dump())) {
                assertEquals("invalid_grant", text(fixture.refreshed(word), "error"), word);
                assertEquals(
                        "invalid_grant", text(fixture.refreshed(name(fixture.refreshToken) + "." + word), "error"));
                assertEquals("invalid_grant", text(fixture.redeemed(name(fixture.code) + "." + word), "error"));
                assertEquals("invalid_grant", text(fixture.polled(word), "error"), word);
            }
            assertTrue(fixture.refreshed(fixture.refreshToken).has("access_token"), "the real ones still do");
            assertTrue(fixture.redeemed(fixture.code).has("access_token"));
            assertEquals("authorization_pending", text(fixture.polled(fixture.deviceCode), "error"));
        }
    }

    /** Whole values, and what stands in JSON and between separators, as far as a form can hold it. */
    private static List<String> words(String dump) {
        return Stream.of("[\\[\\],\\n]+ ?", "[^A-Za-z0-9_-]+")
                .flatMap(separators -> Arrays.stream(dump.split(separators)))
                .filter(word -> word.length() >= 20 && word.chars().allMatch(c -> c > ' ' && c < 0x7f))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void authorization_withTheSealedKeyOfAnother_redeemsNothing(Database kind) {
        try (Fixture fixture = new Fixture(open(kind))) {
            String own = name(fixture.refreshToken).replaceFirst("\\..*", "");
            String other = name(fixture.code).replaceFirst("\\..*", "");
            fixture.database.run("UPDATE orgauth_authorization SET sealed_key = (SELECT sealed_key FROM"
                    + " orgauth_authorization WHERE authorization_id = '" + other + "') WHERE authorization_id = '"
                    + own
                    + "'");
            assertEquals("invalid_grant", text(fixture.refreshed(fixture.refreshToken), "error"));
        }
    }
}
