package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** An {@link OrganizationStore} in memory. */
final class InMemoryOrganizationStore implements OrganizationStore {
    private final InMemoryTable<Organization> byId;
    private final InMemoryTable<OrganizationId> idsBySlug;

    InMemoryOrganizationStore(InMemoryTransaction transaction) {
        this.byId = new InMemoryTable<>(transaction);
        this.idsBySlug = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return byId.find(id.value());
    }

    @Override
    public Optional<Organization> bySlug(String slug) {
        return byId.consistently(() -> idsBySlug.find(slug).flatMap(this::find));
    }

    @Override
    public List<Organization> page(Optional<String> after, int limit) {
        return byId.page("", after, limit);
    }

    @Override
    public boolean insert(Organization organization) {
        return byId.atomically(() -> find(organization.id()).isEmpty()
                && idsBySlug.insert(organization.slug(), organization.id())
                && byId.insert(organization.id().value(), organization));
    }

    @Override
    public boolean replace(Organization organization) {
        return byId.atomically(() -> {
            Optional<Organization> present =
                    find(organization.id()).filter(p -> p.version() + 1 == organization.version());
            if (present.isEmpty() || slugIsOthers(organization)) {
                return false;
            }
            idsBySlug.remove(present.get().slug());
            idsBySlug.put(organization.slug(), organization.id());
            byId.put(organization.id().value(), organization);
            return true;
        });
    }

    private boolean slugIsOthers(Organization organization) {
        return idsBySlug
                .find(organization.slug())
                .filter(id -> !id.equals(organization.id()))
                .isPresent();
    }
}
