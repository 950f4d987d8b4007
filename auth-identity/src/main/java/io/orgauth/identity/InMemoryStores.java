package io.orgauth.identity;

import io.orgauth.apikey.ApiKeyStore;
import io.orgauth.token.SigningKeyStore;
import java.util.function.Function;

/** All stores in memory, under one lock with undo. */
final class InMemoryStores implements Stores {
    private final InMemoryTransaction transaction = new InMemoryTransaction();
    private final InMemoryUnit all = new InMemoryUnit(transaction);

    @Override
    public <T> T atomically(Function<Stores, T> work) {
        transaction.requireOutsideOfUnit();
        return transaction.unit(() -> work.apply(all));
    }

    private Stores outside() {
        transaction.requireOutsideOfUnit();
        return all;
    }

    @Override
    public OrganizationStore organizations() {
        return outside().organizations();
    }

    @Override
    public UserStore users() {
        return outside().users();
    }

    @Override
    public MembershipStore memberships() {
        return outside().memberships();
    }

    @Override
    public OwnedStore<RoleDefinition> roles() {
        return outside().roles();
    }

    @Override
    public OwnedStore<RoleMapping> roleMappings() {
        return outside().roleMappings();
    }

    @Override
    public InvitationStore invitations() {
        return outside().invitations();
    }

    @Override
    public ClientStore clients() {
        return outside().clients();
    }

    @Override
    public ResourceStore resources() {
        return outside().resources();
    }

    @Override
    public DomainStore domains() {
        return outside().domains();
    }

    @Override
    public PasswordStore passwords() {
        return outside().passwords();
    }

    @Override
    public OneTimeSecretStore oneTimeSecrets() {
        return outside().oneTimeSecrets();
    }

    @Override
    public ThrottleStore throttles() {
        return outside().throttles();
    }

    @Override
    public AuditStore audit() {
        return outside().audit();
    }

    @Override
    public ApiKeyStore apiKeys() {
        return outside().apiKeys();
    }

    @Override
    public SigningKeyStore signingKeys() {
        return outside().signingKeys();
    }

    @Override
    public ConnectionStore connections() {
        return outside().connections();
    }

    @Override
    public OwnedStore<DomainSso> domainSso() {
        return outside().domainSso();
    }

    @Override
    public OwnedStore<OrganizationPolicy> policies() {
        return outside().policies();
    }

    @Override
    public OwnedStore<BreakGlass> breakGlass() {
        return outside().breakGlass();
    }

    @Override
    public IdentityLinkStore identityLinks() {
        return outside().identityLinks();
    }

    @Override
    public SessionStore sessions() {
        return outside().sessions();
    }

    @Override
    public PendingSignInStore pendingSignIns() {
        return outside().pendingSignIns();
    }

    @Override
    public SignInTraceStore signInTraces() {
        return outside().signInTraces();
    }

    @Override
    public UsedIdStore usedIds() {
        return outside().usedIds();
    }

    @Override
    public AuthorizationStore authorizations() {
        return outside().authorizations();
    }

    @Override
    public DeviceCodeStore deviceCodes() {
        return outside().deviceCodes();
    }

    @Override
    public ConsentStore consents() {
        return outside().consents();
    }

    @Override
    public PendingAuthorizationStore pendingAuthorizations() {
        return outside().pendingAuthorizations();
    }

    @Override
    public RevocationStore revocations() {
        return outside().revocations();
    }

    @Override
    public boolean durable() {
        return false;
    }
}
