package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ApiKeyFormat;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    private static HttpRequest request(String authorization) {
        return HttpRequest.builder("GET", "/a")
                .header("Authorization", authorization)
                .build();
    }

    private static GateReason refused(HttpRequest request) {
        return (GateReason) assertThrows(InvalidCredentialException.class, () -> BearerToken.in(request))
                .reason();
    }

    private static GateReason malformed(HttpRequest request) {
        return (GateReason) assertThrows(BadRequestException.class, () -> BearerToken.in(request))
                .reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void in_schemeInAnyCase_isTaken(String scheme) {
        Credential.Jwt jwt = assertInstanceOf(Credential.Jwt.class, BearerToken.in(request(scheme + " a.b.c")));

        assertEquals("a.b.c", jwt.compact());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "orgauth_k1_AZaz09", "a-b_c~d+e/f", "QUJD=", "QUJD==", "a.b", "a.b.c.d"})
    void in_b64token_isTakenWhole(String token) {
        Credential.OpaqueToken opaque =
                assertInstanceOf(Credential.OpaqueToken.class, BearerToken.in(request("Bearer " + token)));

        assertEquals(token, opaque.value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Bearer|CREDENTIAL_MALFORMED",
                "Bearer |CREDENTIAL_MALFORMED",
                "Bearer  a.b.c|CREDENTIAL_MALFORMED",
                "Bearer a.b.c |CREDENTIAL_MALFORMED",
                "Bearer \ta.b.c|CREDENTIAL_MALFORMED",
                "Bearer a.b.c d|CREDENTIAL_MALFORMED",
                "Bearer a.b.c,Bearer d.e.f|CREDENTIAL_MALFORMED",
                "Bearer a.b.c, Basic QQ==|CREDENTIAL_MALFORMED",
                "Bearer \"a.b.c\"|CREDENTIAL_MALFORMED",
                "Bearer a=b|CREDENTIAL_MALFORMED",
                "Bearer =|CREDENTIAL_MALFORMED",
                "Bearer ==|CREDENTIAL_MALFORMED",
                "Bearer a.b.\u00e9|CREDENTIAL_MALFORMED",
                "Bearer a.b.%41|CREDENTIAL_MALFORMED",
                "Bearer a:b|CREDENTIAL_MALFORMED",
                "Bearer a@b|CREDENTIAL_MALFORMED",
                "Bearer a`b|CREDENTIAL_MALFORMED",
                "Bearer a[b|CREDENTIAL_MALFORMED",
                "Bearer a{b|CREDENTIAL_MALFORMED",
                "Bearer\ta.b.c|SCHEME_NOT_SUPPORTED",
                "Bearer:a.b.c|SCHEME_NOT_SUPPORTED",
                "Bearera.b.c|SCHEME_NOT_SUPPORTED",
                " Bearer a.b.c|SCHEME_NOT_SUPPORTED",
                "Bear a.b.c|SCHEME_NOT_SUPPORTED",
                "Basic QWRhOnB3|SCHEME_NOT_SUPPORTED",
                "DPoP a.b.c|SCHEME_NOT_SUPPORTED",
                "Negotiate QQ==|SCHEME_NOT_SUPPORTED",
                "a.b.c|SCHEME_NOT_SUPPORTED",
                "\u0130earer a.b.c|SCHEME_NOT_SUPPORTED",
            })
    void in_anythingElse_isRefused(String authorization, GateReason reason) {
        assertEquals(reason, refused(request(authorization)));
    }

    @Test
    void in_emptyHeader_isRefused() {
        assertEquals(GateReason.SCHEME_NOT_SUPPORTED, refused(request("")));
    }

    @Test
    void in_noHeader_isMissing() {
        assertEquals(
                GateReason.CREDENTIAL_MISSING,
                refused(HttpRequest.builder("GET", "/a").build()));
    }

    @Test
    void in_cookieOrKeyHeaderOnly_isMissing() {
        HttpRequest request = HttpRequest.builder("GET", "/a")
                .header("Cookie", "access_token=a.b.c; session=x")
                .header("Proxy-Authorization", "Bearer a.b.c")
                .build();

        assertEquals(GateReason.CREDENTIAL_MISSING, refused(request));
    }

    @Test
    void in_twoHeaders_isRefused() {
        HttpRequest same = HttpRequest.builder("GET", "/a")
                .header("Authorization", "Bearer a.b.c")
                .header("authorization", "Bearer a.b.c")
                .build();
        HttpRequest basicFirst = HttpRequest.builder("GET", "/a")
                .header("Authorization", "Basic QQ==")
                .header("Authorization", "Bearer a.b.c")
                .build();

        assertEquals(GateReason.CREDENTIAL_REPEATED, malformed(same));
        assertEquals(GateReason.CREDENTIAL_REPEATED, malformed(basicFirst));
    }

    @Test
    void in_longestToken_isTaken_oneMore_isRefused() {
        String longest = "a".repeat(16_384);

        BearerToken.in(request("Bearer " + longest));
        assertEquals(GateReason.CREDENTIAL_TOO_LONG, refused(request("Bearer " + longest + "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token=a.b.c",
                "access_token",
                "x=1&access_token=a.b.c",
                "access_token=a&x=1",
                "%61ccess_token=a",
                "access%5Ftoken=a",
                "Access_Token=a",
                "x=%zz&access_token=a",
            })
    void in_tokenInUrl_isRefused_withOrWithoutHeader(String query) {
        HttpRequest bare = HttpRequest.builder("GET", "/a?" + query).build();
        HttpRequest both = HttpRequest.builder("GET", "/a?" + query)
                .header("Authorization", "Bearer a.b.c")
                .build();

        assertEquals(GateReason.CREDENTIAL_IN_URL, malformed(bare));
        assertEquals(GateReason.CREDENTIAL_IN_URL, malformed(both));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key=%s", "%s", "x=1&k=%s", "%%6Bey=%s&x=1", "key=%s&access_token=a", "access_token=%s"})
    void in_apiKeyInUrl_isRefused_andNamedByItsId(String query) {
        Credential.ApiKey key = ApiKeyFormat.of("acme").newKey(new SecureRandom());
        HttpRequest request = HttpRequest.builder("GET", "/a?" + query.formatted(key.text()))
                .header("Authorization", "Bearer a.b.c")
                .build();

        BadRequestException refusal = assertThrows(BadRequestException.class, () -> BearerToken.in(request));

        assertEquals(GateReason.API_KEY_IN_URL, refusal.reason());
        assertTrue(String.valueOf(refusal.getMessage()).contains(key.id()));
        assertFalse(String.valueOf(refusal.getMessage()).contains(key.text()));
    }

    @Test
    void in_escapedApiKeyInUrl_isRefused() {
        String key = ApiKeyFormat.of("acme").newKey(new SecureRandom()).text();
        HttpRequest request =
                HttpRequest.builder("GET", "/a?k=" + key.replace("_", "%5f")).build();

        assertEquals(GateReason.API_KEY_IN_URL, malformed(request));
    }

    /** No key that was ever made: there is nothing to report. */
    @Test
    void in_nearlyAnApiKeyInUrl_isNotOurs() {
        String key = ApiKeyFormat.of("acme").newKey(new SecureRandom()).text();
        HttpRequest request = HttpRequest.builder("GET", "/a?k=b" + key)
                .header("Authorization", "Bearer a.b.c")
                .build();

        assertInstanceOf(Credential.Jwt.class, BearerToken.in(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=access_token", "access_tokens=a", "q=%zz%", "", "access_token%3D=a", "=access_token"})
    void in_otherQuery_isNotOurs(String query) {
        HttpRequest request = HttpRequest.builder("GET", "/a?" + query)
                .header("Authorization", "Bearer a.b.c")
                .build();

        assertInstanceOf(Credential.Jwt.class, BearerToken.in(request));
    }

    @Test
    void in_refusal_quotesNothing() {
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> BearerToken.in(request("Bearer s3cr3t s3cr3t")));

        assertFalse(String.valueOf(refusal.getMessage()).contains("s3cr3t"));
    }
}
