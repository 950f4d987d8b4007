package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientApplications;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * Token introspection (RFC 7662), for the data planes that want to know whether a token was revoked: each learns of the tokens that are for
 * it, and of everything else that it is not active.
 */
final class IntrospectionEndpoint implements Endpoint {
    private final OAuthContext context;
    private final ClientAuthentication clients;
    private final OwnTokens tokens;

    IntrospectionEndpoint(OAuthContext context, ClientAuthentication clients) {
        this.context = context;
        this.clients = clients;
        this.tokens = new OwnTokens(context);
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            TokenRequest asked = TokenRequest.of(request);
            ClientApplication client = clients.authenticate(asked);
            return answer(active(asked.required("token"), client));
        } catch (BadRequestException e) {
            return OAuthError.INVALID_REQUEST.response();
        } catch (OAuthException e) {
            return e.error().response();
        }
    }

    /** 2.2: not active is all that is said of a token that is none, is old, was revoked or is somebody else's. */
    private static HttpResponse answer(Optional<JsonObject> active) {
        JsonObject body =
                active.orElseGet(() -> JsonObject.builder().put("active", false).build());
        return HttpResponse.json(200, body).with("Cache-Control", "no-store");
    }

    private Optional<JsonObject> active(String token, ClientApplication client) {
        return tokens.accessToken(token)
                .filter(claims -> isFor(claims, client))
                .filter(tokens::isAlive)
                .filter(this::mayAct)
                .map(IntrospectionEndpoint::view);
    }

    /** Only the resource's own client: a data plane asks for what it is shown, and for nothing else. */
    private static boolean isFor(JsonObject claims, ClientApplication client) {
        return client.roles().contains(ClientApplications.DATA_PLANE)
                && client.defaultResource().map(URI::toString).equals(claims.string("aud"))
                && client.owner().map(owner -> owner.value()).equals(claims.string("org_id"));
    }

    /** Whoever was disabled or removed since has no rights. */
    private boolean mayAct(JsonObject claims) {
        Subject subject = Subject.of(context.issuer(), claims.string("sub").orElse(""));
        OrganizationId organization = OrganizationId.of(claims.string("org_id").orElse(""));
        return context.identity().grants().current(subject, organization).isPresent();
    }

    private static JsonObject view(JsonObject claims) {
        JsonObject.Builder view = JsonObject.builder().put("active", true).put("token_type", "Bearer");
        claims.names().forEach(name -> claims.value(name).ifPresent(value -> view.put(name, value)));
        return view.build();
    }
}
