package io.orgauth.examples.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the example in this process. */
final class Examples {
    private Examples() {}

    /** Every part on a free port. */
    static RunningExample whole(Time time, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--data-plane-port", "0", "--idp-port", "0"));
        arguments.addAll(List.of(more));
        return start(time, arguments.toArray(String[]::new));
    }

    static RunningExample start(Time time, String... arguments) {
        return RunningExample.start(Options.parse(List.of(arguments), Map.of()), time);
    }

    /** Free until somebody takes it, for what must be known before it is opened. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError("no free port", e);
        }
    }
}
