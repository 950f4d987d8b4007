package io.orgauth.token;

import static io.orgauth.token.SignedJwt.good;
import static io.orgauth.token.SignedJwt.recorded;
import static io.orgauth.token.TokenAssert.assertRefused;
import static io.orgauth.token.TokenReason.MALFORMED_CLAIM;
import static io.orgauth.token.TokenReason.MISSING_CLAIM;
import static io.orgauth.token.TokenReason.OTHER_ORGANIZATION;
import static io.orgauth.token.TokenReason.OTHER_TOKEN_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each vendor's access token says what it should, and the vendor's other tokens are no access tokens. */
class TokenProfileTest {
    private static final String ORGANIZATION = "org_9ybsU1dN2dKfDkBi";

    private final TokenVerifier auth0 =
            vendor(VendorTokens.AUTH0, SignedJwt.AUDIENCE, ORGANIZATION, TokenProfile.auth0());
    private final TokenVerifier keycloak =
            vendor(VendorTokens.KEYCLOAK, SignedJwt.AUDIENCE, "acme", TokenProfile.keycloak());
    private final TokenVerifier okta = vendor(VendorTokens.OKTA, "api://data", "org_acme", TokenProfile.okta());
    private final TokenVerifier entra =
            vendor(VendorTokens.ENTRA, VendorTokens.ENTRA_API, VendorTokens.ENTRA_TENANT, TokenProfile.entra());

    private static TokenVerifier vendor(String issuer, String audience, String organization, TokenProfile profile) {
        return SignedJwt.verifier()
                .issuer(issuer)
                .audience(audience)
                .organization(organization)
                .profile(profile)
                .build();
    }

    private static void assertCaller(
            TokenVerifier verifier,
            SignedJwt token,
            String organization,
            List<String> permissions,
            List<String> roles) {
        Principal caller = verifier.verify(token.sign());
        assertEquals(organization, caller.organization().value());
        assertEquals(permissions.stream().map(Permission::of).collect(Collectors.toSet()), caller.permissions());
        assertEquals(roles.stream().map(Role::of).collect(Collectors.toSet()), caller.roles());
    }

    @Test
    void auth0_eitherDialect_isAccepted() {
        List<String> both = List.of("models:read", "models:write");
        assertCaller(auth0, recorded("JWT", VendorTokens.AUTH0_LEGACY), ORGANIZATION, both, List.of());
        assertCaller(
                auth0, recorded("at+jwt", VendorTokens.AUTH0_RFC9068), ORGANIZATION, List.of("models:read"), List.of());
    }

    @Test
    void auth0_permissionsOfRbac_winOverScope() {
        String none = VendorTokens.AUTH0_LEGACY.replace("[\"models:read\",\"models:write\"]", "[]");
        assertCaller(auth0, recorded("JWT", none), ORGANIZATION, List.of(), List.of());
    }

