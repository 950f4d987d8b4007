package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Stores;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The example of a product's own login page signs somebody in, and does not do so for another browser. */
class OwnLoginPageTest {
    private static final String ISSUER = "https://app.example.com";
    private static final String EMAIL = "ada@acme.com";
    private static final String PASSWORD = "four words and a verb";
    private static final Pattern SIGN_IN = Pattern.compile("name=sign_in value=([0-9A-Za-z]+)");

    private final ControlPlane auth = ControlPlane.builder()
            .issuer(ISSUER)
            .stores(Stores.inMemory())
            .auditLog(event -> {})
            .build();
    private final Endpoints endpoints = Endpoints.builder()
            .addAll(auth.endpoints())
            .addAll(new OwnLoginPage(auth, ISSUER).endpoints())
            .build();

    OwnLoginPageTest() {
        Organization acme = auth.organizations().create("Acme", "acme.com");
        auth.passwords().set(auth.users().create(acme.id(), EMAIL, Role.MEMBER).id(), PASSWORD);
    }

    @AfterEach
    void close() {
        auth.close();
    }

    private HttpResponse post(String form, String cookie, String origin) {
        return endpoints
                .answer(HttpRequest.builder("POST", "/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", origin)
                        .header("Cookie", cookie)
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .build())
                .orElseThrow();
    }

    private static String cookie(HttpResponse response) {
        String header = response.headers().all("Set-Cookie").get(0);
        return header.substring(0, header.indexOf(';'));
    }

    private static String passwordForm(HttpResponse page) {
        Matcher id = SIGN_IN.matcher(new String(page.body(), StandardCharsets.UTF_8));
        assertTrue(id.find());
        return "sign_in=" + id.group(1) + "&password=four+words+and+a+verb";
    }

    @Test
    void login_byPassword_endsInASession() {
        HttpResponse asked = post("email=ada%40acme.com", "a=b", ISSUER);
        HttpResponse done = post(passwordForm(asked), cookie(asked), ISSUER);
        assertEquals(303, done.status());
        HttpResponse session = endpoints
                .answer(HttpRequest.builder("GET", "/session")
                        .header("Cookie", cookie(done))
                        .build())
                .orElseThrow();
        assertEquals(200, session.status());
    }

    @Test
    void login_answeredByAnotherBrowser_beginsAnew() {
        HttpResponse asked = post("email=ada%40acme.com", "a=b", ISSUER);
        HttpResponse other = post(passwordForm(asked) + "&email=ada%40acme.com", "a=b", ISSUER);
        assertTrue(new String(other.body(), StandardCharsets.UTF_8).contains("name=password"));
    }

    @Test
    void login_postedByAnotherSite_isRefused() {
        assertEquals(
                403, post("email=ada%40acme.com", "a=b", "https://evil.example").status());
    }
}
