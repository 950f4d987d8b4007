package io.orgauth.trust;

import static io.orgauth.trust.BundleFixture.API_KEY;
import static io.orgauth.trust.BundleFixture.NOW;
import static io.orgauth.trust.BundleFixture.RESOURCE;
import static io.orgauth.trust.BundleFixture.ROOT;
import static io.orgauth.trust.BundleFixture.assertInvalid;
import static io.orgauth.trust.BundleFixture.bundle;
import static io.orgauth.trust.BundleFixture.content;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ApiKeyReason;
import io.orgauth.AuthUnavailableException;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole of it against a control plane that is a lambda. */
class TrustBundleTest {
    private static final URI URL = URI.create("https://auth.example.com/organizations/org_acme/trust-bundle");

    private final List<FetchRequest> asked = new CopyOnWriteArrayList<>();
    private volatile Optional<SignedBundle> published = Optional.of(bundle());

    @TempDir
    Path directory;

    private TrustBundle trust;

    @BeforeEach
    void begin() {
        trust = builder().start();
    }

    @AfterEach
    void end() {
        trust.close();
    }

    @Test
    void apiKey_firstCall_waitsForTheFirstAnswer() {
        assertEquals("usr_ada", keys().authenticate(API_KEY).subject().id());
        assertEquals(Optional.of("Basic YXBwX2RwOnMlM0FjcmV0"), asked.get(0).header("authorization"), "form-encoded");
    }

    @Test
    void apiKey_madeSince_worksAtOnceAsTheBundleIsAskedForAgain() {
        published = Optional.of(bundle(content().keys(List.of())));
        Authenticator<Credential.ApiKey> keys = keys();
        awaitBundle();
        published = Optional.of(bundle(content().sequence(11)));

        assertEquals("usr_ada", keys.authenticate(API_KEY).subject().id());
    }

    @Test
    void apiKey_floodOfUnknownOnes_isAskedAboutOnceInASecond() {
        published = Optional.of(bundle(content().keys(List.of())));
        Authenticator<Credential.ApiKey> keys = keys();
        long began = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertInvalid(ApiKeyReason.API_KEY_UNKNOWN, () -> keys.authenticate(API_KEY));
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();

        long extra = asked.stream()
                .filter(request -> request.header("prefer").isEmpty())
                .count();
        assertTrue(extra <= 2 * (2 + seconds), extra + " in " + seconds + " s: documents and their chunks");
    }

    @Test
    void controlPlane_out_isServedFromTheBundleAtHand() {
        Authenticator<Credential.ApiKey> keys = keys();
        keys.authenticate(API_KEY);
        published = Optional.empty();

        assertEquals("usr_ada", keys.authenticate(API_KEY).subject().id());
    }

    @Test
    void restart_controlPlaneOut_usesWhatWasKept() {
        keys().authenticate(API_KEY);
        awaitKept();
        trust.close();
        published = Optional.empty();

        try (TrustBundle restarted = builder().start()) {
            assertEquals(
                    "usr_ada",
                    restarted.apiKeys(RESOURCE).authenticate(API_KEY).subject().id());
        }
    }

    @Test
    void controlPlane_neverReached_isUnavailable() {
        published = Optional.empty();
        Authenticator<Credential.ApiKey> keys = keys();

        assertEquals(
                TrustReason.BUNDLE_UNAVAILABLE,
                assertThrows(AuthUnavailableException.class, () -> keys.authenticate(API_KEY))
                        .reason());
    }

    @Test
    void health_beforeAResourceIsSaid_isUnavailable() {
        assertEquals(TrustHealth.State.UNAVAILABLE, trust.health().state());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.example.com/trust-bundle",
                "https://auth.example.com/organizations/trust-bundle",
                "https://auth.example.com/organizations/org_acme/trust-bundle/",
                "https://auth.example.com/organizations/org_acme/trust-bundle?x",
                "https://auth.example.com/organizations/a/b/trust-bundle",
                "https://u:p@auth.example.com/organizations/org_acme/trust-bundle",
                "file:///organizations/org_acme/trust-bundle"
            })
    void from_otherUrl_isRefused(String url) {
        assertThrows(IllegalArgumentException.class, () -> TrustBundle.from(URI.create(url)));
    }

    @Test
    void start_whatIsMissing_isNamed() {
        assertNamed(".rootKey", TrustBundle.from(URL).credentials("a", "b"));
        assertNamed(".credentials", TrustBundle.from(URL).rootKey(ROOT.publicKey()));
        assertNamed(".issuer", TrustBundle.directory(directory).rootKey(ROOT.publicKey()));
    }

    @Test
    void rootKey_third_isRefused() {
        TrustBundleBuilder two = TrustBundle.from(URL)
                .rootKey(ROOT.publicKey())
                .rootKey(TrustRoot.inMemory().publicKey());

        assertThrows(IllegalArgumentException.class, () -> two.rootKey(ROOT.publicKey()));
    }

    @Test
    void text_showsNoSecret() {
        assertEquals("TrustBundle[" + URL + "]", trust.toString());
    }

    private static void assertNamed(String call, TrustBundleBuilder builder) {
        String message = String.valueOf(
                assertThrows(IllegalStateException.class, builder::start).getMessage());
        assertTrue(message.contains(call), message);
    }

    private TrustBundleBuilder builder() {
        return TrustBundle.from(URL)
                .rootKey(ROOT.publicKey())
                .credentials("app_dp", "s:cret")
                .keepIn(keepIn())
                .clock(BundleFixture.fixed(NOW))
                .fetcher(controlPlane());
    }

    private Path keepIn() {
        return directory.resolve("kept");
    }

    private Authenticator<Credential.ApiKey> keys() {
        return trust.apiKeys(RESOURCE);
    }

    private void awaitBundle() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!trust.health().isReady()) {
            assertTrue(System.nanoTime() < deadline, "no bundle");
            Thread.onSpinWait();
        }
    }

    private void awaitKept() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!keepIn().resolve("bundle.json").toFile().exists()) {
            assertTrue(System.nanoTime() < deadline, "nothing kept");
            Thread.onSpinWait();
        }
    }

    /** As the real one answers, but that it never holds a long poll. */
    private Fetcher controlPlane() {
        return request -> {
            asked.add(request);
            SignedBundle now =
                    published.orElseThrow(() -> new FetchException(FetchException.Problem.UNREACHABLE, "as told"));
            String path = request.uri().getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (!name.equals("trust-bundle")) {
                return now.chunk(name)
                        .map(chunk -> FetchedResponse.of(200, Map.of(), chunk))
                        .orElseGet(() -> FetchedResponse.of(404, Map.of(), new byte[0]));
            }
            boolean known = request.header("if-none-match").equals(Optional.of(now.etag()));
            return known
                    ? FetchedResponse.of(304, Map.of(), new byte[0])
                    : FetchedResponse.of(200, Map.of("etag", List.of(now.etag())), now.document());
        };
    }
}
