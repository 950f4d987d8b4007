package io.orgauth.identity;

import io.orgauth.apikey.ApiKeyStore;
import io.orgauth.token.SigningKeyStore;
import java.util.function.Function;

/** All stores in memory, as the work of one unit has them. */
final class InMemoryUnit implements Stores {
    private final InMemoryOrganizationStore organizations;
    private final InMemoryUserStore users;
    private final InMemoryMembershipStore memberships;
    private final OwnedStore<RoleDefinition> roles;
    private final OwnedStore<RoleMapping> roleMappings;
    private final InMemoryInvitationStore invitations;
    private final InMemoryClientStore clients;
    private final InMemoryResourceStore resources;
    private final InMemoryDomainStore domains;
    private final InMemoryPasswordStore passwords;
    private final InMemoryOneTimeSecretStore oneTimeSecrets;
    private final InMemoryThrottleStore throttles;
    private final ConnectionStore connections;
    private final OwnedStore<DomainSso> domainSso;
    private final OwnedStore<OrganizationPolicy> policies;
    private final OwnedStore<BreakGlass> breakGlass;
    private final IdentityLinkStore identityLinks;
    private final SessionStore sessions;
    private final PendingSignInStore pendingSignIns;
    private final SignInTraceStore signInTraces;
    private final UsedIdStore usedIds;
    private final AuthorizationStore authorizations;
    private final DeviceCodeStore deviceCodes;
    private final ConsentStore consents;
    private final PendingAuthorizationStore pendingAuthorizations;
    private final RevocationStore revocations;
    private final SigningKeyStore signingKeys = SigningKeyStore.inMemory();
    private final InMemoryApiKeyStore apiKeys;
    private final InMemoryAuditStore audit;

    InMemoryUnit(InMemoryTransaction transaction) {
        this.organizations = new InMemoryOrganizationStore(transaction);
        this.users = new InMemoryUserStore(transaction);
        this.memberships = new InMemoryMembershipStore(transaction);
        this.roles = new InMemoryOwnedStore<>(transaction);
        this.roleMappings = new InMemoryOwnedStore<>(transaction);
        this.invitations = new InMemoryInvitationStore(transaction);
        this.clients = new InMemoryClientStore(transaction);
        this.resources = new InMemoryResourceStore(transaction);
        this.domains = new InMemoryDomainStore(transaction);
        this.passwords = new InMemoryPasswordStore(transaction);
        this.oneTimeSecrets = new InMemoryOneTimeSecretStore(transaction);
        this.throttles = new InMemoryThrottleStore(transaction);
        this.apiKeys = new InMemoryApiKeyStore(transaction);
        this.audit = new InMemoryAuditStore(transaction);
        this.connections = new InMemoryConnectionStore(transaction);
        this.domainSso = new InMemoryOwnedStore<>(transaction);
        this.policies = new InMemoryOwnedStore<>(transaction);
        this.breakGlass = new InMemoryOwnedStore<>(transaction);
        this.identityLinks = new InMemoryIdentityLinkStore(transaction);
        this.sessions = new InMemorySessionStore(transaction);
        this.pendingSignIns = new InMemoryPendingSignInStore(transaction);
        this.signInTraces = new InMemorySignInTraceStore(transaction);
        this.usedIds = new InMemoryUsedIdStore(transaction);
        this.revocations = new InMemoryRevocationStore(transaction);
        this.authorizations = new InMemoryAuthorizationStore(transaction);
        this.deviceCodes = new InMemoryDeviceCodeStore(transaction);
        this.consents = new InMemoryConsentStore(transaction);
        this.pendingAuthorizations = new InMemoryPendingAuthorizationStore(transaction);
    }

    @Override
    public <T> T atomically(Function<Stores, T> work) {
        throw new IllegalStateException("a unit begins no other, go on with its own stores");
    }

    @Override
    public OrganizationStore organizations() {
        return organizations;
    }

    @Override
    public UserStore users() {
        return users;
    }

    @Override
    public MembershipStore memberships() {
        return memberships;
    }

    @Override
    public OwnedStore<RoleDefinition> roles() {
        return roles;
    }

    @Override
    public OwnedStore<RoleMapping> roleMappings() {
        return roleMappings;
    }

    @Override
    public InvitationStore invitations() {
        return invitations;
    }

    @Override
    public ClientStore clients() {
        return clients;
    }

    @Override
    public ResourceStore resources() {
        return resources;
    }

    @Override
    public DomainStore domains() {
        return domains;
    }

    @Override
    public PasswordStore passwords() {
        return passwords;
    }

    @Override
    public OneTimeSecretStore oneTimeSecrets() {
        return oneTimeSecrets;
    }

    @Override
    public ThrottleStore throttles() {
        return throttles;
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    @Override
    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    @Override
    public SigningKeyStore signingKeys() {
        return signingKeys;
    }

    @Override
    public ConnectionStore connections() {
        return connections;
    }

    @Override
    public OwnedStore<DomainSso> domainSso() {
        return domainSso;
    }

    @Override
    public OwnedStore<OrganizationPolicy> policies() {
        return policies;
    }

    @Override
    public OwnedStore<BreakGlass> breakGlass() {
        return breakGlass;
    }

    @Override
    public IdentityLinkStore identityLinks() {
        return identityLinks;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public PendingSignInStore pendingSignIns() {
        return pendingSignIns;
    }

    @Override
    public SignInTraceStore signInTraces() {
        return signInTraces;
    }

    @Override
    public UsedIdStore usedIds() {
        return usedIds;
    }

    @Override
    public AuthorizationStore authorizations() {
        return authorizations;
    }

    @Override
    public DeviceCodeStore deviceCodes() {
        return deviceCodes;
    }

    @Override
    public ConsentStore consents() {
        return consents;
    }

    @Override
    public PendingAuthorizationStore pendingAuthorizations() {
        return pendingAuthorizations;
    }

    @Override
    public RevocationStore revocations() {
        return revocations;
    }

    @Override
    public boolean durable() {
        return false;
    }
}
