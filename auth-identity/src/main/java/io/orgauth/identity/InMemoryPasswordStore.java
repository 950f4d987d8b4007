package io.orgauth.identity;

import java.util.Optional;

/** A {@link PasswordStore} in memory. */
final class InMemoryPasswordStore implements PasswordStore {
    private final InMemoryTable<String> hashes;

    InMemoryPasswordStore(InMemoryTransaction transaction) {
        this.hashes = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<String> find(UserId user) {
        return hashes.find(user.value());
    }

    @Override
    public void put(UserId user, String hash) {
        hashes.put(user.value(), hash);
    }

    @Override
    public boolean replace(UserId user, String expected, String hash) {
        return hashes.replace(user.value(), hash, expected::equals);
    }

    @Override
    public boolean remove(UserId user) {
        return hashes.remove(user.value()).isPresent();
    }
}
