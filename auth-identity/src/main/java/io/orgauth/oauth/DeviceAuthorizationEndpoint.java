package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.DeviceCode;
import io.orgauth.identity.DeviceCode.Polling;
import io.orgauth.identity.DeviceCode.State;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.SecretDigest;
import io.orgauth.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The device authorization endpoint (RFC 8628, 3.1 and 3.2). */
final class DeviceAuthorizationEndpoint implements Endpoint {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final int ATTEMPTS = 5;

    private final OAuthContext context;
    private final ClientAuthentication clients;

    DeviceAuthorizationEndpoint(OAuthContext context, ClientAuthentication clients) {
        this.context = context;
        this.clients = clients;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            TokenRequest asked = TokenRequest.of(request);
            ClientApplication client = clients.authenticate(asked);
            if (!client.metadata().grants().contains(GrantType.DEVICE_CODE)) {
                throw OAuthError.UNAUTHORIZED_CLIENT.refusal();
            }
            return begun(asked, client);
        } catch (BadRequestException e) {
            return OAuthError.INVALID_REQUEST.response();
        } catch (OAuthException e) {
            return e.error().response();
        }
    }

    private HttpResponse begun(TokenRequest request, ClientApplication client) {
        Scope scope = request.scope(context.model()).of(client);
        Set<URI> resources = resources(request);
        Optional<OrganizationId> organization = organization(request, client);
        String secret = context.identity().ids().secret();
        Instant now = context.clock().instant();
        for (int i = 0; i < ATTEMPTS; i++) {
            DeviceCode code = new DeviceCode(
                    SecretDigest.of(secret),
                    UserCodes.make(context.identity().ids()),
                    client.id(),
                    organization,
                    scope.all(),
                    resources,
                    request.client().map(InetAddress::getHostAddress).orElse(""),
                    new State.Pending(),
                    new Polling(INTERVAL, now.minus(INTERVAL)),
                    now,
                    now.plus(LIFETIME),
                    1);
            if (context.stores().deviceCodes().insert(code)) {
                return answer(secret, code);
            }
        }
        throw OAuthError.TEMPORARILY_UNAVAILABLE.refusal(); // so many devices wait that codes people can type run out
    }

    private HttpResponse answer(String secret, DeviceCode code) {
        String page = context.issuer() + DevicePages.DEVICE;
        String shown = UserCodes.shown(code.userCode());
        JsonObject body = JsonObject.builder()
                .put("device_code", secret)
                .put("user_code", shown)
                .put("verification_uri", page)
                .put("verification_uri_complete", page + "?user_code=" + shown)
                .put("expires_in", LIFETIME.toSeconds())
                .put("interval", INTERVAL.toSeconds())
                .build();
        return HttpResponse.json(200, body).with("Cache-Control", "no-store");
    }

    private static Set<URI> resources(TokenRequest request) {
        try {
            return request.resources().stream().map(URI::create).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw OAuthError.INVALID_TARGET.refusal();
        }
    }

    private static Optional<OrganizationId> organization(TokenRequest request, ClientApplication client) {
        try {
            Optional<OrganizationId> named = request.optional("organization").map(OrganizationId::of);
            if (named.isPresent()
                    && client.owner()
                            .filter(owner -> !owner.equals(named.get()))
                            .isPresent()) {
                throw OAuthError.INVALID_REQUEST.refusal();
            }
            return client.owner().or(() -> named);
        } catch (IllegalArgumentException e) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
    }
}
