package io.orgauth.examples.server;

import io.orgauth.http.Fetcher;
import io.orgauth.http.GuardedFetcher;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The one way out of a data plane: to the control plane that its operator named. */
final class ControlPlaneDoor {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HTTPS = 443;

    private ControlPlaneDoor() {}

    static Fetcher to(String issuer, Optional<Tls> tls) {
        URI uri = URI.create(issuer);
        GuardedFetcher.Builder door = GuardedFetcher.operator();
        tls.ifPresent(own -> own.certificates().forEach(door::trust));
        if (LOOPBACK.contains(uri.getHost())) {
            return door.allowLoopback().build();
        }
        // The operator named the host, so it may lie in a private network; only its name and port are open.
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        int port = uri.getPort() < 0 ? HTTPS : uri.getPort();
        return door.allow(host, port, "0.0.0.0/0").allow(host, port, "::/0").build();
    }
}
