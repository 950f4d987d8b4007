package io.orgauth.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.RequestReason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the browser brought back is read from one place only, and each parameter once. */
class CallbackTest {
    private static HttpRequest post(String query, String form) {
        return HttpRequest.builder("POST", "/sso/con_1/callback" + query)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    @Test
    void of_get_hasTheQueryAndItsRawText() {
        Callback callback = Callback.of(HttpRequest.builder("GET", "/sso/con_1/callback?code=a%2Bb&state=s1")
                .build());
        assertEquals("GET", callback.method());
        assertEquals(Optional.of("a+b"), callback.parameter("code"));
        assertEquals(Optional.empty(), callback.parameter("iss"));
        assertEquals(Optional.of("code=a%2Bb&state=s1"), callback.rawQuery());
    }

    @Test
    void of_post_hasTheFormAndNothingOfTheQuery() {
        Callback callback = Callback.of(post("?RelayState=query", "SAMLResponse=x&RelayState=form"));
        assertEquals("POST", callback.method());
        assertEquals(Optional.of("form"), callback.handle());
        assertEquals(Optional.empty(), callback.rawQuery());
    }

    @Test
    void of_parameterThatStandsTwice_isRefused() {
        HttpRequest twice = post("", "SAMLResponse=x&SAMLResponse=y");
        var refusal = assertThrows(BadRequestException.class, () -> Callback.of(twice));
        assertEquals(RequestReason.PARAMETER_REPEATED, refusal.reason());
        HttpRequest query = HttpRequest.builder("GET", "/sso/con_1/callback?state=a&state=a")
                .build();
        assertThrows(BadRequestException.class, () -> Callback.of(query));
    }

    @ParameterizedTest
    @CsvSource({"relay,,relay", ",state,state", "relay,state,", ",,"})
    void handle_isTheOnlyOneThatCame(String relayState, String state, String handle) {
        Map<String, String> parameters = new HashMap<>();
        Optional.ofNullable(relayState).ifPresent(value -> parameters.put("RelayState", value));
        Optional.ofNullable(state).ifPresent(value -> parameters.put("state", value));
        assertEquals(Optional.ofNullable(handle), Callback.posted(parameters).handle());
    }

    @Test
    void toString_showsNoValue() {
        assertFalse(Callback.posted(Map.of("code", "s3cret")).toString().contains("s3cret"));
    }
}
