package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.Authorization.CodeBinding;
import io.orgauth.identity.AuthorizationStore;
import io.orgauth.identity.UserId;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An {@link AuthorizationStore} on a table. */
final class JdbcAuthorizationStore implements AuthorizationStore {
    private static final String SELECT = """
            SELECT authorization_id, organization_id, user_id, client_id, scope, resources, proof, session_id,
            outlives_session, binding, sealed_key, token_number, created, last_used, expires FROM orgauth_authorization
            """;

    private final Sql sql;

    JdbcAuthorizationStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Authorization> find(String id) {
        return sql.one(SELECT + "WHERE authorization_id = ?", JdbcAuthorizationStore::row, id);
    }

    @Override
    public List<Authorization> ofUser(UserId user) {
        String condition = "WHERE user_id = ? ORDER BY authorization_id";
        return sql.list(SELECT + condition, JdbcAuthorizationStore::row, user.value());
    }

    @Override
    public boolean insert(Authorization authorization) {
        return sql.insert(
                """
                INSERT INTO orgauth_authorization (authorization_id, organization_id, user_id, client_id, scope,
                resources, proof, session_id, outlives_session, binding, sealed_key, token_number, created, last_used,
                expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                authorization.id(),
                authorization.organization().value(),
                authorization.user().value(),
                authorization.client(),
                JsonText.words(authorization.scope()),
                JsonText.words(authorization.resources()),
                SessionProofs.text(authorization.proof()),
                authorization.session(),
                authorization.offline(),
                authorization.code().map(JdbcAuthorizationStore::json),
                authorization.sealedKey(),
                authorization.number(),
                authorization.times().created(),
                authorization.times().used(),
                authorization.times().end());
    }

    /** Its session is not written: the one that it was moved to meanwhile stays. */
    @Override
    public boolean replace(Authorization authorization) {
        String statement = """
                UPDATE orgauth_authorization SET token_number = ?, last_used = ?, expires = ?
                WHERE authorization_id = ? AND token_number = ?
                """;
        int changed = sql.change(
                statement,
                authorization.number(),
                authorization.times().used(),
                authorization.times().end(),
                authorization.id(),
                authorization.number() - 1);
        return changed == 1;
    }

    @Override
    public boolean remove(String id) {
        return sql.change("DELETE FROM orgauth_authorization WHERE authorization_id = ?", id) == 1;
    }

    @Override
    public int removeOfSession(String session) {
        return sql.change("DELETE FROM orgauth_authorization WHERE session_id = ?", session);
    }

    @Override
    public void moveSession(String before, String after) {
        sql.change("UPDATE orgauth_authorization SET session_id = ? WHERE session_id = ?", after, before);
    }

    @Override
    public int removeOfUser(UserId user) {
        return sql.change("DELETE FROM orgauth_authorization WHERE user_id = ?", user.value());
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return new ExpiredRows("orgauth_authorization", "authorization_id", "expires").remove(sql, before, limit);
    }

    private static String json(CodeBinding code) {
        JsonObject.Builder json =
                JsonObject.builder().put("redirect_uri", code.redirectUri()).put("challenge", code.challenge());
        code.nonce().ifPresent(nonce -> json.put("nonce", nonce));
        return JsonText.object(json.build());
    }

    private static CodeBinding binding(String text) {
        JsonObject json = JsonText.object(text);
        return new CodeBinding(
                json.string("redirect_uri").orElseThrow(),
                json.string("challenge").orElseThrow(),
                json.string("nonce"));
    }

    private static Authorization row(ResultSet row) throws SQLException {
        Authorization.Times times = new Authorization.Times(
                Values.instant(row, "created"), Values.instant(row, "last_used"), Values.instant(row, "expires"));
        return new Authorization(
                row.getString("authorization_id"),
                OrganizationId.of(row.getString("organization_id")),
                new UserId(row.getString("user_id")),
                row.getString("client_id"),
                JsonText.words(row.getString("scope"), word -> word),
                JsonText.words(row.getString("resources"), URI::create),
                SessionProofs.one(row.getString("proof")),
                Optional.ofNullable(row.getString("session_id")),
                row.getBoolean("outlives_session"),
                Optional.ofNullable(row.getString("binding")).map(JdbcAuthorizationStore::binding),
                row.getString("sealed_key"),
                row.getLong("token_number"),
                times);
    }
}
