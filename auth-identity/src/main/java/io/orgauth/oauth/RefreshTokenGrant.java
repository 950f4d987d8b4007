package io.orgauth.oauth;

import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.ClientApplication;
import io.orgauth.oauth.Authorizations.Kind;
import io.orgauth.oauth.Authorizations.Presented;

/** RFC 6749, 6: a refresh token for new tokens and the next refresh token. What it was allowed for never grows. */
final class RefreshTokenGrant implements TokenGrant {
    private final OAuthContext context;
    private final Authorizations authorizations;
    private final AuthorizedTokens tokens;

    RefreshTokenGrant(OAuthContext context) {
        this.context = context;
        this.authorizations = new Authorizations(context);
        this.tokens = new AuthorizedTokens(context);
    }

    @Override
    public HttpResponse answer(TokenRequest request, ClientApplication client) {
        Presented presented = authorizations
                .read(request.required("refresh_token"), Kind.REFRESH)
                .filter(genuine -> genuine.number() > 0)
                .filter(genuine -> genuine.authorization().client().equals(client.id()))
                .orElseThrow(OAuthError.INVALID_GRANT::refusal);
        AuthorizedTokens.Asked asked = tokens.asked(request, client, presented.authorization());
        Authorization now = authorizations.redeem(presented, client.metadata().refreshRetry());
        context.sessions().used(now.user(), now.session());
        return tokens.answer(asked, now);
    }
}
