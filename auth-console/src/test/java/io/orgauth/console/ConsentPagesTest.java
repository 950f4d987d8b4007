package io.orgauth.console;

import static io.orgauth.console.ConsoleTest.assertButton;
import static io.orgauth.console.ConsoleTest.body;
import static io.orgauth.console.ConsoleTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.HttpResponse;
import io.orgauth.session.Pages.ConsentPage;
import io.orgauth.session.Pages.PageForm;
import io.orgauth.session.Pages.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages on which a person lets a client, or a device, act for them. */
class ConsentPagesTest {
    /** A browser follows a form's redirects only where the policy lets it: with each client of RFC 8252 the person must arrive. */
    @ParameterizedTest
    @CsvSource({
        "https://app.example:8443, ''",
        "http://localhost:3000, ''",
        "http://127.0.0.1:3000, ''",
        "http://[::1]:3000, ' http:'",
        "com.example.app:, ' com.example.app:'"
    })
    void consent_goesOnToTheClient(String client, String more) {
        HttpResponse page = SamplePages.of(Console.standard()).consent(client);
        assertTrue(header(page, "Content-Security-Policy")
                .contains("; form-action 'self' https: http://localhost:* http://127.0.0.1:*" + more + ";"));
        assertTrue(body(page).contains("you go on to " + client + "."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:",
                "data:",
                "https://app.example;",
                "https://app.example; script-src *",
                "https://app.example,x",
                "https://app.example 'unsafe-inline'",
                "http://app.example",
                "http://127.0.0.1.evil.example",
                "http://[::1]:1;",
                "com.example.app:; script-src *",
                "com.example.app",
                "*",
                ""
            })
    void consent_placeWhereNoClientIs_isRefused(String client) {
        SamplePages pages = SamplePages.of(Console.standard());
        assertThrows(IllegalArgumentException.class, () -> pages.consent(client));
    }

    @Test
    void consent_saysWhoWhatAndWhere() {
        String page = body(SamplePages.of(Console.standard()).consent("https://app.example"));
        assertTrue(page.contains("<p id=\"consent\">ada@acme.com wants to act for you in Acme."
                + " You are signed in as ada@acme.com.</p>"));
        String list = page.substring(page.indexOf("<ul id=\"wanted\">"), page.indexOf("</ul>"));
        assertEquals(
                List.of(
                        "do everything that you may do yourself",
                        "<code>dataset:read</code>",
                        "<code>dataset:write</code>",
                        "recognize you",
                        "see your profile",
                        "see your email address",
                        "see your roles in this organization",
                        "go on when you have signed out",
                        "<code>ada@acme.com</code>"),
                Pattern.compile("<li>(.*)</li>")
                        .matcher(list)
                        .results()
                        .map(entry -> entry.group(1))
                        .toList());
    }

    /** Whoever names their client after a gap of the sentence says nothing that we did not mean. */
    @Test
    void consent_nameLikeAGap_isTheName() {
        SamplePages pages = new SamplePages(Console.standard(), List.of(Locale.ENGLISH), "{1} {2} {9} $1");
        assertTrue(body(pages.consent("https://app.example"))
                .contains("<p id=\"consent\">{1} {2} {9} $1 wants to act for you in Acme."));
    }

    @Test
    void consent_andDevices_haveStableNames() {
        Map<String, HttpResponse> all = SamplePages.of(Console.standard()).all();
        for (String page : List.of("consent", "device-consent")) {
            assertButton(all.get(page), "approve", "decision", "approve");
            assertButton(all.get(page), "deny", "decision", "deny");
        }
        assertTrue(body(all.get("device-code")).contains("<input id=\"user_code\" name=\"user_code\" value=\"\""));
        assertTrue(body(all.get("device-code")).contains("id=\"continue\""));
        assertTrue(body(all.get("device-approved")).contains("<p id=\"done\" role=\"status\">You can close"));
        assertTrue(body(all.get("device-approved")).contains("<h1>Your device is connected</h1>"));
        assertTrue(body(all.get("device-denied")).contains("<h1>Your device is not connected</h1>"));
        assertFalse(body(all.get("device-denied")).contains("<form"));
    }

    @Test
    void deviceCode_ofALink_isToBeComparedAndNotSubmittedYet() {
        SamplePages pages = SamplePages.of(Console.standard());
        String page = body(pages.deviceCode(Optional.of("BCDF-GHJK"), Optional.of("code_not_valid")));
        assertTrue(page.contains("name=\"user_code\" value=\"BCDF-GHJK\""));
        assertTrue(page.contains("Go on only if your device shows the same code."));
        assertTrue(page.contains("role=\"alert\">This code is not known, or is too old."));
        assertFalse(page.contains("id=\"approve\"") || page.contains("http-equiv"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, less than a minute ago",
        "59, less than a minute ago",
        "60, a minute ago",
        "119, a minute ago",
        "120, 2 minutes ago",
        "599, 9 minutes ago"
    })
    void deviceConsent_saysWhoAsksFromWhereAndWhen(int seconds, String ago) {
        String page = body(SamplePages.of(Console.standard()).deviceConsent(Duration.ofSeconds(seconds)));
        assertTrue(page.contains("It asked from the address ada@acme.com, " + ago + "."));
        assertTrue(page.contains("<code id=\"user_code\">BCDF-GHJK</code>"));
        assertTrue(page.contains("<code>dataset:write</code>"));
        assertTrue(page.contains("id=\"warning\">If you did not begin this on your own device, deny it"));
    }

    @Test
    void consent_withoutAnyWish_showsNoList() {
        HttpResponse page = Console.standard()
                .consent(new ConsentPage(
                        List.of(),
                        new PageForm("/auth/form", Map.of()),
                        new Wanted("App", "Acme", "ada@acme.com", List.of(), Set.of()),
                        "https://app.example"));
        assertFalse(body(page).contains("<ul") || body(page).contains("If you allow it"));
    }
}
