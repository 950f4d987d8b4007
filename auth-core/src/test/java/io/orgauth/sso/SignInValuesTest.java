package io.orgauth.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.InvalidCredentialException;
import io.orgauth.ReplayGuard;
import io.orgauth.http.Fetcher;
import io.orgauth.http.GuardedFetcher;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values of a sign-in: they keep what they are given, take no part of it back, and show no secret. */
class SignInValuesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final PendingLogin PENDING =
            new PendingLogin("handle", "con_1", "/home?a=b", NOON, Map.of("nonce", "n-0", "verifier", "v"));

    @Test
    void pendingLogin_keptAsJson_isTheSame() {
        PendingLogin read = PendingLogin.of(Json.parseObject(Json.write(PENDING.toJson())));
        assertEquals("handle", read.handle());
        assertEquals("con_1", read.connection());
        assertEquals("/home?a=b", read.returnTo());
        assertEquals(NOON, read.expires());
        assertEquals(Optional.of("n-0"), read.value("nonce"));
        assertEquals(Optional.empty(), read.value("none"));
        assertEquals(PENDING.toJson(), read.toJson());
        assertEquals("PendingLogin[con_1]", read.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"handle", "connection", "return_to", "expires", "values"})
    void pendingLogin_jsonThatLacksAPart_isRefused(String part) {
        JsonObject whole = PENDING.toJson();
        JsonObject.Builder without = JsonObject.builder();
        whole.names().stream()
                .filter(name -> !name.equals(part))
                .forEach(name -> without.put(name, whole.value(name).orElseThrow()));
        assertThrows(IllegalArgumentException.class, () -> PendingLogin.of(without.build()));
    }

    @Test
    void externalIdentity_hasWhatTheProviderSays_andShowsNoPerson() {
        Authentication authentication = new Authentication(Optional.of(NOON), Set.of("mfa"), Optional.of("high"));
        List<String> departments = new ArrayList<>(List.of("7"));
        ExternalIdentity ada = ExternalIdentity.builder("con_1", "sub-1", authentication)
                .assertedEmail("ada@acme.com")
                .displayName("Ada")
                .realm("acme.com")
                .session("sid-1")
                .groups(Set.of("staff"))
                .attribute("department", departments)
                .build();
        departments.add("8");
        assertEquals("con_1", ada.connection());
        assertEquals("sub-1", ada.subject());
        assertEquals(authentication, ada.authentication());
        assertEquals(Optional.of("ada@acme.com"), ada.assertedEmail());
        assertEquals(Optional.of("Ada"), ada.displayName());
        assertEquals(Optional.of("acme.com"), ada.realm());
        assertEquals(Optional.of("sid-1"), ada.session());
        assertEquals(Set.of("staff"), ada.groups());
        assertEquals(Map.of("department", List.of("7")), ada.attributes());
        assertEquals("ExternalIdentity[con_1]", ada.toString());
    }

    @Test
    void externalIdentity_withoutASubject_isNobody() {
        for (String subject : List.of("", " ", "a".repeat(1025))) {
            var builder = ExternalIdentity.builder("con_1", subject, Authentication.UNKNOWN);
            assertThrows(IllegalArgumentException.class, builder::build);
        }
        assertEquals(
                1024,
                ExternalIdentity.builder("con_1", "a".repeat(1024), Authentication.UNKNOWN)
                        .build()
                        .subject()
                        .length());
    }

    @Test
    void loginRequest_asksForWhatWasSaid() {
        assertEquals(new LoginRequest("/home", Optional.empty(), false), LoginRequest.to("/home"));
        assertEquals(
                new LoginRequest("/home", Optional.of("ada@acme.com"), true),
                LoginRequest.to("/home").hinting("ada@acme.com").afresh());
    }

    @Test
    void postForm_keepsTheOrderOfItsFields_andShowsNone() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("SAMLRequest", "s3cret");
        fields.put("RelayState", "handle");
        var form = new LoginStep.PostForm(URI.create("https://idp.example/sso"), fields, PENDING);
        fields.clear();
        assertEquals(
                List.of("SAMLRequest", "RelayState"), List.copyOf(form.fields().keySet()));
        assertFalse(form.toString().contains("s3cret"));
        assertThrows(UnsupportedOperationException.class, () -> form.fields().clear());
    }

    @Test
    void preset_takesCopiesOfItsLists() {
        List<Preset.Ask> asks = new ArrayList<>(List.of(new Preset.Ask("issuer", "Issuer", false)));
        Preset preset = new Preset("okta", "Okta", asks, List.of(new Preset.Copy("ACS", "{callback}")), "Copy it.");
        asks.clear();
        assertEquals(1, preset.asks().size());
    }

    @Test
    void context_makesOurUrlsFromTheIssuer_oneForEachConnection() {
        ReplayGuard guard = ReplayGuard.inMemory(CLOCK);
        Fetcher door = GuardedFetcher.organization().build();
        SecureRandom random = new SecureRandom();
        SsoContext context = SsoContext.builder()
                .issuer("https://app.example.com/auth")
                .replayGuard(guard)
                .clock(CLOCK)
                .random(random)
                .fetcher(door)
                .build();
        assertEquals(URI.create("https://app.example.com/auth/sso/con_1/callback"), context.callback("con_1"));
        assertEquals(URI.create("https://app.example.com/auth/sso/con_1/metadata"), context.metadata("con_1"));
        assertEquals("https://app.example.com/auth", context.issuer());
        assertEquals(guard, context.replayGuard());
        assertEquals(CLOCK, context.clock());
        assertEquals(random, context.random());
        assertEquals(door, context.fetcher());
    }

    @Test
    void context_withoutIssuerOrReplayGuard_saysWhatToAdd() {
        var noIssuer = SsoContext.builder().replayGuard(ReplayGuard.inMemory(CLOCK));
        var noGuard = SsoContext.builder().issuer("https://app.example.com");
        assertEquals(
                "say which issuer we are: .issuer(...)",
                assertThrows(IllegalStateException.class, noIssuer::build).getMessage());
        assertTrue(assertThrows(IllegalStateException.class, noGuard::build)
                .getMessage()
                .contains(".replayGuard("));
    }

    @Test
    void connection_thatSaysNothingElse_takesNoUnsolicitedSignIn_andHasNoLogoutOrMetadata() {
        Connection plain = new Connection() {
            @Override
            public ConnectionRecord record() {
                return ConnectionRecord.builder("plain").build();
            }

            @Override
            public LoginStep start(LoginRequest request) {
                return new LoginStep.Redirect(URI.create("https://idp.example" + request.returnTo()), PENDING);
            }

            @Override
            public ExternalIdentity finish(Callback callback, PendingLogin pending) {
                return ExternalIdentity.builder("con_1", "sub", Authentication.UNKNOWN)
                        .build();
            }
        };
        var refusal = assertThrows(
                InvalidCredentialException.class, () -> plain.finishUnsolicited(Callback.posted(Map.of())));
        assertEquals(SsoReason.UNSOLICITED, refusal.reason());
        assertEquals(new LoginStep.Redirect(URI.create("https://idp.example/home"), PENDING), plain.start("/home"));
        assertEquals(Optional.empty(), plain.metadata());
        assertEquals(
                Optional.empty(), plain.logout(plain.finish(Callback.posted(Map.of()), PENDING), "https://x.example"));
    }
}
