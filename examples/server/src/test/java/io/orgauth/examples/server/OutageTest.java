package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data plane without the control plane. */
class OutageTest {
    private static final Web WEB = Web.plain();

    private final Time time = new TestTime().time();
    private final int port = Examples.freePort();

    @TempDir
    Path directory;

    @Test
    void dataPlane_controlPlaneStopped_admitsAndRefusesAsBefore() {
        RunningExample control = controlPlane();
        String good = token(control, 0);
        String other = token(control, 1);
        try (RunningExample data = dataPlane(control)) {
            assertEquals(200, whoami(data, good));

            control.close();

            assertEquals(200, whoami(data, good));
            assertEquals(401, whoami(data, other));
        }
    }

    @Test
    void dataPlane_restartedWithoutControlPlane_usesTheKeysItKept() throws IOException {
        RunningExample control = controlPlane();
        String good = token(control, 0);
        String other = token(control, 1);
        try (RunningExample data = dataPlane(control)) {
            assertEquals(200, whoami(data, good));
            awaitKeptKeys();
        }
        control.close();

        try (RunningExample restarted = dataPlane(control)) {
            assertEquals(200, whoami(restarted, good));
            assertEquals(401, whoami(restarted, other));
        }
    }

    /** Tokens are admitted a moment before the copy is on the disk. */
    private void awaitKeptKeys() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (keptKeys() == 0) {
            assertTrue(System.nanoTime() < deadline, "no keys were kept");
            Thread.onSpinWait();
        }
    }

    private long keptKeys() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data-plane"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .count();
        }
    }

    private RunningExample controlPlane() {
        return Examples.start(
                time, "--only", "control-plane", "--port", "0", "--data-plane-port", Integer.toString(port));
    }

    private RunningExample dataPlane(RunningExample control) {
        return Examples.start(
                time,
                "--only",
                "data-plane",
                "--data-plane-port",
                Integer.toString(port),
                "--control-plane",
                control.issuer(),
                "--organization",
                control.organizations().get(0).id().value(),
                "--data",
                directory.toString());
    }

    private static String token(RunningExample control, int organization) {
        return WEB.token(
                control.issuer(), control.organizations().get(organization).client(Role.MEMBER));
    }

    private static int whoami(RunningExample data, String token) {
        return WEB.get(data.dataPlane() + "/whoami", token).status();
    }
}
