package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** An {@link AuditStore} in memory. */
final class InMemoryAuditStore implements AuditStore {
    private final InMemoryTable<AuditEntry> entries;
    private final InMemoryTable<AuditEntry> heads;

    InMemoryAuditStore(InMemoryTransaction transaction) {
        this.entries = new InMemoryTable<>(transaction);
        this.heads = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<AuditEntry> head(OrganizationId organization) {
        return heads.find(organization.value());
    }

    @Override
    public boolean append(AuditEntry entry) {
        return entries.atomically(() -> {
            long head = head(entry.organization()).map(AuditEntry::sequence).orElse(0L);
            if (entry.sequence() != head + 1) {
                return false;
            }
            entries.put(key(entry.organization(), entry.sequence()), entry);
            heads.put(entry.organization().value(), entry);
            return true;
        });
    }

    @Override
    public List<AuditEntry> page(OrganizationId organization, long after, int limit) {
        Optional<String> last = after == 0 ? Optional.empty() : Optional.of(digits(after));
        return entries.page(InMemoryTable.key(organization.value(), ""), last, limit);
    }

    private static String key(OrganizationId organization, long sequence) {
        return InMemoryTable.key(organization.value(), digits(sequence));
    }

    /** Of one length, so that keys sort as numbers do. */
    private static String digits(long sequence) {
        return String.format("%019d", sequence);
    }
}
