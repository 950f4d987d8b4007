package io.orgauth.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Authentication;
import io.orgauth.Role;
import io.orgauth.audit.AuditEvent;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.controlplane.ControlPlaneBuilder;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.Organization;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.session.Pages.PageForm;
import io.orgauth.session.RecordingPages;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.testing.HandClock;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A control plane with clients of each kind, people, and a browser of theirs. */
final class OAuthFixture implements AutoCloseable {
    static final String ISSUER = "https://app.example.com/auth";
    static final String DATA = "https://data.acme.example";
    static final String SPA = "spa";
    static final String WEB = "web";
    static final String OWN = "own";
    static final String TV = "tv";
    static final String SECRET = "a-secret-of-more-than-20-characters";
    static final String SPA_ORIGIN = "https://spa.example.com";
    static final String SPA_REDIRECT = "https://spa.example.com/callback";
    static final String WEB_REDIRECT = "https://web.example.com/callback?tenant=1";
    static final String OWN_REDIRECT = "https://own.example.com/callback";

    /** RFC 7636, appendix B. */
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    final HandClock time = new HandClock(Instant.parse("2026-05-01T08:00:00Z"));
    final RecordingPages pages = new RecordingPages();
    final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    final Stores stores = Stores.inMemory();
    final ControlPlane auth;
    final Organization acme;
    final Organization globex;
    final User ada;
    private Optional<String> cookie = Optional.empty();

    OAuthFixture() {
        this(ClientMetadata.web(WEB_REDIRECT));
    }

    /** With another registration of the client {@link #WEB}. */
    OAuthFixture(ClientMetadata web) {
        ControlPlaneBuilder builder = ControlPlane.builder()
                .issuer(ISSUER)
                .permissions("dataset:read", "dataset:write")
                .grant(Role.MEMBER, "dataset:read")
                .stores(stores)
                .protocols(new StubSsoProtocol())
                .mailer(mail -> {})
                .auditLog(events::add)
                .pages(pages)
                .client(
                        SPA,
                        "Single page",
                        ClientMetadata.publicClient(SPA_REDIRECT)
                                .callableFrom(SPA_ORIGIN)
                                .afterLogout("https://spa.example.com/bye"))
                .client(
                        OWN,
                        "Own application",
                        ClientMetadata.publicClient(
                                        OWN_REDIRECT, "http://127.0.0.1/callback", "com.example.own:/callback")
                                .asFirstParty())
                .client(TV, "Television", ClientMetadata.device().asFirstParty())
                .claims(CustomClaims.of(Set.of("plan"), holder -> Map.of("plan", "pro")))
                .clock(time);
        auth = (web.jwks().isPresent()
                        ? builder.client(WEB, "Web shop", web)
                        : builder.client(WEB, "Web shop", web, SECRET))
                .build();
        acme = auth.organizations().create("Acme", "acme.com");
        globex = auth.organizations().create("Globex", "globex.com");
        ada = auth.users().create(acme.id(), "ada@acme.com", Role.OWNER);
        auth.dataPlanes()
                .create(
                        acme.id(),
                        DATA,
                        Set.of(),
                        Set.of(io.orgauth.Permission.of("dataset:read"), io.orgauth.Permission.of("dataset:write")));
    }

    /** Somebody signs in just now in the browser, in place of whoever was signed in. */
    void signIn(User user, Organization organization) {
        SignInProof proof = new SignInProof(
                SignInMethod.PASSWORD,
                time.instant(),
                new Authentication(Optional.of(time.instant()), Set.of("pwd"), Optional.empty()),
                Optional.empty());
        cookie = Optional.of(auth.sessions()
                .begin(user, Optional.of(organization.id()), proof, cookie.flatMap(auth.sessions()::find), "Firefox")
                .secret());
    }

    void signOut() {
        cookie.flatMap(auth.sessions()::find).ifPresent(auth.sessions()::end);
        cookie = Optional.empty();
    }

    /** Another browser, in which nobody is signed in. */
    void forgetCookie() {
        cookie = Optional.empty();
    }

    Optional<String> cookie() {
        return cookie;
    }

