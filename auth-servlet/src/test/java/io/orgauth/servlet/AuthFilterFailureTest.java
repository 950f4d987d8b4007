package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.orgauth.AccessReason;
import io.orgauth.Grant;
import io.orgauth.PermissionDeniedException;
import io.orgauth.http.Gate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, the application is not called; whatever others put into a request proves nobody. */
class AuthFilterFailureTest {
    private static final String ATTRIBUTE = Admission.class.getName();

    private final AuthFilter filter = AuthFilter.builder()
            .accept(new FixedTokens())
            .allowAnonymous("/open/*")
            .build();
    private final HttpServletResponse response = mock(HttpServletResponse.class);
    private final FilterChain chain = mock(FilterChain.class);

    @BeforeEach
    void takeOutput() throws Exception {
        when(response.getOutputStream()).thenReturn(mock(ServletOutputStream.class));
    }

    private void assertAnswered(int status, FakeRequest request) throws Exception {
        filter.doFilter(request.servlet, response, chain);
        verify(response).setStatus(status);
        verify(chain, never()).doFilter(any(), any());
        assertTrue(request.attributes.isEmpty());
    }

    @Test
    void filter_containerWithoutHeaderNames_is500() throws Exception {
        FakeRequest request = FakeRequest.get("/open/1");
        when(request.servlet.getHeaderNames()).thenReturn(null);
        assertAnswered(500, request);
    }

    @Test
    void filter_errorWhileCopying_is500() throws Exception {
        FakeRequest request = FakeRequest.get("/open/1");
        when(request.servlet.getRequestURI()).thenThrow(new StackOverflowError());
        assertAnswered(500, request);
    }

    @Test
    void filter_headerWithLineBreak_is400() throws Exception {
        assertAnswered(400, FakeRequest.get("/open/1").header("X-A", "a\r\nAuthorization: Bearer ada"));
    }

    @Test
    void filter_methodThatIsNone_is400() throws Exception {
        FakeRequest request = FakeRequest.get("/open/1");
        when(request.servlet.getMethod()).thenReturn("GET /x");
        assertAnswered(400, request);
    }

    @Test
    void filter_targetOutsideTheContext_is400() throws Exception {
        FakeRequest request = FakeRequest.get("/%61pp/open/1");
        when(request.servlet.getContextPath()).thenReturn("/app");
        assertAnswered(400, request);
    }

