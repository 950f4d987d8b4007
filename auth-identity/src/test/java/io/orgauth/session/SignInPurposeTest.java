package io.orgauth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linking an account is a change: no other site's link begins it, with whatever account its visitor has at the provider. */
class SignInPurposeTest {
    private final SignInFixture fixture = new SignInFixture();
    private final TestBrowser browser = fixture.browser();

    @BeforeEach
    void signIn() {
        browser.get("/auth/sign-in?login_hint=" + SignInFixture.ADA);
        browser.post(fixture.pages.last(Pages.SignInPage.class).form(), "password", SignInFixture.PASSWORD);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpRequest.Builder link() {
        return HttpRequest.builder("GET", "/auth/sign-in?purpose=link&connection=" + fixture.connection.id());
    }

    @Test
    void link_ofAPageOfOurs_begins() {
        HttpResponse answer = browser.send(link().header("Sec-Fetch-Site", "same-origin"));

        assertEquals(303, answer.status());
        assertTrue(TestBrowser.location(answer).startsWith(SignInFixture.IDP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void link_ofAnotherSite_isRefused(String site) {
        assertEquals(400, browser.send(link().header("Sec-Fetch-Site", site)).status());
    }

    @Test
    void link_fromNowhere_isRefused() {
        assertEquals(400, browser.send(link()).status());
    }
}
