package io.orgauth.http;

import static io.orgauth.http.Decisions.anonymous;
import static io.orgauth.http.Decisions.assertAdmitted;
import static io.orgauth.http.Decisions.assertAnonymous;
import static io.orgauth.http.Decisions.assertRefused;
import static io.orgauth.http.Decisions.bearer;
import static io.orgauth.http.Decisions.header;
import static io.orgauth.http.FakeAuthenticator.ACME;
import static io.orgauth.http.FakeAuthenticator.GLOBEX;
import static io.orgauth.http.FakeAuthenticator.READ;
import static io.orgauth.http.FakeAuthenticator.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.AuthUnavailableException;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private final Gate gate = Gate.builder()
            .accept(FakeAuthenticator.reader())
            .require("GET", "/models/*", READ)
            .require("PUT", "/models/*", WRITE)
            .require("/admin", WRITE)
            .allowAnonymous("/health")
            .build();

    private static Gate gateOf(Function<Credential.Jwt, Principal> proof) {
        return Gate.builder()
                .accept(FakeAuthenticator.of(Credential.Jwt.class, proof))
                .build();
    }

    private static String body(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void decide_permissionHeld_isAdmitted() {
        Principal principal =
                assertAdmitted(gate.decide(bearer("GET", "/models/7?full=1").build()));

        assertEquals("usr_ada", principal.getName());
    }

    @Test
    void decide_principalOfAuthenticator_isHandedOnAsItIs() {
        Principal proven = FakeAuthenticator.principal(ACME);

        assertSame(
                proven,
                assertAdmitted(gateOf(jwt -> proven).decide(bearer("GET", "/").build())));
    }

    @Test
    void decide_unruledPath_needsPrincipalOnly() {
        assertAdmitted(gate.decide(bearer("POST", "/other").build()));
        assertRefused(
                GateReason.CREDENTIAL_MISSING,
                401,
                gate.decide(anonymous("POST", "/other").build()));
    }

    @Test
    void decide_noCredential_isChallengedWithoutAnError() {
        HttpResponse response = assertRefused(
                GateReason.CREDENTIAL_MISSING,
                401,
                gate.decide(anonymous("GET", "/models/7").build()));

        assertEquals(Optional.of("Bearer"), header(response, "WWW-Authenticate"));
        assertEquals(Optional.of("application/problem+json"), header(response, "Content-Type"));
        assertEquals(Optional.of("no-store"), header(response, "Cache-Control"));
        assertEquals(
                "{\"title\":\"A bearer token is required\",\"status\":401,\"code\":\"unauthenticated\"}",
                body(response));
    }

    @Test
    void decide_otherScheme_isChallengedWithoutAnError() {
        HttpRequest request = anonymous("GET", "/models/7")
                .header("Authorization", "Basic QWRhOnB3")
                .build();

        HttpResponse response = assertRefused(GateReason.SCHEME_NOT_SUPPORTED, 401, gate.decide(request));

        assertEquals(Optional.of("Bearer"), header(response, "WWW-Authenticate"));
    }

    @Test
    void decide_badToken_isTheSameConstantForEveryReason() {
        Gate refusing = gateOf(jwt -> {
            throw new InvalidCredentialException(AccessReason.ORGANIZATION_NOT_ADMITTED, "of another organization");
        });
        HttpRequest malformed =
                anonymous("GET", "/x").header("Authorization", "Bearer a b").build();
        HttpRequest unaccepted =
                anonymous("GET", "/x").header("Authorization", "Bearer opaque").build();

        HttpResponse refused = assertRefused(
                AccessReason.ORGANIZATION_NOT_ADMITTED,
                401,
                refusing.decide(bearer("GET", "/x").build()));
        HttpResponse syntax = assertRefused(GateReason.CREDENTIAL_MALFORMED, 401, refusing.decide(malformed));
        HttpResponse kind = assertRefused(GateReason.CREDENTIAL_NOT_ACCEPTED, 401, refusing.decide(unaccepted));

        assertEquals(Optional.of("Bearer error=\"invalid_token\""), header(refused, "WWW-Authenticate"));
        assertEquals(
                "{\"title\":\"The credential is not accepted\",\"status\":401,\"code\":\"invalid_token\"}",
                body(refused));
        assertEquals(body(refused), body(syntax));
        assertEquals(body(refused), body(kind));
        assertEquals(header(refused, "WWW-Authenticate"), header(syntax, "WWW-Authenticate"));
        assertEquals(header(refused, "WWW-Authenticate"), header(kind, "WWW-Authenticate"));
    }

    @Test
    void decide_permissionMissing_namesTheScope() {
        HttpResponse response = assertRefused(
                AccessReason.PERMISSION_MISSING,
                403,
                gate.decide(bearer("PUT", "/models/7").build()));

        assertEquals(
                Optional.of("Bearer error=\"insufficient_scope\", scope=\"models:write\""),
                header(response, "WWW-Authenticate"));
        assertEquals(
                "{\"title\":\"The permission is not granted\",\"status\":403,\"code\":\"insufficient_scope\"}",
                body(response));
    }

    @Test
    void decide_methodWithoutRule_isRefusedToPrincipals_andChallengedBefore() {
        HttpResponse response = assertRefused(
                GateReason.METHOD_NOT_RULED,
                403,
                gate.decide(bearer("DELETE", "/models/7").build()));

        assertEquals(Optional.empty(), header(response, "WWW-Authenticate"));
        assertEquals(
                "{\"title\":\"The request is not permitted\",\"status\":403,\"code\":\"forbidden\"}", body(response));
        assertRefused(
                GateReason.CREDENTIAL_MISSING,
                401,
                gate.decide(anonymous("DELETE", "/models/7").build()));
    }

    @Test
    void decide_authenticatorDenies_isForbidden() {
        Gate denying = gateOf(jwt -> {
            throw new PermissionDeniedException(AccessReason.PERMISSION_MISSING, "not now");
        });

        assertRefused(
                AccessReason.PERMISSION_MISSING,
                403,
                denying.decide(bearer("GET", "/").build()));
    }

    @Test
    void decide_metadata_isInEveryChallenge() {
        Gate pointing = Gate.builder()
                .accept(FakeAuthenticator.reader())
                .require("/w", WRITE)
                .resourceMetadata(URI.create("https://data.acme.example/.well-known/oauth-protected-resource"))
                .build();
        String metadata = "resource_metadata=\"https://data.acme.example/.well-known/oauth-protected-resource\"";

        HttpResponse missing = assertRefused(
                GateReason.CREDENTIAL_MISSING,
                401,
                pointing.decide(anonymous("GET", "/").build()));
        HttpResponse invalid = assertRefused(
                GateReason.CREDENTIAL_NOT_ACCEPTED,
                401,
                pointing.decide(anonymous("GET", "/")
                        .header("Authorization", "Bearer x")
                        .build()));
        HttpResponse scope = assertRefused(
                AccessReason.PERMISSION_MISSING,
                403,
                pointing.decide(bearer("GET", "/w").build()));

        assertEquals(Optional.of("Bearer " + metadata), header(missing, "WWW-Authenticate"));
        assertEquals(Optional.of("Bearer error=\"invalid_token\", " + metadata), header(invalid, "WWW-Authenticate"));
        assertEquals(
                Optional.of("Bearer error=\"insufficient_scope\", scope=\"models:write\", " + metadata),
                header(scope, "WWW-Authenticate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/", "/ADMIN", "/Admin/", "/%61dmin", "/ADM%49N/", "/adm\u0131n"})
    void decide_otherSpellingOfDemandedPath_doesNotSlipBy(String target) {
        Decision decision = gate.decide(bearer("GET", target).build());

        assertTrue(decision instanceof Decision.Answer, decision::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "/health/%2e%2e/admin, PATH_ESCAPE_REFUSED",
        "/health/../admin, PATH_NOT_NORMAL",
        "/health;/../admin, PATH_PARAMETERS_REFUSED",
        "//health, PATH_NOT_NORMAL",
        "/health%2f..%2fadmin, PATH_ESCAPE_REFUSED",
        "/health%00, PATH_ESCAPE_REFUSED",
        "/health\\..\\admin, PATH_CHARACTER_REFUSED",
        "/health%c0%ae, PATH_NOT_UTF_8",
        "/health#, TARGET_MALFORMED",
        "http://evil.example/health, TARGET_HOST_DIFFERS",
    })
    void decide_trickyPath_isRefusedBeforeAnyRule(String target, RequestReason reason) {
        HttpResponse response =
                assertRefused(reason, 400, gate.decide(anonymous("GET", target).build()));

        assertEquals(
                "{\"title\":\"The request is malformed\",\"status\":400,\"code\":\"invalid_request\"}", body(response));
        assertEquals(Optional.empty(), header(response, "WWW-Authenticate"));
    }

    @Test
    void decide_anonymousPath_looksAtNoCredential() {
        AtomicInteger asked = new AtomicInteger();
        Gate counting = Gate.builder()
                .accept(FakeAuthenticator.of(Credential.Jwt.class, jwt -> {
                    asked.incrementAndGet();
                    return FakeAuthenticator.principal(ACME);
                }))
                .allowAnonymous("/health")
                .build();

        assertAnonymous(counting.decide(anonymous("GET", "/health").build()));
        assertAnonymous(counting.decide(anonymous("POST", "/health").build()));
        assertAnonymous(counting.decide(bearer("GET", "/health?access_token=x").build()));
        assertAnonymous(counting.decide(
                bearer("GET", "/health").header("Authorization", "Bearer two").build()));
        assertEquals(0, asked.get());
    }

    @Test
    void decide_twoCredentials_isBadRequest() {
        HttpRequest two =
                bearer("GET", "/models/7").header("Authorization", "Bearer x").build();
        HttpRequest url = bearer("GET", "/models/7?access_token=x").build();

        assertRefused(GateReason.CREDENTIAL_REPEATED, 400, gate.decide(two));
        assertRefused(GateReason.CREDENTIAL_IN_URL, 400, gate.decide(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "trace", "TRACK", "CONNECT", "Connect"})
    void decide_refusedMethod_isNotAllowedAnywhere(String method) {
        HttpResponse response = assertRefused(
                GateReason.METHOD_REFUSED,
                405,
                gate.decide(bearer(method, "/health").build()));

        assertEquals(Optional.of("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"), header(response, "Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "x-http-method", "X-Method-Override"})
    void decide_methodOverride_isBadRequest(String name) {
        HttpRequest other = bearer("GET", "/health").header(name, "PUT").build();
        HttpRequest empty = bearer("GET", "/health").header(name, "").build();
        HttpRequest second =
                bearer("GET", "/health").header(name, "GET").header(name, "PUT").build();
        HttpRequest same = bearer("GET", "/models/7").header(name, "get").build();

        assertRefused(GateReason.METHOD_OVERRIDDEN, 400, gate.decide(other));
        assertRefused(GateReason.METHOD_OVERRIDDEN, 400, gate.decide(empty));
        assertRefused(GateReason.METHOD_OVERRIDDEN, 400, gate.decide(second));
        assertAdmitted(gate.decide(same));
    }

    @Test
    void decide_principalOfOtherOrganization_isRefusedThoughTheAuthenticatorPassedIt() {
        Gate careless = gateOf(jwt -> FakeAuthenticator.principal(GLOBEX, READ));

        HttpResponse response = assertRefused(
                AccessReason.ORGANIZATION_NOT_ADMITTED,
                401,
                careless.decide(bearer("GET", "/").build()));

        assertFalse(body(response).contains("globex"));
    }

    @Test
    void decide_anyOrganization_admitsOthers() {
        Gate open = Gate.builder()
                .anyOrganization()
                .accept(FakeAuthenticator.of(Credential.Jwt.class, jwt -> FakeAuthenticator.principal(GLOBEX))
                        .organization(Optional.empty()))
                .build();

        assertEquals(
                GLOBEX, assertAdmitted(open.decide(bearer("GET", "/").build())).organization());
    }

    @Test
    void decide_eachKind_asksItsOwnAuthenticator() {
        Principal byToken = FakeAuthenticator.principal(ACME, READ);
        Principal byKey = FakeAuthenticator.principal(ACME, WRITE);
        Gate both = Gate.builder()
                .accept(FakeAuthenticator.of(Credential.Jwt.class, jwt -> byToken))
                .accept(FakeAuthenticator.of(Credential.OpaqueToken.class, opaque -> byKey))
                .build();
        HttpRequest key =
                anonymous("GET", "/").header("Authorization", "Bearer key").build();

        assertSame(byToken, assertAdmitted(both.decide(bearer("GET", "/").build())));
        assertSame(byKey, assertAdmitted(both.decide(key)));
    }

    @Test
    void decide_throttled_isToldWhenToComeAgain() {
        Gate busy = gateOf(jwt -> {
            throw AuthUnavailableException.throttled(
                    AccessReason.PERMISSION_MISSING, "10 a second", Duration.ofMillis(1_001));
        });

        HttpResponse response = assertRefused(
                AccessReason.PERMISSION_MISSING,
                429,
                busy.decide(bearer("GET", "/").build()));

        assertEquals(Optional.of("2"), header(response, "Retry-After"));
        assertEquals("{\"title\":\"Too many requests\",\"status\":429,\"code\":\"too_many_requests\"}", body(response));
    }

    @Test
    void decide_unavailable_isRetriedLater() {
        Gate down = gateOf(jwt -> {
            throw new AuthUnavailableException(AccessReason.PERMISSION_MISSING, "keys of https://idp.example are away");
        });

        HttpResponse response = assertRefused(
                AccessReason.PERMISSION_MISSING,
                503,
                down.decide(bearer("GET", "/").build()));

        assertEquals(Optional.of("5"), header(response, "Retry-After"));
        assertEquals(
                "{\"title\":\"Try again later\",\"status\":503,\"code\":\"temporarily_unavailable\"}", body(response));
    }
}
