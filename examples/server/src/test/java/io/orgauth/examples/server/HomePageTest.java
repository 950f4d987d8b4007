package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person of the demo in a browser without scripts: signs in, sees who they are, gets a token, signs out everywhere. */
class HomePageTest {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    private static RunningExample example;
    private static DemoUser member;

    @BeforeAll
    static void start() {
        example = Examples.whole(new TestTime().time());
        member = example.organizations().get(0).user(Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    /** One person's browser. */
    private static final class Browser {
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        HttpResponse<String> get(String path) throws Exception {
            return send(
                    HttpRequest.newBuilder(URI.create(example.issuer() + path)).header("Accept", "text/html"));
        }

        HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            return client.send(request.build(), BodyHandlers.ofString());
        }

        HttpResponse<String> submit(HttpResponse<String> page, String... typed) throws Exception {
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher hidden = HIDDEN.matcher(page.body());
            while (hidden.find()) {
                fields.put(hidden.group(1), hidden.group(2));
            }
            for (int i = 0; i < typed.length; i += 2) {
                fields.put(typed[i], typed[i + 1]);
            }
            Matcher action = ACTION.matcher(page.body());
            assertTrue(action.find(), page.body());
            return post(action.group(1), fields, Map.of());
        }

        HttpResponse<String> post(String path, Map<String, String> fields, Map<String, String> headers)
                throws Exception {
            String form = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(example.issuer()).resolve(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", example.issuer())
                    .POST(BodyPublishers.ofString(form));
            headers.forEach(request::header);
            return send(request);
        }

        HttpResponse<String> signIn() throws Exception {
            HttpResponse<String> address = get("/");
            HttpResponse<String> password = submit(address, "email", member.email());
            return submit(password, "password", member.password());
        }
    }

    @Test
    void home_nobodySignedIn_leadsToTheSignInPageAndBack() throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> home = browser.signIn();
        assertEquals(200, home.statusCode());
        assertEquals("/", home.uri().getPath());
        assertTrue(home.body().contains("You are signed in"), home.body());
        JsonObject session = Json.parseObject(browser.get("/session").body().getBytes(StandardCharsets.UTF_8));
        assertEquals(member.email(), session.string("email").orElseThrow());
    }

    @Test
    void home_programWithoutToken_isRefused() throws Exception {
        Browser program = new Browser();
        HttpResponse<String> refused = program.send(
                HttpRequest.newBuilder(URI.create(example.issuer() + "/")).header("Accept", "*/*"));
        assertEquals(401, refused.statusCode());
    }

    @Test
    void sessionToken_ofThePerson_opensTheDataPlane() throws Exception {
        Browser browser = new Browser();
        browser.signIn();
        JsonObject session = Json.parseObject(browser.get("/session").body().getBytes(StandardCharsets.UTF_8));
        Map<String, String> own =
                Map.of("X-CSRF-Token", session.string("csrf_token").orElseThrow(), "Sec-Fetch-Site", "same-origin");
        JsonObject token = Json.parseObject(browser.post("/session/token", Map.of("resource", example.dataPlane()), own)
                .body()
                .getBytes(StandardCharsets.UTF_8));
        JsonObject who = Web.plain()
                .get(
                        example.dataPlane() + "/whoami",
                        token.string("access_token").orElseThrow())
                .json();
        assertEquals(session.string("subject"), who.string("subject"));
        assertFalse(token.has("refresh_token"));
    }

    @Test
    void signOut_everywhere_endsTheOtherBrowserToo() throws Exception {
        Browser other = new Browser();
        other.signIn();
        Browser browser = new Browser();
        browser.signIn();
        browser.submit(browser.get("/sign-out"), "everywhere", "true");
        assertEquals(401, browser.get("/session").statusCode());
        assertEquals(401, other.get("/session").statusCode());
    }
}
