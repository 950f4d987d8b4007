package io.orgauth.examples.server;

import io.orgauth.Permission;
import io.orgauth.examples.server.OAuthException.Code;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.token.TokenIssuer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code POST /oauth/token} (RFC 6749, 3.2). Immutable and thread-safe. */
final class TokenEndpoint implements Endpoint {
    private final ClientAuthentication authentication;
    private final ClientCredentialsGrant grant;
    private final TokenIssuer issuer;
    private final Duration lifetime;

    /** The issuer's usual lifetime is what clients are told. */
    TokenEndpoint(
            ClientAuthentication authentication, ClientCredentialsGrant grant, TokenIssuer issuer, Duration lifetime) {
        this.authentication = authentication;
        this.grant = grant;
        this.issuer = issuer;
        this.lifetime = lifetime;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            return uncached(HttpResponse.json(200, token(request)));
        } catch (OAuthException e) {
            return e.response();
        } catch (BadRequestException e) {
            return new OAuthException(Code.INVALID_REQUEST, "the request is malformed").response();
        }
    }

    private JsonObject token(HttpRequest request) {
        if (request.rawQuery().isPresent()) {
            throw new OAuthException(Code.INVALID_REQUEST, "parameters belong in the body"); // RFC 6749, 2.3.1
        }
        Form form = request.form();
        requireNoRepeats(form);
        RegisteredClient client = authentication.authenticate(request, form);
        if (!form.required("grant_type").equals("client_credentials")) {
            throw new OAuthException(Code.UNSUPPORTED_GRANT_TYPE, "the only \"grant_type\" is client_credentials");
        }
        return answer(grant.decide(client, form));
    }

    /** RFC 6749, 3.2; only {@code resource} may repeat (RFC 8707, 2). */
    private static void requireNoRepeats(Form form) {
        form.names().stream().filter(name -> !name.equals("resource")).forEach(form::single);
    }

    private JsonObject answer(ClientCredentialsGrant.Decided decided) {
        JsonObject.Builder body = JsonObject.builder()
                .put("access_token", issuer.issue(decided.token()))
                .put("token_type", "Bearer")
                .put("expires_in", lifetime.toSeconds());
        if (!decided.permissions().isEmpty()) {
            body.put(
                    "scope",
                    decided.permissions().stream()
                            .map(Permission::value)
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
        return body.build();
    }

    /** RFC 6749, 3.2: without a value it counts as absent. */
    static Optional<String> value(Form form, String name) {
        return form.single(name).filter(value -> !value.isEmpty());
    }

    /** RFC 6749, 5.1 demands both, on errors too. */
    static HttpResponse uncached(HttpResponse response) {
        return response.with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }
}
