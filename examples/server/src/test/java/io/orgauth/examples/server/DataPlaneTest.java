package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A data plane alone, before an issuer that signs anything: the good token with one thing changed. */
class DataPlaneTest {
    private static final TestTime TIME = new TestTime();
    private static final Web WEB = Web.plain();
    private static final String ORGANIZATION = "org_acme";

    private static FakeControlPlane issuer;
    private static RunningExample example;

    @BeforeAll
    static void start() throws Exception {
        issuer = FakeControlPlane.start();
        example = Examples.start(
                TIME.time(),
                "--only",
                "data-plane",
                "--data-plane-port",
                "0",
                "--control-plane",
                issuer.issuer(),
                "--organization",
                ORGANIZATION);
    }

    @AfterAll
    static void stop() {
        example.close();
        issuer.close();
    }

    @Test
    void whoami_goodToken_isAdmitted() throws Exception {
        Web.Answer answer = WEB.get(example.dataPlane() + "/whoami", issuer.sign("at+jwt", claims().build()));

        assertEquals(200, answer.status());
        assertEquals(ORGANIZATION, answer.json().string("organization").orElseThrow());
    }

    static Stream<Arguments> faults() {
        Instant now = TIME.instant();
        return Stream.of(
                fault("other organization", claims -> claims.claim("org_id", "org_globex")),
                fault("no organization", claims -> claims.claim("org_id", null)),
                fault("organization in another case", claims -> claims.claim("org_id", "ORG_ACME")),
                fault("other audience", claims -> claims.audience("http://localhost:1")),
                fault("audience is the issuer", claims -> claims.audience(issuer.issuer())),
                fault("no audience", claims -> claims.audience((String) null)),
                fault("other issuer", claims -> claims.issuer("https://evil.example")),
                fault("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(61)))),
                fault("no expiry", claims -> claims.expirationTime(null)),
                fault("not yet valid", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(61)))),
                fault("no subject", claims -> claims.subject(null)),
                fault("bound to a key", claims -> claims.claim("cnf", Map.of("jkt", "x"))));
    }

    private static Arguments fault(String name, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.argumentSet(name, change);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whoami_oneFault_isRefused(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);

        assertRefused(issuer.sign("at+jwt", claims.build()));
    }

    @Test
    void whoami_idToken_isRefused() throws Exception {
        assertRefused(issuer.sign("JWT", claims().claim("nonce", "n").build()));
    }

    @Test
    void demoFile_dataPlaneAlone_knowsNoOrganizations() {
        assertEquals(List.of("issuer", "dataPlane"), example.json().names());
    }

    private static void assertRefused(String token) {
        Web.Answer answer = WEB.get(example.dataPlane() + "/whoami", token);
        assertEquals(401, answer.status());
        assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer error=\"invalid_token\", resource_metadata="));
    }

    private static JWTClaimsSet.Builder claims() {
        Instant now = TIME.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer.issuer())
                .subject("app_1")
                .audience(example.dataPlane())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID("1")
                .claim("client_id", "app_1")
                .claim("org_id", ORGANIZATION)
                .claim("scope", "dataset:read");
    }
}
