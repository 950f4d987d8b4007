package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ReplayGuard;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.GuardedFetcher;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.session.Handle;
import io.orgauth.session.Next;
import io.orgauth.session.SignInRequest;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.Finding;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.SsoContext;
import io.orgauth.testing.Requirement;
import io.orgauth.token.DocumentSigner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The OpenID-certified oidc-provider of npm, on loopback: somebody else's reading of the specification, over real HTTP. It is
 * installed by {@code npm ci} in {@code src/test/npm}, as {@code .ci/run} does.
 */
class NpmProviderTest {
    private static final String HERE = "https://app.example.com/auth";
    private static final DocumentSigner KEY = DocumentSigner.create(new SecureRandom());

    private static Process node;
    private static String issuer;

    @BeforeAll
    static void start() throws IOException {
        Path folder = Path.of("src", "test", "npm");
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            throw Requirement.absent("no oidc-provider: run npm ci in auth-oidc/src/test/npm");
        }
        String clients = Json.text(JsonArray.of(
                client("con_basic", "client_secret_basic"),
                client("con_post", "client_secret_post"),
                client("con_assertion", "private_key_jwt")));
        try {
            node = new ProcessBuilder("node", "provider.mjs", clients)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw Requirement.absent("no node: install Node.js to run oidc-provider");
        }
        BufferedReader output =
                new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        issuer = String.valueOf(output.readLine());
        assertTrue(issuer.startsWith("http://127.0.0.1:"), issuer);
    }

    /** It ends with its standard input. */
    @AfterAll
    static void stop() throws IOException {
        if (node != null) {
            node.getOutputStream().close();
            node.destroy();
        }
    }

    private static JsonObject client(String connection, String method) {
        JsonObject.Builder client = JsonObject.builder()
                .put("client_id", connection)
                .put("redirect_uris", List.of(HERE + "/sso/" + connection + "/callback"))
                .put("post_logout_redirect_uris", List.of(HERE))
                .put("token_endpoint_auth_method", method);
        if (method.equals("private_key_jwt")) {
            client.put(
                    "jwks",
                    JsonObject.builder()
                            .put("keys", JsonArray.of(KEY.publicJwk()))
                            .build());
            client.put("token_endpoint_auth_signing_alg", "ES256");
        } else {
            client.put("client_secret", FakeProvider.SECRET);
        }
        return client.build();
    }

    private static SsoContext context() {
        return SsoContext.builder()
                .issuer(HERE)
                .replayGuard(ReplayGuard.inMemory(Clock.systemUTC()))
                .fetcher(GuardedFetcher.operator().allowLoopback().build())
                .build();
    }

    private static OidcConnection.Builder connection(String id) {
        return OidcConnection.custom(issuer)
                .id(id)
                .client(id, FakeProvider.SECRET)
                .scopes("groups")
                .groups("groups");
    }

    private static ExternalIdentity signIn(ConnectionRecord record) throws Exception {
        RelyingParty party = RelyingParty.of(record, context());
        LoginStep step = party.start("/home");
        return party.finish(new NpmBrowser().signIn(step, "ada"), step.pending());
    }

    private static void assertAda(ExternalIdentity who) {
        assertEquals("ada", who.subject());
        assertEquals(Optional.of("ada@acme.com"), who.assertedEmail()); // by the userinfo: its ID tokens are thin
        assertEquals(Optional.of("Ada"), who.displayName());
        assertEquals(Set.of("staff", "ops"), who.groups());
    }

    @Test
    void signIn_bySecretInAHeader_works() throws Exception {
        assertAda(signIn(connection("con_basic").build()));
    }

    @Test
    void signIn_bySecretInAForm_works() throws Exception {
        assertAda(signIn(connection("con_post").clientSecretPost().build()));
    }

    @Test
    void signIn_byASignedAssertion_works() throws Exception {
        assertAda(
                signIn(connection("con_assertion").client("con_assertion", KEY).build()));
    }

    @Test
    void signIn_answeredByAForm_works() throws Exception {
        assertAda(signIn(connection("con_basic").formPost().build()));
    }

    @Test
    void signIn_afresh_isProvenAnew() throws Exception {
        RelyingParty party = RelyingParty.of(connection("con_basic").build(), context());
        NpmBrowser browser = new NpmBrowser();
        LoginStep first = party.start("/home");
        party.finish(browser.signIn(first, "ada"), first.pending());

        LoginStep second = party.start(LoginRequest.to("/home").afresh());
        ExternalIdentity who = party.finish(browser.signIn(second, "ada"), second.pending());

        assertTrue(who.authentication().time().isPresent());
    }

    @Test
    void code_ofAnotherSignIn_isRefused() throws Exception {
        RelyingParty party = RelyingParty.of(connection("con_basic").build(), context());
        LoginStep victims = party.start("/");
        LoginStep mine = party.start("/");
        Callback stolen = new NpmBrowser().signIn(victims, "ada");
        Callback injected = Callback.posted(Map.of(
                "code",
                stolen.parameter("code").orElseThrow(),
                "state",
                mine.pending().handle(),
                "iss",
                issuer));

        World.assertRefused(OidcReason.CODE_REFUSED, () -> party.finish(injected, mine.pending()));
    }

    @Test
    void code_twice_isRefused() throws Exception {
        RelyingParty party = RelyingParty.of(connection("con_basic").build(), context());
        LoginStep step = party.start("/");
        Callback callback = new NpmBrowser().signIn(step, "ada");
        party.finish(callback, step.pending());

        World.assertRefused(OidcReason.CODE_REFUSED, () -> party.finish(callback, step.pending()));
    }

    @Test
    void secret_thatIsWrong_isSaidClearly() throws Exception {
        ConnectionRecord wrong =
                connection("con_basic").client("con_basic", "another").build();
        RelyingParty party = RelyingParty.of(wrong, context());
        LoginStep step = party.start("/");
        Callback callback = new NpmBrowser().signIn(step, "ada");

        World.assertRefused(OidcReason.CLIENT_REFUSED, () -> party.finish(callback, step.pending()));
    }

    /** Done when a member signs in: the whole control plane, with an organization's own connection. */
    @Test
    void member_throughAWholeControlPlane_signsIn() throws Exception {
        try (ControlPlane auth = controlPlane()) {
            Organization acme = auth.organizations().create("Acme", "acme.com");
            User ada = auth.users().create(acme.id(), "ada@acme.com", Role.MEMBER);
            ConnectionRecord own =
                    connection("con_basic").organization(acme.id()).build();
            auth.connections().add(own, Domain.of("acme.com"));
            auth.connections().bind(acme.id(), Domain.of("acme.com"), own.id(), Mode.OFFERED, Optional.empty());

            Next.Redirect sent = assertInstanceOf(
                    Next.Redirect.class,
                    auth.signIn().begin(SignInRequest.to("/home").by(own.id())));
            Callback callback = new NpmBrowser().signIn(sent.location(), "ada");
            Next.Done done = assertInstanceOf(
                    Next.Done.class,
                    auth.signIn().callback(own.id(), callback, id -> cookie(sent.handle(), id), "a browser"));

            assertEquals(ada.id(), done.session().session().user());
            assertEquals(Optional.of(acme.id()), done.session().session().organization());
        }
    }

    private static Optional<String> cookie(Handle handle, String id) {
        return id.equals(handle.id()) ? Optional.of(handle.secret()) : Optional.empty();
    }

    private static ControlPlane controlPlane() {
        return ControlPlane.builder()
                .issuer(HERE)
                .permissions("models:read")
                .grant(Role.MEMBER, "models:read")
                .stores(Stores.inMemory())
                .sealedBy(SealingKey.inMemory())
                .protocols(OidcProtocol.standard())
                .fetcher(GuardedFetcher.operator().allowLoopback().build())
                .build();
    }

    @Test
    void lint_findsNothingToMend() {
        List<Finding> findings =
                OidcProtocol.standard().lint(connection("con_basic").build(), context());

        findings.forEach(finding -> assertNotEquals(Finding.Outcome.FAILED, finding.outcome(), finding.toString()));
    }

    @Test
    void logout_leadsToAPageThatAsks() throws Exception {
        RelyingParty party = RelyingParty.of(connection("con_basic").build(), context());
        LoginStep step = party.start("/");
        NpmBrowser browser = new NpmBrowser();
        ExternalIdentity who = party.finish(browser.signIn(step, "ada"), step.pending());

        LoginStep.Redirect out = (LoginStep.Redirect) party.logout(who, HERE).orElseThrow();

        assertTrue(browser.page(out.location()).contains("/session/end/confirm"));
    }
}