    void allowDevices() {
        auth.policies()
                .set(new OrganizationPolicy(
                        acme.id(),
                        true,
                        true,
                        OrganizationPolicy.STANDARD_IDLE,
                        OrganizationPolicy.STANDARD_LIFETIME,
                        Duration.ofDays(30),
                        0));
    }

    /** The parameters of a good authorization request, for tests to change. */
    static Map<String, String> request(String client, String redirectUri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", "openid email dataset:read");
        parameters.put("state", "s-1");
        parameters.put("nonce", "n-1");
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    HttpResponse authorize(Map<String, String> parameters) {
        return get("/oauth/authorize?" + form(parameters));
    }

    HttpResponse get(String path, String... headers) {
        return answer(with(HttpRequest.builder("GET", "/auth" + path), headers).build());
    }

    private HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        cookie.ifPresent(secret -> request.header("Cookie", "__Host-session=" + secret));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** A form of ours, as the browser posts it. */
    HttpResponse submit(PageForm form, Map<String, String> typed) {
        Map<String, String> all = new HashMap<>(form.hidden());
        all.putAll(typed);
        return answer(body(HttpRequest.builder("POST", form.action()), form(all), "Origin", "https://app.example.com")
                .header("Cookie", "__Host-session=" + cookie.orElse("none"))
                .build());
    }

    HttpResponse post(String path, String form, String... headers) {
        return answer(
                body(HttpRequest.builder("POST", "/auth" + path), form, headers).build());
    }

    HttpResponse post(String path, Map<String, String> parameters, String... headers) {
        return post(path, form(parameters), headers);
    }

    private static HttpRequest.Builder body(HttpRequest.Builder request, String form, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse answer(HttpRequest request) {
        return auth.endpoints().answer(request).orElseThrow();
    }

    /** The code of somebody who has signed in, and consents if asked. */
    String code(Map<String, String> parameters) {
        HttpResponse response = authorize(parameters);
        if (response.status() == 200) {
            var page = pages.last(io.orgauth.session.Pages.ConsentPage.class);
            response = submit(page.form(), Map.of("decision", "approve"));
        }
        return Optional.ofNullable(query(response).get("code")).orElseThrow();
    }

    /** The form that redeems the code of a public client. */
    static Map<String, String> redeeming(String client, String redirectUri, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GrantType.AUTHORIZATION_CODE.value());
        form.put("client_id", client);
        form.put("redirect_uri", redirectUri);
        form.put("code", code);
        form.put("code_verifier", VERIFIER);
        return form;
    }

    /** The tokens of a first-party public client, whom nobody is asked about. */
    JsonObject tokens(Map<String, String> parameters) {
        return json(post("/oauth/token", redeeming(OWN, OWN_REDIRECT, code(parameters))));
    }

    HttpResponse refresh(String client, String token) {
        return post("/oauth/token", Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", token));
    }

    static JsonObject json(HttpResponse response) {
        assertEquals(200, response.status(), () -> new String(response.body(), StandardCharsets.UTF_8));
        return Json.parseObject(response.body());
    }

    static String text(JsonObject object, String name) {
        return object.string(name).orElseThrow();
    }

    static void assertError(HttpResponse response, int status, String code) {
        assertEquals(status, response.status(), () -> new String(response.body(), StandardCharsets.UTF_8));
        assertEquals(code, text(Json.parseObject(response.body()), "error"));
        assertEquals(List.of("no-store"), response.headers().all("Cache-Control"));
    }

    /** The parameters that a redirect brings the client. */
    static Map<String, String> query(HttpResponse response) {
        assertEquals(303, response.status(), () -> new String(response.body(), StandardCharsets.UTF_8));
        String location = response.headers().single("Location").orElseThrow();
        Map<String, String> query = new HashMap<>();
        for (String pair : location.substring(location.indexOf('?') + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    static String form(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        parameters.forEach((name, value) -> text.append(text.length() == 0 ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }

    /** What a token says, which nobody has verified. */
    static JsonObject claims(String compact) {
        return Json.parseObject(java.util.Base64.getUrlDecoder().decode(compact.split("\\.")[1]));
    }

    @Override
    public void close() {
        auth.close();
    }
}
