package io.orgauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault changes the one thing that it is named after, and nothing else. */
class OpenIdFaultTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
    private static final FakeIdentityProvider KEYCLOAK = provider(FakeIdentityProvider.keycloak());
    private static final FakeIdentityProvider ENTRA = provider(FakeIdentityProvider.entraId());
    private static final FakeIdentityProvider GOOGLE = provider(FakeIdentityProvider.googleWorkspace());

    private static FakeIdentityProvider provider(FakeIdentityProvider idp) {
        return idp.person(Person.of("ada@acme.com").inGroups("engineers")).clock(CLOCK);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                row(OpenIdFault.WRONG_ISSUER, "id_token iss"),
                row(OpenIdFault.WITHOUT_ISSUER, "id_token iss"),
                row(OpenIdFault.WRONG_AUDIENCE, "id_token aud"),
                row(OpenIdFault.WITHOUT_AUDIENCE, "id_token aud"),
                row(OpenIdFault.WRONG_AUTHORIZED_PARTY, "id_token aud", "id_token azp"),
                row(OpenIdFault.WITHOUT_SUBJECT, "id_token sub"),
                row(OpenIdFault.WRONG_NONCE, "id_token nonce"),
                row(OpenIdFault.WITHOUT_NONCE, "id_token nonce"),
                row(OpenIdFault.EXPIRED, "id_token iat", "id_token exp"),
                row(OpenIdFault.WITHOUT_EXPIRY, "id_token exp"),
                row(OpenIdFault.WITHOUT_ISSUED_AT, "id_token iat"),
                row(OpenIdFault.ISSUED_IN_THE_FUTURE, "id_token iat", "id_token exp"),
                row(OpenIdFault.OLD_AUTHENTICATION, "id_token auth_time"),
                row(OpenIdFault.WRONG_ACCESS_TOKEN_HASH, "id_token at_hash"),
                row(OpenIdFault.TAMPERED, "signature", "id_token sub"),
                row(OpenIdFault.OTHER_KEY, "signature"),
                row(OpenIdFault.UNKNOWN_KEY, "signature", "header kid"),
                row(OpenIdFault.WITHOUT_KEY_ID, "header kid"),
                row(OpenIdFault.UNSIGNED, "signature", "header alg", "header kid"),
                row(OpenIdFault.HS256_WITH_PUBLIC_KEY, "signature", "header alg"),
                row(OpenIdFault.OTHER_USERINFO_SUBJECT, "userinfo sub"),
                row(OpenIdFault.WITHOUT_USERINFO_SUBJECT, "userinfo sub"),
                row(OpenIdFault.USERINFO_FAILS, "userinfo status"),
                row(OpenIdFault.WRONG_STATE, "answer state"),
                row(OpenIdFault.WITHOUT_STATE, "answer state"),
                row(OpenIdFault.WRONG_RESPONSE_ISSUER, "answer iss"),
                row(OpenIdFault.WITHOUT_RESPONSE_ISSUER, "answer iss"),
                row(OpenIdFault.EMAIL_NOT_VERIFIED, "id_token email_verified", "userinfo email_verified"),
                arguments(ENTRA, OpenIdFault.FOREIGN_TENANT, List.of("id_token iss", "id_token tid", "userinfo tid")),
                arguments(GOOGLE, OpenIdFault.CONSUMER_ACCOUNT, List.of("id_token hd", "userinfo hd")),
                arguments(
                        ENTRA,
                        OpenIdFault.GROUPS_OVERAGE,
                        List.of(
                                "id_token groups",
                                "userinfo groups",
                                "id_token _claim_names",
                                "id_token _claim_sources")));
    }

    private static Arguments row(OpenIdFault fault, String... facts) {
        return arguments(KEYCLOAK, fault, Arrays.asList(facts));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("changes")
    void fault_besideTheGoodSignIn_changesOneThing(FakeIdentityProvider idp, OpenIdFault fault, List<String> facts)
            throws Exception {
        OpenIdExchange exchange = new OpenIdExchange(idp);
        Map<String, String> good = exchange.facts(idp.openIdResponse(OpenIdExchange.step()));
        Map<String, String> bad =
                exchange.facts(idp.openIdResponse(OpenIdExchange.step()).with(fault));

        assertEquals(new TreeSet<>(facts), differences(good, bad));
        assertEquals("true", good.get("signature"));
        assertEquals("right", good.get("id_token at_hash"));
    }

    private static Set<String> differences(Map<String, String> good, Map<String, String> bad) {
        Map<String, String> all = new TreeMap<>(good);
        all.putAll(bad);
        return all.keySet().stream()
                .filter(fact -> !good.getOrDefault(fact, "none").equals(bad.getOrDefault(fact, "none")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void textForABoolean_isText() throws Exception {
        OpenIdResponse response =
                KEYCLOAK.openIdResponse(OpenIdExchange.step()).with(OpenIdFault.EMAIL_VERIFIED_AS_TEXT);
        OpenIdExchange exchange = new OpenIdExchange(KEYCLOAK);
        String accessToken = OpenIdExchange.json(exchange.token(OpenIdExchange.form(response.callback())))
                .string("access_token")
                .orElseThrow();

        assertEquals(
                "true",
                OpenIdExchange.json(exchange.userinfo(accessToken))
                        .string("email_verified")
                        .orElseThrow());
    }

    @Test
    void refusals_comeInsteadOfTheRest() throws Exception {
        OpenIdExchange exchange = new OpenIdExchange(KEYCLOAK);

        Map<String, String> denied =
                exchange.facts(KEYCLOAK.openIdResponse(OpenIdExchange.step()).with(OpenIdFault.ACCESS_DENIED));
        Map<String, String> refused =
                exchange.facts(KEYCLOAK.openIdResponse(OpenIdExchange.step()).with(OpenIdFault.CODE_REFUSED));
        Map<String, String> thin =
                exchange.facts(KEYCLOAK.openIdResponse(OpenIdExchange.step()).with(OpenIdFault.WITHOUT_ID_TOKEN));

        assertEquals("access_denied", denied.get("answer error"));
        assertEquals("state-1", denied.get("answer state"));
        assertEquals("400", refused.get("token status"));
        assertEquals("some", thin.get("token access_token"));
        assertEquals(null, thin.get("signature"));
    }

    @Test
    void with_secondFault_isRefused() {
        OpenIdResponse response = KEYCLOAK.openIdResponse(OpenIdExchange.step()).with(OpenIdFault.EXPIRED);

        assertThrows(IllegalStateException.class, () -> response.with(OpenIdFault.TAMPERED));
    }
}
