package io.orgauth.session;

import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.session.Pages.PageForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies by name, and posts forms as a page of our own origin does. */
final class TestBrowser {
    private final Endpoints endpoints;
    private final String origin;
    final Map<String, String> cookies = new TreeMap<>();

    TestBrowser(Endpoints endpoints, String origin) {
        this.endpoints = endpoints;
        this.origin = origin;
    }

    HttpResponse get(String path) {
        return send(HttpRequest.builder("GET", path));
    }

    /** Posts a form of a page with what was typed. */
    HttpResponse post(PageForm form, String... typed) {
        return post(form, Optional.of(origin), typed);
    }

    HttpResponse post(PageForm form, Optional<String> from, String... typed) {
        Map<String, String> fields = new LinkedHashMap<>(form.hidden());
        for (int i = 0; i < typed.length; i += 2) {
            fields.put(typed[i], typed[i + 1]);
        }
        return postFields(form.action(), from, fields);
    }

    HttpResponse postFields(String path, Optional<String> from, Map<String, String> fields) {
        HttpRequest.Builder request = HttpRequest.builder("POST", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(encoded(fields).getBytes(StandardCharsets.UTF_8));
        from.ifPresent(page -> request.header("Origin", page));
        return send(request);
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse response = endpoints.answer(request.build()).orElseThrow();
        response.headers().all("Set-Cookie").forEach(this::keep);
        return response;
    }

    private void keep(String header) {
        String pair = header.substring(0, header.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('='));
        if (header.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }

    static String location(HttpResponse response) {
        return response.headers().single("Location").orElseThrow();
    }

    static List<String> setCookies(HttpResponse response) {
        return response.headers().all("Set-Cookie");
    }
}
