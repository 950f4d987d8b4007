package io.orgauth.dataplane;

import static io.orgauth.dataplane.DataPlaneFixture.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Resource;
import io.orgauth.identity.Stores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustBundleEndpointsTest {
    @TempDir
    Path directory;

    private DataPlaneFixture plane;

    @BeforeEach
    void begin() {
        plane = new DataPlaneFixture(directory);
    }

    @AfterEach
    void end() {
        plane.close();
    }

    @Test
    void document_ownClient_isPrivateAndTagged() {
        HttpResponse answer = get();

        assertEquals(200, answer.status());
        assertEquals(
                "private, no-cache", answer.headers().first("Cache-Control").orElse(""));
        assertTrue(answer.headers().first("ETag").orElse("").matches("\"[0-9a-f]{64}\""));
    }

    /** E-mail addresses and names stay where people are managed. */
    @Test
    void document_holdsNobodysEmailOrName() {
        String body = new String(get().body(), StandardCharsets.UTF_8);

        assertFalse(body.contains("ada"));
        assertFalse(body.contains("Acme"));
    }

    @Test
    void document_unchanged_isTheSameAnd304() {
        String etag = etag(get());

        assertEquals(etag, etag(get()));
        assertEquals(304, get("If-None-Match", etag).status());
    }

    @Test
    void document_withoutClient_is401() {
        HttpResponse answer = plane.get(plane.path());

        assertEquals(401, answer.status());
        assertTrue(answer.headers().first("WWW-Authenticate").orElse("").startsWith("Basic "));
    }

    @Test
    void document_wrongSecret_is401() {
        String wrong = basic(plane.client.owner().id(), plane.client.secret() + "x");

        assertEquals(401, plane.get(plane.path(), "Authorization", wrong).status());
    }

    @Test
    void document_disabledClient_is401() {
        plane.auth.clients().disable(plane.acme.id(), plane.client.owner().id());

        assertEquals(401, get().status());
    }

    /** A bearer token of an owner is no data plane either. */
    @Test
    void document_bearerToken_is401() {
        assertEquals(401, plane.get(plane.path(), "Authorization", "Bearer x").status());
    }

    @Test
    void document_clientOfAnotherKind_is403() {
        IssuedSecret<ClientApplication> other =
                plane.auth.clients().create(plane.acme.id(), "report", Set.of(Role.MEMBER));
        plane.auth.clients().useByDefault(plane.acme.id(), other.owner().id(), plane.dataPlane.uri());

        assertEquals(403, plane.get(plane.path(), "Authorization", basic(other)).status());
    }

    @Test
    void document_clientWithAnotherRoleBesides_is403() {
        IssuedSecret<ClientApplication> both = plane.auth
                .clients()
                .create(plane.acme.id(), "both", Set.of(ClientApplications.DATA_PLANE, Role.MEMBER));
        plane.auth.clients().useByDefault(plane.acme.id(), both.owner().id(), plane.dataPlane.uri());

        assertEquals(403, plane.get(plane.path(), "Authorization", basic(both)).status());
    }

    @Test
    void document_clientWithoutResource_is403() {
        IssuedSecret<ClientApplication> homeless =
                plane.auth.clients().create(plane.acme.id(), "homeless", Set.of(ClientApplications.DATA_PLANE));

        assertEquals(
                403, plane.get(plane.path(), "Authorization", basic(homeless)).status());
    }

    @Test
    void document_dataPlaneRemoved_is403() {
        plane.auth.dataPlanes().remove(plane.acme.id(), plane.dataPlane.id());

        assertEquals(403, get().status());
    }

    @Test
    void document_otherOrganization_is404() {
        Organization globex = plane.auth.organizations().create("Globex", "globex.com");
        Resource theirs =
                plane.auth.dataPlanes().create(globex.id(), "https://data.globex.example", Set.of(), Set.of());
        IssuedSecret<ClientApplication> stranger = plane.dataPlaneClient(globex, theirs);

        assertEquals(
                404, plane.get(plane.path(), "Authorization", basic(stranger)).status());
        assertEquals(
                404,
                plane.get("/organizations/org_none/trust-bundle", "Authorization", basic(plane.client))
                        .status());
    }

    /** Two data planes of one organization: each client gets the bundle of its own. */
    @Test
    void document_secondDataPlane_isAnotherBundle() {
        Resource second =
                plane.auth.dataPlanes().create(plane.acme.id(), "https://second.acme.example", Set.of(), Set.of());
        IssuedSecret<ClientApplication> other = plane.dataPlaneClient(plane.acme, second);

        assertNotEquals(etag(get()), etag(plane.get(plane.path(), "Authorization", basic(other))));
    }

    @Test
    void chunk_unknown_is404() {
        assertEquals(
                404,
                plane.get(plane.path() + "/" + "0".repeat(64), "Authorization", basic(plane.client))
                        .status());
        assertEquals(
                404,
                plane.get(plane.path() + "/bundle.json", "Authorization", basic(plane.client))
                        .status());
    }

    @Test
    void chunk_withoutClient_is401() {
        assertEquals(401, plane.get(plane.path() + "/" + "0".repeat(64)).status());
    }

    @Test
    void longPoll_aChange_isAnsweredWithinTwoSeconds() throws Exception {
        String etag = etag(get());
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<HttpResponse> waiting = threads.submit(() -> get("If-None-Match", etag, "Prefer", "wait=20"));
            long changed = System.nanoTime();
            plane.auth.users().create(plane.acme.id(), "bob@acme.com", Role.MEMBER);

            assertEquals(200, waiting.get().status());
            Duration reach = Duration.ofNanos(System.nanoTime() - changed);
            assertTrue(reach.toMillis() < 2_000, reach::toString);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A container has few threads: whoever finds all places taken is answered at once. */
    @Test
    void longPoll_tooMany_areAnsweredAtOnce() throws Exception {
        String etag = etag(get());
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Callable<Integer>> polls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                polls.add(() -> get("If-None-Match", etag, "Prefer", "wait=3").status());
            }
            long began = System.nanoTime();
            for (Future<Integer> answered : threads.invokeAll(polls)) {
                assertEquals(304, answered.get());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(took.toSeconds() < 20, took::toString);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void prefer_nonsense_doesNotWait() {
        String etag = etag(get());
        long began = System.nanoTime();

        for (String prefer : List.of("wait=-1", "wait=9999", "wait=", "respond-async", "xwait=20")) {
            assertEquals(304, get("If-None-Match", etag, "Prefer", prefer).status(), prefer);
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 10);
    }

    @Test
    void bundles_withoutABundleKey_areNotThere() {
        try (ControlPlane without = ControlPlane.builder()
                .issuer(DataPlaneFixture.ISSUER)
                .stores(Stores.inMemory())
                .build()) {
            HttpRequest request = HttpRequest.builder("GET", "/auth/organizations/org_acme/trust-bundle")
                    .build();

            assertTrue(without.endpoints().answer(request).isEmpty());
        }
    }

    @Test
    void bundleKey_broken_failsWhenBuilt() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ControlPlane.builder()
                        .issuer(DataPlaneFixture.ISSUER)
                        .stores(Stores.inMemory())
                        .bundleKey(directory.resolve("none"))
                        .build());
    }

    @Test
    void bundleLifetime_outOfBounds_isRefused() {
        for (Duration lifetime :
                List.of(Duration.ofSeconds(59), Duration.ofDays(30).plusSeconds(1))) {
            assertThrows(IllegalArgumentException.class, () -> new BundlePublisher.Settings(plane.keyFile, lifetime));
        }
        assertEquals(Duration.ofDays(30), new BundlePublisher.Settings(plane.keyFile, Duration.ofDays(30)).lifetime());
    }

    @Test
    void role_dataPlane_isNotTheProductsToDefine() {
        assertThrows(
                IllegalArgumentException.class, () -> ControlPlane.builder().role("data-plane", "dataset:read"));
    }

    private HttpResponse get(String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", basic(plane.client)));
        all.addAll(List.of(headers));
        return plane.get(plane.path(), all.toArray(String[]::new));
    }

    private static String etag(HttpResponse answer) {
        return answer.headers().first("ETag").orElseThrow();
    }
}
