package io.orgauth.servlet;

import io.orgauth.CredentialId;
import io.orgauth.Principal;
import io.orgauth.http.HttpResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the application who is calling, in the servlet API's own words. As thread-safe as the request it wraps. */
final class AdmittedRequest extends HttpServletRequestWrapper {
    AdmittedRequest(HttpServletRequest request) {
        super(request);
    }

    private Optional<Principal> principal() {
        return Admission.in(getRequest()).flatMap(Admission::principal);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return principal().orElse(null);
    }

    @Override
    public @Nullable String getRemoteUser() {
        return principal().map(Principal::getName).orElse(null);
    }

    @Override
    public @Nullable String getAuthType() {
        return principal().map(AdmittedRequest::authType).orElse(null);
    }

    private static String authType(Principal caller) {
        return caller.credential().kind() == CredentialId.Kind.SESSION ? "Session" : "Bearer";
    }

    /** From roles only: a permission is no role. {@code *} is nobody's (Servlet 6.0, 13.3). */
    @Override
    public boolean isUserInRole(@Nullable String role) {
        return !"*".equals(role)
                && principal().stream()
                        .flatMap(caller -> caller.roles().stream())
                        .anyMatch(held -> held.key().equals(role));
    }

    /** On an open path nobody was asked who they are; the application asks now (Servlet 6.0, 13.3). */
    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException {
        if (principal().isPresent()) {
            return true;
        }
        HttpResponse challenge = HttpResponse.problem(401, "A bearer token is required", "unauthenticated")
                .with("WWW-Authenticate", "Bearer");
        ResponseCopy.write(challenge, response);
        return false;
    }

    @Override
    public void login(@Nullable String username, @Nullable String password) throws ServletException {
        throw new ServletException("callers are proven by the credential of each request, not by login()");
    }

    /** Forgets the caller for the rest of this request; the credential itself is ended by whoever issued it. */
    @Override
    public void logout() {
        Admission.in(getRequest()).map(Admission::withoutPrincipal).ifPresent(nobody -> nobody.putInto(getRequest()));
    }
}
