package io.orgauth.identity;

import java.time.Instant;
import java.util.Optional;

/** A {@link OneTimeSecretStore} in memory. */
final class InMemoryOneTimeSecretStore implements OneTimeSecretStore {
    private record Secret(SecretDigest digest, String purpose, UserId user, Instant expires) {}

    private final InMemoryTable<Secret> secrets;

    InMemoryOneTimeSecretStore(InMemoryTransaction transaction) {
        this.secrets = new InMemoryTable<>(transaction);
    }

    @Override
    public void put(SecretDigest digest, String purpose, UserId user, Instant expires) {
        secrets.put(key(digest, purpose), new Secret(digest, purpose, user, expires));
    }

    @Override
    public Optional<UserId> find(SecretDigest digest, String purpose, Instant now) {
        return secrets.find(key(digest, purpose))
                .filter(secret -> now.isBefore(secret.expires()))
                .map(Secret::user);
    }

    @Override
    public Optional<UserId> consume(SecretDigest digest, String purpose, Instant now) {
        return secrets.remove(key(digest, purpose))
                .filter(secret -> now.isBefore(secret.expires()))
                .map(Secret::user);
    }

    @Override
    public void forget(UserId user, String purpose) {
        secrets.atomically(() -> {
            secrets.all(secret -> secret.user().equals(user) && secret.purpose().equals(purpose))
                    .forEach(secret -> secrets.remove(key(secret.digest(), secret.purpose())));
            return true;
        });
    }

    private static String key(SecretDigest digest, String purpose) {
        return InMemoryTable.key(purpose, digest.hex());
    }
}
