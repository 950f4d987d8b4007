package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A client over real sockets. */
final class Web {
    private final HttpClient client;

    private Web(HttpClient.Builder builder) {
        this.client = builder.connectTimeout(Duration.ofSeconds(10)).build();
    }

    static Web plain() {
        return new Web(HttpClient.newBuilder());
    }

    static Web trusting(SSLContext context) {
        return new Web(HttpClient.newBuilder().sslContext(context));
    }

    /** A response, its body read as JSON where it is asked for. */
    record Answer(int status, HttpResponse<byte[]> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonObject json() {
            return Json.parseObject(response.body());
        }
    }

    Answer get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    Answer get(String url, String token) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token));
    }

    Answer postJson(String url, String token, String json) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** A URL that discovery names. */
    String metadata(String issuer, String member) {
        return get(issuer + "/.well-known/openid-configuration")
                .json()
                .string(member)
                .orElseThrow();
    }

    /** What a client gets at the token endpoint, for its default resource. */
    String token(String issuer, DemoClient client) {
        return token(issuer, client, Map.of());
    }

    String token(String issuer, DemoClient client, Map<String, String> more) {
        return accessToken(askToken(issuer, client, more));
    }

    Answer askToken(String issuer, DemoClient client, Map<String, String> more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder().header("Authorization", basic(client.id(), client.secret()));
        return askToken(issuer, request, "grant_type=client_credentials" + form(more));
    }

    /** What a person gets by password, for the control plane. */
    String token(String issuer, DemoUser user) {
        return accessToken(askToken(issuer, user, Map.of()));
    }

    Answer askToken(String issuer, DemoUser user, Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of(
                "client_id", EmbeddedControlPlane.FIRST_PARTY_CLIENT,
                "username", user.email(),
                "password", user.password()));
        fields.putAll(more);
        return askToken(issuer, HttpRequest.newBuilder(), "grant_type=password" + form(fields));
    }

    private Answer askToken(String issuer, HttpRequest.Builder request, String form) {
        return send(request.uri(URI.create(metadata(issuer, "token_endpoint")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static String accessToken(Answer answer) {
        assertEquals(200, answer.status());
        return answer.json().string("access_token").orElseThrow();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    static String basic(String id, String secret) {
        byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
