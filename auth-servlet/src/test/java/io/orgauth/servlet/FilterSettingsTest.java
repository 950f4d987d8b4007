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

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSettingsTest {
    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>();
    private final FilterChain chain = mock(FilterChain.class);

    @BeforeEach
    void complete() throws Exception {
        Path keys = directory.resolve("jwks.json");
        JWKSet set = new JWKSet(
                new ECKeyGenerator(Curve.P_256).keyID("k1").generate().toPublicJWK());
        Files.writeString(keys, set.toString());
        settings.put("issuer", "https://auth.example.com");
        settings.put("audience", "https://data.acme.example");
        settings.put("organization", "org_acme");
        settings.put("jwks-file", keys.toString());
    }

    private int status(String path) throws Exception {
        AuthFilter filter = AuthFilter.from(settings);
        try {
            return status(filter, path);
        } finally {
            filter.destroy();
        }
    }

    private int status(AuthFilter filter, String path) throws Exception {
        HttpServletResponse response = mock(HttpServletResponse.class);
        when(response.getOutputStream()).thenReturn(mock(ServletOutputStream.class));
        int[] status = {200};
        doAnswer(call -> status[0] = call.<Integer>getArgument(0))
                .when(response)
                .setStatus(anyInt());
        filter.doFilter(FakeRequest.get(path).servlet, response, chain);
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
