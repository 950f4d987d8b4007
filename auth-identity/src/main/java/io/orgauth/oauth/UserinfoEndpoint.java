package io.orgauth.oauth;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.Decision;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Gate;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.ClientApplication;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Userinfo (OpenID Connect Core, 5.3): who a client's access token for the issuer is about, as far as the person allowed it. The token
 * comes in {@code Authorization}, or in the form (RFC 6750, 2.2).
 */
final class UserinfoEndpoint implements Endpoint {
    private final OAuthContext context;
    private final Gate gate;
    private final OwnTokens tokens;
    private final PersonClaims claims;

    UserinfoEndpoint(OAuthContext context, Gate gate) {
        this.context = context;
        this.gate = gate;
        this.tokens = new OwnTokens(context);
        this.claims = new PersonClaims(context);
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        HttpRequest presenting = presenting(request);
        Decision decision = gate.decide(presenting);
        if (decision instanceof Decision.Answer refusal) {
            return refusal.response();
        }
        Optional<Authorization> authorization = compact(presenting)
                .flatMap(tokens::accessToken)
                .flatMap(tokens::authorization)
                .filter(found -> found.scope().contains(Scope.OPENID));
        if (authorization.isEmpty()) {
            return HttpResponse.problem(403, "The token was not issued for this", "insufficient_scope")
                    .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"openid\"");
        }
        HttpResponse answer = HttpResponse.json(200, view(authorization.get())).with("Cache-Control", "no-store");
        Optional<ClientApplication> client = context.client(authorization.get().client());
        return client.map(known -> Cors.of(known, request, answer)).orElse(answer);
    }

    /** A token in the form is moved to where the gate looks for it; in two places it is in none. */
    private static HttpRequest presenting(HttpRequest request) {
        if (!request.method().equals("POST")
                || request.headers().contains("Authorization")
                || request.body().length == 0) {
            return request;
        }
        try {
            Optional<String> token = request.form().single("access_token");
            return token.map(value -> HttpRequest.builder("POST", request.target())
                            .header("Authorization", "Bearer " + value)
                            .build())
                    .orElse(request);
        } catch (BadRequestException | IllegalArgumentException e) {
            return request;
        }
    }

    private static Optional<String> compact(HttpRequest request) {
        return request.headers()
                .first("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
                .map(value -> value.substring("Bearer ".length()).trim());
    }

    private JsonObject view(Authorization authorization) {
        JsonObject.Builder view = JsonObject.builder()
                .put("sub", authorization.user().value())
                .put("org_id", authorization.organization().value());
        claims.put(
                authorization.user(),
                authorization.organization(),
                Scope.kept(authorization.scope(), context.model()),
                new PersonClaims.Sink() {
                    @Override
                    public void email(String address, boolean proven) {
                        view.put("email", address).put("email_verified", proven);
                    }

                    @Override
                    public void groups(List<String> names) {
                        view.put("groups", names);
                    }
                });
        return view.build();
    }
}
