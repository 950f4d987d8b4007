package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpResponse;
import io.orgauth.servlet.Http.Reply;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is ours is answered, bounded; the rest goes on untouched. */
abstract class EndpointFilterContract extends ContainerContract {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final int LIMIT = 1_000;
    private static final int LARGE = 200_000;

    EndpointFilterContract(Container container) {
        super(container);
    }

    @Override
    App app() {
        Endpoints endpoints = Endpoints.builder()
                .at("POST", "/token", request -> text(new String(request.body(), StandardCharsets.UTF_8)))
                .at(
                        "GET",
                        "/client",
                        request -> text(request.client()
                                .map(InetAddress::getHostAddress)
                                .orElse("unknown")))
                .at("GET", "/target", request -> text(request.target()).with("X-Path", request.path()))
                .at(
                        "GET",
                        "/cookies",
                        request -> text("two").with("Set-Cookie", "a=1").with("Set-Cookie", "b=2"))
                .at(
                        "GET",
                        "/private",
                        request -> text("private")
                                .with("Cache-Control", "no-store")
                                .with("Vary", "Origin"))
                .at("GET", "/large", request -> text("x".repeat(LARGE)))
                .at("GET", "/fails", request -> {
                    throw new IllegalStateException("a defect of ours");
                })
                .build();
        return App.at("/app")
                .filter(this::readParametersEarly)
                .filter(EndpointFilter.builder(endpoints.under("/app/auth"))
                        .maxBody(LIMIT)
                        .trust(TrustedProxies.of("127.0.0.1", "10.0.0.0/8"))
                        .build())
                .servlet("/*", new Rest());
    }

    private void readParametersEarly(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (((HttpServletRequest) request).getHeader("X-Eat") != null) {
            request.setCharacterEncoding("UTF-8");
            request.getParameter("any");
        }
        if (((HttpServletRequest) request).getHeader("X-Begin") != null) {
            response.getOutputStream().print("half a page");
            ((HttpServletResponse) response).setHeader("Cache-Control", "public");
        }
        ((HttpServletResponse) response).addHeader("Vary", "Accept-Encoding");
        chain.doFilter(request, response);
    }

    private static HttpResponse text(String body) {
        return HttpResponse.of(200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void body_isGivenToTheEndpoint() {
        assertEquals(
                "a=1&b=%C3%A9+x",
                http().send("POST", "/app/auth/token", "a=1&b=%C3%A9+x", FORM).body());
    }

    @Test
    void body_eatenByAnEarlierFilter_isPutTogetherAgain() {
        Reply reply = http().send("POST", "/app/auth/token?a=0&q=1", "a=1&b=%C3%A9+%26&a=2", FORM, "X-Eat: yes");
        assertEquals(
                List.of("a=1", "a=2", "b=%C3%A9+%26"),
                List.of(reply.body().split("&")).stream().sorted().toList());
    }

    @Test
    void body_emptyForm_staysEmpty() {
        assertEquals(
                "",
                http().send("POST", "/app/auth/token?q=1", "", FORM, "Content-Length: 0", "X-Eat: yes")
                        .body());
    }

    @Test
    void body_ofAnotherType_isNotMadeOfParameters() {
        assertEquals(
                "",
                http().send("POST", "/app/auth/token?q=1", "", "Content-Type: text/plain", "Content-Length: 0")
                        .body());
    }

    @Test
    void body_ofTheLimit_isTaken() {
        assertEquals(
                LIMIT,
                http().send("POST", "/app/auth/token", "x".repeat(LIMIT)).body().length());
    }

    @Test
    void body_beyondTheLimit_is413() {
        Reply reply = http().send("POST", "/app/auth/token", "x".repeat(LIMIT + 1));
        assertEquals(413, reply.status());
        assertTrue(reply.body().contains("\"code\":\"body_too_large\""), reply.body());
    }

    /** The length is believed before a single byte of it has come. */
    @Test
    void body_announcedBeyondTheLimit_is413AtOnce() {
        Reply reply = http().raw("POST /app/auth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Length: 999999999999\r\n\r\n");
        assertEquals(413, reply.status());
    }

    @Test
    void body_chunkedBeyondTheLimit_is413() {
        String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";
        assertEquals(413, chunked(chunk + chunk + chunk).status());
        assertEquals(200, chunked(chunk + chunk).status());
    }

    private Reply chunked(String chunks) {
        return http().raw("POST /app/auth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
    }

    @Test
    void body_eatenBeyondTheLimit_is413() {
        String form = "a=" + "x".repeat(LIMIT);
        assertEquals(
                413,
                http().send("POST", "/app/auth/token", form, FORM, "X-Eat: yes").status());
    }

    @Test
    void body_ofTheApplication_isLeftToIt() {
        String large = "x".repeat(5 * LIMIT);
        assertEquals("rest " + large, http().send("POST", "/app/other", large).body());
    }

    @Test
    void path_isTheWholeOne() {
        assertEquals("rest ", http().get("/app/target").body());
        assertEquals("rest ", http().get("/app/auth/other").body());
    }

    @Test
    void target_isRaw() {
        Reply reply = http().get("/app/auth/target?x=%20");
        assertEquals("/app/auth/target?x=%20", reply.body());
        assertEquals(List.of("/app/auth/target"), reply.all("X-Path"));
    }

    @Test
    void headers_repeatedOnes_areAllSent() {
        Reply reply = http().get("/app/auth/cookies");
        assertEquals(List.of("a=1", "b=2"), reply.all("Set-Cookie"));
        assertEquals(List.of("Accept-Encoding"), reply.all("Vary"));
    }

    /** What a filter before ours has begun must neither show nor soften it; what responses share is added to. */
    @Test
    void response_begunByAnEarlierFilter_isReplaced() {
        Reply reply = http().get("/app/auth/private", "X-Begin: yes");
        assertEquals("private", reply.body());
        assertEquals(List.of("no-store"), reply.all("Cache-Control"));
        assertEquals(List.of("Accept-Encoding", "Origin"), reply.all("Vary"));
    }

    @Test
    void response_largerThanAnyBuffer_saysItsLength() {
        Reply reply = http().get("/app/auth/large");
        assertEquals(LARGE, reply.body().length());
        assertEquals(List.of("" + LARGE), reply.all("Content-Length"));
    }

    @Test
    void method_ofAnotherKind_is405AndHeadHasNoBody() {
        assertEquals(405, http().get("/app/auth/token").status());
        Reply head = http().send("HEAD", "/app/auth/target", "");
        assertEquals(200, head.status());
        assertEquals("", head.body());
    }

    @Test
    void endpoint_thatFails_is500AndNothingElse() {
        Reply reply = http().get("/app/auth/fails");
        assertEquals(500, reply.status());
        assertTrue(reply.body().contains("internal_error"), reply.body());
    }

    @Test
    void client_behindTrustedProxies_isTheNearestStranger() {
        assertEquals("127.0.0.1", http().get("/app/auth/client").body());
        assertEquals(
                "192.0.2.7",
                http().get("/app/auth/client", "X-Forwarded-For: 1.1.1.1, 192.0.2.7, 10.1.2.3")
                        .body());
    }

    @Test
    void client_forwardedHeader_isNotBelieved() {
        assertEquals(
                "127.0.0.1",
                http().get("/app/auth/client", "Forwarded: for=192.0.2.7").body());
    }

    private static final class Rest extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            response.getOutputStream()
                    .write(("rest " + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
    }
}
