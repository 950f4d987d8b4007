package io.orgauth.oauth;

import io.orgauth.Authentication;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Subject;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.User;
import io.orgauth.oauth.Targets.Target;
import io.orgauth.session.AccessPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * RFC 6749, 4.3: a password for a token. RFC 9700, 2.4 forbids it where anyone may ask; here the operator registers the product's own
 * clients that may, and without any there is no such grant.
 */
final class PasswordGrant implements TokenGrant {
    private static final Set<String> PASSWORD = Set.of("pwd"); // RFC 8176, 2

    private final OAuthContext context;
    private final Targets targets;
    private final AccessTokens tokens;
    private final AccessPolicy policy;
    private final PasswordGrantAudit audit;

    PasswordGrant(OAuthContext context) {
        this.context = context;
        this.targets = new Targets(context);
        this.tokens = new AccessTokens(context);
        this.policy = context.policy();
        this.audit = new PasswordGrantAudit(context.identity().units(), context.clock());
    }

    @Override
    public HttpResponse answer(TokenRequest request, ClientApplication client) {
        User user = proven(request, client.id());
        OrganizationId organization = organization(request, user);
        requireServes(client, organization);
        Authentication authentication =
                new Authentication(Optional.of(context.clock().instant()), PASSWORD, Optional.empty());
        requireAccess(user, organization, authentication, client.id());
        Subject subject = Subject.of(context.issuer(), user.id().value());
        Target target = targets.of(request.resources(), organization, client.defaultResource());
        Grant whole = tokens.current(subject, organization).at(target.meaningful());
        Grant grant = AccessTokens.limited(
                whole, client, request.scope(context.model()).of(client));
        AccessTokens.Bearer bearer =
                new AccessTokens.Bearer(subject, organization, client.id(), authentication, Optional.empty());
        HttpResponse answer = AccessTokens.answer(tokens.issued(bearer, target.audience(), grant));
        audit.succeeded(organization, user, client.id());
        return answer;
    }

    /** Whatever is wrong, locked included, is one answer: it must not tell which accounts there are. */
    private User proven(TokenRequest request, String clientId) {
        String email = request.required("username");
        String password = request.required("password");
        try {
            return context.identity()
                    .passwords()
                    .verify(email, password, new Attempt(request.client(), Optional.empty()));
        } catch (IdentityException e) {
            audit.refused(Optional.empty(), Optional.empty(), clientId, e.reason());
            throw OAuthError.INVALID_GRANT.refusal();
        }
    }

    /** An organization whose people sign in elsewhere looks like one that the password is wrong for. */
    private void requireAccess(User user, OrganizationId organization, Authentication how, String clientId) {
        SignInProof proof =
                new SignInProof(SignInMethod.PASSWORD, context.clock().instant(), how, Optional.empty());
        try {
            policy.require(context.stores(), user, organization, proof);
        } catch (PermissionDeniedException e) {
            audit.refused(Optional.of(organization), Optional.of(user), clientId, e.reason());
            throw OAuthError.INVALID_GRANT.refusal();
        }
    }

    /** The one that is named, else the only one. Which of several is never guessed, even if only one is enabled now. */
    private OrganizationId organization(TokenRequest request, User user) {
        List<OrganizationId> own = context.stores().memberships().ofUser(user.id()).stream()
                .map(Membership::organization)
                .toList();
        Optional<String> named = request.optional("organization");
        if (named.isEmpty() && own.size() > 1) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
        return own.stream()
                .filter(id -> named.map(id.value()::equals).orElse(true))
                .findFirst()
                .orElseThrow(OAuthError.INVALID_GRANT::refusal);
    }

    /** An organization's client serves its own people. */
    private static void requireServes(ClientApplication client, OrganizationId organization) {
        if (client.owner().filter(owner -> !owner.equals(organization)).isPresent()) {
            throw OAuthError.UNAUTHORIZED_CLIENT.refusal();
        }
    }
}
