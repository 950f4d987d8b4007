package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.RevocationStore;
import io.orgauth.trust.Revocation;
import io.orgauth.trust.Revocation.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link RevocationStore} does. */
public abstract class RevocationStoreContract extends StoreContract {
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final OrganizationId GLOBEX = OrganizationId.of("org_globex");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected RevocationStoreContract() {}

    private RevocationStore store() {
        return stores().revocations();
    }

    private static Revocation revocation(Kind kind, String id, int second) {
        Instant revoked = START.plusSeconds(second);
        return new Revocation(kind, id, "usr_1", revoked, revoked.plusSeconds(600));
    }

    @Test
    void put_isThere_forItsOrganization() {
        Revocation one = revocation(Kind.SESSION, "ses_1", 0);
        store().put(ACME, one);
        assertTrue(store().contains(ACME, "ses_1"));
        assertFalse(store().contains(GLOBEX, "ses_1"));
        assertFalse(store().contains(ACME, "ses_2"));
        assertEquals(List.of(one), store().of(ACME, START, 10));
        assertEquals(List.of(), store().of(GLOBEX, START, 10));
    }

    @Test
    void put_again_takesTheLaterOne() {
        store().put(ACME, revocation(Kind.SUBJECT, "usr_1", 0));
        Revocation later = revocation(Kind.SUBJECT, "usr_1", 5);
        store().put(ACME, later);
        assertEquals(List.of(later), store().of(ACME, START, 10));
    }

    @Test
    void of_latestFirst_withoutWhatIsOver_andAtMostTheLimit() {
        Revocation first = revocation(Kind.TOKEN, "a", 0);
        Revocation second = revocation(Kind.TOKEN, "b", 1);
        Revocation third = revocation(Kind.TOKEN, "c", 2);
        List.of(first, second, third).forEach(one -> store().put(ACME, one));
        assertEquals(List.of(third, second, first), store().of(ACME, START, 10));
        assertEquals(List.of(third, second), store().of(ACME, START, 2));
        assertEquals(List.of(third, second), store().of(ACME, first.expires(), 10));
    }

    @Test
    void removeExpired_takesTheOldest_andAtMostTheLimit() {
        for (int second = 0; second < 3; second++) {
            store().put(ACME, revocation(Kind.TOKEN, "t" + second, second));
        }
        Instant end = START.plusSeconds(600);
        assertEquals(0, store().removeExpired(end, 10));
        assertEquals(1, store().removeExpired(end.plusSeconds(2), 1));
        assertFalse(store().contains(ACME, "t0"));
        assertEquals(1, store().removeExpired(end.plusSeconds(2), 10));
        assertTrue(store().contains(ACME, "t2"));
    }

    @Test
    void unitThatThrows_leavesNothing() {
        Revocation one = revocation(Kind.TOKEN, "a", 0);
        try {
            stores().atomically(unit -> {
                unit.revocations().put(ACME, one);
                throw new IllegalArgumentException("on purpose");
            });
        } catch (IllegalArgumentException expected) {
            assertFalse(store().contains(ACME, "a"));
        }
    }
}
