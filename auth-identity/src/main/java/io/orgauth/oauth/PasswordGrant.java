package io.orgauth.oauth;

import io.orgauth.Authentication;
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
import io.orgauth.token.AccessToken;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * RFC 6749, 4.3: a password for a token. RFC 9700, 2.4 forbids it where anyone may ask; here the operator names the product's own
 * clients that may, and without any there is no such grant.
 */
final class PasswordGrant implements TokenGrant {
    private static final Set<String> PASSWORD = Set.of("pwd"); // RFC 8176, 2

    private final OAuthContext context;
    private final ClientAuthentication clients;
    private final Targets targets;
    private final AccessTokens tokens;
    private final AccessPolicy policy;
    private final PasswordGrantAudit audit;

    PasswordGrant(OAuthContext context) {
        this.context = context;
        this.clients = new ClientAuthentication(context.identity());
        this.targets = new Targets(context);
        this.tokens = new AccessTokens(context);
        this.policy = new AccessPolicy(context.clock());
        this.audit = new PasswordGrantAudit(context.identity().units(), context.clock());
    }

    @Override
    public HttpResponse answer(TokenRequest request) {
        String clientId = permittedClient(request);
        Optional<ClientApplication> client = context.stores().clients().byId(clientId);
        User user = proven(request, clientId);
        OrganizationId organization = organization(request, user);
        requireMayServe(client, organization);
        Authentication authentication =
                new Authentication(Optional.of(context.clock().instant()), PASSWORD, Optional.empty());
        requireAccess(user, organization, authentication, clientId);
        Subject subject = Subject.of(context.issuer(), user.id().value());
        Optional<URI> byDefault = client.flatMap(ClientApplication::defaultResource);
        Target target = targets.of(request.resources(), organization, byDefault);
        AccessToken.Builder token = AccessToken.builder()
                .organization(organization)
                .subject(subject)
                .audience(target.audience())
                .clientId(clientId)
                .authentication(authentication);
        context.identity().attributes(subject, organization).forEach(token::attribute);
        HttpResponse answer =
                tokens.firstParty(token, tokens.current(subject, organization).at(target.meaningful()), request);
        audit.succeeded(organization, user, clientId);
        return answer;
    }

    private String permittedClient(TokenRequest request) {
        String id = clients.publicClient(request);
        if (!context.passwordGrantClients().contains(id)) {
            throw OAuthError.UNAUTHORIZED_CLIENT.refusal();
        }
        return id;
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

    /** A client that is registered serves its own organization, as long as it is enabled, and is public. */
    private static void requireMayServe(Optional<ClientApplication> client, OrganizationId organization) {
        boolean serves = client.map(known -> known.enabled()
                        && known.secrets().isEmpty()
                        && known.owner().map(organization::equals).orElse(true))
                .orElse(true);
        if (!serves) {
            throw OAuthError.UNAUTHORIZED_CLIENT.refusal();
        }
    }
}
