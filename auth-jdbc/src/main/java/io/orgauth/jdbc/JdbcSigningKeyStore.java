package io.orgauth.jdbc;

import io.orgauth.token.SigningKeyStore;
import java.util.Optional;

/** A {@link SigningKeyStore} in the only row of a table. */
final class JdbcSigningKeyStore implements SigningKeyStore {
    private final Sql sql;

    JdbcSigningKeyStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Stored> load() {
        return sql.one(
                "SELECT version, document FROM orgauth_signing_keys WHERE document_id = 1",
                row -> new Stored(row.getLong("version"), row.getBytes("document")));
    }

    @Override
    public boolean save(long expectedVersion, byte[] document) {
        if (expectedVersion == 0) {
            return sql.insert(
                    "INSERT INTO orgauth_signing_keys (document_id, document, version) VALUES (1, ?, 1)",
                    (Object) document);
        }
        String statement = """
                UPDATE orgauth_signing_keys SET document = ?, version = version + 1
                WHERE document_id = 1 AND version = ?
                """;
        return sql.change(statement, document, expectedVersion) == 1;
    }
}
