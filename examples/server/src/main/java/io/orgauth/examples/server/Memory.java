package io.orgauth.examples.server;

import io.orgauth.SealingKey;
import io.orgauth.identity.Stores;

/**
 * What the control plane remembers, and what seals the secrets in it.
 *
 * @param stores where it is
 * @param sealingKey of the signing keys
 */
record Memory(Stores stores, SealingKey sealingKey) {
    /** Forgets everything when the process ends. */
    static Memory ofThisProcess() {
        return new Memory(Stores.inMemory(), SealingKey.inMemory());
    }
}
