package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Consent;
import io.orgauth.identity.ConsentStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ConsentStore} does. */
public abstract class ConsentStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DATA = "https://data.example";

    /** For subclasses. */
    protected ConsentStoreContract() {}

    static Consent consent(int user, OrganizationId organization, String client, String resource, String... scope) {
        return new Consent(user(user), organization, client, resource, Set.of(scope), NOW);
    }

    private static Consent consent(String client, String resource) {
        return consent(1, ACME, client, resource, "dataset:read", "openid");
    }

    private ConsentStore store() {
        return stores().consents();
    }

    @Test
    void find_isByAllFour() {
        Consent given = consent("app_1", DATA);
        store().put(given);
        assertEquals(Optional.of(given), store().find(user(1), ACME, "app_1", DATA));
        assertTrue(store().find(user(2), ACME, "app_1", DATA).isEmpty());
        assertTrue(store().find(user(1), GLOBEX, "app_1", DATA).isEmpty());
        assertTrue(store().find(user(1), ACME, "app_2", DATA).isEmpty());
        assertTrue(store().find(user(1), ACME, "app_1", DATA + "/").isEmpty());
    }

    @Test
    void put_again_isInPlaceOfTheOneBefore() {
        store().put(consent("app_1", DATA));
        Consent later = new Consent(user(1), ACME, "app_1", DATA, Set.of(), NOW.plusSeconds(5));
        store().put(later);
        assertEquals(List.of(later), store().of(user(1), ACME));
    }

    @Test
    void put_8Threads_oneIsThere() throws Exception {
        together(thread -> {
            store().put(consent(1, ACME, "app_1", DATA, "openid", "word" + thread));
            return true;
        });
        assertEquals(1, store().of(user(1), ACME).size());
    }

    @Test
    void of_isInTheOrderOfClientAndResource_ofOneUserAndOrganization() {
        store().put(consent("app_2", "https://a.example"));
        store().put(consent("app_1", "https://b.example"));
        store().put(consent("app_1", "https://a.example"));
        store().put(consent("app_10", "https://a.example"));
        store().put(consent(2, ACME, "app_1", DATA));
        store().put(consent(1, GLOBEX, "app_1", DATA));
        List<Consent> expected = List.of(
                consent("app_1", "https://a.example"),
                consent("app_1", "https://b.example"),
                consent("app_10", "https://a.example"),
                consent("app_2", "https://a.example"));
        assertEquals(expected, store().of(user(1), ACME));
        assertEquals(List.of(consent(1, GLOBEX, "app_1", DATA)), store().of(user(1), GLOBEX));
    }

    @Test
    void remove_isForOneClientOfOneUserInOneOrganization() {
        Consent ofAnotherUser = consent(2, ACME, "app_1", DATA);
        Consent inAnother = consent(1, GLOBEX, "app_1", DATA);
        store().put(consent("app_1", DATA));
        store().put(consent("app_1", "https://b.example"));
        store().put(consent("app_10", DATA));
        store().put(ofAnotherUser);
        store().put(inAnother);
        assertEquals(2, store().remove(user(1), ACME, "app_1"));
        assertEquals(0, store().remove(user(1), ACME, "app_1"));
        assertEquals(List.of(consent("app_10", DATA)), store().of(user(1), ACME));
        assertEquals(List.of(ofAnotherUser), store().of(user(2), ACME));
        assertEquals(List.of(inAnother), store().of(user(1), GLOBEX));
    }
}
