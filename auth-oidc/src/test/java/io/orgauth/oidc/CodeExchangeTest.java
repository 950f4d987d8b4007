package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import io.orgauth.Reason;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.json.Json;
import io.orgauth.token.DocumentSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodeExchangeTest {
    private final World world = new World();

    // ---- which client we are ----

    @Test
    void secretBasic_isFormEncodedFirst() {
        world.signIn();

        FetchRequest sent = world.provider.last("/token");
        String pair = new String(
                Base64.getDecoder()
                        .decode(sent.header("authorization").orElseThrow().substring("Basic ".length())),
                StandardCharsets.US_ASCII);
        assertEquals("client-1:a+secret%3A+of+ours%25", pair);
        assertEquals(
                Set.of("grant_type", "code", "redirect_uri", "code_verifier"),
                sent.form().keySet());
    }

    @Test
    void secretPost_isInTheFormAlone() {
        World post = new World(OidcConnection.Builder::clientSecretPost);
        post.signIn();

        FetchRequest sent = post.provider.last("/token");
        assertEquals(Optional.empty(), sent.header("authorization"));
        assertEquals(FakeProvider.SECRET, sent.form().get("client_secret"));
        assertEquals("client-1", sent.form().get("client_id"));
    }

    @Test
    void privateKey_signsAnAssertionForTheIssuer() throws Exception {
        DocumentSigner key = DocumentSigner.create(new SecureRandom());
        World signing = new World(builder -> builder.client("client-1", key));
        signing.signIn();

        SignedJWT assertion = assertion(signing.provider.last("/token"));
        assertTrue(verifies(assertion, key));
        assertEquals("client-1", assertion.getJWTClaimsSet().getIssuer());
        assertEquals("client-1", assertion.getJWTClaimsSet().getSubject());
        assertEquals(World.ISSUER, assertion.getPayload().toJSONObject().get("aud")); // one string, no array
        assertEquals(signing.now(), assertion.getJWTClaimsSet().getIssueTime().getTime() / 1_000);
        assertEquals(
                signing.now() + 60,
                assertion.getJWTClaimsSet().getExpirationTime().getTime() / 1_000);
        assertEquals(
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                signing.provider.last("/token").form().get("client_assertion_type"));
        assertEquals("client-1", signing.provider.last("/token").form().get("client_id"));
        assertEquals(Optional.empty(), signing.provider.last("/token").header("authorization"));
    }

    @Test
    void privateKey_neverSignsTheSameTwice() throws Exception {
        DocumentSigner key = DocumentSigner.create(new SecureRandom());
        World signing = new World(builder -> builder.client("client-1", key));
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 3; i++) {
            signing.signIn();
            ids.add(assertion(signing.provider.last("/token")).getJWTClaimsSet().getJWTID());
        }

        assertEquals(3, ids.size());
    }

    private static SignedJWT assertion(FetchRequest sent) throws ParseException {
        return SignedJWT.parse(sent.form().get("client_assertion"));
    }

    private static boolean verifies(SignedJWT assertion, DocumentSigner key) throws JOSEException, ParseException {
        return assertion.verify(new ECDSAVerifier(ECKey.parse(Json.text(key.publicJwk()))));
    }

    // ---- what the token endpoint answers ----

    static Stream<Arguments> tokenEndpoint_saysNo_isRefused() {
        return Stream.of(
                Arguments.of(400, "{\"error\":\"invalid_grant\"}", OidcReason.CODE_REFUSED),
                Arguments.of(400, "{\"error\":\"invalid_request\"}", OidcReason.CODE_REFUSED),
                Arguments.of(401, "{\"error\":\"invalid_client\"}", OidcReason.CLIENT_REFUSED),
                Arguments.of(400, "{\"error\":\"unauthorized_client\"}", OidcReason.CLIENT_REFUSED),
                Arguments.of(200, "", OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of(200, "<html>", OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of(200, "[]", OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of(200, "{}", OidcReason.TOKEN_RESPONSE_MALFORMED));
    }

    @ParameterizedTest
    @MethodSource
    void tokenEndpoint_saysNo_isRefused(int status, String body, Reason reason) {
        world.provider.at("token_endpoint", status, body);

        world.assertRefused(reason);
    }

    static Stream<Arguments> tokenEndpoint_saysNothing_isAnOutage() {
        return Stream.of(
                Arguments.of(500, "{\"error\":\"invalid_grant\"}"),
                Arguments.of(503, ""),
                Arguments.of(429, "{}"),
                Arguments.of(302, ""),
                Arguments.of(400, "<html>"),
                Arguments.of(400, "{}"),
                Arguments.of(400, "{\"error\":1}"));
    }

    @ParameterizedTest
    @MethodSource
    void tokenEndpoint_saysNothing_isAnOutage(int status, String body) {
        world.provider.at("token_endpoint", status, body);

        world.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE);
    }

    static Stream<Arguments> tokenAnswer_wrongInOneThing_isRefused() {
        return Stream.of(
                Arguments.of("access_token", FakeProvider.ABSENT, OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of("access_token", "", OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of("access_token", "two words", OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of("access_token", "line\nbreak", OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of("access_token", 1, OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of("token_type", FakeProvider.ABSENT, OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of("token_type", "mac", OidcReason.TOKEN_RESPONSE_MALFORMED),
                Arguments.of("id_token", FakeProvider.ABSENT, OidcReason.ID_TOKEN_MISSING),
                Arguments.of("id_token", null, OidcReason.TOKEN_RESPONSE_MALFORMED));
    }

    @ParameterizedTest
    @MethodSource
    void tokenAnswer_wrongInOneThing_isRefused(String name, Object value, Reason reason) {
        world.provider.tokenAnswer.put(name, value);

        world.assertRefused(reason);
    }

    @Test
    void tokenType_inAnotherCase_isTaken() {
        world.provider.tokenAnswer.put("token_type", "bearer");

        assertEquals("ada-1", world.signIn().subject());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "TIMEOUT", "TLS", "TOO_LARGE", "REFUSED_ADDRESS"})
    void provider_downWhileSomebodySignsIn_failsClearly(FetchException.Problem problem) {
        world.signIn();
        world.provider.fails(problem);

        world.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE);
    }

    // ---- userinfo ----

    @Test
    void userinfo_isAskedWithTheAccessToken() {
        world.signIn();

        assertEquals(
                Optional.of("Bearer " + FakeProvider.ACCESS_TOKEN),
                world.provider.last("/userinfo").header("authorization"));
    }

    @Test
    void userinfo_switchedOffOrNotThere_isNotAsked() {
        World off = new World(OidcConnection.Builder::withoutUserinfo);
        off.signIn();
        assertEquals(0, off.provider.asked("/userinfo"));

        world.provider.metadata.remove("userinfo_endpoint");
        world.signIn();
        assertEquals(0, world.provider.asked("/userinfo"));
    }

    @Test
    void userinfo_ofAnotherSubject_isRefused() {
        for (Object subject : List.of("bob-1", "ADA-1", "", 1)) {
            world.provider.userinfo.put("sub", subject);

            world.assertRefused(OidcReason.USERINFO_OTHER_SUBJECT);
        }
        world.provider.userinfo.remove("sub");
        world.assertRefused(OidcReason.USERINFO_OTHER_SUBJECT);
    }

    @Test
    void userinfo_noJson_isRefused() {
        world.provider.at("userinfo_endpoint", 200, "<html>");

        world.assertRefused(OidcReason.USERINFO_MALFORMED);
    }

    @Test
    void userinfo_statusOtherThan200_isAnOutage() {
        world.provider.at("userinfo_endpoint", 403, "{}");

        world.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE);
    }

    private void answersSignedUserinfo(Map<String, Object> claims) {
        world.provider.instead = request -> request.uri().toString().endsWith("/userinfo")
                ? Optional.of(FetchedResponse.of(
                        200,
                        Map.of("Content-Type", List.of("Application/JWT; charset=utf-8")),
                        world.provider.signed(claims).getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    @Test
    void userinfo_signed_isVerifiedAndMerged() {
        world.provider.claims.put("email", FakeProvider.ABSENT);
        answersSignedUserinfo(Map.of("iss", World.ISSUER, "aud", "client-1", "sub", "ada-1", "email", "ada@acme.com"));

        assertEquals(Optional.of("ada@acme.com"), world.signIn().assertedEmail());
    }

    @Test
    void userinfo_signedForAnotherClientOrByAnotherIssuer_isRefused() {
        answersSignedUserinfo(Map.of("iss", World.ISSUER, "aud", "client-2", "sub", "ada-1"));
        world.assertRefused(OidcReason.ID_TOKEN_OTHER_AUDIENCE);

        answersSignedUserinfo(Map.of("iss", "https://evil.example", "aud", "client-1", "sub", "ada-1"));
        world.assertRefused(OidcReason.ID_TOKEN_OTHER_ISSUER);
    }

    @Test
    void secrets_areInNoText() {
        world.signIn();

        world.provider.requests.forEach(request -> {
            assertFalse(request.toString().contains("code-0"), request.toString());
            assertFalse(request.uri().toString().contains(FakeProvider.ACCESS_TOKEN));
        });
    }
}
