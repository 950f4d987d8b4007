package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.trust.Revocation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A {@link RevocationStore} in memory. */
final class InMemoryRevocationStore implements RevocationStore {
    private record Row(String key, Revocation revocation) {}

    private final InMemoryTable<Row> rows;

    InMemoryRevocationStore(InMemoryTransaction transaction) {
        this.rows = new InMemoryTable<>(transaction);
    }

    @Override
    public void put(OrganizationId organization, Revocation revocation) {
        String key = key(organization, revocation.id());
        rows.put(key, new Row(key, revocation));
    }

    @Override
    public boolean contains(OrganizationId organization, String id) {
        return rows.find(key(organization, id)).isPresent();
    }

    @Override
    public List<Revocation> of(OrganizationId organization, Instant now, int limit) {
        return rows.page(key(organization, ""), Optional.empty(), Integer.MAX_VALUE).stream()
                .map(Row::revocation)
                .filter(revocation -> revocation.expires().isAfter(now))
                .sorted(Comparator.comparing(Revocation::revoked).reversed().thenComparing(Revocation::id))
                .limit(limit)
                .toList();
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return rows.atomically(() -> {
            List<Row> over = rows.overBefore(before, row -> row.revocation().expires(), limit);
            over.forEach(row -> rows.remove(row.key()));
            return over.size();
        });
    }

    private static String key(OrganizationId organization, String id) {
        return InMemoryTable.key(organization.value(), id);
    }
}
