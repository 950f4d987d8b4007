package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Java of docs/bring-your-issuer.md, compiled, and run on a token of the vendor's shape. */
class BringYourIssuerTest {
    private static final Clock CLOCK = Clock.fixed(SignedJwt.NOW, ZoneOffset.UTC);

    private static final KeySource KEYS = KeySource.jwks(TestKeys.jwks(JwsAlgorithm.RS256));

    private static void assertAdmits(String organization, TokenVerifier.Builder builder, String typ, String claims) {
        TokenVerifier verifier = builder.keys(KEYS).clock(CLOCK).build(); // no network in a test
        String token = SignedJwt.recorded(typ, claims).sign();
        assertEquals(organization, verifier.verify(token).organization().value());
    }

    @Test
    void auth0_asDocumented_admitsItsOrganization() {
        TokenVerifier.Builder verifier = TokenVerifier.builder()
                .issuer("https://acme.eu.auth0.com/") // with the slash
                .audience("https://data.acme.example")
                .organization("org_9ybsU1dN2dKfDkBi")
                .profile(TokenProfile.auth0())
                .keys(KeySource.discovery());
        assertAdmits("org_9ybsU1dN2dKfDkBi", verifier, "JWT", VendorTokens.AUTH0_LEGACY);
    }

    @Test
    void keycloak_asDocumented_admitsItsOrganization() {
        TokenVerifier.Builder verifier = TokenVerifier.builder()
                .issuer("https://sso.acme.example/realms/acme")
                .audience("https://data.acme.example")
                .organization("acme") // the organization's alias
                .profile(TokenProfile.keycloak())
                .keys(KeySource.discovery());
        assertAdmits("acme", verifier, "JWT", VendorTokens.KEYCLOAK_ACCESS.formatted("[\"acme\"]"));
    }

    @Test
    void okta_asDocumented_admitsItsOrganization() {
        TokenVerifier.Builder verifier = TokenVerifier.builder()
                .issuer("https://acme.okta.com/oauth2/default") // a custom authorization server
                .audience("api://data")
                .organization("org_acme") // every token of this issuer is for this organization
                .profile(TokenProfile.okta())
                .keys(KeySource.discovery());
        assertAdmits("org_acme", verifier, "", VendorTokens.OKTA_ACCESS);
    }

    @Test
    void entra_asDocumented_admitsItsOrganization() {
        TokenVerifier.Builder verifier = TokenVerifier.builder()
                .issuer("https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0")
                .audience("b3cd6f0e-1f0c-4a39-9a2c-7b1d3ffb5c55") // the API's application id
                .organization("72f988bf-86f1-41af-91ab-2d7cd011db47") // the directory (tenant) id
                .profile(TokenProfile.entra())
                .keys(KeySource.discovery());
        assertAdmits("72f988bf-86f1-41af-91ab-2d7cd011db47", verifier, "JWT", VendorTokens.ENTRA_DELEGATED);
    }

    @Test
    void several_asDocumented_admitEachItsOwn() {
        TokenVerifier acme = SignedJwt.verifier().build();
        TokenVerifier globex =
                SignedJwt.verifier().issuer("https://globex.example").build();
        TokenVerifier both = TokenVerifier.anyOf(acme, globex); // keys, audience, organization and profile stay apart
        assertEquals("usr_ada", both.verify(SignedJwt.good().sign()).getName());
    }

    @Test
    void other_asDocumented_admitsItsOrganization() {
        TokenProfile profile = TokenProfile.builder()
                .type("at+jwt") // or untyped(), if the tokens have no typ
                .requireOneOf("azp", "client_id") // what its ID tokens have not
                .forbidClaims("nonce", "at_hash")
                .organizationAt("https://acme.example/org") // one name, dots and slashes included
                .permissionsAt("authorization", "permissions") // a path, from the outside in
                .rolesAt("authorization", "roles")
                .build();
        SignedJwt token = SignedJwt.good()
                .with("https://acme.example/org", "org_acme")
                .with("authorization", Map.of("permissions", List.of("a"), "roles", List.of("b")));
        TokenVerifier verifier = SignedJwt.verifier().profile(profile).build();
        assertEquals("[a]", verifier.verify(token.sign()).permissions().toString());
    }

    /** Each line of the document's Java is a line of this file, but for the last call, which the tests make themselves. */
    @Test
    void document_everyLineOfJava_isCompiledHere() throws IOException {
        List<String> compiled = lines(Files.readString(source()));
        String document = Files.readString(Path.of("..", "docs", "bring-your-issuer.md"));
        List<String> shown = Arrays.stream(document.split("```"))
                .filter(block -> block.startsWith("java\n"))
                .flatMap(block -> lines(block.substring("java\n".length())).stream())
                .toList();
        assertTrue(shown.size() > 30, "the document has its snippets");
        assertEquals(
                List.of(),
                shown.stream().filter(line -> !compiled.contains(line)).toList());
    }

    private static Path source() {
        return Path.of("src", "test", "java", "io", "orgauth", "token", "BringYourIssuerTest.java");
    }

    private static List<String> lines(String java) {
        return java.lines()
                .map(line -> line.strip().replace("TokenVerifier.Builder verifier", "TokenVerifier verifier"))
                .map(line -> line.equals(".keys(KeySource.discovery());") ? ".keys(KeySource.discovery())" : line)
                .toList();
    }
}
