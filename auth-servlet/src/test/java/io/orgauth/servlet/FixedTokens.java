package io.orgauth.servlet;

import io.orgauth.Authentication;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Reason;
import io.orgauth.Role;
import io.orgauth.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Two callers with two tokens: {@code ada} may read models and is an admin, {@code bob} may do nothing. */
final class FixedTokens implements Authenticator<Credential.OpaqueToken> {
    static final Permission READ = Permission.of("models:read");
    static final String ADA = "Authorization: Bearer ada";
    static final String BOB = "Authorization: Bearer bob";

    private static final OrganizationId ACME = OrganizationId.of("org_acme");

    /** How often it was asked. */
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public Class<Credential.OpaqueToken> accepts() {
        return Credential.OpaqueToken.class;
    }

    @Override
    public Principal authenticate(Credential.OpaqueToken credential) {
        asked.incrementAndGet();
        return switch (credential.value()) {
            case "ada" -> principal("ada", new Grant(Set.of(READ), Set.of(Role.ADMIN, Role.of("*"))));
            case "bob" -> principal("bob", Grant.NONE);
            default -> throw new InvalidCredentialException(Unknown.TOKEN, "no such token");
        };
    }

    static Principal principal(String name, Grant grant) {
        return Principal.trusted(
                ACME,
                Subject.of("https://auth.example.com", name),
                grant,
                Authentication.UNKNOWN,
                new CredentialId(CredentialId.Kind.API_KEY, "key_" + name),
                Map.of());
    }

    @Override
    public Optional<OrganizationId> organization() {
        return Optional.of(ACME);
    }

    @Override
    public Optional<String> resource() {
        return Optional.of("https://data.acme.example");
    }

    private enum Unknown implements Reason {
        TOKEN;

        @Override
        public String code() {
            return "unknown_token";
        }
    }
}
