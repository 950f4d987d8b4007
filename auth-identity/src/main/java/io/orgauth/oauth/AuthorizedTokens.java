package io.orgauth.oauth;

import io.orgauth.Authentication;
import io.orgauth.Grant;
import io.orgauth.Subject;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.AdminPermissions;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.Authorization.CodeBinding;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.GrantType;
import io.orgauth.json.JsonObject;
import io.orgauth.oauth.Authorizations.Kind;
import io.orgauth.oauth.Targets.Target;
import io.orgauth.token.IdToken;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tokens of what somebody let a client do, whether it comes with a code, a device code or a refresh token. First what is asked for is
 * checked, which changes nothing; then the code or token is redeemed; then tokens are made of the rights of now.
 */
final class AuthorizedTokens {
    private final OAuthContext context;
    private final Targets targets;
    private final AccessTokens tokens;
    private final Authorizations authorizations;
    private final PersonClaims claims;

    AuthorizedTokens(OAuthContext context) {
        this.context = context;
        this.targets = new Targets(context);
        this.tokens = new AccessTokens(context);
        this.authorizations = new Authorizations(context);
        this.claims = new PersonClaims(context);
    }

    /** What a request asks for, which its authorization covers. */
    record Asked(ClientApplication client, Target target, Scope scope) {}

    /**
     * Checks what is asked for.
     *
     * @throws OAuthException with INVALID_TARGET or INVALID_SCOPE if it is more than was allowed
     */
    Asked asked(TokenRequest request, ClientApplication client, Authorization authorization) {
        Target target = target(request.resources(), client, authorization);
        Scope allowed = Scope.kept(authorization.scope(), context.model());
        Scope named = request.scope(context.model());
        boolean narrower = allowed.words().containsAll(named.words())
                && (allowed.has(Scope.ALL) || allowed.permissions().containsAll(named.permissions()));
        if (!narrower) {
            throw OAuthError.INVALID_SCOPE.refusal(); // RFC 6749, 6
        }
        return new Asked(client, target, named.permissions().isEmpty() ? allowed : allowed.with(named.permissions()));
    }

    /** RFC 8707, 2.2: one of those that were allowed; the only one need not be named. Where none was, the default is all there is. */
    private Target target(List<String> named, ClientApplication client, Authorization authorization) {
        Set<String> allowed =
                authorization.resources().stream().map(URI::toString).collect(Collectors.toSet());
        if (allowed.isEmpty()) {
            Target byDefault = targets.of(List.of(), authorization.organization(), client.defaultResource());
            return targets.within(Set.of(byDefault.audience()), named, authorization.organization());
        }
        return targets.within(allowed, named, authorization.organization());
    }

    /** RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3 and 12.2. */
    HttpResponse answer(Asked asked, Authorization authorization) {
        Subject subject = Subject.of(context.issuer(), authorization.user().value());
        AccessTokens.Bearer bearer = new AccessTokens.Bearer(
                subject,
                authorization.organization(),
                asked.client().id(),
                authentication(authorization),
                authorization.session());
        Grant whole = tokens.current(subject, authorization.organization())
                .at(asked.target().meaningful());
        Grant grant = AccessTokens.limited(whole, asked.client(), asked.scope());
        Grant used = isOfDevice(authorization) ? AccessTokens.without(grant, AdminPermissions.ownerLevel()) : grant;
        String tokenId = context.identity().ids().id(authorization.id() + ".");
        JsonObject.Builder body = tokens.issued(bearer, asked.target().audience(), used, tokenId, asked.scope());
        return AccessTokens.answer(completed(body, asked, authorization));
    }

    private JsonObject.Builder completed(JsonObject.Builder body, Asked asked, Authorization authorization) {
        if (asked.client().metadata().grants().contains(GrantType.REFRESH_TOKEN)) {
            body.put("refresh_token", authorizations.token(authorization, Kind.REFRESH));
        }
        if (asked.scope().has(Scope.OPENID)) {
            String accessToken = body.build().string("access_token").orElseThrow();
            body.put("id_token", idToken(asked, authorization, accessToken));
        }
        return body;
    }

    /** Whoever approves a device does not sit at it: that they signed in just now says nothing about who does. */
    private static Authentication authentication(Authorization authorization) {
        Authentication proven = authorization.proof().authentication();
        return isOfDevice(authorization)
                ? new Authentication(Optional.empty(), proven.methods(), proven.context())
                : proven;
    }

    private static boolean isOfDevice(Authorization authorization) {
        return authorization.code().isEmpty();
    }

    private String idToken(Asked asked, Authorization authorization, String accessToken) {
        IdToken.Builder token = IdToken.builder()
                .organization(authorization.organization())
                .subject(Subject.of(context.issuer(), authorization.user().value()))
                .clientId(asked.client().id())
                .authentication(authorization.proof().authentication())
                .accessToken(accessToken);
        authorization.session().ifPresent(token::sessionId);
        nonce(authorization).ifPresent(token::nonce);
        claims.put(authorization.user(), authorization.organization(), asked.scope(), new PersonClaims.Sink() {
            @Override
            public void email(String address, boolean proven) {
                token.email(address, proven);
            }

            @Override
            public void groups(List<String> names) {
                token.groups(names);
            }
        });
        context.settings()
                .claims()
                .put(
                        new CustomClaims.Holder(
                                Subject.of(
                                        context.issuer(), authorization.user().value()),
                                authorization.organization(),
                                asked.client().id()),
                        token::claim);
        return context.tokens().issue(token.build());
    }

    /** With the code only: a nonce is there to be seen once. */
    private static Optional<String> nonce(Authorization authorization) {
        return authorization.number() == 1 ? authorization.code().flatMap(CodeBinding::nonce) : Optional.empty();
    }
}
