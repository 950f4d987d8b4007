package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An {@link InvitationStore} in memory. */
final class InMemoryInvitationStore extends InMemoryOwnedStore<Invitation> implements InvitationStore {
    InMemoryInvitationStore(InMemoryTransaction transaction) {
        super(transaction, invitation -> Optional.of(invitation.digest().hex()));
    }

    @Override
    public Optional<Invitation> consume(SecretDigest digest) {
        return atomically(() -> byDigest(digest).filter(found -> remove(found.organization(), found.id())));
    }

    @Override
    public Optional<Invitation> byDigest(SecretDigest digest) {
        return findBySecondKey(digest.hex());
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return atomically(() -> {
            List<Invitation> expired = overBefore(before, Invitation::expires, limit);
            expired.forEach(invitation -> remove(invitation.organization(), invitation.id()));
            return expired.size();
        });
    }
}
