package io.orgauth.identity;

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
}
