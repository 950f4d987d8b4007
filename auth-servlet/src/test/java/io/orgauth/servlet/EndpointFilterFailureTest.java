package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointFilterFailureTest {
    private final Endpoints endpoints = Endpoints.builder()
            .at("GET", "/ours", request -> HttpResponse.noContent())
            .build();
    private final EndpointFilter filter = new EndpointFilter(endpoints);
    private final HttpServletResponse response = mock(HttpServletResponse.class);
    private final FilterChain chain = mock(FilterChain.class);

    @BeforeEach
    void takeOutput() throws Exception {
        when(response.getOutputStream()).thenReturn(mock(ServletOutputStream.class));
    }

    @Test
    void filter_bodyCannotBeRead_is500() throws Exception {
        FakeRequest request = FakeRequest.get("/ours");
        when(request.servlet.getInputStream()).thenThrow(new IllegalStateException("getReader() was called"));
        filter.doFilter(request.servlet, response, chain);
        verify(response).setStatus(500);
        verify(chain, never()).doFilter(any(), any());
    }

    /** Parameters are another's decoding of the body; only for a form that was eaten there is no other way. */
    @Test
    void filter_emptyBodyOfAnotherType_asksForNoParameters() throws Exception {
        FakeRequest request = FakeRequest.get("/ours").header("Content-Type", "text/plain");
        ServletInputStream empty = mock(ServletInputStream.class);
        when(empty.readNBytes(anyInt())).thenReturn(new byte[0]);
        when(request.servlet.getInputStream()).thenReturn(empty);
        when(request.servlet.getContentType()).thenReturn("text/plain");
        filter.doFilter(request.servlet, response, chain);
        verify(response).setStatus(204);
        verify(request.servlet, never()).getParameterMap();
    }

    @Test
    void filter_headerMalformed_is400() throws Exception {
        filter.doFilter(FakeRequest.get("/ours").header("X-A", "a\0b").servlet, response, chain);
        verify(response).setStatus(400);
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    void filter_clientGoneAway_isTheContainersToKnow() throws Exception {
        FakeRequest request = FakeRequest.get("/ours");
        when(request.servlet.getInputStream()).thenThrow(new IOException("reset"));
        assertThrows(IOException.class, () -> filter.doFilter(request.servlet, response, chain));
    }

    /** Only the client's own requests are answered; the application may dispatch wherever it likes. */
    @ParameterizedTest
    @EnumSource(value = DispatcherType.class, mode = EnumSource.Mode.EXCLUDE, names = "REQUEST")
    void filter_dispatchOfTheApplication_isPassedOn(DispatcherType type) throws Exception {
        FakeRequest request = FakeRequest.get("/ours").dispatchedAs(type);
        filter.doFilter(request.servlet, response, chain);
        verify(chain).doFilter(request.servlet, response);
    }

    @Test
    void filter_notHttp_isRefused() {
        ServletRequest request = mock(ServletRequest.class);
        assertThrows(ServletException.class, () -> filter.doFilter(request, response, chain));
        ServletResponse other = mock(ServletResponse.class);
        assertThrows(ServletException.class, () -> filter.doFilter(FakeRequest.get("/ours").servlet, other, chain));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, HttpRequest.MAX_BODY + 1})
    void maxBody_outOfRange_isRefused(int bytes) {
        EndpointFilter.Builder builder = EndpointFilter.builder(endpoints);
        String message = assertThrows(IllegalArgumentException.class, () -> builder.maxBody(bytes))
                .getMessage();
        assertTrue(message.contains("1 to " + HttpRequest.MAX_BODY), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, HttpRequest.MAX_BODY})
    void maxBody_atTheEdge_isTaken(int bytes) {
        EndpointFilter.builder(endpoints).maxBody(bytes).build();
    }
}
