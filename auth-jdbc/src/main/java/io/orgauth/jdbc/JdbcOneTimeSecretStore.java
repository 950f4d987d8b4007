package io.orgauth.jdbc;

import io.orgauth.identity.OneTimeSecretStore;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A {@link OneTimeSecretStore} on a table. */
final class JdbcOneTimeSecretStore implements OneTimeSecretStore {
    private record Secret(UserId user, Instant expires) {
        static Secret row(ResultSet row) throws SQLException {
            return new Secret(new UserId(row.getString("user_id")), Values.instant(row, "expires"));
        }
    }

    private final Sql sql;

    JdbcOneTimeSecretStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void put(SecretDigest digest, String purpose, UserId user, Instant expires) {
        sql.put(
                "UPDATE orgauth_one_time_secret SET user_id = ?, expires = ? WHERE purpose = ? AND digest = ?",
                "INSERT INTO orgauth_one_time_secret (user_id, expires, purpose, digest) VALUES (?, ?, ?, ?)",
                user.value(),
                expires,
                purpose,
                digest.hex());
    }

    @Override
    public Optional<UserId> find(SecretDigest digest, String purpose, Instant now) {
        return row(digest, purpose)
                .filter(secret -> now.isBefore(secret.expires()))
                .map(Secret::user);
    }

    /** The removal decides: of several callers that read the row, one removes it. */
    @Override
    public Optional<UserId> consume(SecretDigest digest, String purpose, Instant now) {
        return row(digest, purpose)
                .filter(secret -> removed(digest, purpose, secret.user()))
                .filter(secret -> now.isBefore(secret.expires()))
                .map(Secret::user);
    }

    private Optional<Secret> row(SecretDigest digest, String purpose) {
        return sql.one(
                "SELECT user_id, expires FROM orgauth_one_time_secret WHERE purpose = ? AND digest = ?",
                Secret::row,
                purpose,
                digest.hex());
    }

    private boolean removed(SecretDigest digest, String purpose, UserId user) {
        String statement = "DELETE FROM orgauth_one_time_secret WHERE purpose = ? AND digest = ? AND user_id = ?";
        return sql.change(statement, purpose, digest.hex(), user.value()) == 1;
    }

    @Override
    public void forget(UserId user, String purpose) {
        sql.change("DELETE FROM orgauth_one_time_secret WHERE user_id = ? AND purpose = ?", user.value(), purpose);
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return new ExpiredRows("orgauth_one_time_secret", "digest", "expires").remove(sql, before, limit);
    }
}
