package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.SignInTrace;
import io.orgauth.identity.SignInTraceStore;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SignInTraceStore} does. */
public abstract class SignInTraceStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Optional<OrganizationId> NOBODY = Optional.empty();

    /** For subclasses. */
    protected SignInTraceStoreContract() {}

    static SignInTrace trace(Optional<OrganizationId> organization, int number) {
        JsonObject details = JsonObject.builder()
                .put("steps", JsonArray.ofStrings(List.of("begun", "\"ü\\")))
                .build();
        return new SignInTrace(
                "t" + number,
                organization,
                NOW.plusSeconds(number),
                Optional.of("con_a"),
                Optional.of(user(number)),
                "signed_in",
                details);
    }

    private static SignInTrace pending(int number) {
        JsonObject details = JsonObject.builder().build();
        Instant time = NOW.plusSeconds(number);
        return new SignInTrace("t" + number, NOBODY, time, Optional.empty(), Optional.empty(), "pending", details);
    }

    private SignInTraceStore store() {
        return stores().signInTraces();
    }

    @Test
    void find_isByOrganizationAndId() {
        store().put(trace(Optional.of(ACME), 1));
        store().put(pending(2));
        assertEquals(Optional.of(trace(Optional.of(ACME), 1)), store().find(Optional.of(ACME), "t1"));
        assertEquals(Optional.of(pending(2)), store().find(NOBODY, "t2"));
        assertTrue(store().find(Optional.of(GLOBEX), "t1").isEmpty());
        assertTrue(store().find(NOBODY, "t1").isEmpty());
        assertTrue(store().find(Optional.of(ACME), "t2").isEmpty());
    }

    @Test
    void put_again_isInThePlaceOfTheOneBefore_alsoForAnotherOrganization() {
        store().put(pending(1));
        store().put(trace(Optional.of(ACME), 1));
        assertTrue(store().find(NOBODY, "t1").isEmpty());
        assertTrue(store().page(NOBODY, NOW.plusSeconds(9), 10).isEmpty());
        assertEquals(Optional.of(trace(Optional.of(ACME), 1)), store().find(Optional.of(ACME), "t1"));
    }

    @Test
    void put_8Threads_oneStays() throws Exception {
        together(thread -> {
            store().put(trace(Optional.of(ACME), 1));
            return true;
        });
        assertEquals(1, store().page(Optional.of(ACME), NOW.plusSeconds(9), 10).size());
    }

    @Test
    void page_isNewestFirst_ofOneOrganization() {
        for (int number : new int[] {2, 3, 1}) {
            store().put(trace(Optional.of(ACME), number));
        }
        store().put(trace(Optional.of(GLOBEX), 4));
        store().put(pending(5));
        assertEquals(List.of("t3", "t2"), ids(Optional.of(ACME), NOW.plusSeconds(9)));
        assertEquals(List.of("t1"), ids(Optional.of(ACME), NOW.plusSeconds(2)));
        assertEquals(List.of("t5"), ids(NOBODY, NOW.plusSeconds(9)));
    }

    private List<String> ids(Optional<OrganizationId> organization, Instant before) {
        return store().page(organization, before, 2).stream()
                .map(SignInTrace::id)
                .toList();
    }

    @Test
    void removeBefore_takesTheOldestOfAllOrganizations_andAtMostTheLimit() {
        store().put(trace(Optional.of(ACME), 2));
        store().put(pending(1));
        store().put(trace(Optional.of(ACME), 3));
        assertEquals(0, store().removeBefore(NOW.plusSeconds(1), 10));
        assertEquals(1, store().removeBefore(NOW.plusSeconds(3), 1));
        assertTrue(store().find(NOBODY, "t1").isEmpty());
        assertEquals(1, store().removeBefore(NOW.plusSeconds(3), 10));
        assertEquals(List.of("t3"), ids(Optional.of(ACME), NOW.plusSeconds(9)));
    }
}
