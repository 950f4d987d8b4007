package io.orgauth.testkit;

import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Which part of a provider answers at which path. */
final class ProviderEndpoints {
    private ProviderEndpoints() {}

    static Endpoints of(Provider provider) {
        OpenIdProvider openId = provider.openId();
        AuthorizePage authorize = new AuthorizePage(provider);
        SamlPage saml = new SamlPage(provider);
        return Endpoints.builder()
                .at("GET", "/", request -> home(provider))
                .at("GET", "/.well-known/openid-configuration", openId::discovery)
                .at("GET", "/jwks", openId::jwks)
                .at("POST", "/token", openId::token)
                .at("GET", "/userinfo", openId::userinfo)
                .at("POST", "/userinfo", openId::userinfo)
                .at("GET", AuthorizePage.PATH, authorize::answer)
                .at("POST", AuthorizePage.PATH, authorize::answer)
                .at("GET", "/end-session", request -> ended(parameters(request)))
                .at("POST", "/end-session", request -> ended(parameters(request)))
                .at("GET", SamlPage.PATH, saml::answer)
                .at("POST", SamlPage.PATH, saml::answer)
                .at("GET", "/saml/metadata", request -> metadata(provider))
                .build();
    }

    /** Of the query and of the form, the form winning. */
    static Map<String, String> parameters(HttpRequest request) {
        Map<String, String> parameters = Query.parse(request.rawQuery().orElse(""));
        parameters.putAll(Query.parse(new String(request.body(), StandardCharsets.UTF_8)));
        return parameters;
    }

    private static HttpResponse metadata(Provider provider) {
        byte[] document = provider.metadata().getBytes(StandardCharsets.UTF_8);
        return HttpResponse.of(200, "application/samlmetadata+xml", document);
    }

    private static HttpResponse home(Provider provider) {
        return Page.titled("An identity provider like " + provider.persona().name())
                .text("It serves tests and demos: whoever is clicked is signed in.")
                .link("/.well-known/openid-configuration", "OpenID Connect")
                .link("/saml/metadata", "SAML metadata")
                .response(200);
    }

    /** RP-initiated logout: there are no sessions here, so none is left. */
    private static HttpResponse ended(Map<String, String> parameters) {
        Optional<String> returnTo = Optional.ofNullable(parameters.get("post_logout_redirect_uri"));
        if (returnTo.isEmpty()) {
            return Page.titled("Signed out").response(200);
        }
        Map<String, String> state =
                parameters.containsKey("state") ? Map.of("state", parameters.getOrDefault("state", "")) : Map.of();
        return HttpResponse.redirect(
                state.isEmpty()
                        ? returnTo.get()
                        : Query.append(returnTo.get(), state).toString());
    }
}
