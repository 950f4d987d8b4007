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
    public boolean durable() {
        return false;
    }
}
