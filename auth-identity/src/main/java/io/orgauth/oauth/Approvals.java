package io.orgauth.oauth;

import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.Subject;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.AdminPermissions;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.Authorization.CodeBinding;
import io.orgauth.identity.Authorization.Times;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.ClientUris;
import io.orgauth.identity.Consent;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Session;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.oauth.AuthorizationRequest.Prompt;
import io.orgauth.oauth.Authorizations.Kind;
import io.orgauth.oauth.Targets.Target;
import io.orgauth.session.Pages.Wanted;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a person is asked to allow a client, whether they have said so before, and what comes of it. */
final class Approvals {
    private final OAuthContext context;
    private final Targets targets;
    private final Authorizations authorizations;

    Approvals(OAuthContext context) {
        this.context = context;
        this.targets = new Targets(context);
        this.authorizations = new Authorizations(context);
    }

    /**
     * What one person is to allow one client in one organization.
     *
     * @param session in which session
     * @param user who
     * @param organization where
     * @param client whom
     * @param scope what, cut down to what the person may do and the client is registered for
     * @param resources where it asked for; empty for its default
     * @param targets where that is
     * @param asking whether it must be asked for again, or never was a question
     */
    record Approval(
            Session session,
            User user,
            OrganizationId organization,
            ClientApplication client,
            Scope scope,
            Set<URI> resources,
            List<Target> targets,
            Asking asking) {}

    /** Whether the person is asked. */
    enum Asking {
        NEVER,
        ONCE,
        AGAIN
    }

    /**
     * What a browser's client wants of whoever is signed in there.
     *
     * @throws OAuthException with INVALID_TARGET for a resource that is not the organization's
     */
    Approval wanted(AuthorizationRequest request, ClientApplication client, Session session) {
        return wanted(request.scope(), request.resources(), client, session, asking(request, client));
    }

    /** Any program on the device can claim to be a client that has no secret and no place of its own (RFC 8252, 8.6). */
    private static Asking asking(AuthorizationRequest request, ClientApplication client) {
        boolean known = client.metadata().authentication() != ClientMetadata.Authentication.NONE
                || ClientUris.isOwned(request.redirectUri());
        if (!known || request.asks().has(Prompt.CONSENT)) {
            return Asking.AGAIN;
        }
        return client.metadata().firstParty() ? Asking.NEVER : Asking.ONCE;
    }

    /** The same for a device, which never gets an owner's rights, and where nothing that was said before counts. */
    Approval wanted(Scope scope, Set<URI> resources, ClientApplication client, Session session) {
        Set<Permission> harmless = new HashSet<>(scope.permissions());
        harmless.removeAll(AdminPermissions.ownerLevel());
        return wanted(new Scope(harmless, scope.words()), resources, client, session, Asking.AGAIN);
    }

    private Approval wanted(Scope scope, Set<URI> resources, ClientApplication client, Session session, Asking asking) {
        OrganizationId organization = session.organization().orElseThrow(OAuthError.LOGIN_REQUIRED::refusal);
        User user = context.stores().users().find(session.user()).orElseThrow(OAuthError.LOGIN_REQUIRED::refusal);
        List<Target> all = targets.all(resources, organization, client.defaultResource());
        Scope cut = new Scope(allowed(user, organization, client, scope, all), scope.words());
        return new Approval(session, user, organization, client, cut, resources, all, asking);
    }

    /** What is shown and kept is what can be: nobody consents to what they may not do, or gets by it what they may do later. */
    private Set<Permission> allowed(
            User user, OrganizationId organization, ClientApplication client, Scope scope, List<Target> all) {
        Grant whole = context.identity()
                .grants()
                .current(Subject.of(context.issuer(), user.id().value()), organization)
                .orElseThrow(OAuthError.ACCESS_DENIED::refusal);
        Set<Permission> allowed = new HashSet<>();
        for (Target target : all) {
            Grant there = whole.at(target.meaningful()).narrowedTo(scope.permissions());
            allowed.addAll(client.metadata()
                    .permissions()
                    .map(there::narrowedTo)
                    .orElse(there)
                    .permissions());
        }
        return allowed;
    }

