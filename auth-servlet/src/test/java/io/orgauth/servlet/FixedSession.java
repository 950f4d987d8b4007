package io.orgauth.servlet;

import io.orgauth.Authentication;
import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.Subject;
import io.orgauth.http.CookieAuthenticator;
import io.orgauth.http.GateReason;
import java.util.Map;
import java.util.Optional;

/** One session, of {@code cleo}, in the cookie {@code session=cleo} with the CSRF token {@code token-of-cleo}. */
final class FixedSession implements CookieAuthenticator {
    static final String ORIGIN = "Origin: https://app.example.com";
    static final String COOKIE = "Cookie: session=cleo";
    static final String CSRF = "token-of-cleo";

    @Override
    public String cookieName() {
        return "session";
    }

    @Override
    public String origin() {
        return "https://app.example.com";
    }

    @Override
    public boolean isCsrfToken(Credential.SessionCookie cookie, String token) {
        return token.equals("token-of-" + cookie.value());
    }

    @Override
    public Class<Credential.SessionCookie> accepts() {
        return Credential.SessionCookie.class;
    }

    @Override
    public Principal authenticate(Credential.SessionCookie cookie) {
        if (!cookie.value().equals("cleo")) {
            throw new InvalidCredentialException(GateReason.CREDENTIAL_NOT_ACCEPTED, "no such session");
        }
        return Principal.trusted(
                OrganizationId.of("org_acme"),
                Subject.of("https://auth.example.com", "cleo"),
                Grant.NONE,
                Authentication.UNKNOWN,
                new CredentialId(CredentialId.Kind.SESSION, "ses_cleo"),
                Map.of());
    }

    @Override
    public Optional<OrganizationId> organization() {
        return Optional.of(OrganizationId.of("org_acme"));
    }

    @Override
    public Optional<String> resource() {
        return Optional.of("https://data.acme.example");
    }
}
