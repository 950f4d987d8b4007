package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.Authorization;
import io.orgauth.identity.Authorization.CodeBinding;
import io.orgauth.identity.AuthorizationStore;
import io.orgauth.identity.SignInProof;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link AuthorizationStore} does. */
public abstract class AuthorizationStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = NOW.plusSeconds(3_600);
    private static final Optional<String> SESSION = Optional.of("ses_1");

    /** For subclasses. */
    protected AuthorizationStoreContract() {}

    /** By a code, with all that there can be; odd numbers are user 2's, even ones user 1's. */
    static Authorization authorization(int number, Optional<String> session) {
        CodeBinding code = new CodeBinding("https://app.example/callback?a=\"b\"", "challenge", Optional.of("nonce"));
        SignInProof proof = SessionStoreContract.external("con_a", "ada");
        return with(number, session, Optional.of(code), proof, END);
    }

    /** On a device: without code and without session. */
    private static Authorization ofDevice(int number, Instant end) {
        return with(number, Optional.empty(), Optional.empty(), SessionStoreContract.password(), end);
    }

    private static Authorization with(
            int number, Optional<String> session, Optional<CodeBinding> code, SignInProof proof, Instant end) {
        return new Authorization(
                "aut_" + number,
                ACME,
                user(1 + number % 2),
                "app_1",
                Set.of("openid", "dataset:read"),
                Set.of(URI.create("https://data.example"), URI.create("https://other.example/a")),
                proof,
                session,
                number % 2 == 0,
                code,
                "c2VhbGVk" + number,
                0,
                new Authorization.Times(NOW, NOW, end));
    }

    private static Authorization next(Authorization authorization) {
        return authorization.next(NOW.plusSeconds(60), END.plusSeconds(60));
    }

    private static Authorization in(Authorization authorization, String session) {
        return new Authorization(
                authorization.id(),
                authorization.organization(),
                authorization.user(),
                authorization.client(),
                authorization.scope(),
                authorization.resources(),
                authorization.proof(),
                Optional.of(session),
                authorization.offline(),
                authorization.code(),
                authorization.sealedKey(),
                authorization.number(),
                authorization.times());
    }

    private AuthorizationStore store() {
        return stores().authorizations();
    }

    @Test
    void find_isWhatWasInserted_howeverOld() {
        Authorization ofCode = authorization(1, SESSION);
        Authorization ofDevice = ofDevice(2, Instant.EPOCH);
        assertTrue(store().insert(ofCode));
        assertTrue(store().insert(ofDevice));
        assertEquals(Optional.of(ofCode), store().find("aut_1"));
        assertEquals(Optional.of(ofDevice), store().find("aut_2"));
        assertTrue(store().find("aut_3").isEmpty());
    }

    @Test
    void insert_takenId_changesNothing() {
        Authorization first = authorization(1, SESSION);
        store().insert(first);
        assertFalse(store().insert(ofDevice(1, END)));
        assertEquals(Optional.of(first), store().find("aut_1"));
        assertEquals(1, store().removeOfSession("ses_1"));
    }

    @Test
    void ofUser_isInTheOrderOfTheIds() {
        for (int number : new int[] {5, 1, 2, 3}) {
            store().insert(authorization(number, SESSION));
        }
        assertEquals(List.of("aut_1", "aut_3", "aut_5"), ids(2));
        assertEquals(List.of("aut_2"), ids(1));
        assertEquals(List.of(), ids(3));
    }

    private List<String> ids(int user) {
        return store().ofUser(user(user)).stream().map(Authorization::id).toList();
    }

    @Test
    void replace_onlyByTheNextNumber() {
        Authorization first = authorization(1, SESSION);
        Authorization second = next(first);
        store().insert(first);
        assertFalse(store().replace(first));
        assertFalse(store().replace(next(second)));
        assertFalse(store().replace(next(authorization(2, SESSION))));
        assertTrue(store().replace(second));
        assertFalse(store().replace(second));
        assertEquals(Optional.of(second), store().find("aut_1"));
        assertEquals(List.of(second), store().ofUser(user(2)));
        assertTrue(store().replace(next(second)));
    }

    @Test
    void replace_8Threads_oneTakesTheToken() throws Exception {
        Authorization first = authorization(1, SESSION);
        store().insert(first);
        List<Boolean> taken = together(thread -> store().replace(next(first)));
        assertEquals(1, Collections.frequency(taken, true));
    }

    /** The session was entered between the reading and the replacing: its end must still reach what is refreshed. */
    @Test
    void replace_afterItsSessionMoved_endsWithTheSessionOfNow() {
        Authorization first = authorization(1, SESSION);
        store().insert(first);
        store().moveSession("ses_1", "ses_2");
        assertTrue(store().replace(next(first)));
        assertEquals(Optional.of(in(next(first), "ses_2")), store().find("aut_1"));
        assertEquals(0, store().removeOfSession("ses_1"));
        assertEquals(1, store().removeOfSession("ses_2"));
    }

    @Test
    void moveSession_isForThatSessionOnly() {
        store().insert(authorization(1, SESSION));
        store().insert(authorization(2, SESSION));
        store().insert(authorization(3, Optional.of("ses_3")));
        store().insert(ofDevice(4, END));
        store().moveSession("ses_1", "ses_2");
        store().moveSession("ses_9", "ses_2");
        assertEquals(List.of(Optional.of("ses_3"), Optional.of("ses_2")), sessions(3, 1));
        assertEquals(List.of(Optional.of("ses_2"), Optional.empty()), sessions(2, 4));
        assertEquals(2, store().removeOfSession("ses_2"));
    }

    private List<Optional<String>> sessions(int first, int second) {
        return List.of(session(first), session(second));
    }

    private Optional<String> session(int number) {
        return store().find("aut_" + number).orElseThrow().session();
    }

    @Test
    void remove_once_isGone_andItsNumberTakesNoOther() {
        Authorization first = authorization(1, SESSION);
        store().insert(first);
        assertTrue(store().remove("aut_1"));
        assertFalse(store().remove("aut_1"));
        assertTrue(store().find("aut_1").isEmpty());
        assertEquals(List.of(), ids(2));
        assertEquals(0, store().removeOfSession("ses_1"));
        assertFalse(store().replace(next(first)), "what was revoked comes to life again");
    }

    @Test
    void removeAgainstReplace_8Threads_nothingIsAliveAfterwards() throws Exception {
        Authorization first = authorization(1, SESSION);
        store().insert(first);
        List<Boolean> done = together(thread -> thread == 0 ? store().remove("aut_1") : store().replace(next(first)));
        assertTrue(done.get(0));
        assertTrue(store().find("aut_1").isEmpty());
    }

    @Test
    void removeOfSession_isForAllThatItBegan() {
        store().insert(authorization(1, SESSION));
        store().insert(authorization(2, SESSION));
        store().insert(authorization(3, Optional.of("ses_3")));
        assertEquals(2, store().removeOfSession("ses_1"));
        assertEquals(0, store().removeOfSession("ses_1"));
        assertEquals(List.of("aut_3"), ids(2));
        assertEquals(List.of(), ids(1));
    }

    @Test
    void removeOfUser_isForAllOfTheirs() {
        store().insert(authorization(1, SESSION));
        store().insert(authorization(2, SESSION));
        store().insert(ofDevice(3, END));
        assertEquals(2, store().removeOfUser(user(2)));
        assertEquals(0, store().removeOfUser(user(2)));
        assertTrue(store().find("aut_1").isEmpty());
        assertEquals(List.of("aut_2"), ids(1));
    }

    @Test
    void removeExpired_takesTheOldest_andAtMostTheLimit() {
        store().insert(ofDevice(1, END.plusSeconds(1)));
        store().insert(ofDevice(2, END));
        store().insert(ofDevice(3, END.plusSeconds(2)));
        assertEquals(0, store().removeExpired(END, 10));
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 1));
        assertEquals(List.of(), ids(1));
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 10));
        assertEquals(List.of("aut_3"), ids(2));
    }

    @Test
    void removeExpired_afterAUse_goesByTheNewEnd() {
        Authorization first = authorization(1, SESSION);
        store().insert(first);
        store().replace(next(first));
        assertEquals(0, store().removeExpired(END.plusSeconds(60), 10));
        assertEquals(1, store().removeExpired(END.plusSeconds(61), 10));
    }
}
