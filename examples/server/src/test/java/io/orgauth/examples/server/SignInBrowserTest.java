package io.orgauth.examples.server;

import static io.orgauth.examples.server.SignInSite.ADA;
import static io.orgauth.examples.server.SignInSite.BOB;
import static io.orgauth.examples.server.SignInSite.NEW;
import static io.orgauth.examples.server.SignInSite.PASSWORD;
import static io.orgauth.examples.server.SignInSite.STRANGER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Cookie;

/** What only a browser decides: which cookies cross from one site to another, what a form may lead to, what the back button brings. */
@Tag("browser")
class SignInBrowserTest {
    private static final String SESSION = "__Host-session";
    private static final String EXPIRED =
            "This sign-in has expired, or was begun in another browser. Please begin again.";

    @TempDir
    static Path directory;

    private static Chromium browser;
    private static SignInSite site;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        site = new SignInSite(directory);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (site != null) {
            site.close();
        }
    }

    @BeforeEach
    void forgetCookies() {
        site.laxCookies.set(false);
        browser.forget(site.url() + "/session");
    }

    private static void typeEmail(String email) {
        browser.type("email", email);
        browser.click("sign-in");
    }

    private static void typePassword(String password) {
        browser.type("password", password);
        browser.click("sign-in");
    }

    private static void signInByPassword() {
        browser.open(site.url() + "/sign-in?prompt=login&return_to=/session");
        typeEmail(BOB);
        typePassword(PASSWORD);
        assertSignedIn(BOB);
    }

    /** The page that the sign-in returns to is {@code GET /session}, whose JSON the browser shows in a {@code pre}. */
    private static void assertSignedIn(String email) {
        assertTrue(browser.json().contains("\"email\":\"" + email + "\""), browser.json());
        assertEquals("/session", browser.url().getPath());
    }

    private static void assertRefused(String sentence) {
        assertEquals(sentence, browser.text("failure"));
        assertEquals("", browser.cookie(SESSION));
    }

    @Test
    void callback_postedFromTheProvidersSite_signsInAndLinks() {
        browser.open(site.signInBy(site.connection.id()));
        browser.click("person-" + ADA);
        assertSignedIn(ADA);
    }

    @Test
    void callback_ofSomebodyNewInTheDomain_makesAMember() {
        browser.open(site.signInBy(site.connection.id()));
        browser.click("person-" + NEW);
        assertSignedIn(NEW);
        assertTrue(site.auth.users().byEmail(NEW).isPresent());
    }

    @Test
    void callback_ofAnotherDomain_isRefusedWithATrace() {
        browser.open(site.signInBy(site.connection.id()));
        browser.click("person-" + STRANGER);
        assertFalse(browser.text("trace").isEmpty());
        assertEquals("", browser.cookie(SESSION));
    }

    /** Were the cookie of a sign-in Lax, the browser would keep it back from the provider's POST: this is how that looks. */
    @Test
    void callback_withACookieMadeLax_isRefused() {
        site.laxCookies.set(true);
        browser.open(site.signInBy(site.connection.id()));
        browser.click("person-" + ADA);
        assertRefused(EXPIRED);
    }

    /** Chromium applies form-action to the redirect that follows the form. */
    @Test
    void providerOfTheAddress_afterAFormOfOurs_isReached() {
        browser.open(site.url() + "/sign-in?return_to=/session");
        typeEmail(ADA);
        browser.click("connection-" + site.connection.id());
        browser.click("person-" + ADA);
        assertSignedIn(ADA);
    }

    /** Fixation: what an attacker planted before is not what the person's session is known by after. */
    @Test
    void cookie_plantedBeforeSigningIn_isWorthNothingAfter() {
        signInByPassword();
        Cookie planted = browser.cookieNamed(SESSION);
        signInByPassword();
        assertNotEquals(planted.getValue(), browser.cookie(SESSION));
        browser.plant(planted);
        browser.open(site.url() + "/session");
        assertFalse(browser.json().contains(BOB), browser.json());
    }

    @Test
    void cookies_ofASession_areOutOfReachOfScriptsAndOtherHosts() {
        signInByPassword();
        Cookie cookie = browser.cookieNamed(SESSION);
        assertTrue(cookie.isHttpOnly() && cookie.isSecure());
        assertEquals("Lax", cookie.getSameSite());
        assertEquals("/", cookie.getPath());
        assertTrue(browser.cookies().stream().noneMatch(one -> one.getName().contains("sign-in-")));
    }

    /** Login CSRF: another site's form can't sign the victim in as the attacker. */
    @Test
    void form_postedByAnotherSite_signsNobodyIn() {
        site.provider.createContext("/evil", exchange -> html(exchange, """
                <form method="post" action="%s/sign-in"><input type="hidden" name="sign_in" value="x">
                <input type="hidden" name="csrf_token" value="x"><input type="hidden" name="email" value="%s">
                <input type="hidden" name="password" value="%s"><button id="win">win</button></form>
                """.formatted(site.url(), BOB, PASSWORD)));
        browser.open(site.providerUrl() + "/evil");
        browser.click("win");
        assertRefused(EXPIRED);
        site.provider.removeContext("/evil");
    }

    /** The session's cookie is Lax and stays away, but an answer that clears it would be obeyed all the same. */
    @Test
    void signOut_postedByAnotherSite_leavesTheSession() {
        signInByPassword();
        site.provider.createContext("/evil", exchange -> html(exchange, """
                <form method="post" action="%s/sign-out"><input type="hidden" name="everywhere" value="true">
                <button id="win">win</button></form>
                """.formatted(site.url())));
        browser.open(site.providerUrl() + "/evil");
        browser.click("win");
        assertEquals("The form did not come from this site. Please begin again.", browser.text("failure"));
        site.provider.removeContext("/evil");
        browser.open(site.url() + "/session");
        assertSignedIn(BOB);
    }

    private static void html(HttpExchange exchange, String body) throws IOException {
        byte[] page = ("<!DOCTYPE html>" + body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    @Test
    void tabs_twoOfThem_bothSignIn() {
        browser.open(site.signInBy(site.connection.id()));
        String first = browser.newTab();
        browser.open(site.url() + "/sign-in?return_to=/session");
        typeEmail(BOB);
        String second = browser.tab();
        browser.toTab(first);
        browser.click("person-" + NEW);
        assertSignedIn(NEW);
        browser.toTab(second);
        typePassword(PASSWORD);
        assertSignedIn(BOB);
        browser.closeTab(first);
    }

    /** The password's page is in no cache, so the back button only offers to post the form before it again. */
    @Test
    void form_postedAgainAfterTheSignIn_isNoLongerGood() {
        signInByPassword();
        String session = browser.cookie(SESSION);
        browser.back();
        browser.reload();
        assertEquals(EXPIRED, browser.text("failure"));
        assertEquals(session, browser.cookie(SESSION));
        browser.click("back");
        assertEquals("/", browser.url().getPath());
    }

    @Test
    void page_leftForTooLong_isNoLongerGood() {
        browser.open(site.url() + "/sign-in?return_to=/session");
        typeEmail(BOB);
        browser.text("password");
        site.time.forward(Duration.ofMinutes(11));
        typePassword(PASSWORD);
        assertRefused(EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//127.0.0.1/",
                "/%5C127.0.0.1/",
                "%5C%5C127.0.0.1",
                "https:127.0.0.1",
                "/%09/127.0.0.1",
                "javascript:alert(1)",
                "https://localhost@127.0.0.1/",
                "/%252f127.0.0.1"
            })
    void returnPath_thatLeavesTheSite_isRefusedAtOnce(String path) {
        browser.open(site.url() + "/sign-in?return_to=" + path);
        assertRefused("The link that led here points to another site.");
        assertEquals("localhost", browser.url().getHost());
    }
}
