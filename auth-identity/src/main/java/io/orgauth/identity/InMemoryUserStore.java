package io.orgauth.identity;

import java.util.List;
import java.util.Optional;

/** A {@link UserStore} in memory. */
final class InMemoryUserStore implements UserStore {
    private final InMemoryTable<User> byId;
    private final InMemoryTable<UserId> idsByEmail;
    private final InMemoryTable<UserId> idsByExternalId;

    InMemoryUserStore(InMemoryTransaction transaction) {
        this.byId = new InMemoryTable<>(transaction);
        this.idsByEmail = new InMemoryTable<>(transaction);
        this.idsByExternalId = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<User> find(UserId id) {
        return byId.find(id.value());
    }

    @Override
    public Optional<User> byEmail(EmailAddress email) {
        return byId.consistently(() -> idsByEmail.find(email.value()).flatMap(this::find));
    }

    @Override
    public Optional<User> byExternalId(String externalId) {
        return byId.consistently(() -> idsByExternalId.find(externalId).flatMap(this::find));
    }

    @Override
    public List<User> page(Optional<String> after, int limit) {
        return byId.page("", after, limit);
    }

    @Override
    public boolean insert(User user) {
        return byId.atomically(() -> {
            boolean taken = find(user.id()).isPresent()
                    || idsByEmail.find(user.email().value()).isPresent()
                    || user.externalId().flatMap(idsByExternalId::find).isPresent();
            if (taken) {
                return false;
            }
            index(user);
            return true;
        });
    }

    @Override
    public boolean replace(User user) {
        return byId.atomically(() -> {
            Optional<User> present = find(user.id()).filter(p -> p.version() + 1 == user.version());
            if (present.isEmpty() || isOthers(idsByEmail.find(user.email().value()), user)) {
                return false;
            }
            if (user.externalId()
                    .map(id -> isOthers(idsByExternalId.find(id), user))
                    .orElse(false)) {
                return false;
            }
            idsByEmail.remove(present.get().email().value());
            present.get().externalId().ifPresent(idsByExternalId::remove);
            index(user);
            return true;
        });
    }

    private static boolean isOthers(Optional<UserId> holder, User user) {
        return holder.filter(id -> !id.equals(user.id())).isPresent();
    }

    private void index(User user) {
        byId.put(user.id().value(), user);
        idsByEmail.put(user.email().value(), user.id());
        user.externalId().ifPresent(externalId -> idsByExternalId.put(externalId, user.id()));
    }
}
