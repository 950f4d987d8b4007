package io.orgauth.examples.server;

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

    /** What a client gets of the token endpoint that discovery names. */
    String token(String issuer, DemoClient client) {
        return token(issuer, client, Map.of());
    }

    String token(String issuer, DemoClient client, Map<String, String> more) {
        String endpoint = get(issuer + "/.well-known/openid-configuration")
                .json()
                .string("token_endpoint")
                .orElseThrow();
        String extra = more.entrySet().stream()
                .map(entry -> "&" + entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        return send(HttpRequest.newBuilder(URI.create(endpoint))
                        .header("Authorization", basic(client.id(), client.secret()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials" + extra)))
                .json()
                .string("access_token")
                .orElseThrow();
    }

    static String basic(String id, String secret) {
        byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
