package io.orgauth.apikey;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.ApiKeyReason;
import io.orgauth.Credential;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.audit.AuditEvent;
import io.orgauth.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** Keys of one issuer with two organizations, a clock and rights that tests change. */
final class Fixture implements AutoCloseable {
    static final String ISSUER = "https://auth.example";
    static final String DATA = "https://data.acme.example";
    static final String OTHER_DATA = "https://other.acme.example";
    static final OrganizationId ACME = OrganizationId.of("org_acme");
    static final OrganizationId GLOBEX = OrganizationId.of("org_globex");
    static final ApiKeyOwner ADA = ApiKeyOwner.of("usr_ada");
    static final Permission READ = Permission.of("models:read");
    static final Permission WRITE = Permission.of("models:write");
    static final Permission ELSEWHERE = Permission.of("elsewhere:read");

    final Set<String> resources = new HashSet<>(Set.of(DATA, OTHER_DATA, ISSUER));
    final Map<String, Grant> grants = new HashMap<>();
    final List<AuditEvent> audit = new ArrayList<>();
    final CountingStore store = new CountingStore();
    final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    long nanos;

    final ApiKeys keys = ApiKeys.builder()
            .issuer(ISSUER)
            .prefix("acme")
            .store(store)
            .grants((subject, organization) -> subject.issuer().equals(ISSUER)
                    ? Optional.ofNullable(grants.get(subject.id() + "@" + organization))
                    : Optional.empty())
            .resources((organization, uri) ->
                    Optional.of(Set.of(READ, WRITE)).filter(meaningful -> resources.contains(uri)))
            .policies(organization -> organization.equals(GLOBEX)
                    ? new ApiKeyPolicy(Duration.ofDays(1), Duration.ofDays(2))
                    : ApiKeyPolicy.STANDARD)
            .rate(new ApiKeyRate(10, 20))
            .auditLog(audit::add)
            .clock(clock)
            .ticker(() -> nanos)
            .build();

    Fixture() {
        grant(ACME, READ, WRITE, ELSEWHERE);
        grant(GLOBEX, READ);
    }

    void grant(OrganizationId organization, Permission... permissions) {
        grants.put(ADA.value() + "@" + organization, new Grant(Set.of(permissions), Set.of(Role.MEMBER)));
    }

    void disable(OrganizationId organization) {
        grants.remove(ADA.value() + "@" + organization);
    }

    IssuedApiKey issue() {
        return keys.issue(ADA, ACME, "ci pipeline");
    }

    IssuedApiKey issue(ApiKeyLimits limits) {
        return keys.issue(ADA, ACME, ApiKeyRequest.named("ci").limitedTo(limits));
    }

    Principal use(IssuedApiKey issued) {
        return use(issued, DATA);
    }

    Principal use(IssuedApiKey issued, String resource) {
        return keys.forOrganization(ACME.value(), resource).authenticate(Credential.ApiKey.of(issued.secret()));
    }

    ApiKeyReason refused(IssuedApiKey issued) {
        return refused(issued, DATA);
    }

    ApiKeyReason refused(IssuedApiKey issued, String resource) {
        return (ApiKeyReason) assertThrows(InvalidCredentialException.class, () -> use(issued, resource))
                .reason();
    }

    static ApiKeyChangeReason refused(Executable change) {
        return assertThrows(ApiKeyException.class, change).reason();
    }

    List<String> actions() {
        return audit.stream().map(AuditEvent::action).toList();
    }

    static Subject subject() {
        return Subject.of(ISSUER, ADA.value());
    }

    @Override
    public void close() {
        keys.close();
    }

    /** Counts look-ups by id and notes of use. */
    static final class CountingStore implements ApiKeyStore {
        private final ApiKeyStore kept = ApiKeyStore.inMemory();
        int lookUps;
        int uses;
        boolean down;

        @Override
        public Optional<ApiKey> byId(String id) {
            lookUps++;
            return kept.byId(id);
        }

        @Override
        public Optional<ApiKey> find(OrganizationId organization, String id) {
            return kept.find(organization, id);
        }

        @Override
        public List<ApiKey> page(OrganizationId organization, Optional<String> after, int limit) {
            return kept.page(organization, after, limit);
        }

        @Override
        public List<ApiKey> pageOf(OrganizationId organization, String owner, Optional<String> after, int limit) {
            return kept.pageOf(organization, owner, after, limit);
        }

        @Override
        public boolean insert(ApiKey key) {
            return kept.insert(key);
        }

        @Override
        public boolean replace(ApiKey key) {
            return kept.replace(key);
        }

        @Override
        public void used(OrganizationId organization, String id, Instant time) {
            if (down) {
                throw new IllegalStateException("the store is down");
            }
            uses++;
            kept.used(organization, id, time);
        }
    }
}
