package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainClaim;
import io.orgauth.identity.DomainStore;
import java.util.List;
import java.util.Optional;

/** A {@link DomainStore} on a table. */
final class JdbcDomainStore extends JdbcOwnedStore<DomainClaim> implements DomainStore {
    private static final OwnedTable<DomainClaim> TABLE = new OwnedTable<>(
            "orgauth_domain",
            "domain_name",
            List.of("challenge", "state", "checked", "verified_name"),
            domain -> List.of(
                    domain.challenge(),
                    domain.state().name(),
                    domain.checked(),
                    Optional.of(domain.name()).filter(name -> domain.isVerified())),
            row -> new DomainClaim(
                    OrganizationId.of(row.getString("organization_id")),
                    row.getString("domain_name"),
                    row.getString("challenge"),
                    DomainClaim.State.valueOf(row.getString("state")),
                    Values.optionalInstant(row, "checked"),
                    row.getLong("version")));

    JdbcDomainStore(Sql sql) {
        super(sql, TABLE);
    }

    @Override
    public Optional<DomainClaim> verified(String name) {
        return one(" WHERE verified_name = ?", name);
    }

    @Override
    public List<DomainClaim> verifiedPage(Optional<String> after, int limit) {
        return list(" WHERE verified_name > ? ORDER BY verified_name LIMIT ?", after.orElse(""), limit);
    }
}
