package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.http.FetchException.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchRequestTest {
    private static final URI IDP = URI.create("https://idp.example.com/token?secret=1");

    private final FetchRequest.Builder get = FetchRequest.get(IDP);

    @Test
    void get_hasTheDefaults() {
        FetchRequest request = get.build();
        assertEquals("GET", request.method());
        assertEquals(IDP, request.uri());
        assertEquals(Duration.ofSeconds(10), request.timeout());
        assertEquals(1_048_576, request.maxBytes());
        assertEquals(0, request.redirects());
        assertEquals(Map.of(), request.form());
        assertEquals(Optional.empty(), request.header("accept"));
    }

    @Test
    void builder_setsEachPart() {
        FetchRequest request = get.accept("text/xml")
                .authorization("Bearer x")
                .ifNoneMatch("W/\"1\"")
                .header("X-Trace", "a b")
                .timeout(Duration.ofMinutes(5))
                .maxBytes(64 << 20)
                .redirects(3)
                .build();
        assertEquals(Optional.of("text/xml"), request.header("Accept"));
        assertEquals(Optional.of("Bearer x"), request.header("AUTHORIZATION"));
        assertEquals(Optional.of("W/\"1\""), request.header("if-none-match"));
        assertEquals(Optional.of("a b"), request.header("x-trace"));
        assertEquals(Duration.ofMinutes(5), request.timeout());
        assertEquals(64 << 20, request.maxBytes());
        assertEquals(3, request.redirects());
    }

    @Test
    void request_isIndependentOfWhatItWasMadeFrom() {
        Map<String, String> form = new HashMap<>(Map.of("code", "1"));
        FetchRequest.Builder builder = FetchRequest.postForm(IDP, form).accept("a/b");
        FetchRequest request = builder.build();
        form.put("code", "2");
        builder.accept("c/d");
        assertEquals("POST", request.method());
        assertEquals(Map.of("code", "1"), request.form());
        assertEquals(Optional.of("a/b"), request.header("accept"));
        assertThrows(UnsupportedOperationException.class, () -> request.form().put("code", "3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a ",
                " a",
                "a\r\nX-Injected: 1",
                "a\nX-Injected: 1",
                "a\r",
                "a\u0000b",
                "a\tb",
                "a\u007f",
                "\u00e9",
                "\u560a\u560d" // whose low bytes are LF and CR
            })
    void headerInjection_byValue_isRefused(String value) {
        assertProblem(Problem.REFUSED_REQUEST, () -> get.header("x", value));
        assertProblem(Problem.REFUSED_REQUEST, () -> get.authorization(value));
        assertProblem(Problem.REFUSED_REQUEST, () -> get.ifNoneMatch(value));
        assertProblem(Problem.REFUSED_REQUEST, () -> get.accept(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "\u00e9", "(a)"})
    void headerInjection_byName_isRefused(String name) {
        assertProblem(Problem.REFUSED_REQUEST, () -> get.header(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Content-Type",
                "Transfer-Encoding",
                "Connection",
                "Accept-Encoding",
                "Expect",
                "TE",
                "Trailer",
                "Upgrade",
                "Proxy-Authorization"
            })
    void header_ofTheFetcher_isRefused(String name) {
        assertProblem(Problem.REFUSED_REQUEST, () -> get.header(name, "x"));
    }

    @Test
    void bounds_areChecked() {
        assertIllegal(() -> get.timeout(Duration.ZERO));
        assertIllegal(() -> get.timeout(Duration.ofNanos(-1)));
        assertIllegal(() -> get.timeout(Duration.ofMinutes(5).plusNanos(1)));
        assertIllegal(() -> get.maxBytes(0));
        assertIllegal(() -> get.maxBytes((64 << 20) + 1));
        assertIllegal(() -> get.redirects(-1));
        assertIllegal(() -> get.redirects(4));
        assertIllegal(() -> FetchRequest.postForm(IDP, Map.of()).redirects(1));
        assertEquals(1, get.maxBytes(1).build().maxBytes());
        assertEquals(0, get.redirects(1).redirects(0).build().redirects());
    }

    private static void assertIllegal(Executable call) {
        assertThrows(IllegalArgumentException.class, call);
    }

    /** What fits here fits the send buffer. */
    @Test
    void size_isBounded() {
        FetchRequest.postForm(IDP, Map.of("a", "x".repeat(32_766))).build();
        FetchRequest.Builder form = FetchRequest.postForm(IDP, Map.of("a", "x".repeat(32_767)));
        assertProblem(Problem.REFUSED_REQUEST, form::build);
        get.header("a", "x".repeat(16_383)).build();
        assertProblem(Problem.REFUSED_REQUEST, get.header("b", "x")::build);
        assertProblem(
                Problem.REFUSED_REQUEST, get.header("a", "x".repeat(16_384)).header("b", "x")::build);
    }

    @Test
    void toString_showsNoSecret() {
        FetchRequest request = FetchRequest.postForm(IDP, Map.of("code", "secret"))
                .authorization("Basic secret")
                .build();
        assertEquals("FetchRequest[POST idp.example.com]", request.toString());
    }
}
