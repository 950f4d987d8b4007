package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.audit.AuditDetail;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.Revoked;
import io.orgauth.identity.Units;
import io.orgauth.json.JsonObject;
import io.orgauth.oauth.Authorizations.Kind;
import io.orgauth.oauth.Authorizations.Presented;
import java.util.Map;
import java.util.Optional;

/**
 * Token revocation (RFC 7009). A refresh token takes everything with it that its authorization gave, and so does an access token; one that a
 * client got for itself is refused from then on wherever we are asked. What is unknown, or another client's, is left alone without a word.
 */
final class RevocationEndpoint implements Endpoint {
    private final OAuthContext context;
    private final ClientAuthentication clients;
    private final Authorizations authorizations;
    private final OwnTokens tokens;

    RevocationEndpoint(OAuthContext context, ClientAuthentication clients) {
        this.context = context;
        this.clients = clients;
        this.authorizations = new Authorizations(context);
        this.tokens = new OwnTokens(context);
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            TokenRequest asked = TokenRequest.of(request);
            ClientApplication client = clients.authenticate(asked);
            return Cors.of(client, request, revoked(asked, client));
        } catch (BadRequestException e) {
            return OAuthError.INVALID_REQUEST.response();
        } catch (OAuthException e) {
            return e.error().response();
        }
    }

    /** 2.1 and 2.2: the hint is one, so it is not looked at. */
    private HttpResponse revoked(TokenRequest request, ClientApplication client) {
        Optional<String> token = request.optional("token");
        if (token.isEmpty()) {
            return OAuthError.INVALID_REQUEST.response();
        }
        authorizations
                .read(token.get(), Kind.REFRESH)
                .map(Presented::authorization)
                .filter(found -> found.client().equals(client.id()))
                .ifPresent(this::end);
        tokens.accessToken(token.get())
                .filter(claims -> claims.string("client_id").equals(Optional.of(client.id())))
                .ifPresent(this::revoke);
        return HttpResponse.of(200).with("Cache-Control", "no-store");
    }

    private void revoke(JsonObject claims) {
        String id = claims.string("jti").orElse("");
        Optional<String> of = OwnTokens.authorizationId(id);
        if (of.isPresent()) {
            context.stores().authorizations().find(of.get()).ifPresent(this::end);
            return;
        }
        OrganizationId organization = OrganizationId.of(claims.string("org_id").orElseThrow());
        String subject = claims.string("sub").orElseThrow();
        context.identity().units().atomically((unit, events) -> {
            Revoked.token(unit, organization, id, subject, context.clock().instant());
            record(
                    events,
                    organization,
                    "token.revoked",
                    id,
                    claims.string("client_id").orElseThrow());
            return true;
        });
    }

    private void end(Authorization authorization) {
        context.identity().units().atomically((unit, events) -> {
            if (Revoked.authorization(unit, authorization, context.clock().instant())) {
                record(
                        events,
                        authorization.organization(),
                        "authorization.revoked",
                        authorization.id(),
                        authorization.client());
            }
            return true;
        });
    }

    /** By the client itself, which proved to be it as far as it can. */
    private static void record(
            Units.Events events, OrganizationId organization, String action, String target, String client) {
        events.record(organization, Optional.empty(), action, target, Map.of("client", AuditDetail.id(client)));
    }
}
