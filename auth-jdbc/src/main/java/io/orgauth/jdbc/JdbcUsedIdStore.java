package io.orgauth.jdbc;

import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.UsedIdStore;
import java.time.Instant;

/** A {@link UsedIdStore} on a table, whose key lets one caller add a use. */
final class JdbcUsedIdStore implements UsedIdStore {
    private final Sql sql;

    JdbcUsedIdStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean insert(SecretDigest digest, Instant until) {
        return sql.insert("INSERT INTO orgauth_used_id (digest, forget_after) VALUES (?, ?)", digest.hex(), until);
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return new ExpiredRows("orgauth_used_id", "digest", "forget_after").remove(sql, before, limit);
    }
}
