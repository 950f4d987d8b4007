package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An {@link AuthorizationStore} in memory. */
final class InMemoryAuthorizationStore implements AuthorizationStore {
    private final InMemoryTable<Authorization> all;
    private final InMemoryTable<String> ofUsers;
    private final InMemoryTable<String> ofSessions;

    InMemoryAuthorizationStore(InMemoryTransaction transaction) {
        this.all = new InMemoryTable<>(transaction);
        this.ofUsers = new InMemoryTable<>(transaction);
        this.ofSessions = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<Authorization> find(String id) {
        return all.find(id);
    }

    @Override
    public List<Authorization> ofUser(UserId user) {
        return of(ofUsers, user.value());
    }

    private List<Authorization> of(InMemoryTable<String> index, String key) {
        return all.consistently(
                () -> index.page(InMemoryTable.key(key, ""), Optional.empty(), Integer.MAX_VALUE).stream()
                        .map(id -> all.find(id).orElseThrow())
                        .toList());
    }

    @Override
    public boolean insert(Authorization authorization) {
        return all.atomically(() -> {
            boolean free = all.find(authorization.id()).isEmpty();
            if (free) {
                put(authorization);
            }
            return free;
        });
    }

    /** The session that it was moved to since it was read stays. */
    @Override
    public boolean replace(Authorization authorization) {
        return all.atomically(() -> {
            Optional<Authorization> before =
                    all.find(authorization.id()).filter(now -> now.number() + 1 == authorization.number());
            before.ifPresent(now -> put(authorization.in(now.session())));
            return before.isPresent();
        });
    }

    @Override
    public boolean remove(String id) {
        return all.atomically(() -> {
            Optional<Authorization> removed = all.find(id);
            removed.ifPresent(this::take);
            return removed.isPresent();
        });
    }

    @Override
    public int removeOfSession(String session) {
        return all.atomically(() -> taken(of(ofSessions, session)));
    }

    @Override
    public void moveSession(String before, String after) {
        all.atomically(() -> {
            for (Authorization authorization : of(ofSessions, before)) {
                take(authorization);
                put(authorization.in(Optional.of(after)));
            }
            return true;
        });
    }

    @Override
    public int removeOfUser(UserId user) {
        return all.atomically(() -> taken(ofUser(user)));
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return all.atomically(
                () -> taken(all.overBefore(before, row -> row.times().end(), limit)));
    }

    private int taken(List<Authorization> rows) {
        rows.forEach(this::take);
        return rows.size();
    }

    private void put(Authorization authorization) {
        all.put(authorization.id(), authorization);
        ofUsers.put(InMemoryTable.key(authorization.user().value(), authorization.id()), authorization.id());
        authorization
                .session()
                .ifPresent(id -> ofSessions.put(InMemoryTable.key(id, authorization.id()), authorization.id()));
    }

    private void take(Authorization authorization) {
        all.remove(authorization.id());
        ofUsers.remove(InMemoryTable.key(authorization.user().value(), authorization.id()));
        authorization.session().ifPresent(id -> ofSessions.remove(InMemoryTable.key(id, authorization.id())));
    }
}
