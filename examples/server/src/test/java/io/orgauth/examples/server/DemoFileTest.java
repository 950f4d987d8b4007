package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts are driven by. */
class DemoFileTest {
    private static final Web WEB = Web.plain();

    private final Time time = new TestTime().time();

    @TempDir
    Path directory;

    @Test
    void demoFile_started_hasTheDocumentedMembersAndWorks() throws IOException {
        Path file = directory.resolve("demo.json");
        try (RunningExample example = Examples.whole(time, "--demo-file", file.toString())) {
            JsonObject demo = Json.parseObject(Files.readAllBytes(file));

            assertEquals(
                    List.of("issuer", "dataPlane", "idp", "organizations", "rootKey", "dataPlaneClient"), demo.names());
            JsonObject first =
                    demo.array("organizations").orElseThrow().objects().get(0);
            assertEquals(
                    List.of("id", "name", "domain", "users", "clients", "firstPartyClient", "connections"),
                    first.names());
            JsonObject user = first.array("users").orElseThrow().objects().get(0);
            assertEquals(List.of("email", "password", "roles"), user.names());
            assertEquals(
                    List.of("client_id"),
                    first.object("firstPartyClient").orElseThrow().names());
            JsonObject client = first.array("clients").orElseThrow().objects().get(0);
            assertEquals(List.of("client_id", "client_secret", "roles"), client.names());
            String token = WEB.token(demo.string("issuer").orElseThrow(), DemoClient.of(client));
            assertEquals(
                    first.string("id"),
                    WEB.get(demo.string("dataPlane").orElseThrow() + "/whoami", token)
                            .json()
                            .string("organization"));
            assertEquals(2, example.organizations().size());
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void ids_withoutDirectory_areNewAtEachStart() {
        assertNotEquals(idAfterStart(), idAfterStart());
    }

    @Test
    void start_takenPort_isOneSentenceAndLeavesNothingOpen() {
        try (RunningExample example = Examples.whole(time)) {
            String taken = example.dataPlane().replaceAll(".*:", "");
            String free = Integer.toString(Examples.freePort());

            String sentence = String.valueOf(assertThrows(
                            StartException.class,
                            () -> Examples.start(time, "--port", free, "--data-plane-port", taken))
                    .getMessage());

            assertEquals("port " + taken + " is taken: give another one with --data-plane-port", sentence);
            Examples.start(time, "--port", free, "--data-plane-port", "0").close();
        }
    }

    @Test
    void strings_ofWhatHoldsSecrets_haveNone() {
        try (RunningExample example = Examples.whole(time)) {
            DemoClient client = example.organizations().get(0).client(Role.MEMBER);
            DemoUser user = example.organizations().get(0).user(Role.ADMIN);
            String all = example + " " + example.organizations() + " " + Map.of("client", client, "user", user);
            assertTrue(!all.contains(client.secret()), all);
            assertTrue(!all.contains(user.password()), all);
        }
    }

    private String idAfterStart() {
        try (RunningExample example = Examples.whole(time)) {
            return example.organizations().get(0).id().value();
        }
    }
}
