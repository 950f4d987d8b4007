package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody who tries the demo sees: a button beside the password, people to click, and being signed in. */
@Tag("browser")
class DemoSignInBrowserTest {
    private static Chromium browser;
    private static RunningExample example;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        example = Examples.whole(new TestTime().time());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            example.close();
        }
    }

    @BeforeEach
    void forgetCookies() {
        browser.forget(example.home());
    }

    /** The answer's form is posted by the page's own script, which its policy must allow. */
    @Test
    void newcomer_bySaml_isSignedInByTwoClicks() {
        signIn("newcomer@acme.example", "con_demosaml");

        assertEquals("newcomer@acme.example", browser.filled("email"));
        assertTrue(browser.filled("roles").contains("member"), browser.filled("roles"));
        assertEquals(example.organizations().get(0).id().value(), browser.filled("organization"));
        browser.click("call");
        assertTrue(browser.filled("answer").contains("dataset:read"), browser.filled("answer"));
    }

    @Test
    void knownPerson_byOpenIdConnect_isSignedInByTwoClicks() {
        String email = example.organizations().get(1).user(Role.ADMIN).email();

        signIn(email, "con_demooidc");

        assertEquals(email, browser.filled("email"));
        assertEquals("admin", browser.filled("roles"));
    }

    private static void signIn(String email, String connection) {
        browser.open(example.home());
        browser.type("email", email);
        browser.click("sign-in");
        browser.click("connection-" + connection);
        browser.click("person-" + email);
    }
}