    @Test
    void filter_answerFails_chainIsNotCalled() throws Exception {
        when(response.getOutputStream()).thenThrow(new IllegalStateException("a defect of the container"));
        assertThrows(RuntimeException.class, () -> filter.doFilter(FakeRequest.get("/x").servlet, response, chain));
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    void filter_refusalAfterTheResponseBegan_chainIsNotCalled() throws Exception {
        when(response.isCommitted()).thenReturn(true);
        filter.doFilter(FakeRequest.get("/x").servlet, response, chain);
        verify(response, never()).setStatus(anyInt());
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    void filter_notHttp_isRefused() throws Exception {
        ServletRequest request = mock(ServletRequest.class);
        assertThrows(ServletException.class, () -> filter.doFilter(request, response, chain));
        ServletResponse other = mock(ServletResponse.class);
        assertThrows(ServletException.class, () -> filter.doFilter(FakeRequest.get("/open/1").servlet, other, chain));
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    void principal_filterDidNotRun_saysSo() {
        HttpServletRequest request = FakeRequest.get("/x").servlet;
        String message = assertThrows(IllegalStateException.class, () -> AuthFilter.principal(request))
                .getMessage();
        assertTrue(message.contains("did not run"), message);
        assertThrows(IllegalStateException.class, () -> AuthFilter.optionalPrincipal(request));
    }

    @Test
    void principal_openPath_saysSo() throws Exception {
        HttpServletRequest request = passed(FakeRequest.get("/open/1"));
        assertTrue(AuthFilter.optionalPrincipal(request).isEmpty());
        String message = assertThrows(IllegalStateException.class, () -> AuthFilter.principal(request))
                .getMessage();
        assertTrue(message.contains("allowAnonymous"), message);
    }

    /** Another filter may set any attribute, but it can't make one of ours. */
    @Test
    void principal_attributeOfAnotherType_provesNobody() {
        FakeRequest request = FakeRequest.get("/x");
        request.attributes.put(ATTRIBUTE, FixedTokens.principal("eve", Grant.NONE));
        assertThrows(IllegalStateException.class, () -> AuthFilter.principal(request.servlet));
    }

    @Test
    void principal_wrapperOfAnotherFilter_provesNobody() throws Exception {
        FakeRequest request = FakeRequest.get("/open/1");
        when(request.servlet.getUserPrincipal()).thenReturn(() -> "eve");
        when(request.servlet.getRemoteUser()).thenReturn("eve");
        when(request.servlet.isUserInRole("admin")).thenReturn(true);
        HttpServletRequest seen = passed(request);
        assertNull(seen.getUserPrincipal());
        assertNull(seen.getRemoteUser());
        assertFalse(seen.isUserInRole("admin"));
    }

    @Test
    void principal_moreWrappersAround_isFound() throws Exception {
        HttpServletRequest seen = passed(FakeRequest.get("/x").header("Authorization", "Bearer ada"));
        HttpServletRequest wrapped = new HttpServletRequestWrapper(new HttpServletRequestWrapper(seen));
        assertEquals("ada", AuthFilter.principal(wrapped).getName());
    }

    @Test
    void roles_nullStarAndPermissions_areNone() throws Exception {
        HttpServletRequest seen = passed(FakeRequest.get("/x").header("Authorization", "Bearer ada"));
        assertTrue(seen.isUserInRole("admin"));
        assertFalse(seen.isUserInRole(null));
        assertFalse(seen.isUserInRole("*"));
        assertFalse(seen.isUserInRole("models:read"));
        assertFalse(seen.isUserInRole("ADMIN"));
    }

    @Test
    void logout_forgetsTheCaller() throws Exception {
        HttpServletRequest seen = passed(FakeRequest.get("/x").header("Authorization", "Bearer ada"));
        seen.logout();
        assertNull(seen.getUserPrincipal());
        assertTrue(AuthFilter.optionalPrincipal(seen).isEmpty());
    }

    @Test
    void secondFilter_withAnotherGate_decidesAnew() throws Exception {
        AuthFilter stricter = AuthFilter.of(Gate.builder()
                .accept(new FixedTokens())
                .require("/*", FixedTokens.READ)
                .build());
        FakeRequest request = FakeRequest.get("/x").header("Authorization", "Bearer bob");
        filter.doFilter(request.servlet, response, (asked, answered) -> stricter.doFilter(asked, answered, chain));
        verify(response).setStatus(403);
        verify(chain, never()).doFilter(any(), any());
    }

    /** What the first gate proved does not count for an open path of the second, which may stand for another organization. */
    @Test
    void secondFilter_openPath_doesNotInheritTheCaller() throws Exception {
        AuthFilter open = AuthFilter.of(
                Gate.builder().accept(new FixedTokens()).allowAnonymous("/*").build());
        FakeRequest request = FakeRequest.get("/x").header("Authorization", "Bearer ada");
        AtomicReference<ServletRequest> seen = new AtomicReference<>();
        filter.doFilter(
                request.servlet,
                response,
                (asked, answered) -> open.doFilter(asked, answered, (last, unused) -> seen.set(last)));
        assertTrue(AuthFilter.optionalPrincipal(seen.get()).isEmpty());
    }

    @Test
    void filter_mappedTwice_decidesOnce() throws Exception {
        FixedTokens tokens = new FixedTokens();
        AuthFilter twice = AuthFilter.builder().accept(tokens).build();
        FakeRequest request = FakeRequest.get("/x").header("Authorization", "Bearer ada");
        twice.doFilter(request.servlet, response, (asked, answered) -> twice.doFilter(asked, answered, chain));
        assertEquals(1, tokens.asked.get());
        verify(chain).doFilter(any(), any());
    }

    @Test
    void errorPage_ofTwoFilters_isShown() throws Exception {
        AuthFilter second = AuthFilter.builder().accept(new FixedTokens()).build();
        FakeRequest request = FakeRequest.get("/error").dispatchedAs(DispatcherType.ERROR);
        filter.doFilter(request.servlet, response, (asked, answered) -> second.doFilter(asked, answered, chain));
        verify(chain).doFilter(any(), any());
    }

    /** So Tomcat names it when an error page forwards. */
    @Test
    void errorPage_thatGoesElsewhere_isDecided() throws Exception {
        FakeRequest request = FakeRequest.get("/error").dispatchedAs(DispatcherType.ERROR);
        filter.doFilter(request.servlet, response, (asked, answered) -> {
            when(request.servlet.getRequestURI()).thenReturn("/x");
            filter.doFilter(asked, answered, chain);
        });
        verify(response).setStatus(401);
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    void errorPage_thatForwardsToAnOpenPath_keepsTheCaller() throws Exception {
        FakeRequest request = FakeRequest.get("/x").header("Authorization", "Bearer ada");
        AtomicReference<String> seen = new AtomicReference<>();
        FilterChain view =
                (asked, answered) -> seen.set(AuthFilter.principal(asked).getName());
        FilterChain page = (asked, answered) -> {
            request.goesOn(DispatcherType.FORWARD, "/open/view");
            filter.doFilter(asked, answered, view);
        };
        filter.doFilter(request.servlet, response, (asked, answered) -> {
            request.goesOn(DispatcherType.ERROR, "/error");
            filter.doFilter(asked, answered, page);
        });
        assertEquals("ada", seen.get());
    }

    @Test
    void authenticate_onAnOpenPath_isFalseAndChallenges() throws Exception {
        assertFalse(passed(FakeRequest.get("/open/1")).authenticate(response));
        verify(response).setStatus(401);
    }

    @Test
    void authenticate_callerIsProven_isTrueAndAnswersNothing() throws Exception {
        HttpServletRequest seen = passed(FakeRequest.get("/x").header("Authorization", "Bearer ada"));
        assertTrue(seen.authenticate(response));
        verify(response, never()).setStatus(anyInt());
    }

    @Test
    void denial_withinAForward_goesToThePageAround() {
        PermissionDeniedException denial =
                new PermissionDeniedException(AccessReason.PERMISSION_MISSING, "\"models:read\" is required");
        FakeRequest request = FakeRequest.get("/open/1").dispatchedAs(DispatcherType.FORWARD);
        assertThrows(
                PermissionDeniedException.class,
                () -> filter.doFilter(request.servlet, response, (asked, answered) -> {
                    throw denial;
                }));
        verify(response, never()).setStatus(anyInt());
    }

    @Test
    void denial_afterTheResponseBegan_endsIt() {
        PermissionDeniedException denial =
                new PermissionDeniedException(AccessReason.PERMISSION_MISSING, "\"models:read\" is required");
        when(response.isCommitted()).thenReturn(true);
        assertThrows(
                PermissionDeniedException.class,
                () -> filter.doFilter(FakeRequest.get("/open/1").servlet, response, (asked, answered) -> {
                    throw denial;
                }));
    }

    @Test
    void failure_ofTheApplication_isItsOwn() {
        assertThrows(
                IllegalStateException.class,
                () -> filter.doFilter(FakeRequest.get("/open/1").servlet, response, (asked, answered) -> {
                    throw new IllegalStateException("a defect of the application");
                }));
    }

    @Test
    void build_nobodyAccepted_isRefused() {
        assertThrows(IllegalStateException.class, () -> AuthFilter.builder().build());
    }

    /** The request as the servlet behind the filter sees it. */
    private HttpServletRequest passed(FakeRequest request) throws Exception {
        AtomicReference<HttpServletRequest> seen = new AtomicReference<>();
        filter.doFilter(request.servlet, response, (asked, answered) -> seen.set((HttpServletRequest) asked));
        return seen.get();
    }
}
