package io.orgauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A person without scripts goes through the pages: who reads forms and presses buttons is signed in. */
class IdentityProviderServerTest {
    private static final String ACS = "https://app.example.com/sso/con_1/callback?a=1&b=2";
    private static final String ENTITY = "https://app.example.com/sso/con_1/metadata";
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">");

    private static final IdentityProviderServer SERVER = IdentityProviderServer.builder(Persona.keycloak())
            .person(Person.of("ada@acme.com").named("Ada", "Lovelace"))
            .person(Person.of("o'hara@acme.com").named("<b>", "O'Hara"))
            .client(OpenIdExchange.CLIENT, "secret")
            .start();

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void saml_byRedirect_endsInAFormForTheCallback() throws Exception {
        String page = get(samlUrl("relay \"1\"")).body();

        assertTrue(page.contains("id=\"person-ada@acme.com\""));
        String answer = press(page, Map.of("person", "ada@acme.com")).body();

        Map<String, String> fields = hidden(answer);
        assertEquals(ACS, action(answer));
        assertEquals("relay \"1\"", fields.get("RelayState"));
        ReadSaml read = ReadSaml.of(decoded(fields.get("SAMLResponse")));
        assertEquals(
                List.of("Response", "Assertion"),
                read.signedBy(SERVER.certificate().getPublicKey()));
        assertEquals("_7", read.root().getAttribute("InResponseTo"));
        assertEquals(ACS, read.root().getAttribute("Destination"));
        assertTrue(answer.contains("<button id=\"continue\">"));
    }

    @Test
    void saml_byPost_endsInAFormForTheCallback() throws Exception {
        Map<String, String> asked = Map.of("SAMLRequest", Base64.getEncoder().encodeToString(bytes(authnRequest(ACS))));

        String page = post(SERVER.ssoUrl(), asked).body();
        String answer = press(page, Map.of("person", "ada@acme.com")).body();

        assertEquals(ACS, action(answer));
        assertFalse(hidden(answer).containsKey("RelayState"));
    }

    @Test
    void saml_thatCantBeAnswered_isAPageWith400() throws Exception {
        assertEquals(400, get(SERVER.ssoUrl()).statusCode());
        assertEquals(400, get(SERVER.ssoUrl() + "?SAMLRequest=%21").statusCode());
        String script = Base64.getEncoder().encodeToString(bytes(authnRequest("javascript:alert(1)")));
        assertEquals(400, post(SERVER.ssoUrl(), Map.of("SAMLRequest", script)).statusCode());
        String page = get(samlUrl("r")).body();
        assertEquals(400, press(page, Map.of("person", "eve@acme.com")).statusCode());
    }

    @Test
    void openId_throughThePages_endsInTokens() throws Exception {
        String page = get(authorizeUrl(Map.of())).body();

        HttpResponse<String> answer = press(page, Map.of("person", "ada@acme.com"));
        Map<String, String> callback = Query.of(location(answer));

        assertEquals("state-1", callback.get("state"));
        assertEquals(SERVER.url(), callback.get("iss"));
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                callback.get("code"),
                "redirect_uri",
                OpenIdExchange.REDIRECT_URI,
                "client_id",
                OpenIdExchange.CLIENT,
                "client_secret",
                "secret",
                "code_verifier",
                OpenIdExchange.VERIFIER));
        HttpResponse<String> tokens = post(SERVER.url() + "/token", form);
        assertEquals(200, tokens.statusCode());
        assertTrue(tokens.body().contains("id_token"));
    }

    @Test
    void openId_byFormPost_endsInAForm() throws Exception {
        String page = get(authorizeUrl(Map.of("response_mode", "form_post"))).body();
        String answer = press(page, Map.of("person", "ada@acme.com")).body();

        assertEquals(OpenIdExchange.REDIRECT_URI, action(answer));
        assertEquals("state-1", hidden(answer).get("state"));
    }

    @Test
    void openId_nobody_isAccessDenied() throws Exception {
        String page = get(authorizeUrl(Map.of())).body();

        HttpResponse<String> answer = press(page, Map.of("deny", "deny"));

        assertEquals("access_denied", Query.of(location(answer)).get("error"));
    }

    @Test
    void openId_thatCantBeAnswered_isAPageWith400() throws Exception {
        assertEquals(400, get(SERVER.url() + "/authorize?client_id=client-1").statusCode());
        assertEquals(400, get(SERVER.url() + "/authorize").statusCode());
        assertEquals(
                400,
                press(get(authorizeUrl(Map.of())).body(), Map.of("person", "eve@acme.com"))
                        .statusCode());
    }

    @Test
    void pages_withStrangeNames_areEscaped() throws Exception {
        String page = get(authorizeUrl(Map.of("state", "\"><script>"))).body();

        assertTrue(page.contains("&lt;b&gt; O&#39;Hara"));
        assertFalse(page.contains("<script>"));
    }

    /** The only script is the one whose hash the policy names. */
    @Test
    void postingPage_runsItsOwnScriptOnly() throws Exception {
        HttpResponse<String> answer = press(get(samlUrl("r")).body(), Map.of("person", "ada@acme.com"));
        String script = answer.body().replaceAll("(?s).*<script>(.*)</script>.*", "$1");
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();

        assertTrue(policy.contains("script-src 'sha256-" + Sha256.base64(script) + "'"));
        assertTrue(policy.contains("default-src 'none'"));
    }

    @Test
    void metadata_isServed() throws Exception {
        HttpResponse<String> metadata = get(SERVER.url() + "/saml/metadata");

        assertEquals(SERVER.metadata(), metadata.body());
        assertTrue(metadata.body().contains(SERVER.ssoUrl()));
        assertTrue(metadata.body().contains(SERVER.entityId()));
        assertTrue(get(SERVER.url() + "/").body().contains("/saml/metadata"));
        assertTrue(
                get(SERVER.url() + "/.well-known/openid-configuration").body().contains(SERVER.url() + "/token"));
        assertEquals(404, get(SERVER.url() + "/nothing").statusCode());
    }

    @Test
    void endSession_goesBackWithTheState() throws Exception {
        assertEquals(200, get(SERVER.url() + "/end-session").statusCode());
        HttpResponse<String> back =
                get(SERVER.url() + "/end-session?post_logout_redirect_uri=https%3A%2F%2Fapp.example.com%2F&state=s");
        assertEquals("https://app.example.com/?state=s", location(back).toString());
        HttpResponse<String> stateless =
                get(SERVER.url() + "/end-session?post_logout_redirect_uri=https%3A%2F%2Fapp.example.com%2F");
        assertEquals("https://app.example.com/", location(stateless).toString());
        assertEquals(
                400,
                get(SERVER.url() + "/end-session?post_logout_redirect_uri=no%20uri")
                        .statusCode());
    }

    @Test
    void port_thatIsTaken_isSaid() {
        int port = URI.create(SERVER.url()).getPort();
        IdentityProviderServer.Builder second =
                IdentityProviderServer.builder(Persona.okta()).port(port);

        assertTrue(assertThrows(UncheckedIOException.class, second::start)
                .getMessage()
                .contains(String.valueOf(port)));
    }

    private static String samlUrl(String relayState) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9, true))) {
            deflater.write(bytes(authnRequest(ACS)));
        }
        String request = Base64.getEncoder().encodeToString(out.toByteArray());
        return Query.append(SERVER.ssoUrl(), Map.of("SAMLRequest", request, "RelayState", relayState))
                .toString();
    }

    private static String authnRequest(String acs) {
        return "<p:AuthnRequest xmlns:p=\"" + Saml.PROTOCOL + "\" ID=\"_7\" AssertionConsumerServiceURL=\""
                + acs.replace("&", "&amp;") + "\"><a:Issuer xmlns:a=\"" + Saml.ASSERTION + "\">" + ENTITY
                + "</a:Issuer></p:AuthnRequest>";
    }

    private static String authorizeUrl(Map<String, String> others) {
        OpenIdRequest asked = OpenIdRequest.of(OpenIdExchange.step(others));
        return Query.append(SERVER.url() + "/authorize", asked.parameters()).toString();
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String url, Map<String, String> form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Query.write(form)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Submits the page's form by one of its buttons. */
    private HttpResponse<String> press(String page, Map<String, String> button)
            throws IOException, InterruptedException {
        Map<String, String> form = hidden(page);
        form.putAll(button);
        return post(SERVER.url() + action(page), form);
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> hidden = new LinkedHashMap<>();
        Matcher matcher = HIDDEN.matcher(page);
        while (matcher.find()) {
            hidden.put(text(matcher.group(1)), text(matcher.group(2)));
        }
        return hidden;
    }

    private static String action(String page) {
        Matcher matcher = ACTION.matcher(page);
        assertTrue(matcher.find(), page);
        return text(matcher.group(1));
    }

    private static String text(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static URI location(HttpResponse<String> response) {
        assertEquals(303, response.statusCode());
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
