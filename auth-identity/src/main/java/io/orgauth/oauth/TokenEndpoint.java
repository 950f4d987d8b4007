package io.orgauth.oauth;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.util.Map;

/** The token endpoint (RFC 6749, 3.2): finds the grant that was asked for, and says what is wrong in the words of 5.2. */
final class TokenEndpoint implements Endpoint {
    private final Map<String, TokenGrant> grants;

    TokenEndpoint(Map<String, TokenGrant> grants) {
        this.grants = grants;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            TokenRequest asked = TokenRequest.of(request);
            TokenGrant grant = grants.get(asked.required("grant_type"));
            if (grant == null) {
                throw OAuthError.UNSUPPORTED_GRANT_TYPE.refusal();
            }
            return grant.answer(asked);
        } catch (BadRequestException e) {
            return OAuthError.INVALID_REQUEST.response();
        } catch (OAuthException e) {
            return e.error().response();
        }
    }
}
