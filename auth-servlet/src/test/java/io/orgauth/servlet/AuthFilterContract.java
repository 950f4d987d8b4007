package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.servlet.Http.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One request, one decision: who gets in, what the application sees, what the client sees. */
abstract class AuthFilterContract extends ContainerContract {
    private final Report application = new Report("app");

    AuthFilterContract(Container container) {
        super(container);
    }

    @Override
    App app() {
        AuthFilter filter = AuthFilter.builder()
                .accept(new FixedTokens())
                .require("GET", "/models/*", FixedTokens.READ)
                .allowAnonymous("/open/*")
                .allowOrigin("https://app.example.com")
                .build();
        return App.at("/app")
                .filter(filter)
                .servlet("/*", application)
                .servlet("/echo", new Echo())
                .servlet("/open/login", new Login())
                .servlet("/require", new Require());
    }

    @BeforeEach
    void forget() {
        application.callers.clear();
    }

    @Test
    void request_withoutCredential_is401WithAChallenge() {
        Reply reply = http().get("/app/models/1");
        assertEquals(401, reply.status());
        assertEquals(List.of("Bearer"), reply.all("WWW-Authenticate"));
        assertEquals(List.of("no-store"), reply.all("Cache-Control"));
        assertTrue(reply.header("Content-Type").orElseThrow().startsWith("application/problem+json"));
        assertTrue(reply.body().contains("\"status\":401"), reply.body());
        assertEquals(
                reply.body().length(),
                Integer.parseInt(reply.header("Content-Length").orElseThrow()));
    }

    @Test
    void request_withProvenCaller_reachesTheApplicationInItsOwnWords() {
        Reply reply = http().get("/app/models/1", FixedTokens.ADA);
        assertEquals(200, reply.status());
        assertEquals("[app ada user=ada auth=Bearer admin=true]", reply.body());
    }

    @Test
    void request_withUnknownToken_is401() {
        Reply reply = http().get("/app/models/1", "Authorization: Bearer eve");
        assertEquals(401, reply.status());
        assertEquals(List.of("Bearer error=\"invalid_token\""), reply.all("WWW-Authenticate"));
    }

    @Test
    void request_withoutThePermission_is403() {
        assertEquals(403, http().get("/app/models/1", FixedTokens.BOB).status());
    }

    @Test
    void request_openPath_hasNoCallerWhateverCame() {
        assertEquals(
                "[app nobody user=null auth=null admin=false]",
                http().get("/app/open/1", FixedTokens.ADA).body());
    }

    @Test
    void request_pathWithoutRule_needsACaller() {
        assertEquals(401, http().get("/app/other").status());
        assertEquals(200, http().get("/app/other", FixedTokens.BOB).status());
    }

    @Test
    void request_twoAuthorizationHeaders_is400() {
        assertEquals(
                400,
                http().get("/app/models/1", FixedTokens.ADA, FixedTokens.ADA).status());
    }

    @Test
    void request_schemeInAnyCase_isAccepted() {
        assertEquals(
                200, http().get("/app/models/1", "authorization: bEARER ada").status());
    }

    @Test
    void request_authorizationWithBareLineFeed_reachesNobody() {
        assertNotReached(http().get("/app/models/1", "X: a\nAuthorization: Basic x"));
    }

    @Test
    void request_tokenInTheQuery_is400() {
        assertEquals(
                400,
                http().get("/app/models/1?access_token=ada", FixedTokens.ADA).status());
    }

    @Test
    void request_hugeHeader_isRefused() {
        assertNotReached(http().get("/app/models/1", "Authorization: Bearer " + "a".repeat(100_000)));
    }

    @Test
    void request_http10_isDecidedAlike() {
        assertEquals(401, http().raw("GET /app/models/1 HTTP/1.0\r\n\r\n").status());
        assertEquals(
                200,
                http().raw("GET /app/models/1 HTTP/1.0\r\n" + FixedTokens.ADA + "\r\n\r\n")
                        .status());
    }

    @Test
    void request_absoluteForm_isDecidedByItsPath() {
        assertEquals(401, http().get("http://localhost/app/models/1").status());
        assertEquals(
                200,
                http().get("http://localhost/app/models/1", FixedTokens.ADA).status());
    }

