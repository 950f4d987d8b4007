package io.orgauth.oidc;

import io.orgauth.sso.LoginRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a sign-in sends the browser (OpenID Connect Core, 3.1.2.1; RFC 7636, 4.3). Immutable. */
record AuthorizationRequest(OidcSettings settings, URI redirectUri) {
    URI url(ProviderMetadata metadata, Login login, LoginRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", settings.clientId());
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("scope", String.join(" ", settings.scopes()));
        parameters.put("state", login.state());
        parameters.put("nonce", login.nonce());
        parameters.put("code_challenge", login.challenge());
        parameters.put("code_challenge_method", "S256");
        if (settings.formPost()) {
            parameters.put("response_mode", "form_post");
        }
        if (login.fresh()) {
            parameters.putAll(settings.vendor().freshParameters());
        }
        request.loginHint().ifPresent(hint -> parameters.put("login_hint", hint));
        parameters.putAll(settings.vendor().authorizationParameters(settings));
        return BrowserUrl.of(metadata.authorization(), parameters);
    }
}
