package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A {@link SessionStore} in memory. */
final class InMemorySessionStore implements SessionStore {
    private final InMemoryTable<Session> sessions;
    private final InMemoryTable<String> ids;
    private final InMemoryTable<Session> ofUsers;

    InMemorySessionStore(InMemoryTransaction transaction) {
        this.sessions = new InMemoryTable<>(transaction);
        this.ids = new InMemoryTable<>(transaction);
        this.ofUsers = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<Session> byDigest(SecretDigest digest) {
        return sessions.consistently(() -> ids.find(digest.hex()).flatMap(sessions::find));
    }

    @Override
    public Optional<Session> find(UserId user, String id) {
        return sessions.find(id).filter(session -> session.user().equals(user));
    }

    @Override
    public Optional<Session> find(OrganizationId organization, String id) {
        return sessions.find(id).filter(session -> session.organization().equals(Optional.of(organization)));
    }

    @Override
    public List<Session> ofUser(UserId user) {
        return ofUsers.page(InMemoryTable.key(user.value(), ""), Optional.empty(), Integer.MAX_VALUE);
    }

    @Override
    public List<Session> ofOrganization(OrganizationId organization, Optional<String> after, int limit) {
        return all(session ->
                        session.organization().filter(organization::equals).isPresent())
                .stream()
                .filter(session -> session.id().compareTo(after.orElse("")) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Session> ofAccount(String connection, String subject) {
        return all(session -> session.proofs().stream()
                .flatMap(proof -> proof.external().stream())
                .anyMatch(account -> account.connection().equals(connection)
                        && account.subject().equals(subject)));
    }

    private List<Session> all(Predicate<Session> wanted) {
        return sessions.page("", Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(wanted)
                .toList();
    }

    @Override
    public boolean insert(Session session) {
        return sessions.atomically(() -> {
            boolean free = isFree(session, "");
            if (free) {
                put(session);
            }
            return free;
        });
    }

    @Override
    public boolean replace(String id, Session changed) {
        return sessions.atomically(() -> {
            Optional<Session> before = sessions.find(id)
                    .filter(session -> session.version() + 1 == changed.version())
                    .filter(session -> isFree(changed, id));
            before.ifPresent(session -> {
                take(session);
                put(changed);
            });
            return before.isPresent();
        });
    }

    /** Whether a session's id and digest are nobody's, or those of the one whose place it takes. */
    private boolean isFree(Session session, String before) {
        return Stream.of(sessions.find(session.id()), byDigest(session.digest()))
                .flatMap(Optional::stream)
                .allMatch(holder -> holder.id().equals(before));
    }

    @Override
    public void seen(String id, Instant seen, Instant idleEnd) {
        sessions.atomically(() -> {
            sessions.find(id).ifPresent(session -> put(session.seen(seen, idleEnd)));
            return true;
        });
    }

    @Override
    public boolean remove(UserId user, String id) {
        return sessions.atomically(() -> {
            Optional<Session> removed = find(user, id);
            removed.ifPresent(this::take);
            return removed.isPresent();
        });
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return sessions.atomically(() -> {
            List<Session> expired =
                    sessions.overBefore(before, session -> session.times().over(), limit);
            expired.forEach(this::take);
            return expired.size();
        });
    }

    private void put(Session session) {
        sessions.put(session.id(), session);
        ids.put(session.digest().hex(), session.id());
        ofUsers.put(InMemoryTable.key(session.user().value(), session.id()), session);
    }

    private void take(Session session) {
        sessions.remove(session.id());
        ids.remove(session.digest().hex());
        ofUsers.remove(InMemoryTable.key(session.user().value(), session.id()));
    }
}
