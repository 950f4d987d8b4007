package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Session;
import io.orgauth.identity.SessionStore;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link SessionStore} on two tables: the second has the people at identity providers one a row, to be found by. */
final class JdbcSessionStore implements SessionStore {
    private static final String SELECT = """
            SELECT session_id, digest, user_id, organization_id, proofs, created, seen, idle_end, latest_end, device, version
            FROM orgauth_session
            """;

    private final Sql sql;

    JdbcSessionStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Session> byDigest(SecretDigest digest) {
        return sql.one(SELECT + "WHERE digest = ?", JdbcSessionStore::row, digest.hex());
    }

    @Override
    public Optional<Session> find(UserId user, String id) {
        return sql.one(SELECT + "WHERE session_id = ? AND user_id = ?", JdbcSessionStore::row, id, user.value());
    }

    @Override
    public Optional<Session> find(OrganizationId organization, String id) {
        String condition = "WHERE session_id = ? AND organization_id = ?";
        return sql.one(SELECT + condition, JdbcSessionStore::row, id, organization.value());
    }

    @Override
    public List<Session> ofUser(UserId user) {
        return sql.list(SELECT + "WHERE user_id = ? ORDER BY session_id", JdbcSessionStore::row, user.value());
    }

    @Override
    public List<Session> ofOrganization(OrganizationId organization, Optional<String> after, int limit) {
        String condition = "WHERE organization_id = ? AND session_id > ? ORDER BY session_id LIMIT ?";
        return sql.list(SELECT + condition, JdbcSessionStore::row, organization.value(), after.orElse(""), limit);
    }

    @Override
    public List<Session> ofAccount(String connection, String subject) {
        String condition = """
                WHERE session_id IN (
                    SELECT session_id FROM orgauth_session_account WHERE connection_id = ? AND subject = ?)
                ORDER BY session_id
                """;
        return sql.list(SELECT + condition, JdbcSessionStore::row, connection, subject);
    }

    @Override
    public boolean insert(Session session) {
        String statement = """
                INSERT INTO orgauth_session (digest, user_id, organization_id, proofs, created, seen, idle_end, latest_end,
                expires, device, version, session_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        return sql.unit(unit -> unit.insert(statement, written(session).toArray()) && addAccounts(unit, session));
    }

    @Override
    public boolean replace(String id, Session changed) {
        String statement = """
                UPDATE orgauth_session SET digest = ?, user_id = ?, organization_id = ?, proofs = ?, created = ?, seen = ?,
                idle_end = ?, latest_end = ?, expires = ?, device = ?, version = ?, session_id = ?
                WHERE session_id = ? AND version = ?
                """;
        List<Object> values = written(changed);
        values.add(id);
        values.add(changed.version() - 1);
        return sql.unit(unit -> {
            boolean replaced = unit.changeUnlessTaken(statement, values.toArray());
            if (replaced) {
                removeAccounts(unit, id);
                addAccounts(unit, changed);
            }
            return replaced;
        });
    }

    @Override
    public void seen(String id, Instant seen, Instant idleEnd) {
        String statement = """
                UPDATE orgauth_session SET seen = ?, idle_end = ?, expires = LEAST(latest_end, ?) WHERE session_id = ?
                """;
        sql.change(statement, seen, idleEnd, idleEnd, id);
    }

    @Override
    public boolean remove(UserId user, String id) {
        String statement = "DELETE FROM orgauth_session WHERE session_id = ? AND user_id = ?";
        return sql.unit(unit -> unit.change(statement, id, user.value()) == 1 && removeAccounts(unit, id));
    }

    /** A session that was used since it was found stays: the time is compared again by the deletion itself. */
    @Override
    public int removeExpired(Instant before, int limit) {
        String oldest = "SELECT session_id FROM orgauth_session WHERE expires < ? ORDER BY expires LIMIT ?";
        String statement = "DELETE FROM orgauth_session WHERE session_id = ? AND expires < ?";
        return sql.unit(unit -> (int) unit.list(oldest, row -> row.getString(1), before, limit).stream()
                .filter(id -> unit.change(statement, id, before) == 1 && removeAccounts(unit, id))
                .count());
    }

    private static boolean addAccounts(Sql unit, Session session) {
        session.proofs().stream()
                .flatMap(proof -> proof.external().stream())
                .map(account -> List.of(account.connection(), account.subject()))
                .distinct()
                .forEach(account -> unit.change(
                        "INSERT INTO orgauth_session_account (connection_id, subject, session_id) VALUES (?, ?, ?)",
                        account.get(0),
                        account.get(1),
                        session.id()));
        return true;
    }

    private static boolean removeAccounts(Sql unit, String id) {
        unit.change("DELETE FROM orgauth_session_account WHERE session_id = ?", id);
        return true;
    }

    /** Its id stands last, where the conditions begin. */
    private static List<Object> written(Session session) {
        Session.Times times = session.times();
        return new ArrayList<>(List.of(
                session.digest().hex(),
                session.user().value(),
                Values.owner(session.organization()),
                SessionProofs.text(session.proofs()),
                times.created(),
                times.seen(),
                times.idleEnd(),
                times.end(),
                times.over(),
                session.device(),
                session.version(),
                session.id()));
    }

    private static Session row(ResultSet row) throws SQLException {
        List<SignInProof> proofs = SessionProofs.of(row.getString("proofs"));
        Session.Times times = new Session.Times(
                Values.instant(row, "created"),
                Values.instant(row, "seen"),
                Values.instant(row, "idle_end"),
                Values.instant(row, "latest_end"));
        return new Session(
                row.getString("session_id"),
                new SecretDigest(row.getString("digest")),
                new UserId(row.getString("user_id")),
                Values.owner(row),
                proofs,
                times,
                row.getString("device"),
                row.getLong("version"));
    }
}
