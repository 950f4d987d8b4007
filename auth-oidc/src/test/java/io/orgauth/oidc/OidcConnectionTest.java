package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.LoginStep;
import io.orgauth.token.DocumentSigner;
import io.orgauth.token.JwsAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OidcConnectionTest {
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final String TENANT = MicrosoftTest.ACME;

    @Test
    void google_asInTheSnippet_isShared() {
        ConnectionRecord record = OidcConnection.google("id", "secret").build();

        assertEquals("oidc", record.protocol());
        assertEquals("Google", record.name());
        assertEquals(Optional.empty(), record.organization());
        assertEquals(Optional.of("secret"), record.secret("client_secret"));
        assertFalse(Json.text(record.settings()).contains("secret\":"), "no secret is a setting");
        assertEquals("https://accounts.google.com", OidcSettings.of(record).issuer());
    }

    @Test
    void everySetting_isReadBackAsItWasSaid() {
        ConnectionRecord record = OidcConnection.custom(World.ISSUER)
                .id("con_known")
                .organization(ACME)
                .name("Acme's own")
                .client("id", "secret")
                .clientSecretPost()
                .scopes("groups", "email")
                .formPost()
                .groups("roles")
                .attribute("uid", "uid_number")
                .algorithms(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA)
                .withoutUserinfo()
                .build();
        OidcSettings settings = OidcSettings.of(record);

        assertEquals("con_known", record.id());
        assertEquals(Optional.of(ACME), record.organization());
        assertEquals("Acme's own", record.name());
        assertEquals("id", settings.clientId());
        assertEquals(ClientProof.Method.CLIENT_SECRET_POST, settings.proof().method());
        assertEquals(List.of("openid", "email", "profile", "groups"), settings.scopes());
        assertTrue(settings.formPost());
        assertEquals(Optional.of("roles"), settings.groupsClaim());
        assertEquals(Map.of("uid", "uid_number"), settings.attributes());
        assertEquals(Set.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA), settings.algorithms());
        assertFalse(settings.userinfo());
        assertFalse(settings.isShared());
    }

    @Test
    void custom_unlessSaid_isTheSpecification() {
        OidcSettings settings = OidcSettings.of(World.custom().build());

        assertEquals(ClientProof.Method.CLIENT_SECRET_BASIC, settings.proof().method());
        assertEquals(List.of("openid", "email", "profile"), settings.scopes());
        assertFalse(settings.formPost());
        assertTrue(settings.userinfo());
        assertTrue(settings.isShared());
        assertEquals(Optional.empty(), settings.groupsClaim());
        assertEquals(10, settings.algorithms().size());
        assertTrue(settings.algorithms().stream()
                .noneMatch(algorithm -> algorithm.name().startsWith("HS")));
    }

    @Test
    void privateKey_isKeptAsASecret() {
        DocumentSigner key = DocumentSigner.create(new SecureRandom());
        ConnectionRecord record =
                OidcConnection.custom(World.ISSUER).client("id", key).build();

        assertEquals(Set.of("client_key"), record.secrets().keySet());
        assertEquals(
                ClientProof.Method.PRIVATE_KEY_JWT,
                OidcSettings.of(record).proof().method());
    }

    static Stream<Arguments> issuer_asPeopleWriteIt() {
        return Stream.of(
                Arguments.of("https://idp.example.net", "https://idp.example.net"),
                Arguments.of("https://idp.example.net/", "https://idp.example.net/"),
                Arguments.of("https://idp.example.net/.well-known/openid-configuration", "https://idp.example.net"),
                Arguments.of("http://localhost:8082/oidc", "http://localhost:8082/oidc"),
                Arguments.of("http://127.0.0.1:1", "http://127.0.0.1:1"),
                Arguments.of("http://[::1]:1", "http://[::1]:1"));
    }

    @ParameterizedTest
    @MethodSource
    void issuer_asPeopleWriteIt(String written, String issuer) {
        ConnectionRecord record =
                OidcConnection.custom(written).client("id", "secret").build();

        assertEquals(issuer, OidcSettings.of(record).issuer());
    }

    @Test
    void metadataUrl_isBelowTheIssuerWithoutDoublingItsSlash() {
        for (String slash : List.of("", "/")) {
            OidcSettings settings = OidcSettings.of(OidcConnection.custom("https://idp.example.net/a" + slash)
                    .client("id", "s")
                    .build());

            assertEquals(
                    "https://idp.example.net/a/.well-known/openid-configuration",
                    settings.metadataUrl().toString());
        }
    }

    static Stream<Arguments> build_thatCantBe_namesTheSetting() {
        return Stream.of(
                refused(
                        "issuer",
                        () -> OidcConnection.custom("idp.example.net")
                                .client("i", "s")
                                .build()),
                refused(
                        "issuer",
                        () -> OidcConnection.custom("http://idp.example.net")
                                .client("i", "s")
                                .build()),
                refused(
                        "issuer",
                        () -> OidcConnection.custom("https://a@idp.example.net")
                                .client("i", "s")
                                .build()),
                refused(
                        "issuer",
                        () -> OidcConnection.custom("https://idp.example.net?a")
                                .client("i", "s")
                                .build()),
                refused(
                        "issuer",
                        () -> OidcConnection.custom("https://idp.example.net#a")
                                .client("i", "s")
                                .build()),
                refused(
                        "issuer",
                        () -> OidcConnection.custom("https://idp.example.net/a/..")
                                .client("i", "s")
                                .build()),
                refused(
                        "issuer",
                        () -> OidcConnection.custom("ftp://idp.example.net")
                                .client("i", "s")
                                .build()),
                refused(
                        "issuer",
                        () -> OidcConnection.custom("").client("i", "s").build()),
                refused("client_id", () -> OidcConnection.custom(World.ISSUER).build()),
                refused(
                        "client_id",
                        () -> OidcConnection.custom(World.ISSUER)
                                .client(" ", "s")
                                .build()),
                refused(
                        "client_id",
                        () -> OidcConnection.custom(World.ISSUER)
                                .client("a\n", "s")
                                .build()),
                refused(
                        "secret",
                        () -> OidcConnection.custom(World.ISSUER)
                                .client("i", "")
                                .build()),
                refused("scopes", () -> World.custom().scopes("two words").build()),
                refused("scopes", () -> World.custom().scopes("a\"b").build()),
                refused("scopes", () -> World.custom().scopes("").build()),
                refused(
                        "algorithms",
                        () -> World.custom().algorithms(JwsAlgorithm.HS256).build()),
                refused(
                        "algorithms",
                        () -> World.custom()
                                .algorithms(JwsAlgorithm.RS256, JwsAlgorithm.HS256)
                                .build()),
                refused("algorithms", () -> World.custom().algorithms().build()),
                refused("realms", () -> World.custom().hostedDomains("acme.com").build()),
                refused(
                        "realms",
                        () -> OidcConnection.okta(World.ISSUER, "i", "s")
                                .tenants(TENANT)
                                .build()),
                refused(
                        "realms",
                        () -> OidcConnection.google("i", "s").organization(ACME).build()),
                refused(
                        "realms",
                        () -> OidcConnection.google("i", "s")
                                .hostedDomains("ACME.com")
                                .build()),
                refused(
                        "realms",
                        () -> OidcConnection.google("i", "s")
                                .hostedDomains("acme")
                                .build()),
                refused(
                        "realms",
                        () -> OidcConnection.google("i", "s").hostedDomains("*").build()),
                refused(
                        "realms",
                        () -> OidcConnection.google("i", "s")
                                .hostedDomains("acme.com", "")
                                .build()),
                refused(
                        "realms",
                        () -> OidcConnection.google("i", "s").tenants(TENANT).build()),
                refused("realms", () -> OidcConnection.microsoft("i", "s").build()),
                refused(
                        "realms",
                        () -> OidcConnection.microsoft("i", "s")
                                .tenants("common")
                                .build()),
                refused(
                        "realms",
                        () -> OidcConnection.microsoft("i", "s").tenants("*").build()),
                refused(
                        "realms",
                        () -> OidcConnection.microsoft("i", "s")
                                .tenants(TENANT.toUpperCase())
                                .build()),
                refused(
                        "realms",
                        () -> OidcConnection.microsoft("i", "s")
                                .tenants(TENANT, "acme.com")
                                .build()),
                refused(
                        "realms",
                        () -> OidcConnection.microsoft("i", "s")
                                .tenants(MicrosoftTest.CONSUMERS)
                                .build()),
                refused(
                        "host",
                        () -> OidcConnection.microsoft("i", "s")
                                .tenants(TENANT)
                                .nationalCloud("login.evil.example")
                                .build()));
    }

    private static Arguments refused(String setting, Executable build) {
        return Arguments.of(setting, build);
    }

    @ParameterizedTest
    @MethodSource
    void build_thatCantBe_namesTheSetting(String setting, Executable build) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, build);

        assertTrue(String.valueOf(refusal.getMessage()).contains(setting), refusal.getMessage());
    }

    /** An administrator's JSON, through the admin API: no builder has looked at it. */
    static Stream<Arguments> settings_writtenByHand_areJudgedTheSame() {
        return Stream.of(
                Arguments.of("{}", "issuer"),
                Arguments.of("{'issuer':1}", "issuer"),
                Arguments.of("{'issuer':'https://idp.example.net'}", "client_id"),
                Arguments.of("{'issuer':'https://idp.example.net','client_id':'i','realm':['acme.com']}", "realm"),
                Arguments.of("{'provider':'facebook','client_id':'i'}", "provider"),
                Arguments.of("{'provider':'google','issuer':'https://evil.example','client_id':'i'}", "issuer"),
                Arguments.of(
                        "{'provider':'microsoft','client_id':'i','realms':['" + TENANT
                                + "'],'issuer':'https://evil.example/" + TENANT + "/v2.0'}",
                        "host"),
                Arguments.of("{'provider':'google','client_id':'i','realms':'all'}", "realms"),
                Arguments.of("{'provider':'google','client_id':'i','realms':{}}", "realms"),
                Arguments.of("{'provider':'google','client_id':'i','response_mode':'fragment'}", "response_mode"),
                Arguments.of("{'provider':'google','client_id':'i','client_authentication':'none'}", "client_auth"),
                Arguments.of(
                        "{'provider':'google','client_id':'i','client_authentication':'private_key_jwt'}",
                        "client_key"),
                Arguments.of("{'provider':'google','client_id':'i','algorithms':['none']}", "algorithms"),
                Arguments.of("{'provider':'google','client_id':'i','algorithms':['RS256','RS257']}", "algorithms"),
                Arguments.of("{'provider':'google','client_id':'i','attributes':{'uid':1}}", "uid"),
                Arguments.of("{'provider':'google','client_id':'i','userinfo':'no'}", "userinfo"));
    }

    @ParameterizedTest
    @MethodSource
    void settings_writtenByHand_areJudgedTheSame(String json, String setting) {
        ConnectionRecord record = record(json).secret("client_secret", "s").build();

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> OidcSettings.of(record));

        assertTrue(String.valueOf(refusal.getMessage()).contains(setting), refusal.getMessage());
    }

    private static ConnectionRecord.Builder record(String json) {
        JsonObject settings = Json.parseObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return ConnectionRecord.builder("oidc").settings(settings);
    }

    @Test
    void secretMissing_isNamed() {
        ConnectionRecord record =
                record("{'provider':'google','client_id':'i'}").build();

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> OidcSettings.of(record));
        assertTrue(String.valueOf(refusal.getMessage()).contains("client_secret"), refusal.getMessage());
    }

    @Test
    void keyThatIsNone_isRefusedWithoutQuotingIt() {
        for (String key : List.of("not json", "{}", "{\"public\":\"AA\",\"private\":\"hush\"}")) {
            ConnectionRecord record = record(
                            "{'issuer':'https://idp.example.net','client_id':'i','client_authentication':'private_key_jwt'}")
                    .secret("client_key", key)
                    .build();

            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> OidcSettings.of(record));
            assertFalse(String.valueOf(refusal.getMessage()).contains("hush"), refusal.getMessage());
        }
    }

    /** As a form field gives it, for example from what a preset asks for. */
    @Test
    void realms_asOneText_areTaken() {
        OidcSettings settings =
                OidcSettings.of(record("{'provider':'google','client_id':'i','realms':' acme.com, acme.org '}")
                        .secret("client_secret", "s")
                        .organization(ACME)
                        .build());

        assertEquals(List.of("acme.com", "acme.org"), settings.realms());
    }

    @Test
    void microsoft_severalTenants_areAskedAtTheCommonEndpoint() {
        ConnectionRecord record = OidcConnection.microsoft("i", "s")
                .tenants(TENANT, MicrosoftTest.GLOBEX)
                .build();

        assertEquals(
                "https://login.microsoftonline.com/organizations/v2.0",
                OidcSettings.of(record).issuer());
        assertEquals(
                ClientProof.Method.CLIENT_SECRET_POST,
                OidcSettings.of(record).proof().method());
    }

    @Test
    void loopbackIssuer_mayHavePlainEndpoints() {
        String issuer = "http://localhost:8082";
        World world = new World(
                issuer,
                OidcConnection.custom(issuer)
                        .client(FakeProvider.CLIENT, FakeProvider.SECRET)
                        .build());

        assertEquals("http", ((LoginStep.Redirect) world.start()).location().getScheme());
    }
}
