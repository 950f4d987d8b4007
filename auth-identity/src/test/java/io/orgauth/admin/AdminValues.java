package io.orgauth.admin;

import io.orgauth.controlplane.ControlPlaneFixture;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Values of the right type that can't be, each with what is answered. */
final class AdminValues {
    private AdminValues() {}

    /** The good key with another member. */
    private static String withMore(String member) {
        return AdminFixture.JWKS.replace("\"kid\":\"1\"", member);
    }

    /** The good key beside another one. */
    private static String withKey(String key) {
        return AdminFixture.JWKS.replace("]}", "," + key + "]}");
    }

    static Stream<Arguments> thatCantBe() {
        return Stream.of(
                Arguments.of("POST /roles", "key", "\"owner\"", 409, "already_exists"),
                Arguments.of("POST /roles", "key", "\"acme-loader\"", 409, "already_exists"),
                Arguments.of("POST /roles", "key", "\"Loader\"", 400, "invalid"),
                Arguments.of("POST /roles", "key", "\"a:b\"", 400, "invalid"),
                Arguments.of("POST /roles", "permissions", "[\"dataset:delete\"]", 400, "invalid"),
                Arguments.of("POST /roles", "permissions", "[\"*\"]", 400, "invalid"),
                Arguments.of("POST /invitations", "email", "\"nobody\"", 400, "invalid"),
                Arguments.of("POST /invitations", "email", "\"a@b.c\\r\\nBcc: d@e.f\"", 400, "invalid"),
                Arguments.of("POST /invitations", "roles", "[\"globex-loader\"]", 400, "invalid"),
                Arguments.of("PATCH /members/{member}", "roles", "[\"nobody\"]", 400, "invalid"),
                Arguments.of("PATCH /members/{member}", "attributes", "{\"UID\":0}", 400, "invalid"),
                Arguments.of("PATCH /members/{member}", "attributes", "{\"UID\":\"1001\"}", 400, "invalid"),
                Arguments.of("PATCH /members/{member}", "attributes", "{\"UID\":1001.5}", 400, "invalid"),
                Arguments.of("PATCH /members/{member}", "attributes", "{\"UID\":null}", 400, "invalid"),
                Arguments.of("PATCH /members/{member}", "attributes", "{\"GID\":1001}", 400, "invalid"),
                Arguments.of("POST /clients", "roles", "[\"globex-loader\"]", 400, "invalid"),
                Arguments.of("POST /clients", "name", "\" \"", 400, "invalid"),
                Arguments.of("POST /clients", "redirect_uris", "[]", 400, "invalid"),
                Arguments.of("POST /clients", "redirect_uris", "[\"http://app.acme.example/\"]", 400, "invalid"),
                Arguments.of("POST /clients", "redirect_uris", "[\"https://*.acme.example/\"]", 400, "invalid"),
                Arguments.of("POST /clients", "redirect_uris", "[\"https://acme.example/#x\"]", 400, "invalid"),
                Arguments.of("POST /clients", "redirect_uris", "[\"javascript:alert(1)\"]", 400, "invalid"),
                Arguments.of("POST /clients", "redirect_uris", "[\"https://a@acme.example/\"]", 400, "invalid"),
                Arguments.of("POST /clients", "post_logout_redirect_uris", "[\"data:text/html,x\"]", 400, "invalid"),
                Arguments.of("POST /clients", "allowed_origins", "[\"*\"]", 400, "invalid"),
                Arguments.of("POST /clients", "allowed_origins", "[\"null\"]", 400, "invalid"),
                Arguments.of("POST /clients", "grant_types", "[\"implicit\"]", 400, "invalid"),
                Arguments.of("POST /clients", "grant_types", "[\"authorization_code\",\"password\"]", 400, "invalid"),
                Arguments.of("POST /clients", "grant_types", "[\"refresh_token\"]", 400, "invalid"),
                Arguments.of("POST /clients", "token_endpoint_auth_method", "\"none\"", 400, "invalid"),
                Arguments.of("POST /clients", "token_endpoint_auth_method", "\"client_secret_jwt\"", 400, "invalid"),
                Arguments.of("POST /clients", "token_endpoint_auth_method", "\"client_secret_basic\"", 400, "invalid"),
                Arguments.of("POST /clients", "jwks", "{}", 400, "invalid"),
                Arguments.of("POST /clients", "jwks", "{\"keys\":[]}", 400, "invalid"),
                Arguments.of("POST /clients", "jwks", withMore("\"d\":\"AA\""), 400, "invalid"),
                Arguments.of("POST /clients", "jwks", withKey("{\"kty\":\"oct\",\"k\":\"AA\"}"), 400, "invalid"),
                Arguments.of("POST /clients", "jwks", withKey("{\"kty\":\"RSA\",\"p\":\"AA\"}"), 400, "invalid"),
                Arguments.of("POST /clients", "permissions", "[\"dataset:delete\"]", 400, "invalid"),
                Arguments.of("POST /clients", "permissions", "[\"*\"]", 400, "invalid"),
                Arguments.of("POST /clients", "refresh_retry", "11", 400, "invalid"),
                Arguments.of("POST /clients", "refresh_retry", "-1", 400, "invalid"),
                Arguments.of("POST /clients", "default_resource", "\"https://data.globex.net\"", 400, "invalid"),
                Arguments.of("POST /clients", "default_resource", "\"not a uri\"", 400, "invalid"),
                Arguments.of(
                        "PATCH /clients/{client}",
                        "grant_types",
                        "[\"authorization_code\",\"password\"]",
                        400,
                        "invalid"),
                Arguments.of("PATCH /clients/{client}", "redirect_uris", "[\"https://*/\"]", 400, "invalid"),
                Arguments.of("PATCH /clients/{client}", "token_endpoint_auth_method", "\"none\"", 400, "invalid"),
                Arguments.of("PATCH /clients/{client}", "permissions", "[\"dataset:delete\"]", 400, "invalid"),
                Arguments.of(
                        "PATCH /clients/{client}", "default_resource", "\"https://data.globex.net\"", 400, "invalid"),
                Arguments.of("POST /clients/{client}/secrets", "overlap_seconds", "604801", 400, "invalid"),
                Arguments.of("POST /clients/{client}/secrets", "overlap_seconds", "-1", 400, "invalid"),
                Arguments.of(
                        "POST /clients/{client}/secrets", "overlap_seconds", "9223372036854775807", 400, "invalid"),
                Arguments.of("POST /role-mappings", "roles", "[\"owner\"]", 400, "invalid"),
                Arguments.of("POST /role-mappings", "group", "\"\"", 400, "invalid"),
                Arguments.of("POST /data-planes", "uri", "\"https://data.acme.net\"", 409, "already_exists"),
                Arguments.of("POST /data-planes", "uri", "\"https://data.globex.net\"", 409, "already_exists"),
                Arguments.of("POST /data-planes", "uri", '"' + ControlPlaneFixture.ISSUER + '"', 409, "already_exists"),
                Arguments.of("POST /data-planes", "uri", "\"data.acme.net\"", 400, "invalid"),
                Arguments.of("POST /data-planes", "uri", "\"https://data.acme.net/#x\"", 400, "invalid"),
                Arguments.of("POST /data-planes", "uri", "\"https://d\u00e4ta.acme.net\"", 400, "invalid"),
                Arguments.of("POST /data-planes", "uri", "\"urn:" + "x".repeat(2_100) + "\"", 400, "invalid"),
                Arguments.of("POST /data-planes", "uri", "\"javascript:alert(1)\"", 400, "invalid"),
                Arguments.of("POST /data-planes", "uri", "\"https://user@acme.net\"", 400, "invalid"),
                Arguments.of("POST /data-planes", "origins", "[\"*\"]", 400, "invalid"),
                Arguments.of("POST /data-planes", "origins", "[\"null\"]", 400, "invalid"),
                Arguments.of("POST /data-planes", "origins", "[\"http://app.acme.example\"]", 400, "invalid"),
                Arguments.of("POST /data-planes", "origins", "[\"https://app.acme.example/\"]", 400, "invalid"),
                Arguments.of("POST /data-planes", "origins", "[\"https://app.acme.example:443\"]", 400, "invalid"),
                Arguments.of("POST /data-planes", "permissions", "[\"dataset:delete\"]", 400, "invalid"),
                Arguments.of("POST /domains", "name", "\"acme.net\"", 409, "already_exists"),
                Arguments.of("POST /domains", "name", "\"gmail.com\"", 400, "invalid"),
                Arguments.of("POST /domains", "name", "\"com\"", 400, "invalid"),
                Arguments.of("PATCH /domains/{domain}", "sso", "\"required\"", 400, "invalid"),
                Arguments.of("PATCH /domains/{domain}", "sso", "\"OFF\"", 400, "invalid"),
                Arguments.of("PATCH /domains/{domain}", "connection", "\"con_none\"", 400, "invalid"),
                Arguments.of("PATCH /domains/{domain}", "realm", "\"a realm\"", 400, "invalid"),
                Arguments.of("POST /connections", "protocol", "\"none\"", 400, "invalid"),
                Arguments.of("POST /connections", "settings", "{}", 400, "invalid"),
                Arguments.of("POST /connections", "secrets", "{\"secret\":\"\"}", 400, "invalid"),
                Arguments.of("POST /connections", "secrets", "{\"secret\":7}", 400, "invalid"),
                Arguments.of("POST /connections", "domains", "[\"acme.net\",\"globex.com\"]", 404, "not_found"),
                Arguments.of(
                        "PATCH /connections/{connection}",
                        "settings",
                        "{\"authorize\":\"https://else.example\"}",
                        400,
                        "invalid"),
                Arguments.of("POST /connections/{connection}/just-in-time", "roles", "[\"admin\"]", 400, "invalid"),
                Arguments.of("POST /connections/{connection}/just-in-time", "roles", "[\"nobody\"]", 400, "invalid"),
                Arguments.of(
                        "POST /connections/{connection}/just-in-time",
                        "roles",
                        "[\"viewer\",\"member\"]",
                        400,
                        "invalid"),
                Arguments.of("PATCH /policy", "session_idle_seconds", "59", 400, "invalid"),
                Arguments.of("PATCH /policy", "session_lifetime_seconds", "299", 400, "invalid"),
                Arguments.of("PATCH /policy", "sso_max_age_seconds", "7776001", 400, "invalid"));
    }
}
