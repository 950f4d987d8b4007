package io.orgauth.identity;

import io.orgauth.ReplayGuard;
import java.time.Instant;

/** A replay guard that all nodes on one store share. */
final class StoredReplayGuard implements ReplayGuard {
    private final Stores stores;

    StoredReplayGuard(Stores stores) {
        this.stores = stores;
    }

    /** The length of the scope stands before it, so that no two pairs have one digest. */
    @Override
    public boolean isFirstUse(String scope, String id, Instant until) {
        return stores.usedIds().insert(SecretDigest.of(scope.length() + ":" + scope + id), until);
    }
}
