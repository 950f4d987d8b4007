package io.orgauth.controlplane;

import static io.orgauth.controlplane.ControlPlaneFixture.NOW;

import io.orgauth.Authentication;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Organization;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.User;
import io.orgauth.session.StartedSession;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A browser in which somebody is signed in, with a page of ours open. */
final class BrowserSession {
    static final String ORIGIN = "https://app.example.com";

    private final ControlPlaneFixture fixture;
    private String secret;

    private BrowserSession(ControlPlaneFixture fixture, String secret) {
        this.fixture = fixture;
        this.secret = secret;
    }

    static BrowserSession of(ControlPlaneFixture fixture, User user, Optional<Organization> organization) {
        StartedSession started = fixture.auth
                .sessions()
                .begin(
                        user,
                        organization.map(Organization::id),
                        new SignInProof(
                                SignInMethod.PASSWORD,
                                NOW,
                                new Authentication(Optional.of(NOW), Set.of("pwd"), Optional.empty()),
                                Optional.empty()),
                        Optional.empty(),
                        "Firefox");
        return new BrowserSession(fixture, started.secret());
    }

    String secret() {
        return secret;
    }

    String csrf() {
        return fixture.auth.sessions().csrf(secret);
    }

    /** A request with the cookie, and nothing else that a page of ours would add. */
    HttpRequest.Builder bare(String method, String path) {
        return HttpRequest.builder(method, "/auth" + path).header("Cookie", "__Host-session=" + secret);
    }

    /** A request of a page of ours, but for the CSRF token. */
    HttpRequest.Builder page(String method, String path) {
        return bare(method, path).header("Origin", ORIGIN).header("Sec-Fetch-Site", "same-origin");
    }

    HttpResponse get(String path) {
        return fixture.answer(bare("GET", path).build());
    }

    HttpResponse delete(String path) {
        return fixture.answer(
                page("DELETE", path).header("X-CSRF-Token", csrf()).build());
    }

    HttpResponse post(String path, String form) {
        return fixture.answer(form(path, form).header("X-CSRF-Token", csrf()).build());
    }

    HttpRequest.Builder form(String path, String form) {
        return body(page("POST", path), form);
    }

    static HttpRequest.Builder body(HttpRequest.Builder request, String form) {
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the cookie that an answer sets, as a browser does. */
    HttpResponse keep(HttpResponse response) {
        String cookie = response.headers().single("Set-Cookie").orElseThrow();
        secret = cookie.substring("__Host-session=".length(), cookie.indexOf(';'));
        return response;
    }
}
