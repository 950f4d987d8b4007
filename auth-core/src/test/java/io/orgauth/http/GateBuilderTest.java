package io.orgauth.http;

import static io.orgauth.http.FakeAuthenticator.GLOBEX;
import static io.orgauth.http.FakeAuthenticator.READ;
import static io.orgauth.http.FakeAuthenticator.WRITE;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Credential;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong configuration fails when built, with the fix in the message. */
class GateBuilderTest {
    private static final FakeAuthenticator<Credential.Jwt> TOKENS = FakeAuthenticator.reader();
    private static final FakeAuthenticator<Credential.OpaqueToken> KEYS = FakeAuthenticator.of(
            Credential.OpaqueToken.class, key -> FakeAuthenticator.principal(FakeAuthenticator.ACME));

    private static void assertFails(String fix, Gate.Builder builder) {
        String message =
                assertThrows(IllegalStateException.class, builder::build).getMessage();
        assertTrue(message.contains(fix), message);
    }

    private static void assertMalformed(String fix, Gate.Builder builder) {
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains(fix), message);
    }

    private static Gate.Builder gate() {
        return Gate.builder().accept(TOKENS);
    }

    @Test
    void build_oneOrTwoAgreeing_builds() {
        gate().build();
        gate().accept(KEYS).build();
    }

    @Test
    void build_nobodyAdmitted_fails() {
        assertFails("accept(authenticator)", Gate.builder());
        assertFails("accept(authenticator)", Gate.builder().allowAnonymous("/health"));
        assertFails("accept(authenticator)", Gate.builder().allowAnonymous("/*").require("/admin", READ));
        assertFails("accept(authenticator)", Gate.builder().anyOrganization().anyResource());
    }

    @Test
    void build_everythingAnonymous_needsNoAuthenticator() {
        Gate gate = Gate.builder().allowAnonymous("/*").build();

        Decisions.assertAnonymous(gate.decide(Decisions.anonymous("GET", "/any").build()));
    }

    @Test
    void build_twoForOneKind_fails() {
        assertFails("two authenticators accept Jwt", gate().accept(FakeAuthenticator.reader()));
    }

    @Test
    void build_authenticatorForEveryKind_fails() {
        assertFails(
                "one final kind",
                Gate.builder()
                        .accept(FakeAuthenticator.of(
                                Credential.class, any -> FakeAuthenticator.principal(FakeAuthenticator.ACME))));
    }

    @Test
    void build_organizationsDiffer_fails_unlessSaid() {
        Gate.Builder builder = gate().accept(KEYS.organization(Optional.of(GLOBEX)));

        assertFails("anyOrganization()", builder);
        builder.anyOrganization().build();
    }

    @Test
    void build_organizationAbsent_fails_unlessSaid() {
        assertFails("anyOrganization()", Gate.builder().accept(TOKENS.organization(Optional.empty())));
        assertFails("anyOrganization()", gate().accept(KEYS.organization(Optional.empty())));
        Gate.builder()
                .accept(TOKENS.organization(Optional.empty()))
                .anyOrganization()
                .build();
        Gate.builder()
                .anyOrganization()
                .accept(TOKENS.organization(Optional.empty()))
                .accept(KEYS.organization(Optional.empty()))
                .build();
    }

    @Test
    void build_resourcesDiffer_fails_unlessSaid_whateverTheOrganization() {
        Gate.Builder builder = gate().accept(KEYS.resource(Optional.of("https://other.example")));

        assertFails("anyResource()", builder);
        assertFails("anyResource()", builder.anyOrganization());
        builder.anyResource().build();
    }

    @Test
    void build_resourceAbsent_fails_unlessSaid() {
        assertFails("anyResource()", Gate.builder().accept(TOKENS.resource(Optional.empty())));
        assertFails("anyResource()", Gate.builder().anyOrganization().accept(TOKENS.resource(Optional.empty())));
        Gate.builder().anyResource().accept(TOKENS.resource(Optional.empty())).build();
    }

    @Test
    void build_tie_fails() {
        assertFails("equally specific", gate().require("/a", READ).require("/A", WRITE));
        assertFails("equally specific", gate().require("GET", "/a", READ).require("GET", "/a/", WRITE));
        assertFails("equally specific", gate().require("/a/*", READ).allowAnonymous("/a/*"));
        assertFails("equally specific", gate().allowAnonymous("GET", "/a").require("GET", "/a", READ));
    }

    @Test
    void build_badPatternOrMethod_fails() {
        assertMalformed("decoded path", gate().require("a", READ));
        assertMalformed("decoded path", gate().require("GET", "/a*", READ));
        assertMalformed("decoded path", gate().allowAnonymous("/%61"));
        assertMalformed("dot segment", gate().allowAnonymous("/a/../b"));
        assertMalformed("upper case", gate().require("get", "/a", READ));
        assertMalformed("upper case", gate().allowAnonymous("get", "/a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "https://app.example.com:8443",
                "https://192.0.2.1",
                "https://[2001:db8::1]:8443",
                "http://localhost",
                "http://localhost:5173",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
            })
    void build_origin_asBrowsersSendIt_builds(String origin) {
        gate().allowOrigin(origin).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "https://*.example.com",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://app.example.com?x",
                "https://app.example.com#x",
                "https://user@app.example.com",
                "https://App.example.com",
                "HTTPS://app.example.com",
                "https://app.example.com:443",
                "https://app.example.com:",
                "https://app.example.com:0443",
                "https://app.example.com:0",
                "http://localhost:80",
                "http://app.example.com",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "http://192.0.2.1",
                "ftp://app.example.com",
                "app.example.com",
                "https://",
                "https://app.example.com https://other.example.com",
                "https://app.example.com\r\nX: y",
                "https://\u00e4pp.example.com",
                "https:app.example.com",
                "//app.example.com",
            })
    void build_origin_anythingElse_fails(String origin) {
        assertMalformed("https://host", gate().allowOrigin(origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", "X Y", "Cookie", "cookie", "X:Y", "X\r\nY"})
    void build_badHeaderName_fails(String name) {
        assertMalformed("one header", gate().allowHeader(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://data.acme.example/x",
                "/.well-known/x",
                "https:///x",
                "https://data.acme.example/x#y",
                "https://u@data.acme.example/x",
                "mailto:x@y",
                "ftp://data.acme.example/x",
            })
    void build_badMetadata_fails(String uri) {
        assertMalformed("absolute https URL", gate().resourceMetadata(URI.create(uri)));
    }

    @Test
    void build_metadata_onLoopbackMayBeHttp() {
        gate().resourceMetadata(URI.create("http://localhost:8081/.well-known/oauth-protected-resource"))
                .build();
    }
}
