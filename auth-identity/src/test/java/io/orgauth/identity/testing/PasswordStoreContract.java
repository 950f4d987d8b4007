package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.PasswordStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PasswordStore} does. */
public abstract class PasswordStoreContract extends StoreContract {
    /** For subclasses. */
    protected PasswordStoreContract() {}

    private PasswordStore store() {
        return stores().passwords();
    }

    @Test
    void put_isThatUsers_andReplaces() {
        store().put(user(1), "$a");
        store().put(user(1), "$b");
        assertEquals(Optional.of("$b"), store().find(user(1)));
        assertTrue(store().find(user(2)).isEmpty());
    }

    @Test
    void replace_expected_isStored() {
        store().put(user(1), "$a");
        assertTrue(store().replace(user(1), "$a", "$b"));
        assertEquals(Optional.of("$b"), store().find(user(1)));
    }

    @Test
    void replace_changedMeanwhileOrNone_changesNothing() {
        store().put(user(1), "$a");
        assertFalse(store().replace(user(1), "$old", "$b"));
        assertFalse(store().replace(user(2), "$a", "$b"));
        assertEquals(Optional.of("$a"), store().find(user(1)));
        assertTrue(store().find(user(2)).isEmpty());
    }

    @Test
    void replace_8Threads_oneWins() throws Exception {
        store().put(user(1), "$a");
        List<Boolean> replaced = together(thread -> store().replace(user(1), "$a", "$" + thread));
        assertEquals(1, Collections.frequency(replaced, true));
        assertEquals(Optional.of("$" + replaced.indexOf(true)), store().find(user(1)));
    }

    @Test
    void remove_isGone() {
        store().put(user(1), "$a");
        assertTrue(store().remove(user(1)));
        assertFalse(store().remove(user(1)));
        assertTrue(store().find(user(1)).isEmpty());
    }
}