    @Test
    void auth0_otherTokens_areRefused() {
        assertRefused(OTHER_TOKEN_TYPE, auth0, recorded("JWT", VendorTokens.AUTH0_ID));
        String quiet = VendorTokens.AUTH0_ID.replace("\"nonce\":\"n-0S6_WzA2Mj\",", "");
        assertRefused(OTHER_TOKEN_TYPE, auth0, recorded("JWT", quiet));
        assertRefused(OTHER_TOKEN_TYPE, auth0, recorded("JWT", quiet.replace("\"sid\":\"s1\"", "\"azp\":null")));
        String personal = VendorTokens.AUTH0_LEGACY.replace("\"org_id\":\"" + ORGANIZATION + "\",", "");
        assertRefused(MISSING_CLAIM, auth0, recorded("JWT", personal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"acme\"]",
                "\"acme\"",
                "{\"acme\":{}}",
                "{\"acme\":{\"id\":\"42c3e46f-2477-44d7-a85b-d3b43f6b31fa\",\"plan\":[\"gold\"]}}"
            })
    void keycloak_organizationInEachForm_isItsAlias(String organization) {
        assertCaller(
                keycloak,
                recorded("JWT", VendorTokens.KEYCLOAK_ACCESS.formatted(organization)),
                "acme",
                List.of("openid", "email", "profile", "organization", "models:read"),
                List.of("default-roles-acme", "offline_access", "analyst"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"acme\",\"globex\"]", "{\"acme\":{},\"globex\":{}}", "[]", "{}", "7", "[[\"acme\"]]", "null"})
    void keycloak_noSingleOrganization_isRefused(String organization) {
        assertRefused(MALFORMED_CLAIM, keycloak, recorded("JWT", VendorTokens.KEYCLOAK_ACCESS.formatted(organization)));
    }

    @Test
    void keycloak_otherOrganization_isRefused() {
        assertRefused(
                OTHER_ORGANIZATION, keycloak, recorded("JWT", VendorTokens.KEYCLOAK_ACCESS.formatted("[\"globex\"]")));
        assertRefused(
                OTHER_ORGANIZATION,
                keycloak,
                recorded("JWT", VendorTokens.KEYCLOAK_ACCESS.formatted("{\"globex\":{}}")));
        String none = VendorTokens.KEYCLOAK_ACCESS.formatted("0").replace("\"organization\":0,", "");
        assertRefused(MISSING_CLAIM, keycloak, recorded("JWT", none));
    }

    @Test
    void keycloak_otherTokens_areRefused() {
        for (String other :
                List.of(VendorTokens.KEYCLOAK_ID, VendorTokens.KEYCLOAK_REFRESH, VendorTokens.KEYCLOAK_LOGOUT)) {
            assertRefused(OTHER_TOKEN_TYPE, keycloak, recorded("JWT", other));
        }
        assertRefused(OTHER_TOKEN_TYPE, keycloak, recorded("logout+jwt", VendorTokens.KEYCLOAK_LOGOUT));
        String untyped = VendorTokens.KEYCLOAK_ACCESS.formatted("[\"acme\"]").replace("\"typ\":\"Bearer\",", "");
        assertRefused(MISSING_CLAIM, keycloak, recorded("JWT", untyped));
        String withoutClient =
                VendorTokens.KEYCLOAK_ACCESS.formatted("[\"acme\"]").replace("\"azp\":\"my-client\",", "");
        assertRefused(MISSING_CLAIM, keycloak, recorded("JWT", withoutClient));
    }

    @Test
    void okta_accessToken_isForTheOrganizationOfTheIssuer() {
        assertCaller(
                okta,
                recorded("", VendorTokens.OKTA_ACCESS),
                "org_acme",
                List.of("openid", "models:read"),
                List.of("Everyone", "Data Analysts"));
        assertEquals(
                "ada@acme.example",
                okta.verify(recorded("JWT", VendorTokens.OKTA_ACCESS).sign()).getName());
    }

    @Test
    void okta_idToken_isRefused() {
        assertRefused(OTHER_TOKEN_TYPE, okta, recorded("", VendorTokens.OKTA_ID));
        String thin = VendorTokens.OKTA_ID.replace("\"nonce\":\"n-0S6_WzA2Mj\",", "");
        assertRefused(OTHER_TOKEN_TYPE, okta, recorded("", thin));
        assertRefused(MISSING_CLAIM, okta, recorded("", thin.replace("at_hash", "other")));
        assertRefused(MISSING_CLAIM, okta, recorded("", VendorTokens.OKTA_ACCESS.replace("\"scp\"", "\"scope\"")));
        assertRefused(OTHER_TOKEN_TYPE, okta, recorded("okta-internal-at+jwt", VendorTokens.OKTA_ACCESS));
    }

    @Test
    void entra_userAndApplication_areAccepted() {
        assertCaller(
                entra,
                recorded("JWT", VendorTokens.ENTRA_DELEGATED),
                VendorTokens.ENTRA_TENANT,
                List.of("models.read", "models.write"),
                List.of("Models.Analyst"));
        assertCaller(
                entra,
                recorded("JWT", VendorTokens.ENTRA_APP_ONLY),
                VendorTokens.ENTRA_TENANT,
                List.of(),
                List.of("Models.Read.All"));
    }

    @Test
    void entra_otherTokens_areRefused() {
        assertRefused(OTHER_TOKEN_TYPE, entra, recorded("JWT", VendorTokens.ENTRA_ID));
        String otherTenant = VendorTokens.ENTRA_DELEGATED.replace("\"tid\":\"72f988bf", "\"tid\":\"9188040d");
        assertRefused(OTHER_ORGANIZATION, entra, recorded("JWT", otherTenant));
    }

    @Test
    void idTokenClaims_inAnAccessToken_areRefusedByEachPresetThatCanTell() {
        for (String name : List.of("nonce", "at_hash", "c_hash", "s_hash")) {
            String more = "{\"" + name + "\":\"x\",";
            assertRefused(
                    OTHER_TOKEN_TYPE, auth0, recorded("JWT", VendorTokens.AUTH0_LEGACY.replaceFirst("\\{", more)));
            assertRefused(OTHER_TOKEN_TYPE, okta, recorded("", VendorTokens.OKTA_ACCESS.replaceFirst("\\{", more)));
            assertRefused(
                    OTHER_TOKEN_TYPE, entra, recorded("JWT", VendorTokens.ENTRA_DELEGATED.replaceFirst("\\{", more)));
        }
        for (String name : List.of("at_hash", "c_hash", "s_hash")) {
            String claims =
                    VendorTokens.KEYCLOAK_ACCESS.formatted("[\"acme\"]").replaceFirst("\\{", "{\"" + name + "\":null,");
            assertRefused(OTHER_TOKEN_TYPE, keycloak, recorded("JWT", claims));
        }
    }

    @Test
    void custom_namesWithDotsAndNestedPaths_areExact() {
        TokenVerifier verifier = SignedJwt.verifier()
                .profile(TokenProfile.builder()
                        .type("application/at+jwt")
                        .organizationAt("https://acme.example/org")
                        .permissionsAt("authz", "data.acme", "can")
                        .permissionsAt("scope")
                        .rolesAt("authz", "roles")
                        .build())
                .build();
        SignedJwt token = good().without("scope").with("https://acme.example/org", "org_acme");
        Map<String, Object> authorization =
                Map.of("data.acme", Map.of("can", List.of("a", "b")), "roles", "owner", "data", Map.of("acme", "x"));
        assertCaller(verifier, token.with("authz", authorization), "org_acme", List.of("a", "b"), List.of("owner"));
        assertCaller(
                verifier, token.with("authz", Map.of()).with("scope", "c d"), "org_acme", List.of("c", "d"), List.of());
        assertCaller(verifier, token.with("authz", "flat").with("scope", "c"), "org_acme", List.of("c"), List.of());
        assertRefused(MISSING_CLAIM, verifier, good());
        assertRefused(MALFORMED_CLAIM, verifier, good().with("https://acme.example/org", Map.of("id", "org_acme")));
    }

    @Test
    void custom_placesOfPermissions_areNeverAddedUp() {
        TokenVerifier verifier = SignedJwt.verifier()
                .profile(TokenProfile.builder()
                        .type("at+jwt")
                        .organizationAt("org_id")
                        .permissionsAt("first")
                        .permissionsAt("scope")
                        .build())
                .build();
        assertCaller(verifier, good().with("first", List.of()), "org_acme", List.of(), List.of());
        assertRefused(MALFORMED_CLAIM, verifier, good().withNull("first"));
    }

    @Test
    void custom_requiredForbiddenAndFixedClaims_areHeld() {
        TokenVerifier verifier = SignedJwt.verifier()
                .profile(TokenProfile.builder()
                        .type("at+jwt")
                        .organizationOfIssuer()
                        .requireClaim("client_id")
                        .requireOneOf("a", "b")
                        .forbidClaims("events")
                        .fixClaim("use", "access")
                        .build())
                .build();
        SignedJwt token = good().with("a", 1).with("use", "access");
        assertCaller(verifier, token, "org_acme", List.of(), List.of());
        assertCaller(verifier, token.without("a").with("b", false), "org_acme", List.of(), List.of());
        assertRefused(MISSING_CLAIM, verifier, token.without("client_id"));
        assertRefused(MALFORMED_CLAIM, verifier, token.withNull("client_id"));
        assertRefused(OTHER_TOKEN_TYPE, verifier, token.without("a"));
        assertRefused(OTHER_TOKEN_TYPE, verifier, token.withNull("a"));
        assertRefused(OTHER_TOKEN_TYPE, verifier, token.withNull("events"));
        assertRefused(OTHER_TOKEN_TYPE, verifier, token.with("use", "Access"));
        assertRefused(MISSING_CLAIM, verifier, token.without("use"));
        assertRefused(MALFORMED_CLAIM, verifier, token.with("use", List.of("access")));
    }

    @Test
    void builder_wrongSettings_failWithTheirSentence() {
        assertSentence("typ must not be blank, say untyped() if the tokens have none", builder -> builder.type(" "));
        assertSentence(
                "typ must not be blank, say untyped() if the tokens have none",
                builder -> builder.type("application/"));
        assertSentence("requireOneOf(...) needs at least one claim", TokenProfile.Builder::requireOneOf);
        assertSentence("a claim path needs at least one name", TokenProfile.Builder::organizationAt);
        assertSentence("a claim path needs at least one name", TokenProfile.Builder::permissionsAt);
        assertSentence(
                "the organization sits in one place, it was said already",
                builder -> builder.organizationAt("org_id").organizationOfIssuer());
        assertSentence(
                "say which \"typ\" the tokens have: type(...) or untyped()",
                builder -> builder.organizationAt("org_id").build());
        assertSentence(
                "say where the organization is: organizationAt(...), onlyOrganizationAt(...) or organizationOfIssuer()",
                builder -> builder.type("jwt").build());
    }

    private static void assertSentence(String sentence, Consumer<TokenProfile.Builder> fault) {
        RuntimeException failure = assertThrows(RuntimeException.class, () -> fault.accept(TokenProfile.builder()));
        assertEquals(sentence, failure.getMessage());
    }

    @Test
    void untyped_acceptsNoTypAndOnlyThat() {
        TokenVerifier verifier = SignedJwt.verifier()
                .profile(TokenProfile.builder()
                        .untyped()
                        .organizationAt("org_id")
                        .build())
                .build();
        assertCaller(verifier, good().withoutHeader("typ"), "org_acme", List.of(), List.of());
        assertRefused(OTHER_TOKEN_TYPE, verifier, good());
        assertRefused(TokenReason.MALFORMED_TOKEN, verifier, good().header("typ", ""));
        assertEquals(
                Set.of(""),
                TokenProfile.builder().untyped().organizationOfIssuer().build().types());
    }
}
