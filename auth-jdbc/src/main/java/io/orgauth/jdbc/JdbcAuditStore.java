package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.AuditEntry;
import io.orgauth.identity.AuditStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An {@link AuditStore} on a table that is only ever added to, and one that has a row a chain to lock. */
final class JdbcAuditStore implements AuditStore {
    private static final String SELECT = """
            SELECT organization_id, sequence_number, event, previous_hash, entry_hash FROM orgauth_audit
            WHERE organization_id = ?
            """;

    private final Sql sql;

    JdbcAuditStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * In a unit it keeps the chain to itself until the unit ends, so that changes of one organization queue up instead of
     * overtaking each other. One that did not ask is still refused by {@link #append}.
     */
    @Override
    public Optional<AuditEntry> head(OrganizationId organization) {
        if (sql.inUnit()) {
            lock(organization);
        }
        return newest(organization);
    }

    private void lock(OrganizationId organization) {
        String query = "SELECT organization_id FROM orgauth_audit_chain WHERE organization_id = ?";
        while (sql.locked(query, row -> row.getString(1), organization.value()).isEmpty()) {
            sql.insert("INSERT INTO orgauth_audit_chain (organization_id) VALUES (?)", organization.value());
        }
    }

    private Optional<AuditEntry> newest(OrganizationId organization) {
        return sql.one(SELECT + "ORDER BY sequence_number DESC LIMIT 1", JdbcAuditStore::row, organization.value());
    }

    /** A head that was there stays there, so only the entry after it can be missed; of two that add it the key lets one. */
    @Override
    public boolean append(AuditEntry entry) {
        long head = newest(entry.organization()).map(AuditEntry::sequence).orElse(0L);
        if (entry.sequence() != head + 1) {
            return false;
        }
        return sql.insert(
                """
                INSERT INTO orgauth_audit (organization_id, sequence_number, event, previous_hash, entry_hash)
                VALUES (?, ?, ?, ?, ?)
                """, entry.organization().value(), entry.sequence(), entry.event(), entry.previous(), entry.hash());
    }

    @Override
    public List<AuditEntry> page(OrganizationId organization, long after, int limit) {
        String rest = "AND sequence_number > ? ORDER BY sequence_number LIMIT ?";
        return sql.list(SELECT + rest, JdbcAuditStore::row, organization.value(), after, limit);
    }

    private static AuditEntry row(ResultSet row) throws SQLException {
        return new AuditEntry(
                OrganizationId.of(row.getString("organization_id")),
                row.getLong("sequence_number"),
                row.getString("event"),
                row.getString("previous_hash"),
                row.getString("entry_hash"));
    }
}
