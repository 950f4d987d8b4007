package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.orgauth.OrganizationId;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoogleTest {
    private static final String ISSUER = "https://accounts.google.com";

    private final World shared = new World(ISSUER, builder().build());
    private final World own =
            new World(ISSUER, ownBuilder().hostedDomains("acme.com", "acme.org").build());

    private static OidcConnection.Builder builder() {
        return OidcConnection.google(FakeProvider.CLIENT, FakeProvider.SECRET).id("con_google");
    }

    private static OidcConnection.Builder ownBuilder() {
        return builder().organization(OrganizationId.of("org_acme"));
    }

    private static Map<String, String> sent(World world) {
        return FakeProvider.query(((LoginStep.Redirect) world.start()).location());
    }

    @Test
    void workspaceAccount_provesItsDomain() {
        own.provider.claims.put("hd", "acme.org");

        assertEquals(Optional.of("acme.org"), own.signIn().realm());
    }

    @Test
    void consumerAccountWithAnAddressOfTheCompany_isRefused() {
        own.assertRefused(OidcReason.REALM_MISSING); // its address is ada@acme.com, verified
    }

    @Test
    void otherWorkspace_isRefused() {
        for (String domain : List.of("evil.example", "ACME.com", "acme.com.evil.example", "", "acme.com ")) {
            own.provider.claims.put("hd", domain);

            own.assertRefused(OidcReason.REALM_NOT_ADMITTED);
        }
    }

    @Test
    void sharedButton_takesAllAndProvesADomainOnlyWhereThereIsOne() {
        assertEquals(Optional.empty(), shared.signIn().realm());

        shared.provider.claims.put("hd", "acme.com");
        assertEquals(Optional.of("acme.com"), shared.signIn().realm());
    }

    @Test
    void sharedButton_domainInTheUserinfo_provesNothing() {
        shared.provider.userinfo.put("hd", "acme.com");

        assertEquals(Optional.empty(), shared.signIn().realm());
    }

    /** The parameter is a hint: with several domains there is none, and it is Google's alone. */
    @Test
    void domainHint_isSentForOneDomainAndToGoogleOnly() {
        World one = new World(ISSUER, ownBuilder().hostedDomains("acme.com").build());

        assertEquals("acme.com", sent(one).get("hd"));
        assertFalse(sent(own).containsKey("hd"));
        assertFalse(sent(shared).containsKey("hd"));
        assertFalse(sent(new World()).containsKey("hd"));
    }

    /** Google does not say when somebody proved themselves: a fresh proof can't be had there, and is not believed either. */
    @Test
    void freshProof_isAskedForAsGoogleUnderstandsItAndNotBelieved() {
        LoginStep step = shared.party.start(LoginRequest.to("/").afresh());
        shared.provider.claims.put("auth_time", FakeProvider.ABSENT);

        assertEquals(
                "select_account",
                FakeProvider.query(((LoginStep.Redirect) step).location()).get("prompt"));
        World.assertRefused(OidcReason.NOT_SIGNED_IN_AFRESH, () -> shared.finish(step));
    }

    @Test
    void accessType_isSentToNobody() {
        for (World world : List.of(shared, own, new World())) {
            assertFalse(sent(world).containsKey("access_type"));
        }
    }

    @Test
    void legacyIssuer_isTakenFromGoogleOnly() {
        shared.provider.claims.put("iss", "accounts.google.com");
        assertEquals("ada-1", shared.signIn().subject());

        World other = new World();
        other.provider.claims.put("iss", "accounts.google.com");
        other.assertRefused(OidcReason.ID_TOKEN_OTHER_ISSUER);
    }

    @Test
    void otherIssuer_isRefused() {
        for (String issuer : List.of("http://accounts.google.com", ISSUER + "/", "https://evil.example")) {
            shared.provider.claims.put("iss", issuer);

            shared.assertRefused(OidcReason.ID_TOKEN_OTHER_ISSUER);
        }
    }

    @Test
    void legacyIssuer_inMetadata_isRefused() {
        shared.provider.metadata.put("issuer", "accounts.google.com");

        World.assertUnavailable(OidcReason.PROVIDER_METADATA_REFUSED, shared::start);
    }

    @Test
    void responseIssuer_mayHaveEitherSpelling() {
        LoginStep step = shared.start();
        Map<String, String> answer = new HashMap<>(shared.provider.answer(step));
        answer.put("iss", "accounts.google.com");

        assertEquals("ada-1", shared.finish(step, answer).subject());
    }

    @Test
    void userinfo_isNotAsked_asTheIdTokenHasAll() {
        shared.signIn();

        assertEquals(0, shared.provider.asked("/userinfo"));
    }
}
