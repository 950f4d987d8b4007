package io.orgauth.examples.server;

import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.GuardedFetcher;
import io.orgauth.identity.Domain;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Session;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.oidc.OidcProtocol;
import io.orgauth.saml.SamlProtocol;
import io.orgauth.session.Handle;
import io.orgauth.session.Next;
import io.orgauth.session.SignInRequest;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ConnectionRecord;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Acme, whose people sign in by a Keycloak: a control plane that is never reached by it, as browsers carry everything. */
final class KeycloakWorld implements AutoCloseable {
    static final String ISSUER = "https://app.example.com/auth";

    private static final Pattern LOGIN = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]*)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input[^>]*name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    private final Stores stores = Stores.inMemory();
    final ControlPlane auth = ControlPlane.builder()
            .issuer(ISSUER)
            .permissions("dataset:read")
            .stores(stores)
            .protocols(SamlProtocol.standard(), OidcProtocol.standard())
            .fetcher(GuardedFetcher.operator().allowLoopback().build())
            .auditLog(event -> {})
            .build();
    final Organization acme = auth.organizations().create("Acme", "acme.com");
    private final User ada = auth.users().create(acme.id(), Keycloak.PERSON, Role.MEMBER);

    KeycloakWorld() {
        auth.roleMappings().put(acme.id(), "researchers", Set.of(Role.VIEWER));
    }

    void add(ConnectionRecord connection) {
        auth.connections().add(connection, Domain.of("acme.com"));
    }

    /** The whole way: out to Keycloak, the password typed there, and back. */
    Session signIn(Keycloak keycloak, String connection) {
        Next begun = auth.signIn().begin(SignInRequest.to("/home").by(connection));
        Keycloak.Visit visit = keycloak.new Visit();
        HttpResponse<String> page = begun instanceof Next.PostForm form
                ? visit.post(form.action(), form.fields())
                : visit.get(((Next.Redirect) begun).location());
        Handle handle = begun instanceof Next.PostForm form ? form.handle() : ((Next.Redirect) begun).handle();
        HttpResponse<String> answer = typed(visit, page);
        Next done = auth.signIn()
                .callback(
                        connection,
                        callback(answer),
                        id -> id.equals(handle.id()) ? Optional.of(handle.secret()) : Optional.empty(),
                        "a browser");
        return ((Next.Done) done).session().session();
    }

    private static HttpResponse<String> typed(Keycloak.Visit visit, HttpResponse<String> page) {
        Matcher login = LOGIN.matcher(page.body());
        if (!login.find()) {
            throw new AssertionError("no page to sign in at: " + page.statusCode() + " " + page.body());
        }
        return visit.post(
                URI.create(text(login.group(1))),
                Map.of("username", Keycloak.PERSON, "password", Keycloak.PASSWORD, "credentialId", ""));
    }

    /** What the browser would bring to us: in a form that posts itself, or in the query of a redirect. */
    private static Callback callback(HttpResponse<String> answer) {
        Optional<String> location = answer.headers().firstValue("Location");
        Map<String, String> parameters = new LinkedHashMap<>();
        if (location.isPresent()) {
            for (String pair : URI.create(location.get()).getRawQuery().split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        } else {
            Matcher hidden = HIDDEN.matcher(answer.body());
            while (hidden.find()) {
                parameters.put(text(hidden.group(1)), text(hidden.group(2)));
            }
        }
        return Callback.posted(parameters);
    }

    private static String text(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x3d;", "=")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    Membership membership() {
        return stores.memberships().find(acme.id(), ada.id().value()).orElseThrow();
    }

    User ada() {
        return ada;
    }

    @Override
    public void close() {
        auth.close();
    }
}
