package io.orgauth.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider on a port of this machine, which nobody else's can reach. Thread-safe. */
final class LoopbackServer implements AutoCloseable {
    private static final int THREADS = 4;

    private final Provider provider;
    private final Endpoints endpoints;
    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(Provider provider, HttpServer server) {
        this.provider = provider;
        this.endpoints = ProviderEndpoints.of(provider);
        this.server = server;
        this.threads = Executors.newFixedThreadPool(THREADS, LoopbackServer::daemon);
    }

    /** From now on the provider's URLs are those of this server. */
    static LoopbackServer start(Provider provider, int port) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            LoopbackServer started = new LoopbackServer(provider, HttpServer.create(address, 0));
            provider.reachedAt("http://localhost:" + started.server.getAddress().getPort());
            started.server.setExecutor(started.threads);
            started.server.createContext("/", started::answer);
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the identity provider can't listen on port " + port, e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-identity-provider");
        thread.setDaemon(true);
        return thread;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse response = provider.isDown() ? HttpResponse.of(503) : answered(exchange);
            response.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private HttpResponse answered(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.builder(
                exchange.getRequestMethod(), exchange.getRequestURI().toString());
        for (String name : List.of("Authorization", "Content-Type")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.header(name, value));
        }
        byte[] body = exchange.getRequestBody().readNBytes(HttpRequest.MAX_BODY);
        return endpoints.answer(request.body(body).build()).orElseGet(() -> HttpResponse.of(404));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
