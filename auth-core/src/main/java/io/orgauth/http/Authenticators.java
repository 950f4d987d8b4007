package io.orgauth.http;

import io.orgauth.AccessReason;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who proves which kind of credential: at most one for each, so that nobody is asked twice and nobody abstains. */
final class Authenticators {
    private final Map<Class<?>, Accepted<?>> byKind;

    private Authenticators(Map<Class<?>, Accepted<?>> byKind) {
        this.byKind = byKind;
    }

    static Authenticators of(List<Authenticator<?>> authenticators) {
        Map<Class<?>, Accepted<?>> byKind = new LinkedHashMap<>();
        for (Authenticator<?> authenticator : authenticators) {
            Class<?> kind = authenticator.accepts();
            if (kind.isInterface()) {
                throw new IllegalStateException("an authenticator must accept one final kind of credential, not "
                        + kind.getSimpleName() + ", write one for each kind");
            }
            if (byKind.put(kind, Accepted.by(authenticator)) != null) {
                throw new IllegalStateException("two authenticators accept " + kind.getSimpleName()
                        + ", keep one: a credential is asked about once");
            }
        }
        return new Authenticators(byKind);
    }

    boolean isEmpty() {
        return byKind.isEmpty();
    }

    /** The credential that came: where a header has one, cookies are not looked at. */
    Credential credential(HttpRequest request) {
        Optional<CookieAuthenticator> cookies = cookies();
        if (cookies.isEmpty() || request.headers().contains("Authorization")) {
            return BearerToken.in(request);
        }
        return cookies.get()
                .cookieOf(request)
                .<Credential>map(Function.identity())
                .orElseGet(() -> BearerToken.in(request));
    }

    /** Whether {@link #credential} will look into the form. */
    boolean needForm(HttpRequest head) {
        return !head.headers().contains("Authorization")
                && cookies()
                        .filter(cookies -> CookieCredential.needsForm(head, cookies))
                        .isPresent();
    }

    Optional<CookieAuthenticator> cookies() {
        Accepted<?> accepted = byKind.get(Credential.SessionCookie.class);
        return accepted != null && accepted.authenticator() instanceof CookieAuthenticator cookies
                ? Optional.of(cookies)
                : Optional.empty();
    }

    void requireOneOrganization() {
        requireOne(Accepted::organization, "organization", "write anyOrganization() if callers of every one may enter");
    }

    void requireOneResource() {
        requireOne(Accepted::resource, "resource", "write anyResource() if tokens for other audiences may enter");
    }

    /** The one resource that all of them declare. */
    String requireResource() {
        requireOne(Accepted::resource, "resource", "and a service without one can't be described");
        return byKind.values().stream()
                .findFirst()
                .flatMap(Accepted::resource)
                .orElseThrow(() -> new IllegalStateException(
                        "nobody is admitted, so there is nothing to describe: leave out authorizationServer(...)"));
    }

    private void requireOne(Function<Accepted<?>, Optional<?>> declared, String what, String otherwise) {
        Set<Optional<?>> all = byKind.values().stream().map(declared).collect(Collectors.toSet());
        if (all.contains(Optional.empty())) {
            throw new IllegalStateException("an authenticator declares no " + what + ", " + otherwise);
        }
        if (all.size() > 1) {
            throw new IllegalStateException("the authenticators declare different " + what + "s, " + otherwise);
        }
    }

    Principal authenticate(Credential credential) {
        Accepted<?> accepted = byKind.get(credential.getClass());
        if (accepted == null) {
            throw new InvalidCredentialException(
                    GateReason.CREDENTIAL_NOT_ACCEPTED, "no authenticator for " + credential);
        }
        return accepted.authenticate(credential);
    }

    /** An authenticator and what it declared when the gate was built, so that neither can drift apart later. */
    private record Accepted<C extends Credential>(
            Authenticator<C> authenticator, Optional<OrganizationId> organization, Optional<String> resource) {
        static <C extends Credential> Accepted<C> by(Authenticator<C> authenticator) {
            return new Accepted<>(authenticator, authenticator.organization(), authenticator.resource());
        }

        /** The second look at the organization costs nothing and holds when an authenticator forgets its own. */
        Principal authenticate(Credential credential) {
            Principal principal = Objects.requireNonNull(
                    authenticator.authenticate(authenticator.accepts().cast(credential)), "no principal");
            if (organization.isPresent() && !organization.get().equals(principal.organization())) {
                throw new InvalidCredentialException(
                        AccessReason.ORGANIZATION_NOT_ADMITTED, "the principal is another organization's");
            }
            return principal;
        }
    }
}
