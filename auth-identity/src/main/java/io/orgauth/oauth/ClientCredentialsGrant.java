package io.orgauth.oauth;

import io.orgauth.Authentication;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.oauth.Targets.Target;
import java.util.Optional;
import java.util.Set;

/** RFC 6749, 4.4: the client acts by itself, in the organization it belongs to. */
final class ClientCredentialsGrant implements TokenGrant {
    private final OAuthContext context;
    private final Targets targets;
    private final AccessTokens tokens;

    ClientCredentialsGrant(OAuthContext context) {
        this.context = context;
        this.targets = new Targets(context);
        this.tokens = new AccessTokens(context);
    }

    @Override
    public HttpResponse answer(TokenRequest request, ClientApplication client) {
        OrganizationId organization = client.owner().orElseThrow(OAuthError.UNAUTHORIZED_CLIENT::refusal);
        Subject subject = Subject.of(context.issuer(), client.id());
        Target target = targets.of(request.resources(), organization, client.defaultResource());
        Scope asked = request.scope(context.model());
        Grant whole = tokens.current(subject, organization).at(target.meaningful());
        AccessTokens.Bearer bearer = new AccessTokens.Bearer(
                subject,
                organization,
                client.id(),
                new Authentication(Optional.of(context.clock().instant()), Set.of(), Optional.empty()),
                Optional.empty());
        return AccessTokens.answer(
                tokens.issued(bearer, target.audience(), AccessTokens.own(whole, client, asked.permissions())));
    }
}
