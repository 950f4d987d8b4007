package io.orgauth.testkit;

import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** OpenID Connect's authorization endpoint: a page of people, and the answer for whoever is clicked. Thread-safe. */
final class AuthorizePage {
    static final String PATH = "/authorize";

    private final Provider provider;

    AuthorizePage(Provider provider) {
        this.provider = provider;
    }

    HttpResponse answer(HttpRequest request) {
        Map<String, String> parameters = ProviderEndpoints.parameters(request);
        Optional<String> person = Optional.ofNullable(parameters.remove("person"));
        Optional<String> denied = Optional.ofNullable(parameters.remove("deny"));
        OpenIdRequest asked = new OpenIdRequest(parameters);
        asked.requireAnswerable();
        if (denied.isPresent()) {
            return redirect(asked, new OpenIdResponse(provider, asked).with(OpenIdFault.ACCESS_DENIED));
        }
        if (person.isPresent() || asked.error().isPresent()) {
            return redirect(asked, response(asked, person));
        }
        return Page.titled("Who signs in at " + provider.persona().name() + "?")
                .text("To go on to " + asked.clientId() + ".")
                .people(PATH, parameters, provider.people())
                .button("deny", "deny", "deny", "Nobody")
                .closeForm()
                .response(200);
    }

    private OpenIdResponse response(OpenIdRequest asked, Optional<String> person) {
        OpenIdResponse response = new OpenIdResponse(provider, asked);
        person.ifPresent(response::person);
        provider.takeOpenIdFault().ifPresent(response::with);
        return response;
    }

    private static HttpResponse redirect(OpenIdRequest asked, OpenIdResponse response) {
        if (asked.asksForFormPost()) {
            return Page.titled("Signed in")
                    .posting(asked.redirectUri(), response.parameters())
                    .response(200);
        }
        return HttpResponse.redirect(
                Query.append(asked.redirectUri(), response.parameters()).toString());
    }
}
