package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each call of the builder reaches the gate; what it means there is tested there. */
class AuthFilterBuilderTest {
    private static final String ORIGIN = "https://app.example.com";

    private final AuthFilter.Builder builder = AuthFilter.builder().accept(new FixedTokens());
    private final HttpServletResponse response = mock(HttpServletResponse.class);
    private final FilterChain chain = mock(FilterChain.class);

    @BeforeEach
    void takeOutput() throws Exception {
        when(response.getOutputStream()).thenReturn(mock(ServletOutputStream.class));
    }

    private void send(AuthFilter.Builder built, FakeRequest request) throws Exception {
        built.build().doFilter(request.servlet, response, chain);
    }

    @Test
    void allowAnonymous_ofOneMethod_opensNoOther() throws Exception {
        AuthFilter.Builder open = builder.allowAnonymous("GET", "/open/*");
        send(open, FakeRequest.get("/open/1"));
        verify(chain, times(1)).doFilter(any(), any());
        send(open, FakeRequest.get("/open/1").method("POST"));
        verify(chain, times(1)).doFilter(any(), any());
    }

    @Test
    void require_ofOnePath_countsForEveryMethod() throws Exception {
        AuthFilter.Builder strict = builder.require("/models/*", FixedTokens.READ);
        send(strict, FakeRequest.get("/models/1").method("PUT").header("Authorization", "Bearer bob"));
        verify(response).setStatus(403);
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    void allowHeader_preflight_namesIt() throws Exception {
        AuthFilter.Builder open = builder.allowOrigin(ORIGIN).allowHeader("X-Trace");
        send(
                open,
                FakeRequest.get("/x")
                        .method("OPTIONS")
                        .header("Origin", ORIGIN)
                        .header("Access-Control-Request-Method", "GET"));
        verify(response).setHeader("Access-Control-Allow-Origin", ORIGIN);
        verify(response).setHeader("Access-Control-Allow-Headers", "authorization, content-type, x-trace");
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    void resourceMetadata_challenge_pointsAtIt() throws Exception {
        URI metadata = URI.create("https://data.acme.example/.well-known/oauth-protected-resource");
        send(builder.resourceMetadata(metadata), FakeRequest.get("/x"));
        verify(response)
                .setHeader(
                        "WWW-Authenticate",
                        "Bearer resource_metadata=\"https://data.acme.example/.well-known/oauth-protected-resource\"");
    }

    @Test
    void build_authenticatorOfAnyOrganization_needsTheWord() {
        AuthFilter.Builder open =
                AuthFilter.builder().accept(new Undeclared(Optional.empty(), new FixedTokens().resource()));
        assertMissing("anyOrganization()", open);
        open.anyOrganization().build();
    }

    @Test
    void build_authenticatorOfAnyResource_needsTheWord() {
        AuthFilter.Builder open =
                AuthFilter.builder().accept(new Undeclared(new FixedTokens().organization(), Optional.empty()));
        assertMissing("anyResource()", open);
        open.anyResource().build();
    }

    private static void assertMissing(String call, AuthFilter.Builder open) {
        String message = assertThrows(IllegalStateException.class, open::build).getMessage();
        assertTrue(message.contains(call), message);
    }

    /** Does not say for whom it speaks. */
    private record Undeclared(Optional<OrganizationId> organization, Optional<String> resource)
            implements Authenticator<Credential.OpaqueToken> {
        @Override
        public Class<Credential.OpaqueToken> accepts() {
            return Credential.OpaqueToken.class;
        }

        @Override
        public Principal authenticate(Credential.OpaqueToken credential) {
            throw new UnsupportedOperationException("nobody gets here");
        }
    }
}
