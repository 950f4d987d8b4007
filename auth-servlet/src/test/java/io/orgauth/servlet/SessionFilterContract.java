package io.orgauth.servlet;

import static io.orgauth.servlet.FixedSession.COOKIE;
import static io.orgauth.servlet.FixedSession.CSRF;
import static io.orgauth.servlet.FixedSession.ORIGIN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.servlet.Http.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An application behind sessions: pages for people, whose forms prove that they are the application's own. */
abstract class SessionFilterContract extends ContainerContract {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String NAVIGATION = "Sec-Fetch-Mode: navigate";

    SessionFilterContract(Container container) {
        super(container);
    }

    @Override
    App app() {
        AuthFilter filter = AuthFilter.builder()
                .accept(new FixedSession())
                .accept(new FixedTokens())
                .allowAnonymous("/open/*")
                .signInAt("/auth/sign-in")
                .build();
        return App.at("/app")
                .filter(filter)
                .servlet("/*", new Report("app"))
                .servlet("/bytes", new Bytes())
                .servlet("/lines", new Lines())
                .servlet("/parameters", new Parameters())
                .servlet("/open/bytes", new Bytes())
                .servlet("/forward", new Forward());
    }

    private Reply post(String target, String form, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = FORM;
        return http().send("POST", target, form, all);
    }

    @Test
    void page_opened_knowsThePerson() {
        Reply reply = http().get("/app/page", COOKIE, NAVIGATION);

        assertEquals("[app cleo user=cleo auth=Session admin=false]", reply.body());
    }

    @Test
    void page_openedByNobody_leadsToSignInAndBack() {
        Reply reply = http().get("/app/page?a=b", NAVIGATION);

        assertEquals(303, reply.status());
        assertEquals(List.of("/auth/sign-in?return_to=%2Fapp%2Fpage%3Fa%3Db"), reply.all("Location"));
    }

    @Test
    void page_askedByAProgram_is401() {
        assertEquals(401, http().get("/app/page").status());
        assertEquals(
                401,
                http().get("/app/page", NAVIGATION, "Authorization: Bearer eve").status());
    }

    @Test
    void form_withItsToken_isReadByTheApplicationAsIfNobodyHad() {
        String form = "name=v%C3%A9lo&csrf_token=" + CSRF + "&name=2";

        assertEquals(
                "csrf_token=[token-of-cleo] name=[1, vélo, 2] q=[x] first=1",
                utf8(post("/app/parameters?q=x&name=1", form, COOKIE, ORIGIN)));
        assertEquals(form, post("/app/bytes", form, COOKIE, ORIGIN).body());
        assertEquals(form, post("/app/lines", form, COOKIE, ORIGIN).body());
    }

    @Test
    void form_forwarded_isStillThere() {
        String form = "name=1&csrf_token=" + CSRF;

        assertEquals("csrf_token=[token-of-cleo] name=[1] first=1", utf8(post("/app/forward", form, COOKIE, ORIGIN)));
    }

    private static String utf8(Reply reply) {
        return new String(reply.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Test
    void form_withoutItsToken_is403() {
        assertEquals(403, post("/app/parameters", "name=1", COOKIE, ORIGIN).status());
        assertEquals(
                403,
                post("/app/parameters", "csrf_token=token-of-bob", COOKIE, ORIGIN)
                        .status());
        assertEquals(
                403,
                post("/app/parameters?csrf_token=" + CSRF, "name=1", COOKIE, ORIGIN)
                        .status());
    }

    @Test
    void form_ofAnotherSite_is403() {
        String form = "csrf_token=" + CSRF;

        assertEquals(403, post("/app/parameters", form, COOKIE).status());
        assertEquals(
                403,
                post("/app/parameters", form, COOKIE, "Origin: https://evil.example")
                        .status());
        assertEquals(
                403,
                post("/app/parameters", form, COOKIE, ORIGIN, "Sec-Fetch-Site: cross-site")
                        .status());
    }

    @Test
    void form_withTheTokenInAHeader_isLeftToTheApplication() {
        assertEquals(
                "name=[1] first=1", utf8(post("/app/parameters", "name=1", COOKIE, ORIGIN, "X-CSRF-Token: " + CSRF)));
    }

    /** Said to be too large: nobody waits for it. */
    @Test
    void form_tooLargeToJudge_is400() {
        String head = String.join(
                "\r\n",
                "POST /app/parameters HTTP/1.1",
                "Host: localhost",
                COOKIE,
                ORIGIN,
                FORM,
                "Content-Length: " + ((1 << 20) + 1),
                "Connection: close",
                "",
                "");

        assertEquals(400, http().raw(head).status());
    }

    @Test
    void form_onAnOpenPath_isNotRead() {
        assertEquals("name=%", post("/app/open/bytes", "name=%", COOKIE, ORIGIN).body());
    }

    @Test
    void form_thatIsNone_is400() {
        assertEquals(400, post("/app/bytes", "name=%", COOKIE, ORIGIN).status());
    }

    @Test
    void form_byToken_isNotRead() {
        assertEquals(
                "name=%", post("/app/bytes", "name=%", COOKIE, FixedTokens.ADA).body());
    }

    private static final class Parameters extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String all = Collections.list(request.getParameterNames()).stream()
                    .sorted()
                    .map(name -> name + "=" + List.of(request.getParameterMap().get(name)))
                    .collect(Collectors.joining(" "));
            boolean agree = Collections.list(request.getParameterNames()).stream()
                    .allMatch(name -> Arrays.equals(
                            request.getParameterValues(name),
                            request.getParameterMap().get(name)));
            String text = all + " first=" + request.getParameter("name") + (agree ? "" : " but differs")
                    + (request.getParameter("none") == null && request.getParameterValues("none") == null ? "" : "!");
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Bytes extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
    }

    private static final class Lines extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String line = request.getReader().readLine();
            response.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Forward extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            request.getRequestDispatcher("/parameters").forward(request, response);
        }
    }
}
