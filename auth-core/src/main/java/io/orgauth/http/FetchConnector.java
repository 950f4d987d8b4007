package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opens the connection of one exchange: judge, resolve once, judge every address, connect to one of those, TLS. */
final class FetchConnector {

    /** Larger than any request (see {@link FetchRequest.Builder#build()}): a peer that reads nothing can't hold us. */
    private static final int SEND_BUFFER = 128 << 10;

    private final FetchPolicy policy;
    private final HostLookup lookup;
    private final FetchTls tls;
    private final Dialer dialer;
    private final Duration connectTimeout;
    private final Optional<Proxy> proxy;

    /** The one step that leaves the machine. */
    @FunctionalInterface
    interface Dialer {
        void connect(Socket socket, InetSocketAddress address, int millis) throws IOException;
    }

    /** What is sent and read through one connection. */
    @FunctionalInterface
    interface Conversation<T> {
        T hold(Socket socket) throws IOException;
    }

    /** The operator's way out. */
    record Proxy(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    FetchConnector(GuardedFetcher.Builder builder) {
        this.policy = new FetchPolicy(builder);
        this.lookup = new HostLookup(builder.resolver);
        this.tls = new FetchTls(builder.anchors);
        this.dialer = builder.dialer;
        this.connectTimeout = builder.connectTimeout;
        this.proxy = builder.proxy;
    }

    <T> T open(FetchTarget target, FetchDeadline deadline, Conversation<T> conversation) throws IOException {
        policy.requireUrl(target);
        try (Socket plain = proxy.isPresent() && !policy.isInside(target)
                ? tunnel(proxy.get(), target, deadline)
                : connect(judged(target, deadline), target.port(), deadline)) {
            return conversation.hold(target.secure() ? tls.over(plain, target) : plain);
        }
    }

    private List<InetAddress> judged(FetchTarget target, FetchDeadline deadline) throws IOException {
        List<InetAddress> addresses = resolve(target.host(), deadline);
        addresses.forEach(address -> policy.requireAddress(target, address));
        return addresses;
    }

    private List<InetAddress> resolve(String host, FetchDeadline deadline) throws IOException {
        Optional<InetAddress> literal = HostForm.literal(host);
        return literal.isPresent() ? List.of(literal.get()) : lookup.addresses(host, deadline);
    }

    private Socket connect(List<InetAddress> addresses, int port, FetchDeadline deadline) throws IOException {
        IOException failure = new ConnectException("no address");
        for (InetAddress address : addresses) {
            try {
                return connect(new InetSocketAddress(address, port), deadline);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private Socket connect(InetSocketAddress address, FetchDeadline deadline) throws IOException {
        Socket socket = new DeadlineSocket(deadline);
        try {
            socket.setSendBufferSize(SEND_BUFFER);
            socket.setTcpNoDelay(true);
            dialer.connect(socket, address, deadline.remainingMillis(connectTimeout));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** RFC 9110, 9.3.6. The proxy resolves the name, so the proxy decides which address is reached. */
    private Socket tunnel(Proxy by, FetchTarget target, FetchDeadline deadline) throws IOException {
        Socket socket = connect(resolve(by.host(), deadline), by.port(), deadline);
        try {
            String connect = "CONNECT " + target.authority() + " HTTP/1.1\r\nHost: " + target.authority() + "\r\n\r\n";
            socket.getOutputStream().write(connect.getBytes(StandardCharsets.US_ASCII));
            int status = FetchHead.read(new WireReader(socket.getInputStream())).status();
            if (status > 299) {
                throw new FetchException(Problem.PROXY, "proxy " + by + " answers " + status + " to CONNECT");
            }
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    String describe() {
        return policy.describe()
                + proxy.map(by -> "; through proxy " + by + ", which decides what addresses are reached")
                        .orElse("");
    }
}
