package io.orgauth.jdbc;

import io.orgauth.identity.IdentityLink;
import io.orgauth.identity.IdentityLinkStore;
import io.orgauth.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An {@link IdentityLinkStore} on a table, whose two unique keys say that nobody is two people at one connection. */
final class JdbcIdentityLinkStore implements IdentityLinkStore {
    private static final String SELECT = """
            SELECT connection_id, subject, user_id, linked, seen FROM orgauth_identity_link
            """;

    private final Sql sql;

    JdbcIdentityLinkStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<IdentityLink> find(String connection, String subject) {
        String condition = "WHERE connection_id = ? AND subject = ?";
        return sql.one(SELECT + condition, JdbcIdentityLinkStore::row, connection, subject);
    }

    @Override
    public List<IdentityLink> ofUser(UserId user) {
        return sql.list(SELECT + "WHERE user_id = ? ORDER BY connection_id", JdbcIdentityLinkStore::row, user.value());
    }

    @Override
    public boolean insert(IdentityLink link) {
        return sql.insert("""
                INSERT INTO orgauth_identity_link (connection_id, subject, user_id, linked, seen) VALUES (?, ?, ?, ?, ?)
                """, link.connection(), link.subject(), link.user().value(), link.linked(), link.seen());
    }

    @Override
    public boolean seen(IdentityLink link, Instant seen) {
        String statement = """
                UPDATE orgauth_identity_link SET seen = ? WHERE connection_id = ? AND subject = ? AND user_id = ?
                """;
        return sql.change(
                        statement,
                        seen,
                        link.connection(),
                        link.subject(),
                        link.user().value())
                == 1;
    }

    @Override
    public boolean remove(String connection, String subject) {
        String statement = "DELETE FROM orgauth_identity_link WHERE connection_id = ? AND subject = ?";
        return sql.change(statement, connection, subject) == 1;
    }

    @Override
    public void removeAll(String connection) {
        sql.change("DELETE FROM orgauth_identity_link WHERE connection_id = ?", connection);
    }

    private static IdentityLink row(ResultSet row) throws SQLException {
        return new IdentityLink(
                row.getString("connection_id"),
                row.getString("subject"),
                new UserId(row.getString("user_id")),
                Values.instant(row, "linked"),
                Values.instant(row, "seen"));
    }
}
