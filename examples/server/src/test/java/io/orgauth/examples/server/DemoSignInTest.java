package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.examples.server.Browser.Page;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.testkit.IdentityProviderServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People of the demo sign in at the demo identity provider, by either protocol, and go on to the data plane. */
class DemoSignInTest {
    private static RunningExample example;

    private final Browser browser = new Browser();

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        example = Examples.whole(Time.ofSystem());
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    @ParameterizedTest
    @CsvSource({
        "saml, admin@acme.example, admin",
        "saml, newcomer@acme.example, member viewer",
        "oidc, viewer@globex.example, viewer",
        "oidc, newcomer@globex.example, member viewer"
    })
    void person_whoIsClicked_isSignedInWithTheMappedRoles(String protocol, String email, String roles) {
        JsonObject session = session(signIn(protocol, email));

        assertEquals(Optional.of(email), session.string("email"));
        assertEquals(
                Set.of(roles.split(" ")), new TreeSet<>(session.strings("roles").orElseThrow()));
        assertEquals(Optional.of(connection(protocol).organization().value()), session.string("organization"));
    }

    private Page signIn(String protocol, String email) {
        Page people = browser.open(
                example.issuer() + "/sign-in?connection=" + connection(protocol).id() + "&return_to=/session");
        assertTrue(people.text().contains("id=\"person-" + email + "\""), people.text());
        Page answer = browser.submit(people, Map.of("person", email));
        return answer.text().contains("id=\"continue\"") ? browser.submit(answer, Map.of()) : answer;
    }

    private static DemoConnection connection(String protocol) {
        return example.signIn().connections().stream()
                .filter(connection -> connection.protocol().equals(protocol))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject session(Page page) {
        assertEquals(200, page.status(), page.text());
        assertEquals("/session", page.url().getPath());
        return Json.parseObject(page.text().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void person_signedInBySaml_callsTheDataPlane() {
        JsonObject session = session(signIn("saml", "member@acme.example"));
        String resource = URLEncoder.encode(example.dataPlane(), StandardCharsets.UTF_8);

        Page token = browser.send(HttpRequest.newBuilder(URI.create(example.issuer() + "/session/token"))
                .header("Origin", example.issuer())
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF-Token", session.string("csrf_token").orElseThrow())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("resource=" + resource)));
        String accessToken = Json.parseObject(token.text().getBytes(StandardCharsets.UTF_8))
                .string("access_token")
                .orElseThrow();
        JsonObject caller =
                Web.plain().get(example.dataPlane() + "/whoami", accessToken).json();

        assertEquals(Optional.of(example.organizations().get(0).id().value()), caller.string("organization"));
    }

    /** Acme's connection lets nobody of Globex in: the domain is not its own. */
    @Test
    void person_ofTheOtherOrganization_isRefused() {
        Page page = signIn("saml", "newcomer@globex.example");

        assertTrue(page.status() >= 400, page.text());
    }

    @Test
    void metadata_inTheDemoFile_isThere() {
        for (DemoConnection connection : example.signIn().connections()) {
            assertEquals(200, Web.plain().get(connection.metadata()).status(), connection.metadata());
        }
    }

    @Test
    void idpAlone_servesAControlPlaneElsewhere() throws Exception {
        Path file = directory.resolve("idp.json");
        Options options =
                Options.parse(List.of("--only", "idp", "--idp-port", "0", "--demo-file", file.toString()), Map.of());
        try (IdentityProviderServer idp = DemoIdp.alone(options, Time.ofSystem())) {
            String port = Integer.toString(URI.create(idp.url()).getPort());
            assertEquals(
                    Optional.of(idp.url()),
                    Json.parseObject(Files.readAllBytes(file)).string("idp"));
            assertTrue(DemoIdp.greeting(idp.url()).contains(idp.url() + "/saml/metadata"));

            try (RunningExample elsewhere = controlPlaneAlone(port)) {
                assertEquals(Optional.of(idp.url()), elsewhere.signIn().idp());
                assertEquals(2, elsewhere.signIn().connections().size());
            }
        }
    }

    @Test
    void controlPlaneAlone_withoutAProvider_hasNoConnections() {
        try (RunningExample alone = controlPlaneAlone(Integer.toString(Examples.freePort()))) {
            assertEquals(DemoSignIn.none(), alone.signIn());
        }
    }

    private static RunningExample controlPlaneAlone(String idpPort) {
        return Examples.start(
                Time.ofSystem(),
                "--only",
                "control-plane",
                "--port",
                "0",
                "--data-plane-port",
                Integer.toString(Examples.freePort()),
                "--idp-port",
                idpPort);
    }

    /** The connections of an earlier start lead to keys that are no more. */
    @Test
    void restart_withData_connectsAnew() {
        for (int start = 0; start < 2; start++) {
            try (RunningExample again = Examples.whole(Time.ofSystem(), "--data", directory.toString())) {
                assertEquals(2, again.signIn().connections().size());
            }
        }
    }

    @Test
    void idpPort_thatIsTakenAndInsistedOn_isOneSentence() {
        String taken = example.dataPlane().replaceAll(".*:", "");

        StartException refused = assertThrows(
                StartException.class,
                () -> Examples.start(Time.ofSystem(), "--port", "0", "--data-plane-port", "0", "--idp-port", taken));

        assertEquals("port " + taken + " is taken: give another one with --idp-port", refused.getMessage());
    }
}
