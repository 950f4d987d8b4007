package io.orgauth.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.HttpResponse;
import io.orgauth.session.Pages.FailurePage;
import io.orgauth.session.Pages.SignInPage;
import io.orgauth.session.Pages.SignedOutPage;
import io.orgauth.session.SignInReason;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    private static final String ATTACK = "\"'><script>alert(1)</script>&amp;{}{0}\u0000\u009b";
    private static final Pattern ALLOWED_TAG = Pattern.compile("<(/?[a-z][a-z0-9]*|!DOCTYPE html)( [^<>]*)?>");

    static String body(HttpResponse response) {
        return new String(response.body(), UTF_8);
    }

    static String header(HttpResponse response, String name) {
        return response.headers().first(name).orElseThrow();
    }

    static Stream<Map.Entry<String, HttpResponse>> pages() {
        return SamplePages.of(Console.standard()).all().entrySet().stream();
    }

    static Stream<Map.Entry<String, HttpResponse>> attackedPages() {
        return new SamplePages(Console.builder().name(ATTACK).build(), List.of(Locale.GERMAN), ATTACK)
                .all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("attackedPages")
    void text_ofAnAttacker_isNoMarkup(Map.Entry<String, HttpResponse> page) {
        String markup = body(page.getValue());
        assertFalse(markup.contains("<script"));
        assertFalse(markup.contains("\u0000") || markup.contains("\u009b"));
        assertTrue(markup.contains("&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;{}{0}\ufffd\ufffd"));
        String left = ALLOWED_TAG
                .matcher(markup.replaceAll("(?s)<style>.*</style>", ""))
                .replaceAll("");
        assertFalse(left.contains("<") || left.contains("\""), left);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_ofAnyKind_letsNothingLoadRunOrFrame(Map.Entry<String, HttpResponse> page) {
        HttpResponse response = page.getValue();
        String policy = header(response, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertTrue(policy.contains("; img-src 'none'; form-action "), policy);
        assertTrue(policy.endsWith("; frame-ancestors 'none'; base-uri 'none'"), policy);
        assertFalse(policy.contains("unsafe") || policy.contains("script-src"));
        assertEquals("DENY", header(response, "X-Frame-Options"));
        assertEquals("nosniff", header(response, "X-Content-Type-Options"));
        assertEquals("no-store", header(response, "Cache-Control"));
        assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
        assertFalse(body(response).contains("style=") || body(response).contains("onclick"));
    }

    @ParameterizedTest
    @CsvSource({
        "email, false",
        "password, false",
        "organization, false",
        "proceed, false",
        "invitation, false",
        "sign-out, true",
        "signed-out, true",
        "forgot-password, true",
        "link-sent, true",
        "reset-password, true",
        "consent, false",
        "device-code, false",
        "device-consent, true",
        "device-approved, true",
        "failure, true"
    })
    void form_thatNeverLeadsAway_mayBePostedHereOnly(String page, boolean staysHere) {
        HttpResponse response = SamplePages.of(Console.standard()).all().get(page);
        assertEquals(staysHere, header(response, "Content-Security-Policy").contains("form-action 'self';"));
    }

    /** With no-referrer a browser sends {@code Origin: null}, and our own check would refuse our own form. */
    @ParameterizedTest
    @MethodSource("pages")
    void referrer_ofAnyPage_keepsThePathFromOthersAndTheOriginForUs(Map.Entry<String, HttpResponse> page) {
        String expected = page.getKey().equals("proceed") ? "strict-origin" : "same-origin";
        assertEquals(expected, header(page.getValue(), "Referrer-Policy"));
    }

    @Test
    void style_inThePage_isTheOneThatThePolicyNames() throws Exception {
        HttpResponse response =
                SamplePages.of(Console.builder().color("#0a5").build()).signIn(false);
        Matcher style = Pattern.compile("(?s)<style>(.*)</style>").matcher(body(response));
        assertTrue(style.find());
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(UTF_8));
        String source = "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        assertTrue(header(response, "Content-Security-Policy").contains("style-src " + source + ";"));
        assertTrue(style.group(1).contains("background: #00aa55; color: #000000;"));
    }

    @ParameterizedTest
    @CsvSource({
        "#000, #ffffff",
        "#fff, #000000",
        "#1D4ED8, #ffffff",
        "#ffcc00, #000000",
        "#777777, #000000",
        "#757575, #ffffff"
    })
    void color_ofTheProduct_bearsTextThatCanBeRead(String color, String text) {
        Color ground = Color.of(color);
        assertEquals(text, ground.text().hex());
        double light = Math.max(ground.luminance(), ground.text().luminance());
        double dark = Math.min(ground.luminance(), ground.text().luminance());
        assertTrue((light + 0.05) / (dark + 0.05) >= 4.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "red", "0a5", "#0a", "#0a55", "#0a5;}body{display:none", "#0a5\n", "#00aa5g", "url(//x)"})
    void color_thatIsNone_isRefused(String color) {
        assertThrows(IllegalArgumentException.class, () -> Console.builder().color(color));
    }

    @Test
    void fields_ofTheSignIn_haveStableNames() {
        SamplePages pages = SamplePages.of(Console.standard());
        String email = body(pages.signIn(false));
        assertTrue(email.contains("<form method=\"post\" action=\"/auth/form\">"));
        assertTrue(email.contains("<input type=\"hidden\" name=\"csrf_token\" value=\"ada@acme.com\">"));
        assertTrue(email.contains(
                "<label for=\"email\">Email address</label>\n<input id=\"email\" name=\"email\" type=\"email\""));
        assertTrue(email.contains("id=\"sign-in\""));
        assertTrue(
                email.indexOf("id=\"sign-in\"") < email.indexOf("name=\"connection\" value=\"con_1\" formnovalidate"));
        assertFalse(email.contains("type=\"password\""));
        String password = body(pages.signIn(true));
        assertTrue(password.contains(
                "<label for=\"password\">Password</label>\n<input id=\"password\" name=\"password\""));
        assertTrue(password.contains(
                "<p class=\"problem\" id=\"problem\" role=\"alert\">Address and password do not match."));
        assertTrue(password.contains("<a id=\"forgot-password\" href=\"/auth/forgot-password\">"));
        assertTrue(password.contains("<a id=\"other-address\" href=\"/auth/form\">"));
    }

    @Test
    void buttons_ofTheOtherPages_haveStableNames() {
        Map<String, HttpResponse> all = SamplePages.of(Console.standard()).all();
        assertButton(all.get("organization"), "organization-org_acme", "organization", "org_acme");
        assertButton(all.get("sign-out"), "sign-out", "everywhere", "false");
        assertButton(all.get("sign-out"), "sign-out-everywhere", "everywhere", "true");
        assertButton(all.get("invitation"), "accept", "accept", "signed-in");
        assertButton(all.get("invitation"), "accept-join", "accept", "join");
        assertButton(all.get("invitation"), "accept-sign-in", "accept", "sign-in");
        assertTrue(body(all.get("forgot-password")).contains("id=\"send-link\""));
        assertTrue(body(all.get("link-sent")).contains("id=\"sent\"")
                && !body(all.get("link-sent")).contains("<form"));
        assertTrue(body(all.get("reset-password")).contains("id=\"reset-password\""));
        assertTrue(body(all.get("failure")).contains("<code id=\"trace\">ada@acme.com</code>"));
        assertEquals(403, all.get("failure").status());
    }

    static void assertButton(HttpResponse page, String id, String name, String value) {
        String attributes = "id=\"" + id + "\" name=\"" + name + "\" value=\"" + value + "\"";
        assertTrue(body(page).contains(attributes), attributes);
    }

    /** The identity provider gets its own fields and nothing else, not even the button's. */
    @Test
    void proceed_toAnIdentityProvider_postsItsFieldsOnly() {
        String page = body(SamplePages.of(Console.standard()).proceed());
        assertTrue(page.contains("<form method=\"post\" action=\"https://idp.acme.com:8443/sso?a=b&amp;c=&#39;\">"));
        assertTrue(page.contains("<input type=\"hidden\" name=\"SAMLRequest\""));
        assertTrue(page.contains("<button type=\"submit\" id=\"continue\" autofocus>"));
        assertTrue(page.contains("at idp.acme.com."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "",
                "sign-in",
                "/a\tb",
                "/a b",
                "/\u00e9",
                "data:text/html,x"
            })
    void link_thatLeavesTheOrigin_isRefused(String link) {
        SignedOutPage page = new SignedOutPage(List.of(), link);
        assertThrows(IllegalArgumentException.class, () -> Console.standard().signedOut(page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:image/png;base64,AA",
                "ftp://example.com/logo",
                "https:logo",
                "logo.svg",
                "//example.com/logo"
            })
    void logo_thatIsNeitherHttpsNorAPath_isRefused(String logo) {
        assertThrows(IllegalArgumentException.class, () -> Console.builder().logo(URI.create(logo)));
    }

    @ParameterizedTest
    @CsvSource({"https://cdn.example.com:8443/a;b.svg, https://cdn.example.com:8443", "/logo.svg, '''self'''"})
    void logo_ofTheProduct_isTheOnlyPicture(String logo, String source) {
        Console console =
                Console.builder().name("Example").logo(URI.create(logo)).build();
        HttpResponse page = SamplePages.of(console).signIn(false);
        assertTrue(
                header(page, "Content-Security-Policy").contains("; img-src " + source + ";"),
                header(page, "Content-Security-Policy"));
        assertTrue(body(page).contains("<img src=\"" + logo + "\" alt=\"Example\">"));
    }

    @ParameterizedTest
    @CsvSource({
        "de, de, Anmelden",
        "de-AT, de, Anmelden",
        "fr;de, de, Anmelden",
        "en-GB;de, en, Sign in",
        "fr, en, Sign in",
        "'', en, Sign in"
    })
    void language_ofTheBrowser_isSpoken(String preferred, String code, String title) {
        List<Locale> languages =
                Stream.of(preferred.split(";")).map(Locale::forLanguageTag).toList();
        HttpResponse page = new SamplePages(Console.standard(), languages, "ada@acme.com").signIn(false);
        assertEquals(code, header(page, "Content-Language"));
        assertTrue(body(page).contains("<html lang=\"" + code + "\">"));
        assertTrue(body(page).contains("<h1>" + title + "</h1>"));
        assertTrue(body(page).contains("<title>" + title + " – OrgAuth</title>"));
    }

    @Test
    void texts_ofBothLanguages_haveTheSameKeysAndGaps() {
        Map<String, String> english = Resources.texts("texts.properties");
        Map<String, String> german = Resources.texts("texts_de.properties");
        assertEquals(english.keySet(), german.keySet());
        english.forEach((key, text) -> assertEquals(gaps(text), gaps(german.get(key)), key));
    }

    private static Set<String> gaps(String text) {
        return Pattern.compile("\\{[0-9]}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** What an application or a device can do wrong, so that no client can be told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_request",
                "invalid_client",
                "unauthorized_client",
                "invalid_target",
                "login_required",
                "access_denied",
                "expired_token"
            })
    void failure_ofAnAuthorization_isExplained(String code) {
        assertTrue(Resources.texts("texts.properties").containsKey("failure." + code));
    }

    /** Whatever a sign-in can be refused for has a sentence of its own. */
    @ParameterizedTest
    @EnumSource(SignInReason.class)
    void failure_ofASignIn_isExplained(SignInReason reason) {
        assertTrue(Resources.texts("texts.properties").containsKey("failure." + reason.code()));
    }

    @Test
    void failure_ofAnUnknownKind_isOneGeneralSentence() {
        String page = body(SamplePages.of(Console.standard()).failure("<script>"));
        assertTrue(page.contains("<p id=\"failure\" role=\"alert\">Something is wrong with this request."));
    }

    @Test
    void failure_withoutATrace_showsNone() {
        FailurePage page = new FailurePage(List.of(), 503, "temporarily_unavailable", Optional.empty(), "/sign-in");
        HttpResponse response = Console.standard().failure(page);
        assertEquals(503, response.status());
        assertFalse(body(response).contains("trace"));
    }

    @Test
    void text_ofTheProduct_replacesOurs() {
        Console console = Console.builder()
                .texts(Locale.ENGLISH, Map.of("sign_in.title", "Welcome <back>"))
                .build();
        assertTrue(body(SamplePages.of(console).signIn(false)).contains("<h1>Welcome &lt;back&gt;</h1>"));
        assertTrue(body(new SamplePages(console, List.of(), "a@b.example").signIn(false))
                .contains("Welcome"));
    }

    @Test
    void text_ofTheProduct_withAGapOfItsOwn_isShownAsItIs() {
        Console console = Console.builder()
                .texts(Locale.ENGLISH, Map.of("sign_in.title", "{0} {7}"))
                .build();
        assertTrue(body(SamplePages.of(console).signIn(false)).contains("<h1>{0} {7}</h1>"));
    }

    @Test
    void text_withoutAPage_isRefused() {
        Console.Builder builder = Console.builder();
        Map<String, String> typo = Map.of("sign_in.titel", "Welcome");
        String message = assertThrows(IllegalArgumentException.class, () -> builder.texts(Locale.ENGLISH, typo))
                .getMessage();
        assertEquals("no page has the texts [sign_in.titel], see texts.properties for the keys", message);
    }

    @Test
    void language_thatIsNew_needsEveryText() {
        Console.Builder builder = Console.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.texts(Locale.FRENCH, Map.of("email", "Adresse")));
        Console console = builder.texts(Locale.FRENCH, Resources.texts("texts_de.properties"))
                .build();
        HttpResponse page = new SamplePages(console, List.of(Locale.FRENCH), "a@b.example").signIn(false);
        assertEquals("fr", header(page, "Content-Language"));
    }

    @Test
    void page_ofTheProduct_replacesOurs() {
        HttpResponse own = HttpResponse.of(200);
        Console console = Console.builder().page(SignInPage.class, page -> own).build();
        assertSame(own, SamplePages.of(console).signIn(false));
        assertTrue(body(SamplePages.of(console).failure("x")).contains("id=\"back\""));
    }

    @Test
    void page_thatThereIsNot_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Console.builder().page(String.class, page -> HttpResponse.of(200)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "1234567890123456789012345678901234567890123456789012345678901"})
    void name_thatIsNone_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Console.builder().name(name));
    }
}
