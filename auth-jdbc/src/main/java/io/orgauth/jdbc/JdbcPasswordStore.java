package io.orgauth.jdbc;

import io.orgauth.identity.PasswordStore;
import io.orgauth.identity.UserId;
import java.util.Optional;

/** A {@link PasswordStore} on a table. */
final class JdbcPasswordStore implements PasswordStore {
    private final Sql sql;

    JdbcPasswordStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<String> find(UserId user) {
        return sql.one(
                "SELECT password_hash FROM orgauth_password WHERE user_id = ?", row -> row.getString(1), user.value());
    }

    @Override
    public void put(UserId user, String hash) {
        sql.put(
                "UPDATE orgauth_password SET password_hash = ? WHERE user_id = ?",
                "INSERT INTO orgauth_password (password_hash, user_id) VALUES (?, ?)",
                hash,
                user.value());
    }

    @Override
    public boolean replace(UserId user, String expected, String hash) {
        String statement = "UPDATE orgauth_password SET password_hash = ? WHERE user_id = ? AND password_hash = ?";
        return sql.change(statement, hash, user.value(), expected) == 1;
    }

    @Override
    public boolean remove(UserId user) {
        return sql.change("DELETE FROM orgauth_password WHERE user_id = ?", user.value()) == 1;
    }
}
