package io.orgauth.jdbc;

import io.orgauth.apikey.ApiKeyStore;
import io.orgauth.apikey.testing.ApiKeyStoreContract;
import io.orgauth.identity.Stores;
import io.orgauth.identity.testing.AuditStoreContract;
import io.orgauth.identity.testing.AuthorizationStoreContract;
import io.orgauth.identity.testing.BreakGlassStoreContract;
import io.orgauth.identity.testing.ClientStoreContract;
import io.orgauth.identity.testing.ConnectionStoreContract;
import io.orgauth.identity.testing.ConsentStoreContract;
import io.orgauth.identity.testing.DeviceCodeStoreContract;
import io.orgauth.identity.testing.DomainSsoStoreContract;
import io.orgauth.identity.testing.DomainStoreContract;
import io.orgauth.identity.testing.IdentityLinkStoreContract;
import io.orgauth.identity.testing.InvitationStoreContract;
import io.orgauth.identity.testing.MembershipStoreContract;
import io.orgauth.identity.testing.OneTimeSecretStoreContract;
import io.orgauth.identity.testing.OrganizationStoreContract;
import io.orgauth.identity.testing.PasswordStoreContract;
import io.orgauth.identity.testing.PendingAuthorizationStoreContract;
import io.orgauth.identity.testing.PendingSignInStoreContract;
import io.orgauth.identity.testing.PolicyStoreContract;
import io.orgauth.identity.testing.ResourceStoreContract;
import io.orgauth.identity.testing.RevocationStoreContract;
import io.orgauth.identity.testing.RoleMappingStoreContract;
import io.orgauth.identity.testing.RoleStoreContract;
import io.orgauth.identity.testing.SessionStoreContract;
import io.orgauth.identity.testing.SignInTraceStoreContract;
import io.orgauth.identity.testing.StoresContract;
import io.orgauth.identity.testing.ThrottleStoreContract;
import io.orgauth.identity.testing.UsedIdStoreContract;
import io.orgauth.identity.testing.UserStoreContract;
import io.orgauth.testing.SigningKeyStoreContract;
import io.orgauth.token.SigningKeyStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** What every store must do, for one database. */
abstract class StoreContracts {
    abstract TestDatabase database();

    private Stores emptyStores() {
        Stores stores = JdbcStores.on(database().sharedNode());
        database().empty();
        return stores;
    }

    @Nested
    class All extends StoresContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Organizations extends OrganizationStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Users extends UserStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Memberships extends MembershipStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Roles extends RoleStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class RoleMappings extends RoleMappingStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Invitations extends InvitationStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Clients extends ClientStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Resources extends ResourceStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Domains extends DomainStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Passwords extends PasswordStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class OneTimeSecrets extends OneTimeSecretStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Throttles extends ThrottleStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Audits extends AuditStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Connections extends ConnectionStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class DomainSsos extends DomainSsoStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Policies extends PolicyStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class BreakGlasses extends BreakGlassStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class IdentityLinks extends IdentityLinkStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Sessions extends SessionStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class PendingSignIns extends PendingSignInStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class SignInTraces extends SignInTraceStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class UsedIds extends UsedIdStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Authorizations extends AuthorizationStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class DeviceCodes extends DeviceCodeStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Consents extends ConsentStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class Revocations extends RevocationStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class PendingAuthorizations extends PendingAuthorizationStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreContracts.this.emptyStores();
        }
    }

    @Nested
    class SigningKeys extends SigningKeyStoreContract {
        @BeforeEach
        void empty() {
            emptyStores();
        }

        @Override
        protected SigningKeyStore node() {
            return JdbcStores.on(database().sharedNode()).signingKeys();
        }
    }

    @Nested
    class ApiKeys extends ApiKeyStoreContract {
        @BeforeEach
        void empty() {
            emptyStores();
        }

        @Override
        protected ApiKeyStore store() {
            return JdbcStores.on(database().sharedNode()).apiKeys();
        }
    }
}
