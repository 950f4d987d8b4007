package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A {@link SignInTraceStore} in memory. */
final class InMemorySignInTraceStore implements SignInTraceStore {
    private static final Comparator<SignInTrace> NEWEST_FIRST = Comparator.comparing(SignInTrace::time)
            .thenComparing(SignInTrace::id)
            .reversed();

    private final InMemoryTable<SignInTrace> traces;

    InMemorySignInTraceStore(InMemoryTransaction transaction) {
        this.traces = new InMemoryTable<>(transaction);
    }

    @Override
    public void put(SignInTrace trace) {
        traces.put(trace.id(), trace);
    }

    @Override
    public Optional<SignInTrace> find(Optional<OrganizationId> organization, String id) {
        return traces.find(id).filter(trace -> trace.organization().equals(organization));
    }

    @Override
    public List<SignInTrace> page(Optional<OrganizationId> organization, Instant before, int limit) {
        return all().stream()
                .filter(trace -> trace.organization().equals(organization))
                .filter(trace -> trace.time().isBefore(before))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public int removeBefore(Instant before, int limit) {
        return traces.atomically(() -> {
            List<SignInTrace> old = traces.overBefore(before, SignInTrace::time, limit);
            old.forEach(trace -> traces.remove(trace.id()));
            return old.size();
        });
    }

    private List<SignInTrace> all() {
        return traces.page("", Optional.empty(), Integer.MAX_VALUE);
    }
}
