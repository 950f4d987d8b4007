package io.orgauth.examples.server;

import io.orgauth.http.Fetcher;
import io.orgauth.http.GuardedFetcher;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way from the control plane to identity providers. In a demo they are on this machine, so loopback is open, but for the example's own
 * ports; a product leaves the door as the library makes it.
 */
final class IdentityProviderDoor {
    private IdentityProviderDoor() {}

    static Fetcher of(Optional<Tls> tls, String... own) {
        GuardedFetcher.Builder door = GuardedFetcher.operator().allowLoopback();
        door.ownPorts(Stream.of(own).mapToInt(url -> URI.create(url).getPort()).toArray());
        tls.ifPresent(key -> key.certificates().forEach(door::trust));
        return door.build();
    }
}
