package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Permission;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.token.DocumentSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can be registered for, and what does not fit. */
class ClientMetadataTest {
    private static final String REDIRECT = "https://app.example.com/callback";
    private static final String KEYS = "{\"keys\":["
            + new String(Json.write(DocumentSigner.create(new SecureRandom()).publicJwk()), StandardCharsets.UTF_8)
            + "]}";

    static Stream<ClientMetadata> kinds() {
        return Stream.of(
                ClientMetadata.service(),
                ClientMetadata.web(REDIRECT),
                ClientMetadata.publicClient(REDIRECT, "http://127.0.0.1/cb")
                        .callableFrom("https://app.example.com")
                        .afterLogout("https://app.example.com/bye"),
                ClientMetadata.device(),
                ClientMetadata.publicClient(REDIRECT).asFirstParty().allowing(GrantType.PASSWORD),
                ClientMetadata.web(REDIRECT).signingWith(KEYS),
                ClientMetadata.web(REDIRECT)
                        .limitedTo(Permission.of("models:read"))
                        .retryingWithin(Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void json_readAgain_isTheSame(ClientMetadata metadata) {
        assertEquals(metadata.toJson(), ClientMetadata.of(metadata.toJson()).toJson());
        assertEquals(
                metadata, ClientMetadata.of(ClientMetadata.of(metadata.toJson()).toJson()));
    }

    @Test
    void authentication_basicAndPost_areOne() {
        for (String method : List.of("client_secret_basic", "client_secret_post", "client_secret")) {
            assertEquals(
                    ClientMetadata.Authentication.CLIENT_SECRET,
                    read("{\"token_endpoint_auth_method\":\"" + method + "\",\"grant_types\":[\"client_credentials\"]}")
                            .authentication());
        }
    }

    private static ClientMetadata read(String json) {
        return ClientMetadata.of(Json.parseObject(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token_endpoint_auth_method\":\"client_secret_jwt\"}",
                "{\"token_endpoint_auth_method\":\"tls_client_auth\"}",
                "{\"grant_types\":[\"implicit\"]}",
                "{\"grant_types\":[\"authorization_code\"]}",
                "{\"redirect_uris\":[\"https://app.example.com/callback\"],\"grant_types\":[\"client_credentials\"]}",
                "{\"grant_types\":[\"refresh_token\"]}",
                "{\"grant_types\":[\"password\"]}",
                "{\"token_endpoint_auth_method\":\"none\",\"grant_types\":[\"client_credentials\"]}",
                "{\"token_endpoint_auth_method\":\"none\",\"grant_types\":[\"password\"]}",
                "{\"token_endpoint_auth_method\":\"private_key_jwt\"}",
                "{\"jwks\":{\"keys\":[]}}",
                "{\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":[]}}",
                "{\"refresh_retry\":11}",
                "{\"refresh_retry\":-1}",
                "{\"permissions\":[\"a b\"]}",
            })
    void metadata_thatDoesNotFit_isRefused(String json) {
        assertThrows(IllegalArgumentException.class, () -> read(json));
    }

    @Test
    void json_ofAnotherType_isRefused() {
        assertThrows(JsonException.class, () -> read("{\"grant_types\":\"client_credentials\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com/callback",
                "https://app.example.com/callback?tenant=1",
                "https://app.example.com:8443",
                "http://127.0.0.1:8080/callback",
                "http://127.0.0.1",
                "http://[::1]/callback",
                "http://localhost:3000/callback",
                "com.example.app:/callback",
                "com.example.app://callback",
            })
    void redirectUri_ofAClientsOwnPlace_isTaken(String uri) {
        assertTrue(ClientMetadata.web(uri).uris().allowsRedirect(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "callback",
                "/callback",
                "//app.example.com/callback",
                "http://app.example.com/callback",
                "http://127.0.0.1.evil.example/callback",
                "http://localhost.evil.example/callback",
                "http://user@127.0.0.1/callback",
                "https://user@app.example.com/callback",
                "https://app.example.com/callback#fragment",
                "https://*.example.com/callback",
                "https://app.example.com/*",
                "https://app.example.com\\@evil.example",
                "https://app.example.com/a b",
                "https://äpp.example.com/",
                "https:callback",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "myapp:/callback",
                "JAVASCRIPT.x:/alert(1)",
            })
    void redirectUri_anywhereElse_isRefused(String uri) {
        assertThrows(IllegalArgumentException.class, () -> ClientMetadata.web(uri));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/cb,http://127.0.0.1:1/cb,true",
        "http://127.0.0.1:5/cb,http://127.0.0.1:65535/cb,true",
        "http://[::1]/cb,http://[::1]:9/cb,true",
        "http://127.0.0.1/cb,http://[::1]/cb,false",
        "http://127.0.0.1/cb,http://127.0.0.1:1/cb/,false",
        "http://127.0.0.1/cb,http://127.0.0.1:1/cb?x=1,false",
        "http://127.0.0.1/cb,http://127.0.0.1:123456/cb,false",
        "http://localhost/cb,http://localhost:1/cb,false",
        "https://a.example/cb,https://a.example:444/cb,false",
    })
    void redirectUri_onlyTheLoopbackPort_mayDiffer(String registered, String asked, boolean allowed) {
        assertEquals(allowed, ClientMetadata.publicClient(registered).uris().allowsRedirect(asked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/", "http://a.example", "*", "null", "https://a.example:443"})
    void origin_thatNoBrowserSends_isRefused(String origin) {
        assertThrows(
                IllegalArgumentException.class,
                () -> ClientMetadata.web(REDIRECT).callableFrom(origin));
    }

    @Test
    void uris_moreThan50_areRefused() {
        String[] many = Stream.iterate(1, n -> n + 1)
                .limit(51)
                .map(n -> "https://a.example/" + n)
                .toArray(String[]::new);
        assertThrows(IllegalArgumentException.class, () -> ClientMetadata.web(many));
    }

    @Test
    void grantTypes_haveTheirWordsOnTheWire() {
        for (GrantType type : GrantType.values()) {
            assertEquals(type, GrantType.of(type.value()).orElseThrow());
        }
        assertTrue(GrantType.of("implicit").isEmpty());
        assertEquals(
                Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
                ClientMetadata.web(REDIRECT).grants());
        assertFalse(ClientUris.isOwned("http://127.0.0.1/cb") || ClientUris.isOwned("com.example.app:/cb"));
        assertTrue(ClientUris.isOwned(REDIRECT));
    }
}
