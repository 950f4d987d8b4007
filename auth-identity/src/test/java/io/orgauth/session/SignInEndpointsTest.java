package io.orgauth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.Session;
import io.orgauth.json.Json;
import io.orgauth.session.Pages.FailurePage;
import io.orgauth.session.Pages.OrganizationPage;
import io.orgauth.session.Pages.PageForm;
import io.orgauth.session.Pages.SignInPage;
import io.orgauth.session.Pages.SignOutPage;
import io.orgauth.session.Pages.SignedOutPage;
import io.orgauth.session.testing.StubAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers get and keep while people sign in and out, with pages that only remember what they were to show. */
class SignInEndpointsTest {
    private static final String SESSION = "__Host-session";

    private final SignInFixture fixture = new SignInFixture();
    private final TestBrowser browser = fixture.browser();

    @AfterEach
    void end() {
        fixture.close();
    }

    private SignInPage page() {
        return fixture.pages.last(SignInPage.class);
    }

    private FailurePage failure() {
        return fixture.pages.last(FailurePage.class);
    }

    private void signIn(TestBrowser by, String email, String password, String query) {
        by.get("/auth/sign-in" + query);
        by.post(page().form(), "email", email);
        by.post(page().form(), "password", password);
    }

    private static String session(TestBrowser of) {
        return of.cookies.getOrDefault(SESSION, "");
    }

    private String signedIn(TestBrowser by) {
        HttpResponse answer = by.get("/auth/session");
        return answer.status() == 200
                ? Json.parseObject(answer.body()).string("email").orElse("")
                : "nobody";
    }

    @Test
    void password_right_signsInAndGoesOn() {
        browser.get("/auth/sign-in?return_to=/reports%3Fyear%3D2026");
        browser.post(page().form(), "email", SignInFixture.ADA);
        assertTrue(page().password());
        assertEquals(Optional.of(SignInFixture.ADA), page().email());
        HttpResponse done = browser.post(page().form(), "password", SignInFixture.PASSWORD);
        assertEquals(303, done.status());
        assertEquals("/reports?year=2026", TestBrowser.location(done));
        assertEquals(SignInFixture.ADA, signedIn(browser));
    }

    @Test
    void password_right_leavesNoCookieOfTheSignIn() {
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        assertEquals(List.of("__Host-device", SESSION), List.copyOf(browser.cookies.keySet()));
    }

    @Test
    void password_wrong_asksAgainAndSaysSo() {
        signIn(browser, SignInFixture.ADA, "a wrong guess of words", "");
        assertEquals(Optional.of(SignInReason.SIGN_IN_FAILED.code()), page().problem());
        assertTrue(page().password());
        browser.post(page().form(), "password", SignInFixture.PASSWORD);
        assertEquals(SignInFixture.ADA, signedIn(browser));
    }

    @Test
    void unknownAddress_isAskedAndAnsweredAsAKnownOne() {
        signIn(browser, SignInFixture.ADA, "a wrong guess of words", "");
        SignInPage known = page();
        TestBrowser other = fixture.browser();
        signIn(other, "nobody@acme.com", "a wrong guess of words", "");
        assertEquals(known.problem(), page().problem());
        assertEquals(known.password(), page().password());
        assertEquals(known.choices(), page().choices());
    }

    @Test
    void cookies_areHostOnlySecureAndOutOfReachOfScripts() {
        browser.get("/auth/sign-in");
        PageForm form = page().form();
        List<String> pending = TestBrowser.setCookies(browser.post(form, "email", SignInFixture.ADA));
        List<String> done = TestBrowser.setCookies(browser.post(page().form(), "password", SignInFixture.PASSWORD));
        assertTrue(
                pending.get(0)
                        .matches(
                                "__Host-sign-in-[0-9A-Za-z]{22}=[0-9A-Za-z]{27}; Path=/; Max-Age=600; Expires=[^;]+; Secure; HttpOnly; SameSite=None"),
                pending.get(0));
        assertTrue(
                done.get(0).matches("__Host-session=[0-9A-Za-z]{27}; Path=/; Secure; HttpOnly; SameSite=Lax"),
                done.get(0));
    }

