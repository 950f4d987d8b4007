package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as its user runs it: in processes of its own. */
class ProcessTest {
    private static final int SIGTERM_EXIT = 143;

    private final List<ExampleProcess> processes = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void end() {
        processes.forEach(ExampleProcess::close);
    }

    @Test
    void dataPlane_controlPlaneKilled_goesOnAndStopsCleanly() throws Exception {
        String port = Integer.toString(Examples.freePort());
        Path demo = directory.resolve("demo.json");
        Process control = start(
                        "--only",
                        "control-plane",
                        "--port",
                        "0",
                        "--data-plane-port",
                        port,
                        "--demo-file",
                        demo.toString())
                .ready()
                .process();
        JsonObject json = Json.parseObject(Files.readAllBytes(demo));
        String issuer = json.string("issuer").orElseThrow();
        DemoOrganization first = DemoOrganization.of(
                json.array("organizations").orElseThrow().objects().get(0));
        Process data = start(
                        "--only",
                        "data-plane",
                        "--data-plane-port",
                        port,
                        "--control-plane",
                        issuer,
                        "--organization",
                        first.id().value())
                .ready()
                .process();
        Web web = Web.plain();
        String token = web.token(issuer, first.client(Role.MEMBER));
        String whoami = json.string("dataPlane").orElseThrow() + "/whoami";
        assertEquals(200, web.get(whoami, token).status());

        control.destroyForcibly().waitFor();
        assertEquals(200, web.get(whoami, token).status());

        data.destroy();
        assertTrue(data.waitFor(30, TimeUnit.SECONDS));
        assertEquals(SIGTERM_EXIT, data.exitValue());
        assertFalse(Files.readString(errors()).contains("\tat "), "a stack trace");
    }

    @Test
    void start_unknownOption_isOneSentenceAndExitCode2() throws Exception {
        Process process = start("--no-such", "x").process();

        assertEquals(2, process.waitFor());
        assertEquals(1, Files.readString(errors()).lines().count());
    }

    @Test
    void start_takenPort_isOneSentenceAndExitCode1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            String port = Integer.toString(taken.getLocalPort());
            Process process = start("--port", port, "--data-plane-port", "0").process();

            assertEquals(1, process.waitFor());
            assertEquals(
                    "orgauth example: port " + port + " is taken: give another one with --port",
                    Files.readString(errors()).strip());
        }
    }

    private ExampleProcess start(String... arguments) throws IOException {
        ExampleProcess process = ExampleProcess.start(errors(), arguments);
        processes.add(process);
        return process;
    }

    /** What the process that was started last has complained of; read it once the process has ended. */
    private Path errors() {
        return directory.resolve("errors.txt");
    }
}
