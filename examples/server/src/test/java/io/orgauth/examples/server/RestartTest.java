package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --data} keeps, whatever ended the process. */
class RestartTest {
    private static final Web WEB = Web.plain();
    private static final String REMADE =
            "organizations.json and the database beside it don't belong together: remove both, and the"
                    + " organizations are made anew";

    private final Time time = new TestTime().time();

    @TempDir
    Path directory;

    @Test
    void restart_regular_keepsOrganizationsPeopleClientsAndKeys() {
        DemoOrganization before;
        byte[] keys;
        try (RunningExample example = start()) {
            before = example.organizations().get(0);
            keys = example.controlPlane().orElseThrow().signingKeys().jwks();
        }

        try (RunningExample example = start()) {
            DemoOrganization after = example.organizations().get(0);
            ControlPlane controlPlane = example.controlPlane().orElseThrow();
            assertEquals(before.json(), after.json());
            assertEquals(Json.parse(keys), Json.parse(controlPlane.signingKeys().jwks()));
            String token = WEB.token(example.issuer(), after.client(Role.MEMBER));
            assertEquals(200, WEB.get(example.dataPlane() + "/whoami", token).status());
            WEB.token(example.issuer(), after.user(Role.ADMIN));
            assertEquals(OptionalLong.empty(), controlPlane.audit().firstBroken(after.id()));
        }
    }

    @Test
    void restart_afterKill_keepsWhatWasAcknowledged() throws Exception {
        String role = "{\"key\": \"curator\", \"permissions\": [\"dataset:read\"]}";
        try (ExampleProcess process = process()) {
            process.ready();
            assertEquals(201, WEB.postJson(api() + "/roles", adminToken(), role).status());
            process.process().destroyForcibly().waitFor();
        }

        try (ExampleProcess process = process()) {
            process.ready();
            assertEquals(200, WEB.get(api() + "/roles/curator", adminToken()).status());
            assertEquals(409, WEB.postJson(api() + "/roles", adminToken(), role).status());
        }
    }

    private ExampleProcess process() throws IOException {
        Files.deleteIfExists(demoFile());
        return ExampleProcess.start(
                directory.resolve("errors.txt"),
                "--port",
                "0",
                "--data-plane-port",
                "0",
                "--data",
                data(),
                "--demo-file",
                demoFile().toString());
    }

    private Path demoFile() {
        return directory.resolve("demo.json");
    }

    private String api() throws IOException {
        return issuer() + "/api/organizations/" + acme().id();
    }

    private String adminToken() throws IOException {
        return WEB.token(issuer(), acme().user(Role.ADMIN));
    }

    private String issuer() throws IOException {
        return demo().string("issuer").orElseThrow();
    }

    private DemoOrganization acme() throws IOException {
        return DemoOrganization.of(
                demo().array("organizations").orElseThrow().objects().get(0));
    }

    private JsonObject demo() throws IOException {
        return Json.parseObject(Files.readAllBytes(demoFile()));
    }

    @Test
    void directory_ofTheControlPlane_isItsOwnersOnly() throws IOException {
        start().close();

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept(""))));
    }

    @Test
    void start_whileAnotherProcessUsesTheDirectory_isOneSentence() throws IOException {
        try (ExampleProcess running = process()) {
            running.ready();

            assertTrue(refused().endsWith("can't be opened: stop the other example that uses it"), refused());
        }
    }

    @Test
    void restart_damagedFile_isOneSentence() throws IOException {
        Files.createDirectories(kept(""));
        Files.writeString(kept("organizations.json"), "{}");

        assertTrue(refused().endsWith(REMADE), refused());
    }

    @Test
    void restart_fileOrDatabaseGone_isOneSentence() throws IOException {
        start().close();
        byte[] organizations = Files.readAllBytes(kept("organizations.json"));
        Files.delete(kept("organizations.json"));
        assertTrue(refused().endsWith(REMADE), refused());

        Files.write(kept("organizations.json"), organizations);
        Files.delete(kept("orgauth.mv.db"));
        assertTrue(refused().endsWith(REMADE), refused());
    }

    @Test
    void restart_sealingKeyGone_isOneSentence() throws IOException {
        start().close();
        Files.delete(kept("sealing.key"));

        assertTrue(refused().startsWith("the control plane can't be used: "), refused());
    }

    private RunningExample start() {
        return Examples.whole(time, "--data", data());
    }

    private String refused() {
        return String.valueOf(assertThrows(StartException.class, this::start).getMessage());
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private Path kept(String name) {
        return directory.resolve("data/control-plane").resolve(name);
    }
}
