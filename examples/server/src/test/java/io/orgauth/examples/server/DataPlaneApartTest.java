package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control plane and data plane as two processes with a trust bundle between them: the first is stopped, the second started again. */
class DataPlaneApartTest {
    private static final Web WEB = Web.plain();

    private final List<ExampleProcess> processes = new ArrayList<>();
    private final String port = Integer.toString(Examples.freePort());

    @TempDir
    Path directory;

    @AfterEach
    void end() {
        processes.forEach(ExampleProcess::close);
    }

    @Test
    void dataPlane_restartedAfterTheControlPlaneWasKilled_admitsAndRefusesAsBefore() throws Exception {
        ExampleProcess control = controlPlane();
        JsonObject demo = demo();
        String issuer = demo.string("issuer").orElseThrow();
        List<DemoOrganization> organizations = demo.array("organizations").orElseThrow().objects().stream()
                .map(DemoOrganization::of)
                .toList();
        String good = WEB.token(issuer, organizations.get(0).client(Role.MEMBER));
        String other = WEB.token(issuer, organizations.get(1).client(Role.MEMBER));
        String key = apiKey(issuer, organizations.get(0));
        ExampleProcess data = dataPlane(demo);
        String whoami = demo.string("dataPlane").orElseThrow() + "/whoami";
        assertEquals(200, WEB.get(whoami, good).status());
        assertEquals(401, WEB.get(whoami, other).status());
        assertEquals(200, WEB.get(whoami, key).status());
        awaitKept();

        control.process().destroyForcibly().waitFor();
        data.process().destroyForcibly().waitFor();
        dataPlane(demo);

        assertEquals(200, WEB.get(whoami, good).status());
        assertEquals(401, WEB.get(whoami, other).status());
        assertEquals("api_key", WEB.get(whoami, key).json().string("via").orElseThrow());
        JsonObject health =
                WEB.get(demo.string("dataPlane").orElseThrow() + "/health").json();
        assertTrue(health.longValue("revocation_delay_seconds").orElseThrow() > 80_000, health::toString);
        assertTrue(health.has("bundle_age_seconds"));
    }

    private static String apiKey(String issuer, DemoOrganization organization) {
        return WEB.postJson(
                        issuer + "/api/organizations/" + organization.id() + "/api-keys",
                        WEB.token(issuer, organization.user(Role.MEMBER)),
                        "{\"name\": \"ci\"}")
                .json()
                .string("secret")
                .orElseThrow();
    }

    @Test
    void bundleUrl_clientOfAnotherKind_isRefused() throws Exception {
        controlPlane();
        JsonObject demo = demo();
        DemoOrganization first = DemoOrganization.of(
                demo.array("organizations").orElseThrow().objects().get(0));
        String url = demo.string("issuer").orElseThrow() + "/organizations/" + first.id() + "/trust-bundle";

        assertEquals(401, WEB.get(url).status());
        assertEquals(401, WEB.get(url, "token").status());
    }

    @Test
    void dataPlane_rootKeyUnreadable_isOneSentence() throws IOException {
        Path nothing = directory.resolve("nothing");
        Path secret = Files.writeString(directory.resolve("secret"), "s");
        String[] arguments = {
            "--only",
            "data-plane",
            "--data-plane-port",
            "0",
            "--control-plane",
            "http://localhost:1",
            "--organization",
            "org_1",
            "--root-key",
            nothing.toString(),
            "--client-id",
            "app_1",
            "--client-secret-file",
            secret.toString()
        };
        Options options = Options.parse(List.of(arguments), Map.of());

        String message =
                String.valueOf(assertThrows(StartException.class, () -> RunningExample.start(options, Time.ofSystem()))
                        .getMessage());
        assertTrue(message.startsWith("the trust bundle can't be used: root key file"), message);
    }

    private ExampleProcess controlPlane() throws IOException {
        return started(
                "--only",
                "control-plane",
                "--port",
                "0",
                "--data-plane-port",
                port,
                "--data",
                directory.resolve("c").toString(),
                "--demo-file",
                directory.resolve("demo.json").toString());
    }

    private ExampleProcess dataPlane(JsonObject demo) throws IOException {
        JsonObject client = demo.object("dataPlaneClient").orElseThrow();
        Path secret = Files.writeString(
                directory.resolve("client-secret"),
                client.string("client_secret").orElseThrow());
        JsonObject first = demo.array("organizations").orElseThrow().objects().get(0);
        return started(
                "--only",
                "data-plane",
                "--data-plane-port",
                port,
                "--control-plane",
                demo.string("issuer").orElseThrow(),
                "--organization",
                first.string("id").orElseThrow(),
                "--root-key",
                demo.string("rootKey").orElseThrow(),
                "--client-id",
                client.string("client_id").orElseThrow(),
                "--client-secret-file",
                secret.toString(),
                "--data",
                directory.resolve("d").toString());
    }

    private ExampleProcess started(String... arguments) throws IOException {
        ExampleProcess process = ExampleProcess.start(directory.resolve("errors.txt"), arguments);
        processes.add(process);
        return process.ready();
    }

    private JsonObject demo() throws IOException {
        return Json.parseObject(Files.readAllBytes(directory.resolve("demo.json")));
    }

    private void awaitKept() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(directory.resolve("d/data-plane/bundle.json"))) {
            assertTrue(System.nanoTime() < deadline, "no bundle was kept");
            Thread.onSpinWait();
        }
    }
}
