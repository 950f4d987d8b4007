package io.orgauth.http;

import io.orgauth.Authentication;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Proves whatever it is told to; what it declares is fixed. */
record FakeAuthenticator<C extends Credential>(
        Class<C> accepts,
        Function<C, Principal> proof,
        Optional<OrganizationId> organization,
        Optional<String> resource)
        implements Authenticator<C> {
    static final OrganizationId ACME = OrganizationId.of("org_acme");
    static final OrganizationId GLOBEX = OrganizationId.of("org_globex");
    static final String DATA = "https://data.acme.example";
    static final Permission READ = Permission.of("models:read");
    static final Permission WRITE = Permission.of("models:write");

    static <C extends Credential> FakeAuthenticator<C> of(Class<C> kind, Function<C, Principal> proof) {
        return new FakeAuthenticator<>(kind, proof, Optional.of(ACME), Optional.of(DATA));
    }

    /** Admits every JWT as a reader of acme. */
    static FakeAuthenticator<Credential.Jwt> reader() {
        return of(Credential.Jwt.class, jwt -> principal(ACME, READ));
    }

    FakeAuthenticator<C> organization(Optional<OrganizationId> declared) {
        return new FakeAuthenticator<>(accepts, proof, declared, resource);
    }

    FakeAuthenticator<C> resource(Optional<String> declared) {
        return new FakeAuthenticator<>(accepts, proof, organization, declared);
    }

    static Principal principal(OrganizationId organization, Permission... permissions) {
        return Principal.trusted(
                organization,
                Subject.of("https://auth.example.com", "usr_ada"),
                Grant.of(Set.of(permissions)),
                Authentication.UNKNOWN,
                new CredentialId(CredentialId.Kind.ACCESS_TOKEN, "jti_1"),
                Map.of());
    }

    @Override
    public Principal authenticate(C credential) {
        return proof.apply(credential);
    }
}
