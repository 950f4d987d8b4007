package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.testing.SigningKeyStoreContract;
import org.junit.jupiter.api.Test;

class InMemorySigningKeyStoreTest extends SigningKeyStoreContract {
    private final SigningKeyStore store = SigningKeyStore.inMemory();

    @Override
    protected SigningKeyStore node() {
        return store;
    }

    @Test
    void stored_toString_holdsNoDocument() {
        assertEquals("Stored[version 3]", new SigningKeyStore.Stored(3, new byte[] {7}).toString());
    }
}
