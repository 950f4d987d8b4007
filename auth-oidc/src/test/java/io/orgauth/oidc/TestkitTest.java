package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Reason;
import io.orgauth.ReplayGuard;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoReason;
import io.orgauth.testkit.FakeIdentityProvider;
import io.orgauth.testkit.OpenIdFault;
import io.orgauth.testkit.Person;
import io.orgauth.testkit.Persona;
import io.orgauth.token.TokenReason;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test kit's providers, which share no code with this module: each persona signs in, and each of their faults is found. */
class TestkitTest {
    private static final Person ADA =
            Person.of("ada@acme.com").named("Ada", "Lovelace").inGroups("staff", "ops");
    private static final Map<OpenIdFault, Reason> REFUSALS = new EnumMap<>(Map.ofEntries(
            Map.entry(OpenIdFault.WRONG_ISSUER, OidcReason.ID_TOKEN_OTHER_ISSUER),
            Map.entry(OpenIdFault.WITHOUT_ISSUER, TokenReason.MISSING_CLAIM),
            Map.entry(OpenIdFault.WRONG_AUDIENCE, OidcReason.ID_TOKEN_OTHER_AUDIENCE),
            Map.entry(OpenIdFault.WITHOUT_AUDIENCE, TokenReason.MISSING_CLAIM),
            Map.entry(OpenIdFault.WRONG_AUTHORIZED_PARTY, OidcReason.ID_TOKEN_OTHER_PARTY),
            Map.entry(OpenIdFault.WITHOUT_SUBJECT, TokenReason.MISSING_CLAIM),
            Map.entry(OpenIdFault.WRONG_NONCE, OidcReason.NONCE_MISMATCH),
            Map.entry(OpenIdFault.WITHOUT_NONCE, TokenReason.MISSING_CLAIM),
            Map.entry(OpenIdFault.EXPIRED, OidcReason.ID_TOKEN_EXPIRED),
            Map.entry(OpenIdFault.WITHOUT_EXPIRY, TokenReason.MISSING_CLAIM),
            Map.entry(OpenIdFault.WITHOUT_ISSUED_AT, TokenReason.MISSING_CLAIM),
            Map.entry(OpenIdFault.ISSUED_IN_THE_FUTURE, OidcReason.ID_TOKEN_FROM_THE_FUTURE),
            Map.entry(OpenIdFault.OLD_AUTHENTICATION, OidcReason.NOT_SIGNED_IN_AFRESH),
            Map.entry(OpenIdFault.WRONG_ACCESS_TOKEN_HASH, OidcReason.ACCESS_TOKEN_MISMATCH),
            Map.entry(OpenIdFault.TAMPERED, TokenReason.INVALID_SIGNATURE),
            Map.entry(OpenIdFault.OTHER_KEY, TokenReason.INVALID_SIGNATURE),
            Map.entry(OpenIdFault.UNKNOWN_KEY, TokenReason.UNKNOWN_KEY),
            Map.entry(OpenIdFault.UNSIGNED, TokenReason.MALFORMED_TOKEN), // as an empty signature is none
            Map.entry(OpenIdFault.HS256_WITH_PUBLIC_KEY, TokenReason.UNSUPPORTED_ALGORITHM),
            Map.entry(OpenIdFault.WITHOUT_ID_TOKEN, OidcReason.ID_TOKEN_MISSING),
            Map.entry(OpenIdFault.CODE_REFUSED, OidcReason.CODE_REFUSED),
            Map.entry(OpenIdFault.OTHER_USERINFO_SUBJECT, OidcReason.USERINFO_OTHER_SUBJECT),
            Map.entry(OpenIdFault.WITHOUT_USERINFO_SUBJECT, OidcReason.USERINFO_OTHER_SUBJECT),
            Map.entry(OpenIdFault.WRONG_STATE, OidcReason.STATE_MISMATCH),
            Map.entry(OpenIdFault.WITHOUT_STATE, OidcReason.STATE_MISMATCH),
            Map.entry(OpenIdFault.WRONG_RESPONSE_ISSUER, OidcReason.RESPONSE_OTHER_ISSUER),
            Map.entry(OpenIdFault.WITHOUT_RESPONSE_ISSUER, OidcReason.RESPONSE_ISSUER_MISSING),
            Map.entry(OpenIdFault.ACCESS_DENIED, SsoReason.IDENTITY_PROVIDER_REFUSED),
            Map.entry(OpenIdFault.GROUPS_OVERAGE, OidcReason.GROUPS_INCOMPLETE)));

    private final FakeIdentityProvider keycloak =
            FakeIdentityProvider.keycloak().person(ADA);
    private final RelyingParty party = party(
            keycloak,
            OidcConnection.custom(keycloak.issuer())
                    .client("client", "secret")
                    .groups("groups")
                    .build());

    private static RelyingParty party(FakeIdentityProvider provider, ConnectionRecord record) {
        return RelyingParty.of(
                record,
                SsoContext.builder()
                        .issuer("https://app.example.com")
                        .replayGuard(ReplayGuard.inMemory(Clock.systemUTC()))
                        .fetcher(provider.fetcher())
                        .build());
    }

    private static ExternalIdentity signIn(FakeIdentityProvider provider, ConnectionRecord record) {
        RelyingParty party = party(provider, record);
        LoginStep step = party.start("/");
        return party.finish(provider.openIdResponse(step).callback(), step.pending());
    }

    // ---- faults ----

