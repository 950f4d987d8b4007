package io.orgauth.jdbc;

import io.orgauth.identity.PendingSignIn;
import io.orgauth.identity.PendingSignInStore;
import io.orgauth.identity.SecretDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A {@link PendingSignInStore} on a table. */
final class JdbcPendingSignInStore implements PendingSignInStore {
    private final Sql sql;

    JdbcPendingSignInStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<PendingSignIn> find(String id) {
        String query =
                "SELECT pending_id, digest, sealed, expires, version FROM orgauth_pending_sign_in WHERE pending_id = ?";
        return sql.one(query, JdbcPendingSignInStore::row, id);
    }

    @Override
    public boolean insert(PendingSignIn pending) {
        return sql.insert(
                """
                INSERT INTO orgauth_pending_sign_in (pending_id, digest, sealed, expires, version) VALUES (?, ?, ?, ?, ?)
                """, pending.id(), pending.digest().hex(), pending.sealed(), pending.expires(), pending.version());
    }

    @Override
    public boolean replace(PendingSignIn pending) {
        String statement = """
                UPDATE orgauth_pending_sign_in SET digest = ?, sealed = ?, expires = ?, version = ?
                WHERE pending_id = ? AND version = ?
                """;
        int changed = sql.change(
                statement,
                pending.digest().hex(),
                pending.sealed(),
                pending.expires(),
                pending.version(),
                pending.id(),
                pending.version() - 1);
        return changed == 1;
    }

    /** The removal decides: of several callers that found the row, one removes it. */
    @Override
    public boolean consume(PendingSignIn pending) {
        String statement = "DELETE FROM orgauth_pending_sign_in WHERE pending_id = ? AND version = ?";
        return sql.change(statement, pending.id(), pending.version()) == 1;
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return new ExpiredRows("orgauth_pending_sign_in", "pending_id", "expires").remove(sql, before, limit);
    }

    private static PendingSignIn row(ResultSet row) throws SQLException {
        return new PendingSignIn(
                row.getString("pending_id"),
                new SecretDigest(row.getString("digest")),
                row.getString("sealed"),
                Values.instant(row, "expires"),
                row.getLong("version"));
    }
}
