package io.orgauth.oauth;

import io.orgauth.Authentication;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Subject;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.json.JsonObject;
import io.orgauth.oauth.Targets.Target;
import io.orgauth.token.AccessToken;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The token endpoint (RFC 6749, 3.2). Its scope is the complete effective set of permissions, whatever was asked for. */
final class TokenEndpoint implements Endpoint {
    private final OAuthContext context;
    private final ClientAuthentication clients;
    private final Targets targets;

    TokenEndpoint(OAuthContext context) {
        this.context = context;
        this.clients = new ClientAuthentication(context.identity());
        this.targets = new Targets(context.issuer(), context.model(), context.stores());
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            Form form = request.form();
            return switch (form.required("grant_type")) {
                case "client_credentials" -> clientCredentials(request, form);
                default -> throw OAuthError.UNSUPPORTED_GRANT_TYPE.refusal();
            };
        } catch (BadRequestException e) {
            return OAuthError.INVALID_REQUEST.response();
        } catch (OAuthException e) {
            return e.error().response();
        }
    }

    /** RFC 6749, 4.4: the client acts by itself, in the organization it belongs to. */
    private HttpResponse clientCredentials(HttpRequest request, Form form) {
        ClientApplication client = clients.confidential(request, form);
        OrganizationId organization = client.owner().orElseThrow(OAuthError.UNAUTHORIZED_CLIENT::refusal);
        Subject subject = Subject.of(context.issuer(), client.id());
        Target target = targets.of(form, organization, client.defaultResource());
        Grant grant = context.identity()
                .grants()
                .current(subject, organization)
                .orElseThrow(OAuthError.INVALID_GRANT::refusal)
                .at(target.meaningful());
        AccessToken.Builder token = AccessToken.builder()
                .organization(organization)
                .subject(subject)
                .audience(target.audience())
                .clientId(client.id())
                .authentication(new Authentication(Optional.of(context.clock().instant()), Set.of(), Optional.empty()));
        return issued(token, narrowed(grant, form));
    }

    /** What was asked for narrows and never widens; nothing asked for is everything of a first-party client. */
    private static Grant narrowed(Grant grant, Form form) {
        return form.single("scope").map(scope -> grant.narrowedTo(scope(scope))).orElse(grant);
    }

    private static Set<Permission> scope(String scope) {
        try {
            return Arrays.stream(scope.split(" ", -1)).map(Permission::of).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw OAuthError.INVALID_SCOPE.refusal();
        }
    }

    private HttpResponse issued(AccessToken.Builder token, Grant grant) {
        String scope =
                grant.permissions().stream().map(Permission::value).sorted().collect(Collectors.joining(" "));
        String signed = context.tokens()
                .issue(token.permissions(grant.permissions())
                        .roles(grant.roles())
                        .build());
        JsonObject body = JsonObject.builder()
                .put("access_token", signed)
                .put("token_type", "Bearer")
                .put("expires_in", context.tokenLifetime().toSeconds())
                .put("scope", scope)
                .build();
        return HttpResponse.json(200, body).with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }
}
