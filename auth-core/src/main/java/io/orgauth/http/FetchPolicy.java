package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may be reached. The operator can widen its own door; the organizations' door reaches public https hosts only. */
final class FetchPolicy {
    private static final int HTTPS = 443;

    /** Names that only a resolver of the inside answers, for when a proxy resolves and not we. */
    private static final List<String> LOCAL_SUFFIXES = List.of(".localhost", ".local", ".internal");

    private final Door door;
    private final Set<Integer> ports;
    private final Set<Integer> ownPorts;
    private final List<Allowed> allowed;
    private final List<AddressRange> networks;
    private final boolean loopback;

    /** Whose URLs come through. */
    enum Door {
        OPERATOR,
        ORGANIZATION
    }

    /** One host on one port may lie in one network. */
    record Allowed(String host, int port, AddressRange network) {
        boolean matches(FetchTarget target) {
            return host.equals(target.host()) && port == target.port();
        }

        @Override
        public String toString() {
            return host + ":" + port + " in " + network;
        }
    }

    FetchPolicy(GuardedFetcher.Builder builder) {
        this.door = builder.door;
        this.ports = Set.copyOf(builder.ports);
        this.ownPorts = Set.copyOf(builder.ownPorts);
        this.allowed = List.copyOf(builder.allowed);
        this.networks = List.copyOf(builder.networks);
        this.loopback = builder.loopback;
    }

    /** What can be judged without an address. */
    void requireUrl(FetchTarget target) {
        if (AddressRules.isForbidden(target.host())) {
            throw refusedAddress("the host is a metadata service");
        }
        if (!target.secure() && !isLoopbackTarget(target)) {
            throw refusedUrl("a URL starts with https://");
        }
        if (door == Door.ORGANIZATION) {
            requirePublicUrl(target);
        }
        target.literal().ifPresent(address -> requireAddress(target, address));
    }

    private void requirePublicUrl(FetchTarget target) {
        if (target.port() != HTTPS && !ports.contains(target.port())) {
            throw refusedUrl("port " + target.port() + " is not allowed, use 443");
        }
        if (target.literal().isPresent()) {
            return;
        }
        String host = target.host();
        if (host.indexOf('.') < 0 || LOCAL_SUFFIXES.stream().anyMatch(host::endsWith)) {
            throw refusedAddress("the host is local by its name");
        }
    }

    /** Every address that the host has must pass, or an attacker's second record would be worth a try. */
    void requireAddress(FetchTarget target, InetAddress address) {
        if (AddressRules.isForbidden(address)) {
            throw refusedAddress(address.getHostAddress() + " is link-local or a metadata service");
        }
        if (ownPorts.contains(target.port()) && isThisMachine(address)) {
            throw refusedAddress(address.getHostAddress() + " with port " + target.port() + " is this service itself");
        }
        if (!target.secure() && !address.isLoopbackAddress()) {
            throw refusedAddress(address.getHostAddress() + " is not loopback, so http is refused");
        }
        if (isAllowed(target, address)) {
            return;
        }
        Optional<String> special = AddressRules.special(address);
        if (special.isPresent()) {
            throw refusedAddress(address.getHostAddress() + " is not public: " + special.get());
        }
    }

    private boolean isAllowed(FetchTarget target, InetAddress address) {
        if (isLoopbackTarget(target) && address.isLoopbackAddress()) {
            return true;
        }
        boolean named = networks.stream().anyMatch(network -> network.contains(address))
                || allowed.stream()
                        .anyMatch(entry ->
                                entry.matches(target) && entry.network().contains(address));
        return named
                && AddressRules.embedded(address)
                        .map(inner -> isReachable(target, inner))
                        .orElse(true);
    }

    /** An allowed NAT64 prefix must not be a way around the rules for the IPv4 address inside. */
    private boolean isReachable(FetchTarget target, InetAddress inner) {
        return isAllowed(target, inner) || AddressRules.special(inner).isEmpty();
    }

    private boolean isLoopbackTarget(FetchTarget target) {
        return loopback && target.namesLoopback();
    }

    /** A proxy out of the network is no way to the targets inside it. */
    boolean isInside(FetchTarget target) {
        return isLoopbackTarget(target) || allowed.stream().anyMatch(entry -> entry.matches(target));
    }

    private static boolean isThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // can't be told, so it is refused
        }
    }

    private static FetchException refusedUrl(String message) {
        return new FetchException(Problem.REFUSED_URL, message);
    }

    private static FetchException refusedAddress(String message) {
        return new FetchException(Problem.REFUSED_ADDRESS, message);
    }

    /** The door, and every laxity of it. */
    String describe() {
        return Stream.of(
                        Stream.of(door == Door.OPERATOR ? "operator: https" : "organizations: https, public addresses"),
                        ports.stream().sorted().map(port -> "port " + port + " allowed"),
                        allowed.stream().map(entry -> entry + " allowed"),
                        networks.stream().map(network -> network + " allowed"),
                        Stream.of("http and https on loopback, for development").filter(text -> loopback))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("; "));
    }
}
