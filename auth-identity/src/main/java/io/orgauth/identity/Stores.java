package io.orgauth.identity;

import io.orgauth.apikey.ApiKeyStore;
import io.orgauth.token.SigningKeyStore;
import java.util.function.Function;

/**
 * All that a control plane remembers. {@link #inMemory()} forgets it when the process ends; auth-jdbc keeps it.
 *
 * <p>Implementations are thread-safe, and pass {@code StoresContract} and the contract of each store, in the test-jar of
 * auth-identity.
 */
public interface Stores {
    /**
     * Stores for tests and demonstrations.
     *
     * @return empty stores
     */
    static Stores inMemory() {
        return new InMemoryStores();
    }

    /**
     * Runs the work as one unit: all its changes are there afterwards, or, if it throws, none. The work uses only the stores it is
     * given, which see its own changes; it begins no other unit, with either. No input or output inside.
     *
     * <p>The work may be run again from its start, on what is stored then: implementations that let units overlap do so with one
     * that another overtook, which they learn from their database, or from an {@link IdentityException} with CHANGED_MEANWHILE
     * that the work throws because a replace or append gave false. Only when several runs were overtaken does that exception reach
     * the caller; nothing is changed then.
     *
     * @param <T> what the work gives
     * @param work what to do, only with the stores it is given
     * @return what it gave
     * @throws IllegalStateException if called from inside of work
     */
    <T> T atomically(Function<Stores, T> work);

    /**
     * The organizations.
     *
     * @return their store
     */
    OrganizationStore organizations();

    /**
     * The users.
     *
     * @return their store
     */
    UserStore users();

    /**
     * The memberships.
     *
     * @return their store
     */
    MembershipStore memberships();

    /**
     * The organizations' own roles.
     *
     * @return their store
     */
    OwnedStore<RoleDefinition> roles();

    /**
     * The role mappings.
     *
     * @return their store
     */
    OwnedStore<RoleMapping> roleMappings();

    /**
     * The invitations.
     *
     * @return their store
     */
    InvitationStore invitations();

    /**
     * The client applications.
     *
     * @return their store
     */
    ClientStore clients();

    /**
     * The resources.
     *
     * @return their store
     */
    ResourceStore resources();

    /**
     * The domains.
     *
     * @return their store
     */
    DomainStore domains();

    /**
     * The password hashes.
     *
     * @return their store
     */
    PasswordStore passwords();

    /**
     * The one-time secrets.
     *
     * @return their store
     */
    OneTimeSecretStore oneTimeSecrets();

    /**
     * The throttles.
     *
     * @return their store
     */
    ThrottleStore throttles();

    /**
     * The audit chains.
     *
     * @return their store
     */
    AuditStore audit();

    /**
     * The API keys.
     *
     * @return their store
     */
    ApiKeyStore apiKeys();

    /**
     * The keys that sign tokens.
     *
     * @return their store
     */
    SigningKeyStore signingKeys();

    /**
     * The connections to identity providers.
     *
     * @return their store
     */
    ConnectionStore connections();

    /**
     * By which connections the people of domains sign in.
     *
     * @return their store
     */
    OwnedStore<DomainSso> domainSso();

    /**
     * The policies of organizations.
     *
     * @return their store
     */
    OwnedStore<OrganizationPolicy> policies();

    /**
     * The owners who get in when an identity provider is gone.
     *
     * @return their store
     */
    OwnedStore<BreakGlass> breakGlass();

    /**
     * The links to people at identity providers.
     *
     * @return their store
     */
    IdentityLinkStore identityLinks();

    /**
     * The sessions.
     *
     * @return their store
     */
    SessionStore sessions();

    /**
     * The sign-ins that have begun.
     *
     * @return their store
     */
    PendingSignInStore pendingSignIns();

    /**
     * The traces of sign-ins.
     *
     * @return their store
     */
    SignInTraceStore signInTraces();

    /**
     * What may be used once and was used.
     *
     * @return their store
     */
    UsedIdStore usedIds();

    /**
     * What people let clients do.
     *
     * @return their store
     */
    AuthorizationStore authorizations();

    /**
     * The devices that wait for a person.
     *
     * @return their store
     */
    DeviceCodeStore deviceCodes();

    /**
     * What people consented to.
     *
     * @return their store
     */
    ConsentStore consents();

    /**
     * The authorization requests that wait.
     *
     * @return their store
     */
    PendingAuthorizationStore pendingAuthorizations();

    /**
     * What was taken back before it ran out.
     *
     * @return their store
     */
    RevocationStore revocations();

    /**
     * Whether what is stored outlives the process: then secrets in it must be sealed.
     *
     * @return true for a database or file
     */
    boolean durable();
}
