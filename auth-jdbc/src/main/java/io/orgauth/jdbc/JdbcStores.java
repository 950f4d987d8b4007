package io.orgauth.jdbc;

import io.orgauth.apikey.ApiKeyStore;
import io.orgauth.identity.AuditStore;
import io.orgauth.identity.AuthorizationStore;
import io.orgauth.identity.BreakGlass;
import io.orgauth.identity.ClientStore;
import io.orgauth.identity.ConnectionStore;
import io.orgauth.identity.ConsentStore;
import io.orgauth.identity.DeviceCodeStore;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.DomainStore;
import io.orgauth.identity.IdentityLinkStore;
import io.orgauth.identity.InvitationStore;
import io.orgauth.identity.MembershipStore;
import io.orgauth.identity.OneTimeSecretStore;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.OrganizationStore;
import io.orgauth.identity.OwnedStore;
import io.orgauth.identity.PasswordStore;
import io.orgauth.identity.PendingAuthorizationStore;
import io.orgauth.identity.PendingSignInStore;
import io.orgauth.identity.ResourceStore;
import io.orgauth.identity.RevocationStore;
import io.orgauth.identity.RoleDefinition;
import io.orgauth.identity.RoleMapping;
import io.orgauth.identity.SessionStore;
import io.orgauth.identity.SignInTraceStore;
import io.orgauth.identity.Stores;
import io.orgauth.identity.ThrottleStore;
import io.orgauth.identity.UsedIdStore;
import io.orgauth.identity.UserStore;
import io.orgauth.token.SigningKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * All that a control plane remembers, in PostgreSQL for any number of nodes or in H2 for one machine.
 *
 * <pre>{@code
 * ControlPlane auth = ControlPlane.builder()
 *     .issuer("https://app.example.com/auth")
 *     .stores(JdbcStores.on(dataSource))
 *     .sealedBy(SealingKey.file(Path.of("sealing.key")))
 *     .build();
 * }</pre>
 *
 * <p>The stores hold no state of their own: nodes on one database see each other's changes at their commit, and of several that
 * want the same thing once, the database lets one. Thread-safe. A database that can't answer is an
 * {@link io.orgauth.AuthUnavailableException} with {@link JdbcReason#DATABASE_UNAVAILABLE}.
 */
public final class JdbcStores implements Stores {
    private final Sql sql;

    private JdbcStores(Sql sql) {
        this.sql = sql;
    }

    /**
     * Stores in the data source's database, whose tables are made or brought up to date first. They lie in the schema that its
     * connections begin in and are named {@code orgauth_...}. Several nodes may start together: one migrates, the others wait.
     *
     * @param source gives connections in READ COMMITTED, at least two at a time; it stays the caller's to close
     * @return the stores
     * @throws IllegalStateException if the database is out of reach, of another make, read-only or lacks rights, if H2 would lose
     *     acknowledged changes, or if the schema is half migrated, altered or newer than this library; nothing was changed then
     */
    public static Stores on(DataSource source) {
        try {
            Database database = database(source);
            database.requireReady(source);
            new Migrator(source, database, Migration.all(database)).migrate();
            return new JdbcStores(new Sql(source, database));
        } catch (SQLException e) {
            throw DatabaseRefusal.of(e);
        }
    }

    private static Database database(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                throw new IllegalStateException("the data source's connections must be in READ COMMITTED:"
                        + " remove the transaction isolation from its settings");
            }
            return Database.of(connection);
        }
    }

    /**
     * Runs the work in one transaction of READ COMMITTED, at most three times: if another transaction overtook it, once more from
     * its start, and then with what it reads locked.
     */
    @Override
    public <T> T atomically(Function<Stores, T> work) {
        if (sql.inUnit()) {
            throw new IllegalStateException("a unit begins no other, go on with its own stores");
        }
        return sql.unit(unit -> work.apply(new JdbcStores(unit)));
    }

    private Sql sql() {
        sql.requireOutsideOfUnits();
        return sql;
    }

    @Override
    public OrganizationStore organizations() {
        return new JdbcOrganizationStore(sql());
    }

    @Override
    public UserStore users() {
        return new JdbcUserStore(sql());
    }

    @Override
    public MembershipStore memberships() {
        return new JdbcMembershipStore(sql());
    }

    @Override
    public OwnedStore<RoleDefinition> roles() {
        return new JdbcRoleStore(sql());
    }

    @Override
    public OwnedStore<RoleMapping> roleMappings() {
        return new JdbcRoleMappingStore(sql());
    }

    @Override
    public InvitationStore invitations() {
        return new JdbcInvitationStore(sql());
    }

    @Override
    public ClientStore clients() {
        return new JdbcClientStore(sql());
    }

    @Override
    public ResourceStore resources() {
        return new JdbcResourceStore(sql());
    }

    @Override
    public DomainStore domains() {
        return new JdbcDomainStore(sql());
    }

    @Override
    public PasswordStore passwords() {
        return new JdbcPasswordStore(sql());
    }

    @Override
    public OneTimeSecretStore oneTimeSecrets() {
        return new JdbcOneTimeSecretStore(sql());
    }

    @Override
    public ThrottleStore throttles() {
        return new JdbcThrottleStore(sql());
    }

    @Override
    public AuditStore audit() {
        return new JdbcAuditStore(sql());
    }

    @Override
    public ApiKeyStore apiKeys() {
        return new JdbcApiKeyStore(sql());
    }

    @Override
    public SigningKeyStore signingKeys() {
        return new JdbcSigningKeyStore(sql());
    }

    @Override
    public ConnectionStore connections() {
        return new JdbcConnectionStore(sql());
    }

    @Override
    public OwnedStore<DomainSso> domainSso() {
        return new JdbcDomainSsoStore(sql());
    }

    @Override
    public OwnedStore<OrganizationPolicy> policies() {
        return new JdbcPolicyStore(sql());
    }

    @Override
    public OwnedStore<BreakGlass> breakGlass() {
        return new JdbcBreakGlassStore(sql());
    }

    @Override
    public IdentityLinkStore identityLinks() {
        return new JdbcIdentityLinkStore(sql());
    }

    @Override
    public SessionStore sessions() {
        return new JdbcSessionStore(sql());
    }

    @Override
    public PendingSignInStore pendingSignIns() {
        return new JdbcPendingSignInStore(sql());
    }

    @Override
    public SignInTraceStore signInTraces() {
        return new JdbcSignInTraceStore(sql());
    }

    @Override
    public UsedIdStore usedIds() {
        return new JdbcUsedIdStore(sql());
    }

    @Override
    public AuthorizationStore authorizations() {
        return new JdbcAuthorizationStore(sql());
    }

    @Override
    public DeviceCodeStore deviceCodes() {
        return new JdbcDeviceCodeStore(sql());
    }

    @Override
    public ConsentStore consents() {
        return new JdbcConsentStore(sql());
    }

    @Override
    public PendingAuthorizationStore pendingAuthorizations() {
        return new JdbcPendingAuthorizationStore(sql());
    }

    @Override
    public RevocationStore revocations() {
        return new JdbcRevocationStore(sql());
    }

    @Override
    public boolean durable() {
        return true;
    }
}
