package io.orgauth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The reverse proxies whose {@code X-Forwarded-For} is believed: without any, the client is whoever is connected.
 *
 * <p>The header is read from the right, for as long as what stands there is a trusted proxy: everything further left may
 * be a client's invention. Immutable and thread-safe.
 */
public final class TrustedProxies {
    private static final String HEADER = "X-Forwarded-For";

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Nobody is believed.
     *
     * @return no proxies
     */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * The proxies in these networks.
     *
     * @param networks addresses or CIDR blocks: {@code 10.0.0.0/8}, {@code ::1}
     * @return the proxies
     * @throws IllegalArgumentException if one is no network
     */
    public static TrustedProxies of(String... networks) {
        List<Network> parsed = new ArrayList<>();
        for (String network : networks) {
            parsed.add(Network.parse(network));
        }
        return new TrustedProxies(List.copyOf(parsed));
    }

    /** The nearest address that is none of ours; empty if the container does not know its peer. */
    Optional<InetAddress> client(HttpServletRequest request) {
        Optional<InetAddress> client = IpLiteral.parse(request.getRemoteAddr());
        List<String> hops = hops(request);
        for (int i = hops.size() - 1; i >= 0 && client.filter(this::trusts).isPresent(); i--) {
            Optional<InetAddress> before = IpLiteral.parse(hops.get(i).strip());
            if (before.isEmpty()) {
                // A proxy that hides whom it speaks for answers for its clients itself.
                return client;
            }
            client = before;
        }
        return client;
    }

    /** Several header fields are one list (RFC 9110, 5.3). */
    private static List<String> hops(HttpServletRequest request) {
        return List.of(
                String.join(",", Collections.list(request.getHeaders(HEADER))).split(",", -1));
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private record Network(InetAddress address, int prefix) {
        static Network parse(String text) {
            String[] parts = text.split("/", 2);
            InetAddress address = IpLiteral.parse(parts[0]).orElseThrow(() -> refused(text));
            int bits = address.getAddress().length * Byte.SIZE;
            String prefix = parts.length == 1 ? Integer.toString(bits) : parts[1];
            if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > bits) {
                throw refused(text);
            }
            return new Network(address, Integer.parseInt(prefix));
        }

        private static IllegalArgumentException refused(String text) {
            return new IllegalArgumentException(
                    "trusted proxy \"" + text + "\" must be an address or a block such as 10.0.0.0/8");
        }

        boolean contains(InetAddress other) {
            byte[] own = address.getAddress();
            byte[] asked = other.getAddress();
            return own.length == asked.length && commonBits(own, asked) >= prefix;
        }

        private static int commonBits(byte[] one, byte[] other) {
            for (int bit = 0; bit < one.length * Byte.SIZE; bit++) {
                int difference = one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE];
                if ((difference & 0x80 >> bit % Byte.SIZE) != 0) {
                    return bit;
                }
            }
            return one.length * Byte.SIZE;
        }
    }
}
