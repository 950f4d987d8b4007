package io.orgauth.jdbc;

import io.orgauth.ApiKeyDigest;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.apikey.ApiKey;
import io.orgauth.apikey.ApiKeyLimits;
import io.orgauth.apikey.ApiKeyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An {@link ApiKeyStore} on a table. Only digests are in it. */
final class JdbcApiKeyStore implements ApiKeyStore {
    private static final String SELECT = """
            SELECT organization_id, key_id, owner_id, display_name, digest, hint, permissions, resources,
                   created, expires, deactivated, last_used, version
            FROM orgauth_api_key
            """;

    private final Sql sql;

    JdbcApiKeyStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<ApiKey> byId(String id) {
        return sql.one(SELECT + "WHERE key_id = ?", JdbcApiKeyStore::row, id);
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, String id) {
        String condition = "WHERE organization_id = ? AND key_id = ?";
        return sql.one(SELECT + condition, JdbcApiKeyStore::row, organization.value(), id);
    }

    @Override
    public List<ApiKey> page(OrganizationId organization, Optional<String> after, int limit) {
        String condition = "WHERE organization_id = ? AND key_id > ? ORDER BY key_id LIMIT ?";
        return sql.list(SELECT + condition, JdbcApiKeyStore::row, organization.value(), after.orElse(""), limit);
    }

    @Override
    public List<ApiKey> pageOf(OrganizationId organization, String owner, Optional<String> after, int limit) {
        String condition = "WHERE organization_id = ? AND owner_id = ? AND key_id > ? ORDER BY key_id LIMIT ?";
        return sql.list(SELECT + condition, JdbcApiKeyStore::row, organization.value(), owner, after.orElse(""), limit);
    }

    @Override
    public boolean insert(ApiKey key) {
        return sql.insert(
                """
                INSERT INTO orgauth_api_key
                (display_name, permissions, resources, expires, deactivated, version, organization_id, key_id,
                 owner_id, digest, hint, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                key.name(),
                key.limits().permissions().map(JsonText::words),
                key.limits().resources().map(JsonText::words),
                key.expires(),
                key.deactivated(),
                key.version(),
                key.organization().value(),
                key.id(),
                key.owner(),
                key.digest().hex(),
                key.hint(),
                key.created());
    }

    @Override
    public boolean replace(ApiKey key) {
        return sql.changeUnlessTaken(
                """
                UPDATE orgauth_api_key
                SET display_name = ?, permissions = ?, resources = ?, expires = ?, deactivated = ?, version = ?
                WHERE organization_id = ? AND key_id = ? AND version = ?
                """,
                key.name(),
                key.limits().permissions().map(JsonText::words),
                key.limits().resources().map(JsonText::words),
                key.expires(),
                key.deactivated(),
                key.version(),
                key.organization().value(),
                key.id(),
                key.version() - 1);
    }

    /** A later time that another node noted stays. */
    @Override
    public void used(OrganizationId organization, String id, Instant time) {
        sql.change("""
                UPDATE orgauth_api_key SET last_used = ?
                WHERE organization_id = ? AND key_id = ? AND (last_used IS NULL OR last_used < ?)
                """, time, organization.value(), id, time);
    }

    private static ApiKey row(ResultSet row) throws SQLException {
        return new ApiKey(
                OrganizationId.of(row.getString("organization_id")),
                row.getString("key_id"),
                row.getString("owner_id"),
                row.getString("display_name"),
                ApiKeyDigest.ofHex(row.getString("digest")),
                row.getString("hint"),
                limits(row),
                Values.instant(row, "created"),
                Values.instant(row, "expires"),
                Values.optionalInstant(row, "deactivated"),
                Values.optionalInstant(row, "last_used"),
                row.getLong("version"));
    }

    private static ApiKeyLimits limits(ResultSet row) throws SQLException {
        return new ApiKeyLimits(
                Optional.ofNullable(row.getString("permissions")).map(text -> JsonText.words(text, Permission::of)),
                Optional.ofNullable(row.getString("resources")).map(text -> JsonText.words(text, Function.identity())));
    }
}
