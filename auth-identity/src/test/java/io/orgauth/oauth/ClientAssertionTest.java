package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.ISSUER;
import static io.orgauth.oauth.OAuthFixture.WEB;
import static io.orgauth.oauth.OAuthFixture.WEB_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.assertError;
import static io.orgauth.oauth.OAuthFixture.redeeming;
import static io.orgauth.oauth.OAuthFixture.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientMetadata;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** private_key_jwt (RFC 7523; OpenID Connect Core, 9): for us alone, for minutes, once. */
class ClientAssertionTest {
    private final ECKey key = key("k1");
    private final OAuthFixture plane = new OAuthFixture(
            ClientMetadata.web(WEB_REDIRECT).asFirstParty().signingWith(new JWKSet(key.toPublicJWK()).toString()));

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(WEB)
                .subject(WEB)
                .audience(ISSUER)
                .jwtID("j-1")
                .issueTime(Date.from(plane.time.instant()))
                .expirationTime(Date.from(plane.time.instant().plusSeconds(60)));
    }

    private String signed(JWTClaimsSet claims, ECKey by, String type) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(by.getKeyID())
                    .type(type.isEmpty() ? null : new JOSEObjectType(type))
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(by));
            return jwt.serialize();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse redeemed(String assertion) {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> form = redeeming(WEB, WEB_REDIRECT, plane.code(request(WEB, WEB_REDIRECT)));
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return plane.post("/oauth/token", form);
    }

    @Test
    void assertion_good_provesTheClient() {
        for (String type : List.of("JWT", "", "client-authentication+jwt")) {
            JWTClaimsSet claims = good().jwtID("j" + type).build();
            assertEquals(200, redeemed(signed(claims, key, type)).status(), type);
        }
    }

    @Test
    void assertion_usedTwice_isRefused() {
        String assertion = signed(good().build(), key, "JWT");
        assertEquals(200, redeemed(assertion).status());
        assertError(redeemed(assertion), 401, "invalid_client");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                row("iss", claims -> claims.issuer("spa")),
                row("no iss", claims -> claims.issuer(null)),
                row("sub", claims -> claims.subject("spa")),
                row("no sub", claims -> claims.subject(null)),
                row("aud", claims -> claims.audience("https://other.example")),
                row("aud is the token endpoint", claims -> claims.audience(ISSUER + "/oauth/token")),
                row("aud with a slash", claims -> claims.audience(ISSUER + "/")),
                row("several aud", claims -> claims.audience(List.of(ISSUER, "https://other.example"))),
                row("no aud", claims -> claims.audience((String) null)),
                row("no jti", claims -> claims.jwtID(null)),
                row("empty jti", claims -> claims.jwtID("")),
                row("no exp", claims -> claims.expirationTime(null)),
                row("old", claims -> claims.expirationTime(Date.from(java.time.Instant.parse("2026-05-01T07:59:00Z")))),
                row(
                        "long",
                        claims -> claims.expirationTime(Date.from(java.time.Instant.parse("2026-05-01T08:06:01Z")))),
                row(
                        "future",
                        claims -> claims.notBeforeTime(Date.from(java.time.Instant.parse("2026-05-01T08:01:01Z")))),
                row(
                        "made later",
                        claims -> claims.issueTime(Date.from(java.time.Instant.parse("2026-05-01T08:01:01Z")))));
    }

    private static Arguments row(String name, Consumer<JWTClaimsSet.Builder> fault) {
        return Arguments.of(name, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void assertion_withOneThingWrong_isRefused(String name, Consumer<JWTClaimsSet.Builder> fault) {
        JWTClaimsSet.Builder claims = good();
        fault.accept(claims);
        assertError(redeemed(signed(claims.build(), key, "JWT")), 401, "invalid_client");
        assertEquals(200, redeemed(signed(good().build(), key, "JWT")).status(), "and its id is not used up");
    }

    @Test
    void assertion_byAnotherKey_isRefused() {
        assertError(redeemed(signed(good().build(), key("k1"), "JWT")), 401, "invalid_client");
        assertError(redeemed(signed(good().build(), key("k2"), "JWT")), 401, "invalid_client");
    }

    @Test
    void assertion_ofAnotherType_isRefused() {
        assertError(redeemed(signed(good().build(), key, "at+jwt")), 401, "invalid_client");
    }

    @Test
    void assertion_unsigned_isRefused() {
        assertError(redeemed(new PlainJWT(good().build()).serialize()), 401, "invalid_client");
        assertError(redeemed("rubbish"), 401, "invalid_client");
        assertError(redeemed("a.b.c"), 401, "invalid_client");
    }

    @Test
    void client_thatSigns_isNotProvenByLess() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> form = redeeming(WEB, WEB_REDIRECT, plane.code(request(WEB, WEB_REDIRECT)));
        assertError(plane.post("/oauth/token", form), 401, "invalid_client");
        form.put("client_secret", OAuthFixture.SECRET);
        assertError(plane.post("/oauth/token", form), 401, "invalid_client");
    }

    @Test
    void client_inTwoWays_isRefused() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> form = redeeming(WEB, WEB_REDIRECT, plane.code(request(WEB, WEB_REDIRECT)));
        form.put("client_assertion_type", ClientAssertions.TYPE);
        form.put("client_assertion", signed(good().build(), key, "JWT"));
        form.put("client_secret", "x");
        assertError(plane.post("/oauth/token", form), 400, "invalid_request");
    }

    @Test
    void assertionType_otherOrMissing_isRefused() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> form = redeeming(WEB, WEB_REDIRECT, plane.code(request(WEB, WEB_REDIRECT)));
        form.put("client_assertion", signed(good().build(), key, "JWT"));
        assertError(plane.post("/oauth/token", form), 401, "invalid_client");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
        assertError(plane.post("/oauth/token", form), 401, "invalid_client");
        plane.time.pass(Duration.ofSeconds(1));
    }
}