    @Test
    void signIn_withAPlantedSession_getsAnother() {
        TestBrowser attacker = fixture.browser();
        signIn(attacker, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        browser.cookies.put(SESSION, session(attacker));
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "?prompt=login");
        assertNotEquals(session(attacker), session(browser));
        assertEquals("nobody", signedIn(attacker));
        assertEquals(SignInFixture.ADA, signedIn(browser));
    }

    @Test
    void signIn_twoTabs_doNotDisturbEachOther() {
        browser.get("/auth/sign-in?return_to=/one");
        PageForm one = page().form();
        browser.get("/auth/sign-in?return_to=/two");
        PageForm two = page().form();
        browser.post(two, "email", SignInFixture.ADA);
        PageForm twoPassword = page().form();
        browser.post(one, "email", SignInFixture.ADA);
        HttpResponse first = browser.post(page().form(), "password", SignInFixture.PASSWORD);
        HttpResponse second = browser.post(twoPassword, "password", SignInFixture.PASSWORD);
        assertEquals("/one", TestBrowser.location(first));
        assertEquals("/two", TestBrowser.location(second));
    }

    @Test
    void backButton_anotherAddress_isTakenInstead() {
        fixture.person(fixture.acme, "bob@acme.com");
        browser.get("/auth/sign-in");
        PageForm first = page().form();
        browser.post(first, "email", SignInFixture.ADA);
        browser.get("/auth/sign-in");
        PageForm again = page().form();
        browser.post(again, "email", "bob@acme.com");
        browser.post(page().form(), "password", SignInFixture.PASSWORD);
        assertEquals("bob@acme.com", signedIn(browser));
    }

    @Test
    void form_postedTwice_signsInOnce() {
        browser.get("/auth/sign-in");
        browser.post(page().form(), "email", SignInFixture.ADA);
        PageForm form = page().form();
        String before = browser.cookies.toString();
        browser.post(form, "password", SignInFixture.PASSWORD);
        TestBrowser copy = fixture.browser();
        for (String pair : before.substring(1, before.length() - 1).split(", ")) {
            copy.cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        copy.post(form, "password", SignInFixture.PASSWORD);
        assertEquals(SignInReason.PENDING_NOT_VALID.code(), failure().code());
        assertFalse(copy.cookies.containsKey(SESSION));
    }

    @Test
    void form_afterTenMinutes_isRefused() {
        browser.get("/auth/sign-in");
        browser.post(page().form(), "email", SignInFixture.ADA);
        PageForm form = page().form();
        fixture.clock.pass(Duration.ofMinutes(10));
        browser.post(form, "password", SignInFixture.PASSWORD);
        assertEquals(SignInReason.PENDING_NOT_VALID.code(), failure().code());
        assertEquals(400, failure().status());
    }

    @Test
    void loginCsrf_formOfAnotherBrowser_isRefused() {
        TestBrowser attacker = fixture.browser();
        attacker.get("/auth/sign-in");
        attacker.post(page().form(), "email", SignInFixture.ADA);
        browser.post(page().form(), "password", SignInFixture.PASSWORD);
        assertEquals(SignInReason.PENDING_NOT_VALID.code(), failure().code());
        assertEquals("nobody", signedIn(browser));
    }

    @Test
    void form_postedByAPageOfAnotherSite_isRefused() {
        browser.get("/auth/sign-in");
        browser.post(page().form(), "email", SignInFixture.ADA);
        browser.post(page().form(), Optional.of("https://evil.example"), "password", SignInFixture.PASSWORD);
        assertEquals(SignInReason.FORM_NOT_OURS.code(), failure().code());
        assertEquals("nobody", signedIn(browser));
    }

    @Test
    void form_withoutItsToken_isRefused() {
        browser.get("/auth/sign-in");
        browser.post(page().form(), "email", SignInFixture.ADA);
        PageForm form = page().form();
        Map<String, String> fields =
                Map.of("sign_in", form.hidden().get("sign_in"), "password", SignInFixture.PASSWORD);
        browser.postFields(form.action(), Optional.empty(), fields);
        assertEquals(SignInReason.FORM_NOT_OURS.code(), failure().code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "/%2f%2fevil.example",
                "/%5cevil.example",
                "/\tevil.example",
                "/\n/evil.example",
                "evil.example",
                "/\u0430",
                " /home"
            })
    void returnTo_notAPathOfOurs_isRefused(String path) {
        browser.get("/auth/sign-in?return_to=" + TestBrowser.encoded(path));
        assertEquals(SignInReason.RETURN_PATH_REFUSED.code(), failure().code());
    }

    @Test
    void severalOrganizations_oneIsChosen() {
        fixture.auth.users().join(fixture.globex.id(), fixture.ada.id());
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        OrganizationPage choice = fixture.pages.last(OrganizationPage.class);
        assertEquals(2, choice.organizations().size());
        browser.post(choice.form(), "organization", fixture.globex.id().value());
        Session session = fixture.auth.sessions().find(session(browser)).orElseThrow();
        assertEquals(Optional.of(fixture.globex.id()), session.organization());
    }

    @Test
    void organization_namedInTheLink_isEntered() {
        fixture.auth.users().join(fixture.globex.id(), fixture.ada.id());
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "?organization=" + fixture.globex.id());
        assertEquals(
                Optional.of(fixture.globex.id()),
                fixture.auth.sessions().find(session(browser)).orElseThrow().organization());
    }

