package io.orgauth.identity.testing;

import static io.orgauth.identity.testing.StoreContract.ACME;
import static io.orgauth.identity.testing.StoreContract.digest;
import static io.orgauth.identity.testing.StoreContract.user;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.BreakGlass;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.PendingSignIn;
import io.orgauth.identity.Session;
import io.orgauth.identity.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row of a number in every store that signing in needs, for what they must do together. */
final class SignInRows {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Optional<OrganizationId> IN_ACME = Optional.of(ACME);

    private SignInRows() {}

    static void fill(Stores unit, int n) {
        assertTrue(unit.connections().insert(ConnectionStoreContract.connection(IN_ACME, n, 1)));
        assertTrue(unit.domainSso()
                .insert(new DomainSso(
                        ACME, "d" + n + ".example", "con_" + n, DomainSso.Mode.OFFERED, Optional.empty(), NOW, 1)));
        assertTrue(unit.breakGlass().insert(new BreakGlass(ACME, user(n), digest(n), 1)));
        assertTrue(unit.policies().insert(policy(n, 1)));
        assertTrue(unit.identityLinks().insert(IdentityLinkStoreContract.link("con_" + n, "ada", n)));
        assertTrue(unit.sessions().insert(session(n)));
        assertTrue(unit.pendingSignIns().insert(pending(n)));
        unit.signInTraces().put(SignInTraceStoreContract.trace(IN_ACME, n));
        assertTrue(unit.usedIds().insert(digest(n), NOW));
    }

    static void empty(Stores unit, int n) {
        assertTrue(unit.connections().remove(IN_ACME, "con_" + n));
        assertTrue(unit.domainSso().remove(ACME, "d" + n + ".example"));
        assertTrue(unit.breakGlass().remove(ACME, user(n).value()));
        assertTrue(unit.policies().replace(policy(n, 2)));
        unit.identityLinks().removeAll("con_" + n);
        assertTrue(unit.sessions().remove(session(n).user(), "ses_" + n));
        assertTrue(unit.pendingSignIns().consume(pending(n)));
        unit.signInTraces().removeBefore(NOW.plusSeconds(9), 10);
        unit.usedIds().removeExpired(NOW.plusSeconds(9), 10);
    }

    /** What can be read, by every key. A used id can't be looked at: its tests use it again. */
    static List<Object> everything(Stores stores) {
        List<Object> all = new ArrayList<>();
        all.addAll(stores.connections().page(IN_ACME, Optional.empty(), 10));
        all.addAll(stores.domainSso().page(ACME, Optional.empty(), 10));
        all.addAll(stores.breakGlass().page(ACME, Optional.empty(), 10));
        all.addAll(stores.sessions().ofOrganization(ACME, Optional.empty(), 10));
        all.addAll(stores.signInTraces().page(IN_ACME, NOW.plusSeconds(9), 10));
        for (int n = 1; n <= 2; n++) {
            all.add(stores.policies().find(organization(n), OrganizationPolicy.KEY));
            all.add(stores.connections().byId("con_" + n));
            all.add(stores.identityLinks().find("con_" + n, "ada"));
            all.add(stores.identityLinks().ofUser(user(n)));
            all.add(stores.sessions().byDigest(digest(n)));
            all.add(stores.sessions().ofUser(user(n)));
            all.add(stores.sessions().ofAccount("con_" + n, "ada"));
            all.add(stores.pendingSignIns().find("p" + n));
        }
        return all;
    }

    private static OrganizationId organization(int n) {
        return OrganizationId.of("org_" + n);
    }

    private static OrganizationPolicy policy(int n, long version) {
        OrganizationPolicy standard = OrganizationPolicy.standard(organization(n));
        return new OrganizationPolicy(
                standard.organization(),
                version == 1,
                version > 1,
                standard.sessionIdle(),
                standard.sessionLifetime(),
                standard.ssoMaxAge(),
                version);
    }

    private static Session session(int n) {
        return SessionStoreContract.session(IN_ACME, n, SessionStoreContract.external("con_" + n, "ada"));
    }

    private static PendingSignIn pending(int n) {
        return new PendingSignIn("p" + n, digest(n), "sealed", NOW, 1);
    }
}
