package io.orgauth.servlet;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mockito.Mockito;

/** A request whose container misbehaves in ways that a real one can't be asked to. */
final class FakeRequest {
    final HttpServletRequest servlet = mock(HttpServletRequest.class);
    final Map<String, Object> attributes = new HashMap<>();
    private final List<String> headers = new ArrayList<>();

    private FakeRequest(DispatcherType type, String path) {
        when(servlet.getDispatcherType()).thenReturn(type);
        when(servlet.getMethod()).thenReturn("GET");
        when(servlet.getRequestURI()).thenReturn(path);
        when(servlet.getContextPath()).thenReturn("");
        when(servlet.getRemoteAddr()).thenReturn("127.0.0.1");
        when(servlet.getHeaderNames()).thenReturn(Collections.emptyEnumeration());
        when(servlet.getHeaders(anyString())).thenReturn(Collections.emptyEnumeration());
        when(servlet.getAttribute(anyString())).thenAnswer(call -> attributes.get(call.<String>getArgument(0)));
        Mockito.doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
                .when(servlet)
                .setAttribute(anyString(), any());
    }

    static FakeRequest get(String path) {
        return new FakeRequest(DispatcherType.REQUEST, path);
    }

    FakeRequest dispatchedAs(DispatcherType type) {
        when(servlet.getDispatcherType()).thenReturn(type);
        return this;
    }

    FakeRequest method(String method) {
        when(servlet.getMethod()).thenReturn(method);
        return this;
    }

    /** The same request goes on to another place of the application. */
    FakeRequest goesOn(DispatcherType type, String path) {
        when(servlet.getRequestURI()).thenReturn(path);
        return dispatchedAs(type);
    }

    FakeRequest header(String name, String... values) {
        headers.add(name);
        when(servlet.getHeaderNames()).thenAnswer(call -> Collections.enumeration(headers));
        when(servlet.getHeaders(name)).thenAnswer(call -> Collections.enumeration(Arrays.asList(values)));
        return this;
    }
}
