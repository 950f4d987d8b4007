package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.http.FetchException;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Finding.Outcome;
import io.orgauth.sso.Preset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OidcProtocolTest {
    private static final OrganizationId ACME = OrganizationId.of("org_acme");

    private final OidcProtocol protocol = OidcProtocol.standard();
    private final World world = new World();

    @Test
    void open_isARelyingPartyThatHasAskedNobody() {
        assertEquals("oidc", protocol.name());
        assertInstanceOf(RelyingParty.class, protocol.open(world.record, world.context));
        assertEquals(0, world.provider.requests.size());
    }

    @Test
    void open_settingsThatCantBe_areRefused() {
        ConnectionRecord record = ConnectionRecord.builder("oidc").build();

        assertThrows(IllegalArgumentException.class, () -> protocol.open(record, world.context));
    }

    @Test
    void ticker_saysWhatIsFresh() {
        World.Time time = new World.Time();
        var connection = protocol.ticker(time::ticks).open(world.record, world.context);
        connection.start("/");
        time.pass(Duration.ofHours(1));
        connection.start("/");

        assertEquals(2, world.provider.requests.size());
    }

    // ---- which provider it is ----

    private String provider(OidcConnection.Builder builder) {
        return protocol.identityProvider(builder.build());
    }

    private static OidcConnection.Builder google() {
        return OidcConnection.google("i", "s");
    }

    private static OidcConnection.Builder microsoft() {
        return OidcConnection.microsoft("i", "s");
    }

    @Test
    void identityProvider_otherIssuerOrRealm_isAnother() {
        assertNotEquals(
                provider(OidcConnection.custom("https://a.example").client("i", "s")),
                provider(OidcConnection.custom("https://a.example/").client("i", "s")));
        assertNotEquals(
                provider(microsoft().tenants(MicrosoftTest.ACME)),
                provider(microsoft().tenants(MicrosoftTest.GLOBEX)));
        assertNotEquals(
                provider(google().organization(ACME).hostedDomains("acme.com")),
                provider(google().organization(ACME).hostedDomains("globex.com")));
        assertNotEquals(
                provider(microsoft().organization(ACME).tenants(MicrosoftTest.ACME, MicrosoftTest.GLOBEX)),
                provider(microsoft().organization(ACME).tenants(MicrosoftTest.ACME, MicrosoftTest.FOREIGN)));
    }

    @Test
    void identityProvider_otherClientOrOrder_isTheSame() {
        assertEquals(
                provider(google().organization(ACME).hostedDomains("acme.com", "acme.org")),
                provider(OidcConnection.google("j", "t").organization(ACME).hostedDomains("acme.org", "acme.com")));
    }

    @Test
    void identityProvider_sharedButtonWithOneTenantMore_isTheSame() {
        assertEquals(
                provider(microsoft().tenants(MicrosoftTest.ACME, MicrosoftTest.GLOBEX)),
                provider(microsoft().tenants(MicrosoftTest.ACME, MicrosoftTest.GLOBEX, MicrosoftTest.FOREIGN)));
    }

    // ---- presets ----

    @Test
    void presets_askForWhatMakesAConnection() {
        Map<String, String> answers = Map.of("client_id", "i", "client_secret", "s", "issuer", World.ISSUER);
        assertEquals(
                List.of("google", "microsoft", "okta", "custom"),
                protocol.presets().stream().map(Preset::key).toList());
        for (Preset preset : protocol.presets()) {
            String realm = preset.key().equals("google") ? "acme.com" : MicrosoftTest.ACME;
            JsonObject.Builder settings = JsonObject.builder().put("provider", preset.key());
            ConnectionRecord.Builder record = ConnectionRecord.builder("oidc").organization(ACME);
            for (Preset.Ask ask : preset.asks()) {
                String answer = answers.getOrDefault(ask.setting(), realm);
                if (ask.secret()) {
                    record.secret(ask.setting(), answer);
                } else {
                    settings.put(ask.setting(), answer);
                }
            }

            protocol.open(record.settings(settings.build()).build(), world.context);
            assertTrue(preset.copies().stream().anyMatch(copy -> copy.template().equals("{callback}")), preset.key());
        }
    }

    // ---- lint ----

    private static Map<String, Outcome> outcomes(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(Finding::check, Finding::outcome));
    }

    private Outcome lint(String check) {
        return outcomes(protocol.lint(world.record, world.context)).get(check);
    }

    @Test
    void lint_goodConnection_passesEveryCheck() {
        world.provider.metadataHeaders = Map.of("date", List.of("Fri, 1 May 2026 08:00:30 GMT"));

        List<Finding> findings = protocol.lint(world.record, world.context);

        assertEquals(
                List.of(
                        "settings",
                        "redirect_uri",
                        "discovery",
                        "issuer",
                        "keys",
                        "algorithms",
                        "client_authentication",
                        "code_challenge_methods_supported",
                        "scopes_supported",
                        "clock",
                        "realms"),
                findings.stream().map(Finding::check).toList());
        findings.forEach(finding -> assertEquals(Outcome.PASSED, finding.outcome(), finding.toString()));
        findings.forEach(finding -> assertEquals("", finding.fixedBy(), finding.toString()));
    }

    static Stream<Arguments> lint_oneThingWrong_isFound() {
        return Stream.of(
                Arguments.of("id_token_signing_alg_values_supported", List.of("HS256"), "algorithms", Outcome.FAILED),
                Arguments.of(
                        "id_token_signing_alg_values_supported", FakeProvider.ABSENT, "algorithms", Outcome.FAILED),
                Arguments.of("id_token_signing_alg_values_supported", "RS256", "algorithms", Outcome.FAILED),
                Arguments.of(
                        "token_endpoint_auth_methods_supported",
                        List.of("client_secret_post"),
                        "client_authentication",
                        Outcome.FAILED),
                Arguments.of(
                        "token_endpoint_auth_methods_supported",
                        FakeProvider.ABSENT,
                        "client_authentication",
                        Outcome.PASSED),
                Arguments.of(
                        "code_challenge_methods_supported",
                        List.of("plain"),
                        "code_challenge_methods_supported",
                        Outcome.WARNING),
                Arguments.of(
                        "code_challenge_methods_supported",
                        FakeProvider.ABSENT,
                        "code_challenge_methods_supported",
                        Outcome.WARNING),
                Arguments.of("scopes_supported", List.of("openid"), "scopes_supported", Outcome.WARNING),
                Arguments.of("issuer", World.ISSUER + "/", "issuer", Outcome.FAILED),
                Arguments.of("jwks_uri", World.ISSUER + "/nowhere", "keys", Outcome.FAILED));
    }

    @ParameterizedTest
    @MethodSource
    void lint_oneThingWrong_isFound(String name, Object value, String check, Outcome outcome) {
        world.provider.metadata.put(name, value);
        if (name.equals("jwks_uri")) {
            world.provider.at("jwks_uri", 404, "");
        }

        assertEquals(outcome, lint(check));
    }

    @Test
    void lint_providerOut_saysUnreachableAndNoMore() {
        world.provider.fails(FetchException.Problem.REFUSED_ADDRESS);

        Finding discovery = protocol.lint(world.record, world.context).get(2);

        assertEquals("discovery", discovery.check());
        assertEquals(Outcome.FAILED, discovery.outcome());
        assertEquals(FetchException.PUBLIC_TEXT, discovery.got());
    }

    @Test
    void lint_settingsThatCantBe_areOneFinding() {
        List<Finding> findings = protocol.lint(ConnectionRecord.builder("oidc").build(), world.context);

        assertEquals(Outcome.FAILED, findings.get(0).outcome());
        assertEquals(2, findings.size());
        assertEquals(0, world.provider.requests.size());
    }

    @Test
    void lint_clockAMinuteOff_isFound() {
        world.provider.metadataHeaders = Map.of("date", List.of("Fri, 1 May 2026 08:01:01 GMT"));
        assertEquals(Outcome.FAILED, lint("clock"));

        world.provider.metadataHeaders = Map.of("date", List.of("Fri, 1 May 2026 07:59:00 GMT"));
        assertEquals(Outcome.PASSED, lint("clock"));

        world.provider.metadataHeaders = Map.of("date", List.of("yesterday"));
        assertEquals(Outcome.PASSED, lint("clock"));
    }

    @Test
    void lint_googleForEverybody_isAWarning() {
        World google = new World(
                "https://accounts.google.com",
                google().client(FakeProvider.CLIENT, FakeProvider.SECRET).build());

        assertEquals(
                Outcome.WARNING,
                outcomes(protocol.lint(google.record, google.context)).get("realms"));
    }

    // ---- explain ----

    private List<Finding> explained(Map<String, String> callback) {
        return protocol.explain(world.record, Callback.posted(callback), world.context);
    }

    @Test
    void explain_goodCallback_passesAndAsksNobody() {
        List<Finding> findings = explained(Map.of("code", "c", "state", "s", "iss", World.ISSUER));

        assertEquals(
                List.of("settings", "answer", "state", "code", "iss", "redirect_uri"),
                findings.stream().map(Finding::check).toList());
        findings.forEach(finding -> assertEquals(Outcome.PASSED, finding.outcome(), finding.toString()));
        assertEquals(0, world.provider.requests.size());
    }

    @Test
    void explain_withoutAnIssuer_isNoMatterAsFarAsTheCallbackTells() {
        assertEquals(
                Outcome.PASSED,
                outcomes(explained(Map.of("code", "c", "state", "s"))).get("iss"));
    }

    static Stream<Arguments> explain_oneThingWrong_saysWhoMendsIt() {
        return Stream.of(
                Arguments.of(Map.of("error", "access_denied", "state", "s"), "answer", "assign the person"),
                Arguments.of(Map.of("error", "invalid_request", "state", "s"), "answer", "redirect URI"),
                Arguments.of(Map.of("error", "made_up", "state", "s"), "answer", "log"),
                Arguments.of(Map.of("error", "<b>", "state", "s"), "answer", "log"),
                Arguments.of(Map.of("code", "c"), "state", "start the sign-in again"),
                Arguments.of(Map.of("code", "", "state", "s"), "code", "authorization code"),
                Arguments.of(Map.of("code", "c", "state", "s", "iss", "https://evil.example"), "iss", "issuer"));
    }

    @ParameterizedTest
    @MethodSource
    void explain_oneThingWrong_saysWhoMendsIt(Map<String, String> callback, String check, String advice) {
        Finding finding = explained(callback).stream()
                .filter(found -> found.check().equals(check))
                .findFirst()
                .orElseThrow();

        assertEquals(Outcome.FAILED, finding.outcome());
        assertTrue(finding.fixedBy().contains(advice), finding.fixedBy());
    }

    @Test
    void explain_neverQuotesCodeOrState() {
        String all = explained(Map.of("code", "hush-1", "state", "hush-2")).toString();

        assertEquals(-1, all.indexOf("hush"));
    }

    @Test
    void explain_settingsThatCantBe_stillSaysTheRest() {
        ConnectionRecord broken = ConnectionRecord.builder("oidc")
                .settings(JsonObject.builder().put("realms", JsonArray.of()).build())
                .build();

        assertEquals(
                List.of("settings", "answer", "state", "code", "redirect_uri"),
                protocol.explain(broken, Callback.posted(Map.of()), world.context).stream()
                        .map(Finding::check)
                        .toList());
    }

    // ---- codes ----

    @Test
    void reasonCodes_areStable() {
        assertEquals(
                List.of(
                        "state_mismatch",
                        "login_too_old",
                        "login_finished_before",
                        "response_issuer_missing",
                        "response_other_issuer",
                        "code_refused",
                        "client_refused",
                        "token_response_malformed",
                        "id_token_missing",
                        "id_token_other_type",
                        "id_token_other_issuer",
                        "id_token_key_of_other_issuer",
                        "id_token_other_audience",
                        "id_token_other_party",
                        "id_token_subject_malformed",
                        "id_token_expired",
                        "id_token_from_the_future",
                        "id_token_too_old",
                        "nonce_mismatch",
                        "access_token_mismatch",
                        "not_signed_in_afresh",
                        "userinfo_malformed",
                        "userinfo_other_subject",
                        "realm_missing",
                        "realm_not_admitted",
                        "groups_incomplete",
                        "provider_unavailable",
                        "provider_metadata_refused"),
                Stream.of(OidcReason.values()).map(OidcReason::code).toList());
    }
}
