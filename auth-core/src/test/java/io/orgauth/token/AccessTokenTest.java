package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
    @Test
    void build_missingPart_isNamed() {
        OrganizationId acme = OrganizationId.of("org_acme");
        Subject subject = Subject.of(Tokens.ISSUER, "usr_1");
        AccessToken.Builder token = AccessToken.builder();
        assertMissing("organization(...)", token);
        assertMissing("subject(...)", token.organization(acme));
        assertMissing("audience(...), the one resource it is for", token.subject(subject));
        assertMissing("clientId(...), which RFC 9068 demands", token.audience(Tokens.AUDIENCE));
        token.clientId("app_1").build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "sub",
                "aud",
                "exp",
                "iat",
                "nbf",
                "jti",
                "client_id",
                "sid",
                "org_id",
                "scope",
                "auth_time",
                "amr",
                "acr",
                "azp",
                "roles",
                "attributes",
                "cnf",
                "act",
                "may_act",
                "nonce",
                "events",
                "permissions",
                "organization",
                "tid",
                "SCOPE",
                "Org_Id"
            })
    void claim_reservedName_isRefused(String name) {
        assertRefused("claim \"" + name + "\" is reserved, choose a name of your own", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "email_verified",
                "name",
                "given_name",
                "family_name",
                "preferred_username",
                "phone_number",
                "address",
                "groups",
                "Email",
                "GROUPS"
            })
    void claim_personalName_isRefused(String name) {
        assertRefused(
                "claim \"" + name
                        + "\" is personal and never in an access token, read it from the ID token or userinfo",
                name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "a\nb", "é", "\u007f"})
    void claim_unprintableName_isRefusedWithoutQuotingIt(String name) {
        assertRefused("claim name must be 1 to 128 visible ASCII characters without quote and backslash", name);
    }

    @Test
    void claim_longName_isRefused() {
        AccessToken.Builder token = Tokens.token().claim("a".repeat(128), 1);
        assertThrows(IllegalArgumentException.class, () -> token.claim("a".repeat(129), 1));
    }

    @Test
    void claim_freeNames_areGood() {
        Tokens.token()
                .claim("plan", "gold")
                .claim("https://acme.example/region", "eu")
                .attribute("uid", 1000)
                .build();
    }

    @Test
    void claim_givenTwice_isRefused() {
        AccessToken.Builder token = Tokens.token().claim("plan", 1).attribute("plan", 1);
        assertThrows(IllegalArgumentException.class, () -> token.claim("plan", 1));
        assertThrows(IllegalArgumentException.class, () -> token.attribute("plan", 1));
    }

    @Test
    void claim_valueWithoutJson_isRefused() {
        AccessToken.Builder token = Tokens.token();
        for (Object value : List.of(new Object(), Double.NaN, Map.of(1, 2), List.of(new Object()), "\ud800")) {
            assertThrows(IllegalArgumentException.class, () -> token.claim("plan", value));
            assertThrows(IllegalArgumentException.class, () -> token.attribute("plan", value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "é", "\u007f"})
    void identifiers_unprintable_areRefused(String text) {
        AccessToken.Builder token = Tokens.token();
        assertThrows(IllegalArgumentException.class, () -> token.audience(text));
        assertThrows(IllegalArgumentException.class, () -> token.clientId(text));
        assertThrows(IllegalArgumentException.class, () -> token.sessionId(text));
        Authentication how = new Authentication(Optional.empty(), Set.of(text), Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> token.authentication(how));
    }

    @Test
    void identifiers_length_isBounded() {
        AccessToken.Builder token = Tokens.token();
        token.audience("a".repeat(2_048)).clientId("a".repeat(255)).sessionId("a".repeat(255));
        assertThrows(IllegalArgumentException.class, () -> token.audience("a".repeat(2_049)));
        assertThrows(IllegalArgumentException.class, () -> token.clientId("a".repeat(256)));
        assertThrows(IllegalArgumentException.class, () -> token.sessionId("a".repeat(256)));
    }

    @Test
    void toString_saysWhoAndWhere_notMore() {
        String text = Tokens.token().claim("plan", "gold").build().toString();
        assertEquals("AccessToken[org_acme usr_1 for https://data.acme.example]", text);
    }

    private static void assertMissing(String what, AccessToken.Builder token) {
        IllegalStateException refusal = assertThrows(IllegalStateException.class, token::build);
        assertEquals("an access token needs " + what, refusal.getMessage());
    }

    private static void assertRefused(String message, String name) {
        AccessToken.Builder token = Tokens.token();
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> token.claim(name, "x"))
                        .getMessage());
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> token.attribute(name, "x"))
                        .getMessage());
        assertTrue(message.length() < 200);
    }
}
