package io.orgauth.http;

import static io.orgauth.http.FakeAuthenticator.ACME;
import static io.orgauth.http.FakeAuthenticator.DATA;
import static io.orgauth.http.FakeAuthenticator.READ;
import static io.orgauth.http.FakeAuthenticator.principal;

import io.orgauth.AccessReason;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import java.util.Optional;

/** One session, of a reader of acme. Its cookie is {@code secret}, and its CSRF token {@code csrf-of-secret}. */
final class FakeSessions implements CookieAuthenticator {
    static final String ORIGIN = "https://app.example.com";
    static final String COOKIE = "__Host-session=secret";
    static final String CSRF = "csrf-of-secret";

    @Override
    public String cookieName() {
        return "__Host-session";
    }

    @Override
    public String origin() {
        return ORIGIN;
    }

    @Override
    public boolean isCsrfToken(Credential.SessionCookie cookie, String token) {
        return token.equals("csrf-of-" + cookie.value());
    }

    @Override
    public Class<Credential.SessionCookie> accepts() {
        return Credential.SessionCookie.class;
    }

    @Override
    public Principal authenticate(Credential.SessionCookie cookie) {
        if (!cookie.value().equals("secret")) {
            throw new InvalidCredentialException(AccessReason.ORGANIZATION_NOT_ADMITTED, "no such session");
        }
        return principal(ACME, READ);
    }

    @Override
    public Optional<OrganizationId> organization() {
        return Optional.of(ACME);
    }

    @Override
    public Optional<String> resource() {
        return Optional.of(DATA);
    }
}
