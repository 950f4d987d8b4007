package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Reason;
import io.orgauth.sso.LoginStep;
import io.orgauth.token.TokenReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MicrosoftTest {
    static final String ACME = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490";
    static final String GLOBEX = "c8b5a8e2-5d4f-4f57-8f6a-0f5d3f9f2c11";
    static final String FOREIGN = "11111111-2222-3333-4444-555555555555";
    static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";
    static final String OID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    static final String TEMPLATE = "https://login.microsoftonline.com/{tenantid}/v2.0";
    private static final String COMMON = "https://login.microsoftonline.com/organizations/v2.0";

    private final World one = new World(issuer(ACME), builder().tenants(ACME).build());
    private final World several =
            new World(COMMON, builder().tenants(ACME, GLOBEX).build());

    private static OidcConnection.Builder builder() {
        return OidcConnection.microsoft(FakeProvider.CLIENT, FakeProvider.SECRET)
                .id("con_entra");
    }

    static String issuer(String tenant) {
        return TEMPLATE.replace("{tenantid}", tenant);
    }

    @BeforeEach
    void entra() {
        for (World world : List.of(one, several)) {
            world.provider.metadata.remove("authorization_response_iss_parameter_supported");
            world.provider.claims.put("oid", OID);
            world.provider.claims.remove("email_verified");
            from(world, ACME);
        }
        several.provider.metadata.put("issuer", TEMPLATE);
    }

    private static void from(World world, String tenant) {
        world.provider.claims.put("tid", tenant);
        world.provider.claims.put("iss", issuer(tenant));
    }

    private static void assertSignsIn(World world, String tenant) {
        assertEquals(Optional.of(tenant), world.signIn().realm());
    }

    private static void assertRefused(Reason reason, World world) {
        world.assertRefused(reason);
    }

    // ---- one tenant ----

    @Test
    void oneTenant_isAskedAtItsOwnIssuer() {
        LoginStep.Redirect step = (LoginStep.Redirect) one.start();

        assertTrue(step.location().toString().startsWith(issuer(ACME)));
        assertSignsIn(one, ACME);
    }

    @Test
    void oneTenant_accountOfAnother_isRefused() {
        from(one, FOREIGN);
        assertRefused(OidcReason.ID_TOKEN_OTHER_ISSUER, one);
    }

    @Test
    void oneTenant_tenantOfAnotherUnderTheRightIssuer_isRefused() {
        one.provider.claims.put("tid", FOREIGN);
        assertRefused(OidcReason.REALM_NOT_ADMITTED, one);
    }

    @Test
    void oneTenant_metadataWithTheGap_isRefused() {
        one.provider.metadata.put("issuer", TEMPLATE);

        World.assertUnavailable(OidcReason.PROVIDER_METADATA_REFUSED, one::start);
    }

    // ---- several tenants ----

    @Test
    void severalTenants_eachOfTheListSignsIn() {
        assertSignsIn(several, ACME);

        from(several, GLOBEX);
        assertSignsIn(several, GLOBEX);
    }

    @Test
    void severalTenants_anyOtherOfTheWorld_isRefused() {
        from(several, FOREIGN);

        assertRefused(OidcReason.REALM_NOT_ADMITTED, several);
    }

    @Test
    void personalAccount_isRefused() {
        from(several, CONSUMERS);

        assertRefused(OidcReason.REALM_MISSING, several);
    }

    @Test
    void tenantThatIsNotTheIssuers_isRefused() {
        several.provider.claims.put("iss", issuer(FOREIGN));

        assertRefused(OidcReason.ID_TOKEN_OTHER_ISSUER, several);
    }

    @Test
    void issuerWithTheGapLeftOpen_isRefused() {
        several.provider.claims.put("iss", TEMPLATE);

        assertRefused(OidcReason.ID_TOKEN_OTHER_ISSUER, several);
    }

    @Test
    void tenantThatIsNoGuid_isRefused() {
        for (String tenant : List.of("{tenantid}", "organizations", ACME.toUpperCase(), ACME + "/../" + FOREIGN, "")) {
            from(several, tenant);

            assertRefused(OidcReason.ID_TOKEN_SUBJECT_MALFORMED, several);
        }
    }

    @Test
    void tenantMissing_isRefused() {
        several.provider.claims.remove("tid");

        assertRefused(TokenReason.MISSING_CLAIM, several);
    }

    @Test
    void versionOneIssuer_isRefused() {
        several.provider.claims.put("iss", "https://sts.windows.net/" + ACME + "/");

        assertRefused(OidcReason.ID_TOKEN_OTHER_ISSUER, several);
    }

    @Test
    void metadata_mustHaveTheGap() {
        several.provider.metadata.put("issuer", issuer(FOREIGN));

        World.assertUnavailable(OidcReason.PROVIDER_METADATA_REFUSED, several::start);
    }

    @Test
    void responseIssuer_ifSent_isOneOfTheTenants() {
        LoginStep step = several.start();
        Map<String, String> answer = new HashMap<>(several.provider.answer(step));
        answer.put("iss", issuer(FOREIGN));
        World.assertRefused(OidcReason.RESPONSE_OTHER_ISSUER, () -> several.finish(step, answer));

        answer.put("iss", issuer(ACME));
        assertEquals(Optional.of(ACME), several.finish(step, answer).realm());
    }

    // ---- keys that say whose they are ----

    @Test
    void keyOfTheGap_signsForEveryTenant() {
        several.provider.keys.get(0).put("issuer", TEMPLATE);

        assertSignsIn(several, ACME);
    }

    @Test
    void keyOfAnotherTenant_isRefused() {
        for (Object issuer : List.of(issuer(GLOBEX), issuer(CONSUMERS), 1, "")) {
            several.provider.keys.get(0).put("issuer", issuer);
            several.time.pass(Duration.ofMinutes(5));

            assertRefused(OidcReason.ID_TOKEN_KEY_OF_OTHER_ISSUER, several);
        }
    }

    @Test
    void keyIssuer_ofAnotherProvider_isNoMatter() {
        World other = new World();
        other.provider.keys.get(0).put("issuer", "whatever");

        assertEquals("ada-1", other.signIn().subject());
    }

    // ---- who it is ----

    @Test
    void person_isTenantAndObject() {

        assertEquals(ACME + "/" + OID, one.signIn().subject());
    }

    @Test
    void objectMissingOrNoGuid_isRefused() {
        one.provider.claims.put("oid", "ada");
        assertRefused(OidcReason.ID_TOKEN_SUBJECT_MALFORMED, one);

        one.provider.claims.remove("oid");
        assertRefused(TokenReason.MISSING_CLAIM, one);
    }

    /** nOAuth: whoever runs a tenant writes any address; where Microsoft says that the domain is not the tenant's, it is dropped. */
    @Test
    void email_ofADomainThatTheTenantHasNotProven_isDropped() {
        Map<Object, Boolean> spellings = Map.of(
                true, true, "true", true, 1, true, "1", true, false, false, "false", false, 0, false, "0", false);
        spellings.forEach((value, kept) -> {
            one.provider.claims.put("xms_edov", value);

            assertEquals(kept, one.signIn().assertedEmail().isPresent(), String.valueOf(value));
        });
    }

    @Test
    void userPrincipalName_isNoEmail() {
        one.provider.claims.put("email", FakeProvider.ABSENT);
        one.provider.claims.put("preferred_username", "ceo@acme.com");
        one.provider.claims.put("upn", "ceo@acme.com");

        assertEquals(Optional.empty(), one.signIn().assertedEmail());
    }

    /** Over 200 groups: the claim is elsewhere, at an address that is not asked. */
    @Test
    void groupsOverage_isRefusedAndItsAddressNotAsked() {
        World grouped =
                new World(issuer(ACME), builder().tenants(ACME).groups("groups").build());
        grouped.provider.metadata.remove("authorization_response_iss_parameter_supported");
        grouped.provider.claims.put("oid", OID);
        from(grouped, ACME);
        grouped.provider.claims.put("_claim_names", Map.of("groups", "src1"));
        grouped.provider.claims.put(
                "_claim_sources",
                Map.of("src1", Map.of("endpoint", "https://graph.windows.net/x/users/y/getMemberObjects")));

        assertRefused(OidcReason.GROUPS_INCOMPLETE, grouped);
        assertTrue(grouped.provider.requests.stream()
                .noneMatch(request -> request.uri().getHost().contains("graph")));
    }

    /** Its tokens are valid for 65 minutes, of which five are over when they come. */
    @Test
    void idToken_datedBackByFiveMinutes_isTaken() {
        one.provider.claims.put("iat", one.now() - 300);
        one.provider.claims.put("nbf", one.now() - 300);
        one.provider.claims.put("exp", one.now() + 3_600);

        assertSignsIn(one, ACME);
    }

    @Test
    void userinfo_isNotAsked_asItHasLess() {
        assertSignsIn(one, ACME);

        assertEquals(0, one.provider.asked("/userinfo"));
    }

    @Test
    void nationalCloud_isAskedAtItsOwnHost() {
        String issuer = "https://login.microsoftonline.us/" + ACME + "/v2.0";
        World cloud = new World(
                issuer,
                builder()
                        .nationalCloud("login.microsoftonline.us")
                        .tenants(ACME)
                        .build());

        assertTrue(((LoginStep.Redirect) cloud.start()).location().toString().startsWith(issuer));
    }
}
