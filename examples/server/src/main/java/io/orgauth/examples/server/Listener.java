package io.orgauth.examples.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One port that is ours from {@link #open} on, and answers from {@link #serve} on: URLs are known in between. */
final class Listener implements AutoCloseable {
    private static final int THREADS = 32;

    private final Server server;
    private final ServerConnector connector;
    private final String scheme;
    private final ServletContextHandler context = new ServletContextHandler("/");

    private Listener(Server server, ServerConnector connector, String scheme) {
        this.server = server;
        this.connector = connector;
        this.scheme = scheme;
    }

    /** Without https it listens on loopback only, as tokens must not cross a network in the clear. */
    static Listener open(Option option, int port, Optional<Tls> tls) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName(option.flag().substring(2));
        Server server = new Server(threads);
        ServerConnector connector = tls.map(key -> https(server, key)).orElseGet(() -> http(server));
        connector.setPort(port);
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw notOpened(option, port, e);
        }
        return new Listener(server, connector, tls.isPresent() ? "https" : "http");
    }

    private static StartException notOpened(Option option, int port, IOException why) {
        String cause = String.valueOf(
                why.getCause() == null ? why.getMessage() : why.getCause().getMessage());
        String problem = cause.contains("in use") ? "is taken" : "can't be opened (" + cause + ")";
        return new StartException("port " + port + " " + problem + ": give another one with " + option.flag(), why);
    }

    private static ServerConnector http(Server server) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost("localhost");
        return connector;
    }

    private static ServerConnector https(Server server, Tls tls) {
        HttpConfiguration configuration = configuration();
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        return new ServerConnector(server, 1, 1, new SslConnectionFactory(tls.server(), http.getProtocol()), http);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        return configuration;
    }

    String url() {
        return scheme + "://localhost:" + connector.getLocalPort();
    }

    /** The filter sees every dispatch of these paths, after those that were added before it. */
    void filter(String paths, Filter filter) {
        context.addFilter(new FilterHolder(filter), paths, EnumSet.allOf(DispatcherType.class));
    }

    /** What no servlet has is a problem, not Jetty's page. */
    void serve(Map<String, HttpServlet> servlets) {
        servlets.forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
        context.addServlet(new ServletHolder(new NotFoundServlet()), "/");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new StartException("Jetty does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        } finally {
            connector.close();
        }
    }
}
