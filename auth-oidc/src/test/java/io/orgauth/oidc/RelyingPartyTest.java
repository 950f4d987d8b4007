package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.ReplayGuard;
import io.orgauth.ReplayReason;
import io.orgauth.http.HttpRequest;
import io.orgauth.json.Json;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RelyingPartyTest {
    private final World world = new World();

    private static Map<String, String> sent(LoginStep step) {
        return FakeProvider.query(((LoginStep.Redirect) step).location());
    }

    @Test
    void start_sendsTheCodeFlowWithEveryGuard() {
        LoginStep.Redirect step = (LoginStep.Redirect) world.start();
        Map<String, String> sent = sent(step);

        assertTrue(step.location().toString().startsWith(World.ISSUER + "/authorize?"));
        assertEquals("code", sent.get("response_type"));
        assertEquals(FakeProvider.CLIENT, sent.get("client_id"));
        assertEquals(World.HERE + "/sso/con_test1/callback", sent.get("redirect_uri"));
        assertEquals("openid email profile", sent.get("scope"));
        assertEquals(step.pending().handle(), sent.get("state"));
        assertEquals(step.pending().value("nonce"), Optional.of(sent.get("nonce")));
        assertEquals("S256", sent.get("code_challenge_method"));
        assertEquals(
                FakeProvider.sha256(step.pending().value("code_verifier").orElseThrow()), sent.get("code_challenge"));
        assertEquals(8, sent.size(), sent.toString());
        assertEquals("/home", step.pending().returnTo());
        assertEquals("con_test1", step.pending().connection());
        assertEquals(
                Duration.ofMinutes(10),
                Duration.between(world.time.instant(), step.pending().expires()));
    }

    @Test
    void start_twice_sharesNoSecret() {
        Map<String, String> first = sent(world.start());
        Map<String, String> second = sent(world.start());

        for (String name : List.of("state", "nonce", "code_challenge")) {
            assertNotEquals(first.get(name), second.get(name));
            assertEquals(43, first.get(name).length());
        }
        assertEquals(
                3,
                Set.of(first.get("state"), first.get("nonce"), first.get("code_challenge"))
                        .size());
    }

    @Test
    void start_hintAndFreshProof_areAskedFor() {
        Map<String, String> sent = sent(
                world.party.start(LoginRequest.to("/").hinting("ada+1@acme.com").afresh()));

        assertEquals("ada+1@acme.com", sent.get("login_hint"));
        assertEquals("login", sent.get("prompt"));
        assertEquals("0", sent.get("max_age"));
    }

    @Test
    void start_endpointWithAQuery_keepsIt() {
        world.provider.metadata.put("authorization_endpoint", World.ISSUER + "/authorize?policy=b2c");

        Map<String, String> sent = sent(world.start());

        assertEquals("b2c", sent.get("policy"));
        assertEquals("code", sent.get("response_type"));
    }

    @Test
    void start_formPost_isAskedFor() {
        assertEquals(
                "form_post",
                sent(new World(OidcConnection.Builder::formPost).start()).get("response_mode"));
    }

    @Test
    void finish_goodAnswer_saysWhoItIs() {
        world.provider.claims.put("amr", List.of("pwd", "otp"));
        world.provider.claims.put("acr", "level-2");
        world.provider.claims.put("auth_time", world.now() - 30);
        world.provider.claims.put("sid", "session-1");

        ExternalIdentity who = world.signIn();

        assertEquals("con_test1", who.connection());
        assertEquals("ada-1", who.subject());
        assertEquals(Optional.of("ada@acme.com"), who.assertedEmail());
        assertEquals(Optional.of("Ada"), who.displayName());
        assertEquals(Optional.empty(), who.realm());
        assertEquals(Optional.of("session-1"), who.session());
        assertEquals(Set.of("pwd", "otp"), who.authentication().methods());
        assertEquals(Optional.of("level-2"), who.authentication().context());
        assertEquals(
                Optional.of(world.time.instant().minusSeconds(30)),
                who.authentication().time());
        assertEquals(Set.of(), who.groups());
    }

    @Test
    void finish_answerInTheQuery_isTakenAsWell() {
        LoginStep step = world.start();
        Map<String, String> answer = world.provider.answer(step);
        HttpRequest request = HttpRequest.builder(
                        "GET",
                        "/sso/con_test1/callback?code=" + answer.get("code") + "&state=" + answer.get("state")
                                + "&iss=https%3A%2F%2Fidp.example.net&session_state=whatever")
                .build();

        assertEquals(
                "ada-1",
                world.party.finish(Callback.of(request), step.pending()).subject());
    }

    @Test
    void finish_pendingLoginThatWasKept_works() {
        LoginStep step = world.start();
        PendingLogin kept = PendingLogin.of(
                Json.parseObject(Json.text(step.pending().toJson()).getBytes(StandardCharsets.UTF_8)));

        assertEquals(
                "ada-1", world.party.finish(world.provider.callback(step), kept).subject());
    }

    @Test
    void finish_twiceWithNewCodes_isRefusedTheSecondTime() {
        LoginStep step = world.start();
        world.finish(step);

        World.assertRefused(OidcReason.LOGIN_FINISHED_BEFORE, () -> world.finish(step));
    }

    @Test
    void finish_byEightAtOnceWithCodesOfTheirOwn_signsInOnce() throws Exception {
        LoginStep step = world.start();
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Callback callback = world.provider.callback(step);
            attempts.add(() -> isSignedIn(callback, step.pending()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        int signedIn = 0;
        try {
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                signedIn += attempt.get() ? 1 : 0;
            }
        } finally {
            threads.shutdown();
        }

        assertEquals(1, signedIn);
    }

    private boolean isSignedIn(Callback callback, PendingLogin pending) {
        try {
            world.party.finish(callback, pending);
            return true;
        } catch (InvalidCredentialException e) {
            assertEquals(OidcReason.LOGIN_FINISHED_BEFORE, e.reason());
            return false;
        }
    }

    @Test
    void finish_refusedAnswer_usesNothingUp() {
        LoginStep step = world.start();
        world.provider.claims.put("aud", "somebody else");
        World.assertRefused(OidcReason.ID_TOKEN_OTHER_AUDIENCE, () -> world.finish(step));
        world.provider.claims.remove("aud");

        assertEquals("ada-1", world.finish(step).subject());
    }

    @Test
    void finish_replayGuardOut_letsNobodyIn() {
        ReplayGuard full = (scope, id, until) -> {
            throw new AuthUnavailableException(ReplayReason.REPLAY_GUARD_FULL, "full");
        };
        SsoContext context = SsoContext.builder()
                .issuer(World.HERE)
                .replayGuard(full)
                .fetcher(world.provider)
                .clock(world.time)
                .build();
        RelyingParty party = RelyingParty.of(world.record, context);
        LoginStep step = party.start("/");

        World.assertUnavailable(
                ReplayReason.REPLAY_GUARD_FULL, () -> party.finish(world.provider.callback(step), step.pending()));
    }

    @Test
    void finish_pendingOfAnotherConnection_isRefusedAndNobodyIsAsked() {
        World other = new World(builder -> builder.id("con_other"));
        LoginStep step = other.start();

        World.assertRefused(
                OidcReason.STATE_MISMATCH, () -> world.party.finish(other.provider.callback(step), step.pending()));
        assertEquals(0, world.provider.requests.size());
    }

    @Test
    void finish_pendingOfAnotherProtocol_isRefused() {
        for (Map<String, String> values : List.of(
                Map.<String, String>of(),
                Map.of("nonce", "n", "code_verifier", "v"),
                Map.of("nonce", "n", "code_verifier", "v", "began", "yesterday"))) {
            PendingLogin pending = new PendingLogin(
                    "handle", "con_test1", "/", world.time.instant().plusSeconds(60), values);

            World.assertRefused(
                    OidcReason.STATE_MISMATCH, () -> world.party.finish(Callback.posted(Map.of()), pending));
        }
    }

    @Test
    void finish_after10Minutes_isTooOld() {
        LoginStep step = world.start();
        Callback callback = world.provider.callback(step);
        world.time.pass(Duration.ofMinutes(10));

        World.assertRefused(OidcReason.LOGIN_TOO_OLD, () -> world.party.finish(callback, step.pending()));
    }

    @Test
    void finish_within10Minutes_isGood() {
        LoginStep step = world.start();
        world.time.pass(Duration.ofMinutes(10).minusMillis(1));

        assertEquals("ada-1", world.finish(step).subject());
    }

    @Test
    void finish_codeOfAnotherSignIn_isRefusedByPkce() {
        LoginStep victims = world.start();
        LoginStep mine = world.start();
        Map<String, String> injected = new HashMap<>(world.provider.answer(mine));
        injected.put("code", world.provider.answer(victims).get("code"));

        World.assertRefused(OidcReason.CODE_REFUSED, () -> world.finish(mine, injected));
    }

    @Test
    void finish_codeOfAnotherSignInAtAProviderThatIgnoresPkce_isRefusedByNonce() {
        LoginStep victims = world.start();
        LoginStep mine = world.start();
        world.provider.claims.put("nonce", victims.pending().value("nonce").orElseThrow());

        World.assertRefused(OidcReason.NONCE_MISMATCH, () -> world.finish(mine));
    }

    @Test
    void finish_codeUsedBefore_isRefused() {
        LoginStep step = world.start();
        Map<String, String> answer = world.provider.answer(step);
        world.finish(step, answer);

        World.assertRefused(OidcReason.CODE_REFUSED, () -> world.finish(step, answer));
    }

    @Test
    void finishUnsolicited_isRefused() {
        World.assertRefused(
                SsoReason.UNSOLICITED, () -> world.party.finishUnsolicited(Callback.posted(Map.of("code", "c"))));
    }

    @Test
    void logout_leadsToTheProvidersEndpointAndBack() {
        LoginStep.Redirect step = (LoginStep.Redirect)
                world.party.logout(world.signIn(), World.HERE + "/signed-out").orElseThrow();
        Map<String, String> sent = sent(step);

        assertTrue(step.location().toString().startsWith(World.ISSUER + "/end-session?"));
        assertEquals(FakeProvider.CLIENT, sent.get("client_id"));
        assertEquals(World.HERE + "/signed-out", sent.get("post_logout_redirect_uri"));
        assertEquals(step.pending().handle(), sent.get("state"));
        assertEquals(3, sent.size());
    }

    @Test
    void logout_providerWithoutTheEndpoint_isEmpty() {
        world.provider.metadata.remove("end_session_endpoint");

        assertEquals(Optional.empty(), world.party.logout(world.signIn(), World.HERE));
    }

    @Test
    void logout_toAnotherSite_isRefused() {
        ExternalIdentity who = world.signIn();

        for (String evil :
                List.of(World.HERE + ".evil.example/", "https://evil.example/", "/relative", World.HERE + "x")) {
            assertThrows(IllegalArgumentException.class, () -> world.party.logout(who, evil), evil);
        }
    }

    @Test
    void accessors_sayWhatTheyStandFor() {
        assertEquals(URI.create(World.HERE + "/sso/con_test1/callback"), world.party.redirectUri());
        assertEquals(world.record, world.party.record());
        assertEquals("RelyingParty[con_test1 https://idp.example.net]", world.party.toString());
    }

    @Test
    void toString_ofWhatIsSecret_showsNothing() {
        LoginStep step = world.start();

        for (Object secret : List.of(
                Login.of(step.pending()), new Answers("id-token", "access-token", Optional.empty()), world.record)) {
            assertFalse(secret.toString().contains("token-"), secret.toString());
            assertFalse(secret.toString().contains(step.pending().handle()), secret.toString());
            assertFalse(secret.toString().contains(FakeProvider.SECRET), secret.toString());
        }
        assertEquals(
                "ClientProof[client_secret_basic redacted]",
                OidcSettings.of(world.record).proof().toString());
    }
}
