package io.orgauth.identity;

import java.util.Optional;

/** An {@link InvitationStore} in memory. */
final class InMemoryInvitationStore extends InMemoryOwnedStore<Invitation> implements InvitationStore {
    InMemoryInvitationStore(InMemoryTransaction transaction) {
        super(transaction);
    }

    @Override
    public Optional<Invitation> consume(SecretDigest digest) {
        return table.atomically(() -> byDigest(digest).filter(found -> remove(found.organization(), found.id())));
    }

    @Override
    public Optional<Invitation> byDigest(SecretDigest digest) {
        return table.all(invitation -> invitation.digest().equals(digest)).stream()
                .findFirst();
    }
}
