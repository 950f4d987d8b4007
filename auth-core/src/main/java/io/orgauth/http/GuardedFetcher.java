package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door for outbound HTTP: key sets, discovery, metadata, token endpoints, trust bundles. There are two of them.
 * {@link #operator()} is for URLs that the operator wrote down, and can be opened for private networks;
 * {@link #organization()} is for URLs that came from an organization's admin or from a document such a URL led to, and
 * reaches public https hosts only.
 *
 * <pre>{@code
 * GuardedFetcher fetcher = GuardedFetcher.organization().build();
 * byte[] metadata = fetcher.fetch(FetchRequest.get(url).redirects(2).build()).requireOk().body();
 * }</pre>
 *
 * <p>A name is resolved once, every address is checked, and the connection goes to a checked one. Each connection
 * carries one exchange of strict HTTP/1.1, within one deadline from the first wait to the last byte. At most two fetches
 * of an origin run at once. Redirects are judged like the URL itself; to another origin they carry {@code Accept} and no
 * other header. Immutable and safe for use by several threads.
 */
public final class GuardedFetcher implements Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedFetcher.class);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final FetchConnector connector;
    private final LongSupplier ticker;
    private final OriginSlots slots = new OriginSlots();

    private GuardedFetcher(Builder builder) {
        this.connector = new FetchConnector(builder);
        this.ticker = builder.ticker;
    }

    /**
     * Starts the door for URLs that the operator configured: any port of public addresses by https, and what the
     * builder allows beyond.
     *
     * @return a builder
     */
    public static Builder operator() {
        return new Builder(FetchPolicy.Door.OPERATOR);
    }

    /**
     * Starts the door for URLs that organizations gave: https, port 443, public addresses. What widens it to other
     * networks is refused by this builder.
     *
     * @return a builder
     */
    public static Builder organization() {
        return new Builder(FetchPolicy.Door.ORGANIZATION);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The message of the exception starts with the origin and is for the operator's log. Tell an organization's
     * admin {@link FetchException#PUBLIC_TEXT}, and not before a fixed time: how long a failure took tells a closed
     * port from a silent one.
     */
    @Override
    public FetchedResponse fetch(FetchRequest request) {
        FetchDeadline deadline = FetchDeadline.after(request.timeout(), ticker);
        try {
            return follow(request, deadline);
        } catch (FetchException e) {
            LOG.debug("fetch failed, {}: {}", e.problem().code(), e.getMessage());
            throw e;
        }
    }

    /**
     * What this door lets through, one line for the log at start-up. {@link Builder#build()} logs it if there is
     * anything in it beyond the default.
     *
     * @return the door, what is allowed beyond its default, and the proxy
     */
    public String describe() {
        return connector.describe();
    }

    private FetchedResponse follow(FetchRequest request, FetchDeadline deadline) {
        FetchTarget target = FetchTarget.parse(request.uri());
        Map<String, String> headers = request.headers();
        for (int left = request.redirects(); ; left--) {
            FetchedResponse response = exchange(target, new FetchExchange(target, request, headers), deadline);
            if (!REDIRECTS.contains(response.status())) {
                return response;
            }
            FetchTarget next = next(target, response, left);
            if (!next.origin().equals(target.origin())) {
                headers = withoutCredentials(headers);
            }
            target = next;
        }
    }

    private static FetchTarget next(FetchTarget from, FetchedResponse response, int left) {
        if (left == 0) {
            throw new FetchException(Problem.REDIRECT, from.origin() + ": no redirect is allowed here");
        }
        List<String> locations = response.headers().getOrDefault("location", List.of());
        if (locations.size() != 1 || locations.get(0).isEmpty()) {
            throw new FetchException(Problem.REDIRECT, from.origin() + ": a redirect has one \"Location\"");
        }
        FetchTarget next = from.resolve(locations.get(0));
        if (from.secure() && !next.secure()) {
            throw new FetchException(Problem.REDIRECT, from.origin() + ": a redirect from https to http");
        }
        return next;
    }

    /** What is dropped once stays dropped: a detour over another origin must not bring credentials back either. */
    private static Map<String, String> withoutCredentials(Map<String, String> headers) {
        return Optional.ofNullable(headers.get("accept"))
                .map(types -> Map.of("accept", types))
                .orElse(Map.of());
    }

    private FetchedResponse exchange(FetchTarget target, FetchExchange exchange, FetchDeadline deadline) {
        try {
            return slots.run(target.origin(), deadline, () -> connector.open(target, deadline, exchange::hold));
        } catch (FetchException e) {
            throw e.at(target.origin());
        } catch (IOException e) {
            throw new FetchException(problem(e, deadline), target.origin() + ": " + oneLine(e), e);
        }
    }

    /** TLS wraps a time-out into its own exceptions, so the clock is asked too. */
    private static Problem problem(IOException failure, FetchDeadline deadline) {
        if (failure instanceof SocketTimeoutException || deadline.expired()) {
            return Problem.TIMEOUT;
        }
        return failure instanceof SSLException ? Problem.TLS : Problem.UNREACHABLE;
    }

    /** The peer's certificate may have a say in the text of a TLS failure: no forged line in the log. */
    private static String oneLine(IOException failure) {
        return failure.toString().replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** Collects what a door is built with. Not safe for use by several threads. */
    public static final class Builder {
        private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofSeconds(10);

        final FetchPolicy.Door door;
        final Set<Integer> ports = new HashSet<>();
        final Set<Integer> ownPorts = new HashSet<>();
        final List<FetchPolicy.Allowed> allowed = new ArrayList<>();
        final List<AddressRange> networks = new ArrayList<>();
        final List<X509Certificate> anchors = new ArrayList<>();
        boolean loopback;
        HostResolver resolver = HostResolver.system();
        LongSupplier ticker = System::nanoTime;
        Duration connectTimeout = Duration.ofSeconds(2);
        Optional<FetchConnector.Proxy> proxy = Optional.empty();
        FetchConnector.Dialer dialer = (socket, address, millis) -> socket.connect(address, millis);

        private Builder(FetchPolicy.Door door) {
            this.door = door;
        }

        /**
         * Lets one host on one port lie in a private network, as an identity provider inside the company does. Such a
         * target is reached directly even if there is a {@linkplain #proxy(String, int) proxy}. Metadata services and
         * link-local addresses stay refused.
         *
         * @param host a name or an address literal
         * @param port 1 to 65535
         * @param network in CIDR form, such as {@code 10.1.0.0/16}
         * @return this builder
         * @throws IllegalArgumentException if one of them is malformed
         * @throws IllegalStateException on the organizations' door
         */
        public Builder allow(String host, int port, String network) {
            requireOperator("allow");
            String name = host.toLowerCase(Locale.ROOT);
            if (HostForm.literal(name).isEmpty() && !HostForm.isName(name)) {
                throw new IllegalArgumentException("\"" + host + "\" is neither a host name nor a plain address");
            }
            allowed.add(new FetchPolicy.Allowed(name, port(port), AddressRange.parse(network)));
            return this;
        }

        /**
         * Lets every host lie in this network. Prefer {@link #allow(String, int, String)}, which names the host.
         *
         * @param network in CIDR form, such as {@code 10.1.0.0/16}
         * @return this builder
         * @throws IllegalArgumentException if it is malformed
         * @throws IllegalStateException on the organizations' door
         */
        public Builder allowNetwork(String network) {
            requireOperator("allowNetwork");
            networks.add(AddressRange.parse(network));
            return this;
        }

        /**
         * The development switch: http and https to {@code localhost}, names below it, and loopback literals.
         *
         * @return this builder
         * @throws IllegalStateException on the organizations' door
         */
        public Builder allowLoopback() {
            requireOperator("allowLoopback");
            this.loopback = true;
            return this;
        }

        /**
         * Lets organizations name another port than 443.
         *
         * @param port 1 to 65535
         * @return this builder
         * @throws IllegalArgumentException if it is out of these bounds
         * @throws IllegalStateException on the operator's door, which takes any port
         */
        public Builder allowPort(int port) {
            if (door == FetchPolicy.Door.OPERATOR) {
                throw new IllegalStateException("the operator's door takes any port: leave out allowPort");
            }
            ports.add(port(port));
            return this;
        }

        /**
         * Names the ports this service listens on: on an address of this machine they are refused, whatever else is
         * allowed, so that no URL leads back into the service.
         *
         * @param ports each 1 to 65535
         * @return this builder
         * @throws IllegalArgumentException if one is out of these bounds
         */
        public Builder ownPorts(int... ports) {
            for (int port : ports) {
                ownPorts.add(port(port));
            }
            return this;
        }

        /**
         * Sends https through this proxy by {@code CONNECT}. The proxy resolves the names, so the proxy decides which
         * addresses are reached: give it the rules this door would have had. Host names, literals and ports are still
         * judged here.
         *
         * @param host name or address of the proxy, of any network
         * @param port 1 to 65535
         * @return this builder
         * @throws IllegalArgumentException if one of them is malformed
         */
        public Builder proxy(String host, int port) {
            String name = host.toLowerCase(Locale.ROOT);
            if (HostForm.literal(name).isEmpty() && !HostForm.isName(name)) {
                throw new IllegalArgumentException("\"" + host + "\" is neither a host name nor a plain address");
            }
            this.proxy = Optional.of(new FetchConnector.Proxy(name, port(port)));
            return this;
        }

        /**
         * Trusts the certificates of a file beside the JVM's authorities: a company's own, or the self-signed one of an
         * issuer. The host name is verified all the same.
         *
         * @param pem a file with one or more certificates
         * @return this builder
         * @throws IllegalArgumentException if the file can't be read as that
         */
        public Builder trust(Path pem) {
            anchors.addAll(FetchTls.read(pem));
            return this;
        }

        /**
         * Trusts a certificate beside the JVM's authorities, see {@link #trust(Path)}.
         *
         * @param certificate of an authority, or of a server
         * @return this builder
         */
        public Builder trust(X509Certificate certificate) {
            anchors.add(certificate);
            return this;
        }

        /**
         * Sets how long connecting to one address may take.
         *
         * @param timeout at least a millisecond, at most 10 s; 2 s unless set
         * @return this builder
         * @throws IllegalArgumentException if it is out of these bounds
         */
        public Builder connectTimeout(Duration timeout) {
            if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(MAX_CONNECT_TIMEOUT) > 0) {
                throw new IllegalArgumentException("connectTimeout is " + timeout + ", use PT0.001S to PT10S");
            }
            this.connectTimeout = timeout;
            return this;
        }

        /**
         * Sets who turns names into addresses.
         *
         * @param resolver the system's unless set
         * @return this builder
         */
        public Builder resolver(HostResolver resolver) {
            this.resolver = resolver;
            return this;
        }

        /**
         * Sets what deadlines are measured with.
         *
         * @param ticker nanoseconds that never run back, {@link System#nanoTime()} unless set
         * @return this builder
         */
        public Builder ticker(LongSupplier ticker) {
            this.ticker = ticker;
            return this;
        }

        /** For tests, which have no public address to connect to. */
        Builder dialer(FetchConnector.Dialer dialer) {
            this.dialer = dialer;
            return this;
        }

        /**
         * Makes the fetcher, and logs its {@link GuardedFetcher#describe()} at INFO if anything was allowed beyond the
         * default or there is a proxy.
         *
         * @return an immutable fetcher
         * @throws IllegalStateException if the JVM's trust store can't be used
         */
        public GuardedFetcher build() {
            GuardedFetcher fetcher = new GuardedFetcher(this);
            if (loopback || proxy.isPresent() || !(ports.isEmpty() && allowed.isEmpty() && networks.isEmpty())) {
                LOG.info("outbound fetches, {}", fetcher.describe());
            }
            return fetcher;
        }

        private void requireOperator(String call) {
            if (door != FetchPolicy.Door.OPERATOR) {
                throw new IllegalStateException("the organizations' door reaches public hosts only: " + call
                        + " is GuardedFetcher.operator()'s");
            }
        }

        private static int port(int port) {
            if (port < 1 || port > 0xffff) {
                throw new IllegalArgumentException("port is " + port + ", use 1 to 65535");
            }
            return port;
        }
    }
}
