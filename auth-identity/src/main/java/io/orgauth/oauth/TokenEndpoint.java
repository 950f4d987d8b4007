package io.orgauth.oauth;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.GrantType;
import java.util.Map;
import java.util.Optional;

/**
 * The token endpoint (RFC 6749, 3.2): finds the grant that was asked for, lets the client prove to be itself and says what is wrong in
 * the words of 5.2.
 */
final class TokenEndpoint implements Endpoint {
    private final ClientAuthentication clients;
    private final Map<GrantType, TokenGrant> grants;
    private final ApiKeyExchange exchange;

    TokenEndpoint(ClientAuthentication clients, Map<GrantType, TokenGrant> grants, ApiKeyExchange exchange) {
        this.clients = clients;
        this.grants = grants;
        this.exchange = exchange;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            TokenRequest asked = TokenRequest.of(request);
            String type = asked.required("grant_type");
            return type.equals(ApiKeyExchange.GRANT_TYPE) ? exchange.answer(asked) : granted(request, asked, type);
        } catch (BadRequestException e) {
            return OAuthError.INVALID_REQUEST.response();
        } catch (OAuthException e) {
            return e.error().response();
        }
    }

    private HttpResponse granted(HttpRequest request, TokenRequest asked, String name) {
        GrantType type =
                GrantType.of(name).filter(grants::containsKey).orElseThrow(OAuthError.UNSUPPORTED_GRANT_TYPE::refusal);
        ClientApplication client = clients.authenticate(asked);
        return Cors.of(client, request, answer(type, asked, client));
    }

    /** From here on a page of the client's may read what is wrong. */
    private HttpResponse answer(GrantType type, TokenRequest asked, ClientApplication client) {
        try {
            if (!client.metadata().grants().contains(type)) {
                throw OAuthError.UNAUTHORIZED_CLIENT.refusal();
            }
            return Optional.ofNullable(grants.get(type))
                    .orElseThrow(OAuthError.UNSUPPORTED_GRANT_TYPE::refusal)
                    .answer(asked, client);
        } catch (BadRequestException e) {
            return OAuthError.INVALID_REQUEST.response();
        } catch (OAuthException e) {
            return e.error().response();
        }
    }
}