    @Test
    void connection_namedInTheLink_isBegunAtOnce() {
        HttpResponse sent = browser.get("/auth/sign-in?return_to=/home&connection=" + fixture.connection.id());
        assertEquals(303, sent.status());
        assertTrue(TestBrowser.location(sent).startsWith(SignInFixture.IDP));
        HttpResponse back = callback(browser, sent, StubAnswer.of("1").email(SignInFixture.ADA));
        assertEquals("/home", TestBrowser.location(back));
        assertEquals(SignInFixture.ADA, signedIn(browser));
    }

    private HttpResponse callback(TestBrowser by, HttpResponse sent, StubAnswer answer) {
        URI location = URI.create(TestBrowser.location(sent));
        return by.postFields(
                "/auth/sso/" + fixture.connection.id() + "/callback",
                Optional.of("https://idp.acme.com"),
                answer.parameters(StubAnswer.query(location.getRawQuery())));
    }

    @Test
    void callback_withoutTheBrowsersCookie_isRefusedUnread() {
        HttpResponse sent = browser.get("/auth/sign-in?connection=" + fixture.connection.id());
        callback(fixture.browser(), sent, StubAnswer.of("1").email(SignInFixture.ADA));
        assertEquals(SignInReason.PENDING_NOT_VALID.code(), failure().code());
        assertEquals(0, fixture.protocol.judged());
    }

    @Test
    void callback_twice_signsInOnce() {
        HttpResponse sent = browser.get("/auth/sign-in?connection=" + fixture.connection.id());
        Map<String, String> cookies = Map.copyOf(browser.cookies);
        callback(browser, sent, StubAnswer.of("1").email(SignInFixture.ADA));
        TestBrowser replay = fixture.browser();
        replay.cookies.putAll(cookies);
        callback(replay, sent, StubAnswer.of("1").email(SignInFixture.ADA));
        assertEquals(SignInReason.PENDING_NOT_VALID.code(), failure().code());
        assertFalse(replay.cookies.containsKey(SESSION));
    }

    @Test
    void callback_refused_saysAConstantAndATrace() {
        HttpResponse sent = browser.get("/auth/sign-in?connection=" + fixture.connection.id());
        callback(browser, sent, StubAnswer.of("1").email(SignInFixture.ADA).forged());
        assertEquals(SignInReason.IDENTITY_NOT_PROVEN.code(), failure().code());
        assertEquals(403, failure().status());
        assertTrue(failure().trace().isPresent());
    }

    @Test
    void address_ofARequiredDomain_isSentToTheProvider() {
        requireSso();
        browser.get("/auth/sign-in");
        HttpResponse sent = browser.post(page().form(), "email", SignInFixture.ADA);
        assertTrue(TestBrowser.location(sent).startsWith(SignInFixture.IDP));
    }

    private void requireSso() {
        var owner = fixture.auth.users().create(fixture.acme.id(), "owner@acme.com", Role.OWNER);
        fixture.auth.breakGlassOwners().issue(fixture.acme.id(), owner.id());
        fixture.auth
                .connections()
                .bind(
                        fixture.acme.id(),
                        Domain.of("acme.com"),
                        fixture.connection.id(),
                        DomainSso.Mode.REQUIRED,
                        Optional.empty());
    }

