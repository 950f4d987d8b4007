package io.orgauth.identity;

import io.orgauth.token.SigningKeyStore;
import java.util.function.Function;

/** All stores in memory, under one lock with undo. */
final class InMemoryStores implements Stores {
    private final InMemoryTransaction transaction = new InMemoryTransaction();
    private final InMemoryOrganizationStore organizations = new InMemoryOrganizationStore(transaction);
    private final InMemoryUserStore users = new InMemoryUserStore(transaction);
    private final InMemoryMembershipStore memberships = new InMemoryMembershipStore(transaction);
    private final OwnedStore<RoleDefinition> roles = new InMemoryOwnedStore<>(transaction);
    private final OwnedStore<RoleMapping> roleMappings = new InMemoryOwnedStore<>(transaction);
    private final InMemoryInvitationStore invitations = new InMemoryInvitationStore(transaction);
    private final InMemoryClientStore clients = new InMemoryClientStore(transaction);
    private final InMemoryResourceStore resources = new InMemoryResourceStore(transaction);
    private final InMemoryDomainStore domains = new InMemoryDomainStore(transaction);
    private final InMemoryPasswordStore passwords = new InMemoryPasswordStore(transaction);
    private final InMemoryOneTimeSecretStore oneTimeSecrets = new InMemoryOneTimeSecretStore(transaction);
    private final InMemoryThrottleStore throttles = new InMemoryThrottleStore(transaction);
    private final SigningKeyStore signingKeys = SigningKeyStore.inMemory();
    private final InMemoryAuditStore audit = new InMemoryAuditStore(transaction);

    @Override
    public <T> T atomically(Function<Stores, T> work) {
        return transaction.write(() -> work.apply(this));
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
    public SigningKeyStore signingKeys() {
        return signingKeys;
    }

    @Override
    public boolean durable() {
        return false;
    }
}
