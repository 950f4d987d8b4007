package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A {@link OneTimeSecretStore} in memory. */
final class InMemoryOneTimeSecretStore implements OneTimeSecretStore {
    private record Secret(SecretDigest digest, String purpose, UserId user, Instant expires) {}

    private final InMemoryTable<Secret> secrets;
    private final InMemoryTable<Secret> secretsByUser;

    InMemoryOneTimeSecretStore(InMemoryTransaction transaction) {
        this.secrets = new InMemoryTable<>(transaction);
        this.secretsByUser = new InMemoryTable<>(transaction);
    }

    @Override
    public void put(SecretDigest digest, String purpose, UserId user, Instant expires) {
        secrets.atomically(() -> {
            take(digest, purpose);
            Secret secret = new Secret(digest, purpose, user, expires);
            secrets.put(key(digest, purpose), secret);
            secretsByUser.put(userKey(secret), secret);
            return true;
        });
    }

    @Override
    public Optional<UserId> find(SecretDigest digest, String purpose, Instant now) {
        return secrets.find(key(digest, purpose))
                .filter(secret -> now.isBefore(secret.expires()))
                .map(Secret::user);
    }

    @Override
    public Optional<UserId> consume(SecretDigest digest, String purpose, Instant now) {
        return secrets.atomically(() -> take(digest, purpose))
                .filter(secret -> now.isBefore(secret.expires()))
                .map(Secret::user);
    }

    @Override
    public void forget(UserId user, String purpose) {
        secrets.atomically(() -> {
            secretsByUser
                    .page(userPrefix(user, purpose), Optional.empty(), Integer.MAX_VALUE)
                    .forEach(secret -> take(secret.digest(), purpose));
            return true;
        });
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return secrets.atomically(() -> {
            List<Secret> expired = secrets.overBefore(before, Secret::expires, limit);
            expired.forEach(secret -> take(secret.digest(), secret.purpose()));
            return expired.size();
        });
    }

    private Optional<Secret> take(SecretDigest digest, String purpose) {
        Optional<Secret> taken = secrets.remove(key(digest, purpose));
        taken.ifPresent(secret -> secretsByUser.remove(userKey(secret)));
        return taken;
    }

    private static String key(SecretDigest digest, String purpose) {
        return InMemoryTable.key(purpose, digest.hex());
    }

    private static String userKey(Secret secret) {
        return userPrefix(secret.user(), secret.purpose()) + secret.digest().hex();
    }

    private static String userPrefix(UserId user, String purpose) {
        return InMemoryTable.key(user.value(), InMemoryTable.key(purpose, ""));
    }
}