    /** Whether nothing is left to ask. */
    boolean isGiven(Approval approval) {
        return switch (approval.asking()) {
            case NEVER -> true;
            case AGAIN -> false;
            case ONCE -> approval.targets().stream().allMatch(target -> isRemembered(approval, target));
        };
    }

    private boolean isRemembered(Approval approval, Target target) {
        return context.stores()
                .consents()
                .find(
                        approval.user().id(),
                        approval.organization(),
                        approval.client().id(),
                        target.audience())
                .filter(said -> said.scope().containsAll(approval.scope().all()))
                .isPresent();
    }

    /** Keeps that the person said yes, so that it is not asked again. */
    void remember(Approval approval) {
        Instant now = context.clock().instant();
        context.stores().atomically(unit -> {
            for (Target target : approval.targets()) {
                Set<String> words = new TreeSet<>(approval.scope().all());
                unit.consents()
                        .find(
                                approval.user().id(),
                                approval.organization(),
                                approval.client().id(),
                                target.audience())
                        .ifPresent(before -> words.addAll(before.scope()));
                unit.consents()
                        .put(new Consent(
                                approval.user().id(),
                                approval.organization(),
                                approval.client().id(),
                                target.audience(),
                                words,
                                now));
            }
            return true;
        });
    }

    /** For the page that asks. */
    Wanted shown(Approval approval) {
        return new Wanted(
                approval.client().name(),
                context.stores()
                        .organizations()
                        .find(approval.organization())
                        .map(Organization::displayName)
                        .orElse(approval.organization().value()),
                approval.user().email().value(),
                approval.scope().permissions().stream()
                        .map(Permission::value)
                        .sorted()
                        .toList(),
                approval.scope().words());
    }

    /** Lets the client go on with a code (RFC 6749, 4.1.2). */
    String code(Approval approval, AuthorizationRequest request) {
        CodeBinding bound = new CodeBinding(request.redirectUri(), request.challenge(), request.nonce());
        Optional<Principal> person = acting(approval);
        Authorization made = context.identity().units().atomically((unit, events) -> {
            Authorization begun = begun(unit, approval, Optional.of(bound));
            events.record(
                    approval.organization(),
                    person,
                    "authorization.granted",
                    begun.id(),
                    Map.of("client", AuditDetail.id(approval.client().id())));
            return begun;
        });
        return authorizations.token(made, Kind.CODE);
    }

    /** Who allows it, for the audit. */
    Optional<Principal> acting(Approval approval) {
        return context.sessions().principal(approval.session());
    }

    /**
     * Keeps what the person allowed, if what they proved still lets them in.
     *
     * @throws OAuthException with ACCESS_DENIED if it does not any more
     */
    Authorization begun(Stores unit, Approval approval, Optional<CodeBinding> code) {
        Session session = approval.session();
        try {
            context.policy().require(unit, approval.user(), approval.organization(), session.enteredBy());
        } catch (PermissionDeniedException e) {
            throw OAuthError.ACCESS_DENIED.refusal();
        }
        String id = context.identity().ids().id("aut_");
        Instant now = context.clock().instant();
        boolean refreshed = approval.client().metadata().grants().contains(GrantType.REFRESH_TOKEN);
        Instant end = now.plus(
                refreshed
                        ? context.settings().authorizationLifetime()
                        : context.settings().tokenLifetime().plus(Authorizations.CODE_LIFETIME));
        Authorization begun = new Authorization(
                id,
                approval.organization(),
                approval.user().id(),
                approval.client().id(),
                approval.scope().all(),
                approval.resources(),
                session.enteredBy(),
                Optional.of(session.id()),
                approval.scope().has(Scope.OFFLINE) && refreshed,
                code,
                authorizations.newKey(id),
                0,
                new Times(now, now, end));
        if (!unit.authorizations().insert(begun)) {
            throw new IllegalStateException("the random id of an authorization is taken");
        }
        return begun;
    }
}