    @Test
    void request_absoluteFormOfAnotherHost_reachesNobody() {
        assertNotReached(http().get("http://evil.example/app/models/1"));
    }

    @Test
    void request_asteriskForm_reachesNobody() {
        assertNotReached(http().send("OPTIONS", "*", ""));
    }

    @Test
    void request_connectMethod_reachesNobody() {
        assertNotReached(http().send("CONNECT", "/app/models/1", "", FixedTokens.ADA));
    }

    @Test
    void request_traceMethod_reachesNobody() {
        assertNotReached(http().send("TRACE", "/app/models/1", "", FixedTokens.ADA));
    }

    @Test
    void request_head_isAnsweredWithoutBody() {
        Reply refused = http().send("HEAD", "/app/other", "");
        assertEquals(401, refused.status());
        assertEquals("", refused.body());
        assertEquals(200, http().send("HEAD", "/app/other", "", FixedTokens.ADA).status());
    }

    @Test
    void request_optionsThatIsNoPreflight_needsACaller() {
        assertEquals(401, http().send("OPTIONS", "/app/other", "").status());
        assertEquals(
                200, http().send("OPTIONS", "/app/other", "", FixedTokens.ADA).status());
    }

    @Test
    void preflight_allowedOrigin_isAnsweredForTheApplication() {
        Reply reply = preflight("https://app.example.com");
        assertEquals(204, reply.status());
        assertEquals(List.of("https://app.example.com"), reply.all("Access-Control-Allow-Origin"));
        assertEquals("", reply.body());
        assertTrue(reply.all("Content-Type").isEmpty());
    }

    @Test
    void preflight_otherOrigin_is403() {
        Reply reply = preflight("https://evil.example");
        assertEquals(403, reply.status());
        assertTrue(reply.all("Access-Control-Allow-Origin").isEmpty());
    }

    private Reply preflight(String origin) {
        return http().send("OPTIONS", "/app/models/1", "", "Origin: " + origin, "Access-Control-Request-Method: GET");
    }

    @Test
    void request_allowedOrigin_mayReadAnswersAndRefusals() {
        for (String token : List.of(FixedTokens.ADA, FixedTokens.BOB)) {
            Reply reply = http().get("/app/models/1", token, "Origin: https://app.example.com");
            assertEquals(List.of("https://app.example.com"), reply.all("Access-Control-Allow-Origin"));
            assertEquals(List.of("Origin"), reply.all("Vary"));
        }
    }

    @Test
    void request_body_isLeftToTheApplication() {
        String form = "name=value&x=%C3%A9";
        Reply reply = http().send(
                        "POST", "/app/echo", form, FixedTokens.ADA, "Content-Type: application/x-www-form-urlencoded");
        assertEquals(form, reply.body());
    }

    @Test
    void login_inTheApplication_isRefused() {
        assertEquals("refused", http().get("/app/open/login").header("X-Login").orElseThrow());
    }

    @Test
    void authenticate_onAnOpenPath_challenges() {
        Reply reply = http().get("/app/open/login");
        assertEquals(401, reply.status());
        assertEquals(List.of("Bearer"), reply.all("WWW-Authenticate"));
    }

    @Test
    void require_inTheApplication_is403() {
        Reply reply = http().get("/app/require", FixedTokens.BOB);
        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("\"code\":\"forbidden\""), reply.body());
        assertEquals(
                "ada,true,null", http().get("/app/require", FixedTokens.ADA).body());
    }

    /** The container may say no in its own words; what matters is that nobody got in. */
    private void assertNotReached(Reply reply) {
        assertEquals(List.of(), List.copyOf(application.callers), reply::toString);
    }

    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
    }

    private static final class Login extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            try {
                request.login("ada", "secret");
                response.setHeader("X-Login", "accepted");
            } catch (ServletException e) {
                response.setHeader("X-Login", "refused");
            }
            response.setHeader("X-Authenticated", Boolean.toString(request.authenticate(response)));
        }
    }

    private static final class Require extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            AuthFilter.principal(request).require(FixedTokens.READ);
            String before = request.getRemoteUser() + "," + request.authenticate(response);
            request.logout();
            byte[] body = (before + "," + request.getUserPrincipal()).getBytes(StandardCharsets.UTF_8);
            response.getOutputStream().write(body);
        }
    }
}
