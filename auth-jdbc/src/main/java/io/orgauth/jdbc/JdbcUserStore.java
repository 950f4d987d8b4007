package io.orgauth.jdbc;

import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.User;
import io.orgauth.identity.UserId;
import io.orgauth.identity.UserStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A {@link UserStore} on a table. */
final class JdbcUserStore implements UserStore {
    private static final String SELECT = """
            SELECT user_id, email, email_proven, external_id, enabled, version FROM orgauth_user
            """;

    private final Sql sql;

    JdbcUserStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<User> find(UserId id) {
        return sql.one(SELECT + "WHERE user_id = ?", JdbcUserStore::row, id.value());
    }

    @Override
    public Optional<User> byEmail(EmailAddress email) {
        return sql.one(SELECT + "WHERE email = ?", JdbcUserStore::row, email.value());
    }

    @Override
    public Optional<User> byExternalId(String externalId) {
        return sql.one(SELECT + "WHERE external_id = ?", JdbcUserStore::row, externalId);
    }

    @Override
    public List<User> page(Optional<String> after, int limit) {
        String condition = "WHERE user_id > ? ORDER BY user_id LIMIT ?";
        return sql.list(SELECT + condition, JdbcUserStore::row, after.orElse(""), limit);
    }

    @Override
    public boolean insert(User user) {
        return sql.insert(
                """
                INSERT INTO orgauth_user (user_id, email, email_proven, external_id, enabled, version)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                user.id().value(),
                user.email().value(),
                user.emailProven(),
                user.externalId(),
                user.enabled(),
                user.version());
    }

    @Override
    public boolean replace(User user) {
        return sql.changeUnlessTaken(
                """
                UPDATE orgauth_user SET email = ?, email_proven = ?, external_id = ?, enabled = ?, version = ?
                WHERE user_id = ? AND version = ?
                """,
                user.email().value(),
                user.emailProven(),
                user.externalId(),
                user.enabled(),
                user.version(),
                user.id().value(),
                user.version() - 1);
    }

    private static User row(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getString("user_id")),
                EmailAddress.of(row.getString("email")),
                row.getBoolean("email_proven"),
                Optional.ofNullable(row.getString("external_id")),
                row.getBoolean("enabled"),
                row.getLong("version"));
    }
}
