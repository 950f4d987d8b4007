package io.orgauth.examples.server;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Keycloak in a process of its own, with one realm, out of the folder that {@code -Pinterop} has unpacked. */
final class Keycloak implements AutoCloseable {
    static final String PERSON = "ada@acme.com";
    static final String PASSWORD = "four words and a verb";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String ADMIN = "admin";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with this realm, and waits until it answers. */
    static Keycloak start(Path home, String realm) throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("data/import"));
        Files.writeString(home.resolve("data/import/acme.json"), realm);
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("keycloak.log").toFile());
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Keycloak started = new Keycloak(command.start(), port);
        started.awaitReady();
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("Keycloak does not answer, see its keycloak.log");
            }
            process.waitFor(500, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(realm())).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The realm's URL, which is its OpenID issuer and its SAML entity id. */
    String realm() {
        return root() + "/realms/acme";
    }

    private String root() {
        return "http://localhost:" + port;
    }

    String metadata() {
        return send(HttpRequest.newBuilder(URI.create(realm() + "/protocol/saml/descriptor")))
                .body();
    }

    /** From now on it signs by another key. */
    void rotate() {
        JsonObject token = Json.parseObject(send(HttpRequest.newBuilder(
                                URI.create(root() + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username=" + ADMIN
                                + "&password=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8))))
                .body()
                .getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> made = send(HttpRequest.newBuilder(URI.create(root() + "/admin/realms/acme/components"))
                .header(
                        "Authorization",
                        "Bearer " + token.string("access_token").orElseThrow())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"name": "next", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                         "config": {"priority": ["500"], "enabled": ["true"], "active": ["true"], "algorithm": ["RS256"]}}
                        """)));
        if (made.statusCode() != 201) {
            throw new AssertionError("no other key: " + made.statusCode() + " " + made.body());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** A browser whose user types the password; it stops before it leaves Keycloak. */
    final class Visit {
        private final HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        // By itself: Keycloak marks its cookies as secure on plain loopback too, where a cookie store keeps them back.
        private final Map<String, String> cookies = new HashMap<>();

        HttpResponse<String> get(URI url) {
            return settled(HttpRequest.newBuilder(url));
        }

        HttpResponse<String> post(URI url, Map<String, String> fields) {
            String form = fields.entrySet().stream()
                    .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return settled(HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
        }

        private HttpResponse<String> settled(HttpRequest.Builder request) {
            HttpResponse<String> response = once(request);
            String location = response.headers().firstValue("Location").orElse("");
            boolean stays = response.statusCode() / 100 == 3 && location.startsWith(root());
            return stays ? get(URI.create(location)) : response;
        }

        private HttpResponse<String> once(HttpRequest.Builder request) {
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            try {
                HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
                response.headers().allValues("Set-Cookie").forEach(this::keep);
                return response;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }

        private void keep(String cookie) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
