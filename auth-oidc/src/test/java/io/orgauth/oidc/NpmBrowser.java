package io.orgauth.oidc;

import io.orgauth.http.HttpRequest;
import io.orgauth.sso.Callback;
import io.orgauth.sso.LoginStep;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser without JavaScript, who fills in the development pages of oidc-provider and ends at our callback. */
final class NpmBrowser {
    private static final int STEPS = 20;
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Callback signIn(LoginStep step, String name) throws IOException, InterruptedException {
        return signIn(((LoginStep.Redirect) step).location(), name);
    }

    Callback signIn(URI location, String name) throws IOException, InterruptedException {
        URI at = location;
        HttpResponse<String> answer = send(get(at));
        for (int i = 0; i < STEPS; i++) {
            if (answer.statusCode() / 100 == 3) {
                at = at.resolve(answer.headers().firstValue("location").orElseThrow());
                if (at.getHost().equals("app.example.com")) {
                    return Callback.of(HttpRequest.builder("GET", at.getRawPath() + "?" + at.getRawQuery())
                            .build());
                }
                answer = send(get(at));
            } else {
                URI action = at.resolve(form(answer.body()));
                Map<String, String> fields = hidden(answer.body());
                if (action.getHost().equals("app.example.com")) {
                    return Callback.posted(fields);
                }
                fields.put("login", name);
                fields.put("password", "anything");
                answer = send(post(action, fields));
                at = action;
            }
        }
        throw new IllegalStateException("the provider leads in circles");
    }

    String page(URI at) throws IOException, InterruptedException {
        return send(get(at)).body();
    }

    private HttpResponse<String> send(java.net.http.HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private static java.net.http.HttpRequest get(URI at) {
        return java.net.http.HttpRequest.newBuilder(at).build();
    }

    private static java.net.http.HttpRequest post(URI at, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return java.net.http.HttpRequest.newBuilder(at)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String form(String page) {
        Matcher matcher = FORM.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("no form on the page: " + page);
        }
        return matcher.group(1).replace("&amp;", "&");
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher matcher = HIDDEN.matcher(page);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2).replace("&amp;", "&"));
        }
        return fields;
    }
}