    @ParameterizedTest
    @EnumSource
    void fault_ofAProvider_isFound(OpenIdFault fault) {
        LoginStep step = party.start(LoginRequest.to("/").afresh());
        Reason reason = REFUSALS.get(fault);
        if (reason != null) {
            World.assertRefused(
                    reason,
                    () -> party.finish(keycloak.openIdResponse(step).with(fault).callback(), step.pending()));
        } else if (fault == OpenIdFault.USERINFO_FAILS) {
            World.assertUnavailable(
                    OidcReason.PROVIDER_UNAVAILABLE,
                    () -> party.finish(keycloak.openIdResponse(step).with(fault).callback(), step.pending()));
        } else {
            assertHarmless(fault, step);
        }
    }

    /** What is no fault here, as one key needs no id, or is one of another persona's only. */
    private void assertHarmless(OpenIdFault fault, LoginStep step) {
        assertTrue(
                Set.of(
                                OpenIdFault.WITHOUT_KEY_ID,
                                OpenIdFault.EMAIL_NOT_VERIFIED,
                                OpenIdFault.EMAIL_VERIFIED_AS_TEXT,
                                OpenIdFault.FOREIGN_TENANT,
                                OpenIdFault.CONSUMER_ACCOUNT)
                        .contains(fault),
                "a fault that this test does not know: " + fault);

        ExternalIdentity who =
                party.finish(keycloak.openIdResponse(step).with(fault).callback(), step.pending());

        assertEquals(
                fault != OpenIdFault.EMAIL_NOT_VERIFIED, who.assertedEmail().isPresent());
    }

    @Test
    void keyWithoutAnId_amongSeveral_isRefused() {
        keycloak.rotateKeys();
        LoginStep step = party.start("/");

        World.assertRefused(
                TokenReason.UNKNOWN_KEY,
                () -> party.finish(
                        keycloak.openIdResponse(step)
                                .with(OpenIdFault.WITHOUT_KEY_ID)
                                .callback(),
                        step.pending()));
    }

    @Test
    void rotation_isFollowed() {
        LoginStep before = party.start("/");
        party.finish(keycloak.openIdResponse(before).callback(), before.pending());
        LoginStep step = party.start("/");
        keycloak.rotateKeys().forgetOldKeys();

        assertEquals(
                Optional.of("ada@acme.com"),
                party.finish(keycloak.openIdResponse(step).callback(), step.pending())
                        .assertedEmail());
    }

    @Test
    void otherIssuer_inMetadata_isRefused() {
        keycloak.claimIssuer("https://other.example");

        World.assertUnavailable(OidcReason.PROVIDER_METADATA_REFUSED, () -> party.start("/"));
    }

    @Test
    void provider_down_isSaidClearly() {
        keycloak.goDown();

        World.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE, () -> party.start("/"));
    }

    // ---- personas ----

    @Test
    void okta_whoseTokensAreThin_signsIn() {
        FakeIdentityProvider okta = FakeIdentityProvider.okta().person(ADA);

        ExternalIdentity who = signIn(
                okta,
                OidcConnection.okta(okta.issuer(), "client", "secret")
                        .scopes("groups")
                        .groups("groups")
                        .build());

        assertEquals(Optional.of("ada@acme.com"), who.assertedEmail());
        assertEquals(Set.of("staff", "ops"), who.groups());
    }

    @Test
    void entra_ofOneAndOfSeveralTenants_isTheSamePerson() {
        FakeIdentityProvider entra = FakeIdentityProvider.entraId().person(ADA);
        OidcConnection.Builder one = OidcConnection.microsoft("client", "secret")
                .tenants(Persona.TENANT)
                .groups("groups");
        OidcConnection.Builder several = OidcConnection.microsoft("client", "secret")
                .tenants(Persona.TENANT, MicrosoftTest.GLOBEX)
                .groups("groups");

        ExternalIdentity byOne = signIn(entra, one.build());
        ExternalIdentity bySeveral = signIn(entra, several.build());

        assertEquals(byOne.subject(), bySeveral.subject());
        assertTrue(byOne.subject().startsWith(Persona.TENANT + "/"), byOne.subject());
        assertEquals(Optional.of(Persona.TENANT), bySeveral.realm());
        assertEquals(Set.of(entra.groupName("staff"), entra.groupName("ops")), byOne.groups());
    }

    @Test
    void entra_foreignTenant_isRefusedByEither() {
        FakeIdentityProvider entra = FakeIdentityProvider.entraId().person(ADA);
        RelyingParty one = party(
                entra,
                OidcConnection.microsoft("client", "secret")
                        .tenants(Persona.TENANT)
                        .build());
        RelyingParty several = party(
                entra,
                OidcConnection.microsoft("client", "secret")
                        .tenants(Persona.TENANT, MicrosoftTest.GLOBEX)
                        .build());

        assertForeign(OidcReason.ID_TOKEN_OTHER_ISSUER, entra, one);
        assertForeign(OidcReason.REALM_NOT_ADMITTED, entra, several);
    }

    private static void assertForeign(OidcReason reason, FakeIdentityProvider entra, RelyingParty party) {
        LoginStep step = party.start("/");
        World.assertRefused(
                reason,
                () -> party.finish(
                        entra.openIdResponse(step)
                                .with(OpenIdFault.FOREIGN_TENANT)
                                .callback(),
                        step.pending()));
    }

    @Test
    void google_workspaceAndConsumer_areToldApart() {
        FakeIdentityProvider google = FakeIdentityProvider.googleWorkspace().person(ADA);
        RelyingParty shared =
                party(google, OidcConnection.google("client", "secret").build());
        LoginStep first = shared.start("/");
        LoginStep second = shared.start("/");

        assertEquals(
                Optional.of("acme.com"),
                shared.finish(google.openIdResponse(first).callback(), first.pending())
                        .realm());
        assertEquals(
                Optional.empty(),
                shared.finish(
                                google.openIdResponse(second)
                                        .with(OpenIdFault.CONSUMER_ACCOUNT)
                                        .callback(),
                                second.pending())
                        .realm());
    }
}