    @Test
    void offeredConnection_isAButtonBesideThePassword() {
        browser.get("/auth/sign-in");
        browser.post(page().form(), "email", SignInFixture.ADA);
        assertEquals(List.of(new Pages.Choice(fixture.connection.id(), "Acme directory")), page().choices());
        HttpResponse sent = browser.post(page().form(), "connection", fixture.connection.id());
        assertTrue(TestBrowser.location(sent).startsWith(SignInFixture.IDP));
    }

    @Test
    void signOut_byALinkOfAnotherSite_onlyAsks() {
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        browser.get("/auth/sign-out");
        assertEquals(SignInFixture.ADA, signedIn(browser));
    }

    @Test
    void signOut_formOfAnotherSite_isRefused() {
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        browser.postFields("/auth/sign-out", Optional.of("https://evil.example"), Map.of());
        assertEquals(SignInReason.FORM_NOT_OURS.code(), failure().code());
        assertEquals(SignInFixture.ADA, signedIn(browser));
    }

    @Test
    void signOut_confirmed_endsThisSessionOnly() {
        TestBrowser other = fixture.browser();
        signIn(other, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        browser.get("/auth/sign-out");
        browser.post(fixture.pages.last(SignOutPage.class).form(), "everywhere", "false");
        assertEquals("/auth/sign-in", fixture.pages.last(SignedOutPage.class).signIn());
        assertFalse(browser.cookies.containsKey(SESSION));
        assertEquals("nobody", signedIn(browser));
        assertEquals(SignInFixture.ADA, signedIn(other));
    }

    @Test
    void signOut_everywhere_endsAll() {
        TestBrowser other = fixture.browser();
        signIn(other, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        browser.get("/auth/sign-out");
        browser.post(fixture.pages.last(SignOutPage.class).form(), "everywhere", "true");
        assertEquals("nobody", signedIn(other));
    }

    @Test
    void strangersGuesses_doNotKeepOutWhoSignedInOnThisDevice() {
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        browser.get("/auth/sign-out");
        browser.post(fixture.pages.last(SignOutPage.class).form(), "everywhere", "false");
        TestBrowser stranger = fixture.browser();
        for (int i = 0; i < 7; i++) {
            signIn(stranger, SignInFixture.ADA, "guess number " + i + " of many", "");
        }
        assertEquals(Optional.of(SignInReason.TOO_MANY_ATTEMPTS.code()), page().problem());
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        assertEquals(SignInFixture.ADA, signedIn(browser));
    }

    @Test
    void deviceCookie_ofAnotherAccount_isNoKnownDevice() {
        fixture.person(fixture.acme, "mallory@acme.com");
        TestBrowser mallory = fixture.browser();
        signIn(mallory, "mallory@acme.com", SignInFixture.PASSWORD, "");
        mallory.cookies.remove(SESSION);
        for (int i = 0; i < 7; i++) {
            signIn(mallory, SignInFixture.ADA, "guess number " + i + " of many", "");
        }
        TestBrowser stranger = fixture.browser();
        signIn(stranger, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        assertEquals(Optional.of(SignInReason.TOO_MANY_ATTEMPTS.code()), page().problem());
    }

    @Test
    void invitation_newPerson_joinsAndSignsIn() {
        fixture.auth.invitations().invite(fixture.acme.id(), "new@acme.com", Set.of(Role.MEMBER));
        String link = fixture.mails.get(fixture.mails.size() - 1).secret();
        browser.get("/auth/accept-invitation?token=" + link);
        Pages.InvitationPage invited = fixture.pages.last(Pages.InvitationPage.class);
        assertTrue(invited.mayJoin());
        assertEquals("Acme", invited.organization());
        HttpResponse joined = browser.post(invited.form(), "accept", "join", "password", "another four long words");
        assertEquals("/auth/sign-in?login_hint=new%40acme.com", TestBrowser.location(joined));
        assertEquals("nobody", signedIn(browser));
        browser.get(TestBrowser.location(joined));
        browser.post(page().form(), "password", "another four long words");
        assertEquals("new@acme.com", signedIn(browser));
    }

    @Test
    void invitation_shortPassword_leavesTheLinkAsItIs() {
        fixture.auth.invitations().invite(fixture.acme.id(), "new@acme.com", Set.of(Role.MEMBER));
        String link = fixture.mails.get(fixture.mails.size() - 1).secret();
        browser.get("/auth/accept-invitation?token=" + link);
        PageForm form = fixture.pages.last(Pages.InvitationPage.class).form();
        browser.post(form, "accept", "join", "password", "short");
        Pages.InvitationPage again = fixture.pages.last(Pages.InvitationPage.class);
        assertEquals(Optional.of(IdentityReason.PASSWORD_NOT_ACCEPTABLE.code()), again.problem());
        assertTrue(fixture.auth.users().byEmail("new@acme.com").isEmpty());
    }

    @Test
    void invitation_knownPerson_signsInAndIsAMember() {
        fixture.auth.invitations().invite(fixture.globex.id(), SignInFixture.ADA, Set.of(Role.VIEWER));
        String link = fixture.mails.get(fixture.mails.size() - 1).secret();
        browser.get("/auth/accept-invitation?token=" + link);
        Pages.InvitationPage invited = fixture.pages.last(Pages.InvitationPage.class);
        assertFalse(invited.mayJoin());
        browser.post(invited.form(), "accept", "sign-in");
        browser.post(page().form(), "email", SignInFixture.ADA);
        browser.post(page().form(), "password", SignInFixture.PASSWORD);
        assertEquals(
                Optional.of(fixture.globex.id()),
                fixture.auth.sessions().find(session(browser)).orElseThrow().organization());
    }

    @Test
    void invitation_signedIn_isAcceptedAndEntered() {
        signIn(browser, SignInFixture.ADA, SignInFixture.PASSWORD, "");
        fixture.auth.invitations().invite(fixture.globex.id(), SignInFixture.ADA, Set.of(Role.VIEWER));
        String link = fixture.mails.get(fixture.mails.size() - 1).secret();
        browser.get("/auth/accept-invitation?token=" + link);
        Pages.InvitationPage invited = fixture.pages.last(Pages.InvitationPage.class);
        assertEquals(Optional.of(SignInFixture.ADA), invited.signedIn());
        browser.post(invited.form(), "accept", "signed-in");
        assertEquals(
                Optional.of(fixture.globex.id()),
                fixture.auth.sessions().find(session(browser)).orElseThrow().organization());
    }

    @Test
    void invitation_unknownLink_isRefused() {
        browser.get("/auth/accept-invitation?token=unknown");
        assertEquals(SignInReason.INVITATION_NOT_VALID.code(), failure().code());
    }

    @Test
    void resetPassword_byTheLink_worksOnceAndSignsNobodyIn() {
        browser.get("/auth/forgot-password");
        browser.post(fixture.pages.last(Pages.ForgotPasswordPage.class).form(), "email", SignInFixture.ADA);
        assertTrue(fixture.pages.last(Pages.ForgotPasswordPage.class).sent());
        String link = fixture.mails.get(fixture.mails.size() - 1).secret();
        browser.get("/auth/reset-password?token=" + link);
        PageForm form = fixture.pages.last(Pages.ResetPasswordPage.class).form();
        browser.post(form, "password", "another four long words");
        assertEquals("nobody", signedIn(browser));
        signIn(browser, SignInFixture.ADA, "another four long words", "");
        assertEquals(SignInFixture.ADA, signedIn(browser));
        browser.post(form, "password", "yet another four words");
        assertEquals(SignInReason.LINK_NOT_VALID.code(), failure().code());
    }

    @Test
    void forgotPassword_unknownAddress_isAnsweredAsAKnownOne() {
        browser.get("/auth/forgot-password");
        PageForm form = fixture.pages.last(Pages.ForgotPasswordPage.class).form();
        HttpResponse known = browser.post(form, "email", SignInFixture.ADA);
        HttpResponse unknown = browser.post(form, "email", "nobody@acme.com");
        assertEquals(known.status(), unknown.status());
        assertTrue(fixture.pages.last(Pages.ForgotPasswordPage.class).sent());
    }
}
