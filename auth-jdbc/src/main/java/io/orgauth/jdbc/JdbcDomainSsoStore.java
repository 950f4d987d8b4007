package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainSso;
import java.util.List;
import java.util.Optional;

/** By which connections the people of domains sign in. */
final class JdbcDomainSsoStore extends JdbcOwnedStore<DomainSso> {
    private static final OwnedTable<DomainSso> TABLE = new OwnedTable<>(
            "orgauth_domain_sso",
            "domain_name",
            List.of("connection_id", "sso_mode", "realm", "since"),
            sso -> List.of(sso.connection(), sso.mode().name(), sso.realm(), sso.since()),
            row -> new DomainSso(
                    OrganizationId.of(row.getString("organization_id")),
                    row.getString("domain_name"),
                    row.getString("connection_id"),
                    DomainSso.Mode.valueOf(row.getString("sso_mode")),
                    Optional.ofNullable(row.getString("realm")),
                    Values.instant(row, "since"),
                    row.getLong("version")));

    JdbcDomainSsoStore(Sql sql) {
        super(sql, TABLE);
    }
}
