package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.servlet.Http.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** A filter mapped with the container's default dispatches: what was proven stays proven, and nothing else is. */
abstract class RequestOnlyContract extends ContainerContract {
    RequestOnlyContract(Container container) {
        super(container);
    }

    @Override
    App app() {
        AuthFilter filter = AuthFilter.builder()
                .accept(new FixedTokens())
                .allowAnonymous("/open/*")
                .build();
        return App.at("/app")
                .filter(filter, EnumSet.of(DispatcherType.REQUEST))
                .servlet("/go", new Dispatching())
                .servlet("/open/go", new Dispatching())
                .servlet("/error", new Proven())
                .errorPage(404, "/error");
    }

    @Test
    void async_withoutTheFilter_stillHasTheCaller() {
        assertEquals(
                "[again ada]", http().get("/app/go?do=async", FixedTokens.ADA).body());
    }

    @Test
    void error_withoutTheFilter_stillHasTheCallerThatWasProven() {
        Reply reply = http().get("/app/go?do=error", FixedTokens.ADA);
        assertEquals("Optional[Principal[org_acme ada]]", reply.body());
        assertEquals(
                "Optional.empty",
                http().get("/app/open/go?do=error", FixedTokens.ADA).body());
    }

    private static final class Proven extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write(AuthFilter.optionalPrincipal(request).toString());
        }
    }
}
