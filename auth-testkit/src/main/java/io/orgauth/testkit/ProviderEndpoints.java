package io.orgauth.testkit;

import io.orgauth.http.Endpoint;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which part of a provider answers at which path. */
final class ProviderEndpoints {
    private ProviderEndpoints() {}

    static Endpoints of(Provider provider) {
        OpenIdProvider openId = provider.openId();
        AuthorizePage authorize = new AuthorizePage(provider);
        SamlPage saml = new SamlPage(provider);
        return Endpoints.builder()
                .at("GET", "/", readable(request -> home(provider)))
                .at("GET", "/.well-known/openid-configuration", readable(openId::discovery))
                .at("GET", "/jwks", readable(openId::jwks))
                .at("POST", "/token", readable(openId::token))
                .at("GET", "/userinfo", readable(openId::userinfo))
                .at("POST", "/userinfo", readable(openId::userinfo))
                .at("GET", AuthorizePage.PATH, readable(authorize::answer))
                .at("POST", AuthorizePage.PATH, readable(authorize::answer))
                .at("GET", "/end-session", readable(request -> ended(parameters(request))))
                .at("POST", "/end-session", readable(request -> ended(parameters(request))))
                .at("GET", SamlPage.PATH, readable(saml::answer))
                .at("POST", SamlPage.PATH, readable(saml::answer))
                .at("GET", "/saml/metadata", readable(request -> metadata(provider)))
                .build();
    }

    /** What can't be read is said so: an unknown person, a message that is none. */
    private static Endpoint readable(Endpoint endpoint) {
        return request -> {
            try {
                return endpoint.answer(request);
            } catch (IllegalArgumentException e) {
                return Page.titled("This can't be answered")
                        .text(String.valueOf(e.getMessage()))
                        .response(400);
            }
        };
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
        Map<String, String> state = new LinkedHashMap<>(parameters);
        state.keySet().retainAll(Set.of("state"));
        return returnTo.map(
                        uri -> HttpResponse.redirect(Query.append(uri, state).toString()))
                .orElseGet(() -> Page.titled("Signed out").response(200));
    }
}
