package io.orgauth.testkit;

import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** SAML's single sign-on service, by Redirect and POST: a page of people, and the answer for whoever is clicked. Thread-safe. */
final class SamlPage {
    static final String PATH = "/saml/sso";

    /** Our own form posts what came by Redirect. */
    private static final String CAME_BY = "came-by";

    private final Provider provider;

    SamlPage(Provider provider) {
        this.provider = provider;
    }

    HttpResponse answer(HttpRequest request) {
        Map<String, String> parameters = ProviderEndpoints.parameters(request);
        String cameBy = parameters.getOrDefault(CAME_BY, request.method());
        SamlRequest asked = read(cameBy, parameters.getOrDefault("SAMLRequest", ""));
        return Optional.ofNullable(parameters.get("person"))
                .map(person -> posting(asked, parameters, person))
                .orElseGet(() -> people(asked, parameters, cameBy));
    }

    private static SamlRequest read(String cameBy, String samlRequest) {
        SamlRequest asked = cameBy.equals("GET")
                ? AuthnRequestReader.redirected(samlRequest)
                : AuthnRequestReader.posted(samlRequest);
        if (!asked.callback().matches("https?://.+")) {
            throw new IllegalArgumentException("the request has no AssertionConsumerServiceURL of http or https");
        }
        return asked;
    }

    private HttpResponse people(SamlRequest asked, Map<String, String> parameters, String cameBy) {
        Map<String, String> hidden = new LinkedHashMap<>(parameters);
        hidden.put(CAME_BY, cameBy);
        return Page.titled("Who signs in at " + provider.persona().name() + "?")
                .text("To go on to " + asked.serviceProvider() + ".")
                .people(PATH, hidden, provider.people())
                .closeForm()
                .response(200);
    }

    private HttpResponse posting(SamlRequest asked, Map<String, String> parameters, String person) {
        Optional<String> relayState = Optional.ofNullable(parameters.get("RelayState"));
        SamlResponse response = new SamlResponse(provider, asked, relayState).person(person);
        provider.takeSamlFault().ifPresent(response::with);
        return Page.titled("Signed in")
                .posting(asked.callback(), response.form())
                .response(200);
    }
}
