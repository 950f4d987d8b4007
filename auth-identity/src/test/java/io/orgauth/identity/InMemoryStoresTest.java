package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.apikey.ApiKeyStore;
import io.orgauth.apikey.testing.ApiKeyStoreContract;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryStoresTest {
    private static final OrganizationId ACME = OrganizationId.of("org_acme");

    @Test
    void store_outsideOfTheUnitThatRuns_isRefused() {
        Stores stores = Stores.inMemory();
        List<Function<Stores, Object>> all = List.of(
                Stores::organizations,
                Stores::users,
                Stores::memberships,
                Stores::roles,
                Stores::roleMappings,
                Stores::invitations,
                Stores::clients,
                Stores::resources,
                Stores::domains,
                Stores::passwords,
                Stores::oneTimeSecrets,
                Stores::throttles,
                Stores::audit,
                Stores::signingKeys,
                Stores::connections,
                Stores::domainSso,
                Stores::policies,
                Stores::breakGlass,
                Stores::identityLinks,
                Stores::sessions,
                Stores::pendingSignIns,
                Stores::signInTraces,
                Stores::usedIds,
                Stores::authorizations,
                Stores::deviceCodes,
                Stores::consents,
                Stores::pendingAuthorizations,
                Stores::revocations);
        for (Function<Stores, Object> store : all) {
            assertThrows(IllegalStateException.class, () -> stores.atomically(unit -> store.apply(stores)));
            assertEquals(store.apply(stores), stores.<Object>atomically(store::apply));
        }
        assertFalse(stores.durable());
    }

    @Test
    void secondKey_among20000Rows_isFoundWithoutLookingAtThem() {
        AtomicInteger looks = new AtomicInteger();
        record Row(OrganizationId organization, String key, long version, AtomicInteger looks) implements Owned {
            String second() {
                looks.incrementAndGet();
                return "second" + key;
            }
        }
        InMemoryOwnedStore<Row> store =
                new InMemoryOwnedStore<>(new InMemoryTransaction(), row -> Optional.of(row.second()));
        for (int i = 0; i < 20_000; i++) {
            store.insert(new Row(ACME, "k" + i, 1, looks));
        }
        looks.set(0);
        assertTrue(store.findBySecondKey("secondk19999").isPresent());
        assertTrue(store.replace(new Row(ACME, "k7", 2, looks)));
        assertTrue(store.insert(new Row(ACME, "new", 1, looks)));
        assertTrue(store.remove(ACME, "k8"));
        assertTrue(looks.get() < 10, "rows looked at: " + looks);
    }

    @Nested
    class All extends StoresContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Organizations extends OrganizationStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Users extends UserStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Memberships extends MembershipStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Roles extends RoleStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class RoleMappings extends RoleMappingStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Invitations extends InvitationStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Clients extends ClientStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Resources extends ResourceStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Domains extends DomainStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Passwords extends PasswordStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class OneTimeSecrets extends OneTimeSecretStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Throttles extends ThrottleStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Audits extends AuditStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Connections extends ConnectionStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class DomainSsos extends DomainSsoStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Policies extends PolicyStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class BreakGlasses extends BreakGlassStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class IdentityLinks extends IdentityLinkStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Sessions extends SessionStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class PendingSignIns extends PendingSignInStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class SignInTraces extends SignInTraceStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class UsedIds extends UsedIdStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Authorizations extends AuthorizationStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class DeviceCodes extends DeviceCodeStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Consents extends ConsentStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class Revocations extends RevocationStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class PendingAuthorizations extends PendingAuthorizationStoreContract {
        @Override
        protected Stores emptyStores() {
            return Stores.inMemory();
        }
    }

    @Nested
    class ApiKeys extends ApiKeyStoreContract {
        private final ApiKeyStore store = Stores.inMemory().apiKeys();

        @Override
        protected ApiKeyStore store() {
            return store;
        }
    }
}
