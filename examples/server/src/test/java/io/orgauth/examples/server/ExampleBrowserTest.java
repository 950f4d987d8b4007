package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Cookie;

/** The example as a person sees it. */
@Tag("browser")
class ExampleBrowserTest {
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

    private static void signIn(DemoUser person) {
        browser.open(example.home());
        browser.type("email", person.email());
        browser.click("sign-in");
        browser.type("password", person.password());
        browser.click("sign-in");
        assertEquals(person.email(), browser.filled("email"));
    }

    @Test
    void person_byPassword_seesWhoTheyAreAsksTheDataPlaneAndSignsOutEverywhere() {
        browser.forget(example.home());
        DemoOrganization acme = example.organizations().get(0);
        DemoUser person = acme.user(Role.MEMBER);
        signIn(person);
        assertEquals("member", browser.filled("roles"));
        assertEquals(acme.id().value(), browser.filled("organization"));
        assertEquals("password", browser.filled("authentications"));

        browser.click("call");
        JsonObject answer = Json.parseObject(browser.filled("answer").getBytes(StandardCharsets.UTF_8));
        assertEquals(acme.id().value(), answer.string("organization").orElseThrow());
        assertTrue(answer.strings("permissions").orElseThrow().contains("dataset:read"));

        Cookie elsewhere = browser.cookieNamed("session");
        browser.forget(example.home());
        signIn(person);
        browser.click("sign-out");
        browser.click("sign-out-everywhere");
        assertEquals("You are signed out – OrgAuth example", title("sign-in"));
        browser.plant(elsewhere);
        browser.open(example.home());
        assertEquals("Sign in – OrgAuth example", title("email"));
    }

    /** Of the other organization, to which this data plane issues nothing. */
    @Test
    void person_ofAnotherOrganization_getsNoTokenForTheDataPlane() {
        browser.forget(example.home());
        signIn(example.organizations().get(1).user(Role.MEMBER));
        browser.click("call");
        assertTrue(browser.filled("answer").contains("invalid_target"), browser.filled("answer"));
    }

    @Test
    void person_withAWrongPassword_isToldAndTriesAgain() {
        browser.forget(example.home());
        DemoUser person = example.organizations().get(0).user(Role.VIEWER);
        browser.open(example.home());
        browser.type("email", person.email());
        browser.click("sign-in");
        browser.type("password", "not this one, surely");
        browser.click("sign-in");
        assertEquals("Address and password do not match.", browser.text("problem"));
        browser.type("password", person.password());
        browser.click("sign-in");
        assertEquals("viewer", browser.filled("roles"));
    }

    private static String title(String onceThereIs) {
        browser.text(onceThereIs);
        return browser.title();
    }
}
