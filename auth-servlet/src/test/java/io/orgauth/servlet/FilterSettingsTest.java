package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSettingsTest {
    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>();
    private HttpServletResponse response = mock(HttpServletResponse.class);
    private ECKey key;
    private final FilterChain chain = mock(FilterChain.class);

    @BeforeEach
    void complete() throws Exception {
        Path keys = directory.resolve("jwks.json");
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        Files.writeString(keys, new JWKSet(key).toString());
        settings.put("issuer", "https://auth.example.com");
        settings.put("audience", "https://data.acme.example");
        settings.put("organization", "org_acme");
        settings.put("jwks-file", keys.toString());
    }

    private int status(String path, String... headers) throws Exception {
        AuthFilter filter = AuthFilter.from(settings);
        try {
            return status(filter, path, headers);
        } finally {
            filter.destroy();
        }
    }

    private int status(AuthFilter filter, String path, String... headers) throws Exception {
        response = mock(HttpServletResponse.class);
        when(response.getOutputStream()).thenReturn(mock(ServletOutputStream.class));
        int[] status = {200};
        doAnswer(call -> status[0] = call.<Integer>getArgument(0))
                .when(response)
                .setStatus(anyInt());
        FakeRequest request = FakeRequest.get(path);
        for (String header : headers) {
            request.header(header.split(": ")[0], header.split(": ")[1]);
        }
        filter.doFilter(request.servlet, response, chain);
        return status[0];
    }

    @Test
    void from_complete_protectsEverything() throws Exception {
        assertEquals(401, status("/x"));
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    void from_anonymous_opensThosePathsOnly() throws Exception {
        settings.put("anonymous", "/health, /open/*");
        assertEquals(200, status("/health"));
        assertEquals(200, status("/open/1"));
        assertEquals(401, status("/x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /models/* models:read", "/models/* models:read", "  GET  /models/*   models:read "})
    void from_rule_isTaken(String rule) {
        settings.put("require.1", rule);
        settings.put("require.23", "POST /models/new models:write");
        assertNotNull(AuthFilter.from(settings));
    }

    @Test
    void from_profile_decidesWhichTokensCount() throws Exception {
        assertEquals(200, status("/x", "Authorization: Bearer " + token()));
        settings.put("profile", "keycloak");
        assertEquals(401, status("/x", "Authorization: Bearer " + token()));
    }

    @Test
    void from_origins_letPagesOfTheseCall() throws Exception {
        settings.put("origins", "https://app.example.com, https://other.example.com");
        for (String origin : List.of("https://app.example.com", "https://other.example.com")) {
            status("/x", "Origin: " + origin);
            verify(response).addHeader("Access-Control-Allow-Origin", origin);
        }
    }

    @Test
    void from_resourceMetadata_isInTheChallenge() throws Exception {
        settings.put("resource-metadata", "https://data.acme.example/.well-known/oauth-protected-resource");
        assertEquals(401, status("/x"));
        verify(response)
                .setHeader(
                        "WWW-Authenticate",
                        "Bearer resource_metadata=\"https://data.acme.example/.well-known/oauth-protected-resource\"");
    }

    /** The default door goes to no private address, so this needs no network to end in 503. */
    @Test
    void from_discovery_asksTheIssuer() throws Exception {
        settings.remove("jwks-file");
        settings.put("issuer", "https://127.0.0.1");
        settings.put("discovery", "true");
        assertEquals(503, status("/x", "Authorization: Bearer " + token()));
    }

    @Test
    void from_discoveryNotTrue_isRefused() {
        settings.remove("jwks-file");
        settings.put("discovery", "yes");
        String message = assertThrows(IllegalArgumentException.class, () -> AuthFilter.from(settings))
                .getMessage();
        assertEquals("\"discovery\" must be true or left out", message);
    }

    @Test
    @Timeout(60)
    void destroy_ofAFilterThatFetchesKeys_endsTheFetching() throws Exception {
        settings.remove("jwks-file");
        settings.put("jwks-uri", "https://127.0.0.1/jwks.json");
        Set<Thread> others = fetchingThreads();
        AuthFilter filter = AuthFilter.from(settings);
        Set<Thread> own = fetchingThreads();
        own.removeAll(others);
        assertEquals(1, own.size());
        filter.destroy();
        own.iterator().next().join();
    }

    @Test
    @Timeout(60)
    void from_rulesThatDoNotHold_endTheFetchingToo() throws Exception {
        settings.remove("jwks-file");
        settings.put("jwks-uri", "https://127.0.0.1/jwks.json");
        settings.put("origins", "no origin");
        Set<Thread> others = fetchingThreads();
        assertThrows(IllegalArgumentException.class, () -> AuthFilter.from(settings));
        for (Thread thread : fetchingThreads()) {
            if (!others.contains(thread)) {
                thread.join();
            }
        }
    }

    private static Set<Thread> fetchingThreads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals("orgauth-keys"));
        return threads;
    }

    /** Our own issuer's, signed with the key in the file. */
    private String token() throws JOSEException {
        long now = Instant.now().getEpochSecond();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.get("issuer"))
                .subject("usr_ada")
                .audience("https://data.acme.example")
                .expirationTime(Date.from(Instant.ofEpochSecond(now + 600)))
                .issueTime(Date.from(Instant.ofEpochSecond(now)))
                .jwtID("t1")
                .claim("client_id", "app_one")
                .claim("org_id", "org_acme")
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("k1")
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orgauth", "auth0", "keycloak", "okta"})
    void from_profile_isKnown(String profile) {
        settings.put("profile", profile);
        assertNotNull(AuthFilter.from(settings));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "isuer            | x    | \"isuer\" is no setting, did you mean \"issuer\"?",
                "Audience         | x    | did you mean \"audience\"?",
                "organisation     | x    | did you mean \"organization\"?",
                "anyorganization  | true | did you mean \"any-organization\"?",
                "jwks_uri         | x    | did you mean \"jwks-uri\"?",
                "require          | x    | did you mean \"require.1\"?",
                "require.x        | x    | did you mean \"require.1\"?",
                "cors             | x    | did you mean \"origins\"?",
                "origin           | x    | did you mean \"origins\"?",
                "issuer           | ' '  | \"issuer\" has no value",
                "profile          | ''   | \"profile\" has no value",
                "profile          | saml | \"profile\" must be one of auth0, entra, keycloak, okta, orgauth",
                "any-organization | true | not both",
                "any-organization | yes  | must be true or left out",
                "discovery        | true | exactly one of jwks-file, jwks-uri, discovery, got 2",
                "anonymous        | /a,,/b | \"anonymous\" has an empty entry",
                "require.1        | /models/* | \"require.1\" must be a method",
                "require.1        | GET /models/* models:read models:write | \"require.1\" must be a method",
            })
    void from_oneWrongSetting_isNamed(String key, String value, String expected) {
        settings.put(key, value);
        String message = assertThrows(IllegalArgumentException.class, () -> AuthFilter.from(settings))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "audience", "organization", "jwks-file"})
    void from_oneMissingSetting_isNamed(String key) {
        settings.remove(key);
        String message = assertThrows(IllegalArgumentException.class, () -> AuthFilter.from(settings))
                .getMessage();
        assertTrue(message.contains(key), message);
    }

    @Test
    void from_anyOrganization_isSaidOnce() throws Exception {
        settings.remove("organization");
        settings.put("any-organization", "true");
        assertEquals(401, status("/x"));
    }

    @Test
    void init_parameters_configureTheFilter() throws Exception {
        AuthFilter filter = new AuthFilter();
        filter.init(config(settings));
        assertEquals(401, status(filter, "/x"));
        filter.destroy();
    }

    @Test
    void init_wrongParameter_isNamed() {
        settings.put("isuer", "x");
        ServletException refused = assertThrows(ServletException.class, () -> new AuthFilter().init(config(settings)));
        assertTrue(refused.getMessage().contains("isuer"), refused.getMessage());
    }

    @Test
    void init_ofAFilterBuiltInCode_takesNoParameters() throws Exception {
        AuthFilter filter = AuthFilter.builder().accept(new FixedTokens()).build();
        filter.init(config(Map.of()));
        assertThrows(ServletException.class, () -> filter.init(config(settings)));
        filter.destroy();
    }

    @Test
    void filter_neverInitialized_letsNobodyThrough() throws Exception {
        AuthFilter filter = new AuthFilter();
        assertThrows(ServletException.class, () -> status(filter, "/x"));
        verify(chain, never()).doFilter(any(), any());
        filter.destroy();
    }

    private static FilterConfig config(Map<String, String> parameters) {
        FilterConfig config = mock(FilterConfig.class);
        when(config.getInitParameterNames()).thenReturn(Collections.enumeration(parameters.keySet()));
        when(config.getInitParameter(any())).thenAnswer(call -> parameters.get(call.<String>getArgument(0)));
        return config;
    }
}
