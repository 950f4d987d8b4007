package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.Reason;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.SsoReason;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the browser brings back, wrong in one thing: refused before the provider sees the code. */
class AuthorizationResponseTest {
    private final World world = new World();

    static Stream<Arguments> answer_wrongInOneThing_isRefused() {
        return Stream.of(
                Arguments.of("state", "of another browser", OidcReason.STATE_MISMATCH),
                Arguments.of("state", "", OidcReason.STATE_MISMATCH),
                Arguments.of("state", null, OidcReason.STATE_MISMATCH),
                Arguments.of("iss", "https://evil.example", OidcReason.RESPONSE_OTHER_ISSUER),
                Arguments.of("iss", World.ISSUER + "/", OidcReason.RESPONSE_OTHER_ISSUER),
                Arguments.of("iss", "", OidcReason.RESPONSE_OTHER_ISSUER),
                Arguments.of("iss", null, OidcReason.RESPONSE_ISSUER_MISSING),
                Arguments.of("code", null, SsoReason.CALLBACK_MALFORMED),
                Arguments.of("code", "", SsoReason.CALLBACK_MALFORMED),
                Arguments.of("code", "c".repeat(8_193), SsoReason.CALLBACK_MALFORMED),
                Arguments.of("code", "c\n", SsoReason.CALLBACK_MALFORMED),
                Arguments.of("code", "c\u00e9", SsoReason.CALLBACK_MALFORMED),
                Arguments.of("id_token", "e30.e30.", SsoReason.CALLBACK_MALFORMED),
                Arguments.of("access_token", "a", SsoReason.CALLBACK_MALFORMED),
                Arguments.of("response", "e30.e30.", SsoReason.CALLBACK_MALFORMED),
                Arguments.of("error", "access_denied", SsoReason.IDENTITY_PROVIDER_REFUSED));
    }

    @ParameterizedTest
    @MethodSource
    void answer_wrongInOneThing_isRefused(String name, String value, Reason reason) {
        LoginStep step = world.start();
        Map<String, String> answer = new HashMap<>(world.provider.answer(step));
        answer.put(name, value);
        answer.values().removeIf(text -> text == null);

        World.assertRefused(reason, () -> world.finish(step, answer));
        assertEquals(0, world.provider.asked("/token"));
    }

    @Test
    void issuerParameter_notPromised_mayBeAbsentButNotWrong() {
        world.provider.metadata.remove("authorization_response_iss_parameter_supported");
        LoginStep step = world.start();
        Map<String, String> answer = new HashMap<>(world.provider.answer(step));
        answer.remove("iss");
        assertEquals("ada-1", world.finish(step, answer).subject());

        LoginStep second = world.start();
        Map<String, String> mixedUp = new HashMap<>(world.provider.answer(second));
        mixedUp.put("iss", "https://evil.example");
        World.assertRefused(OidcReason.RESPONSE_OTHER_ISSUER, () -> world.finish(second, mixedUp));
    }

    @Test
    void codeOfTheLongestLength_isSent() {
        LoginStep step = world.start();
        Map<String, String> answer = new HashMap<>(world.provider.answer(step));
        answer.put("code", "c".repeat(8_192));

        World.assertRefused(OidcReason.CODE_REFUSED, () -> world.finish(step, answer));
    }

    @Test
    void error_ofAnotherSignIn_isAMismatchFirst() {
        LoginStep step = world.start();

        World.assertRefused(
                OidcReason.STATE_MISMATCH,
                () -> world.finish(step, Map.of("error", "access_denied", "state", "another", "iss", World.ISSUER)));
    }

    @Test
    void error_textOfAStranger_isNotInTheMessage() {
        LoginStep step = world.start();
        Map<String, String> answer = new HashMap<>(world.provider.answer(step));
        answer.put("error", "<script>\n");

        InvalidCredentialException refusal =
                Assertions.assertThrows(InvalidCredentialException.class, () -> world.finish(step, answer));

        assertTrue(String.valueOf(refusal.getMessage()).contains("unreadable error"), refusal.getMessage());
    }
}
