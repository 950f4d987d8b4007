package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jwt.SignedJWT;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.token.DocumentSigner;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OktaTest {
    private static final String ISSUER = "https://acme.okta.com/oauth2/default";

    private static OidcConnection.Builder builder() {
        return OidcConnection.okta(ISSUER, FakeProvider.CLIENT, FakeProvider.SECRET)
                .id("con_okta");
    }

    @Test
    void thinToken_hasEmailAndGroupsInTheUserinfo() {
        World world =
                new World(ISSUER, builder().groups("groups").scopes("groups").build());
        world.provider.claims.put("email", FakeProvider.ABSENT);
        world.provider.claims.put("email_verified", FakeProvider.ABSENT);
        world.provider.userinfo.put("email", "ada@acme.com");
        world.provider.userinfo.put("email_verified", true);
        world.provider.userinfo.put("groups", List.of("Everyone", "Ops"));

        ExternalIdentity who = world.signIn();

        assertEquals(Optional.of("ada@acme.com"), who.assertedEmail());
        assertEquals(Set.of("Everyone", "Ops"), who.groups());
    }

    @Test
    void organizationsServerAndCustomServer_areTwoIssuers() {
        World world = new World(ISSUER, builder().build());
        world.provider.claims.put("iss", "https://acme.okta.com");

        world.assertRefused(OidcReason.ID_TOKEN_OTHER_ISSUER);
    }

    @Test
    void assertion_isForTheTokenEndpoint() throws Exception {
        DocumentSigner key = DocumentSigner.create(new SecureRandom());
        World world =
                new World(ISSUER, builder().client(FakeProvider.CLIENT, key).build());
        world.signIn();

        SignedJWT assertion =
                SignedJWT.parse(world.provider.last("/token").form().get("client_assertion"));
        assertEquals(List.of(ISSUER + "/token"), assertion.getJWTClaimsSet().getAudience());
    }
}
