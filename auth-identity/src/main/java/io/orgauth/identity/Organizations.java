package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.identity.IdentityContext.Done;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The organizations. The operator makes and disables them; their administrators rename their own.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class Organizations {
    private final IdentityContext context;
    private final Actor actor;

    Organizations(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Makes an organization whose e-mail domain the operator vouches for.
     *
     * @param displayName for people; the slug is made from it
     * @param domain the e-mail domain
     * @return the new organization
     * @throws IdentityException with INVALID, or ALREADY_EXISTS if another organization has the domain
     */
    public Organization create(String displayName, String domain) {
        return create(displayName, Optional.of(domain));
    }

    /**
     * Makes an organization without a domain.
     *
     * @param displayName for people; the slug is made from it
     * @return the new organization
     * @throws IdentityException with INVALID
     */
    public Organization create(String displayName) {
        return create(displayName, Optional.empty());
    }

    private Organization create(String displayName, Optional<String> domain) {
        actor.requireOperator("making an organization");
        OrganizationId id = OrganizationId.of(context.ids().id("org_"));
        return context.atomically((unit, journal) -> {
            Organization made =
                    Checked.of(() -> new Organization(id, freeSlug(unit, displayName, id), displayName, true, 1));
            if (!unit.organizations().insert(made)) {
                throw IdentityException.taken("organization");
            }
            domain.ifPresent(name -> vouch(unit, id, name));
            journal.record(id, actor, Done.of(made, "organization.created", id.value()));
            return made;
        });
    }

    private void vouch(Stores unit, OrganizationId id, String name) {
        DomainClaim domain = Checked.of(() -> new DomainClaim(
                id,
                name,
                context.ids().secret(),
                DomainClaim.State.VERIFIED_BY_OPERATOR,
                Optional.of(context.clock().instant()),
                1));
        SharedDomains.requireOwn(domain.name());
        if (!unit.domains().insert(domain)) {
            throw IdentityException.taken("domain");
        }
    }

    /** The name in lower-case ASCII; where that is taken or nothing is left of it, the id's characters make it unique. */
    private static String freeSlug(Stores unit, String displayName, OrganizationId id) {
        String words = displayName
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String slug = words.substring(0, Math.min(words.length(), 40)).replaceAll("-$", "");
        String unique = id.value().substring("org_".length(), 14).toLowerCase(Locale.ROOT);
        boolean free = !slug.isEmpty() && unit.organizations().bySlug(slug).isEmpty();
        return free ? slug : slug.isEmpty() ? unique : slug + "-" + unique;
    }

    /**
     * One organization: anybody's for the operator, else one's own.
     *
     * @param id its id
     * @return it, or empty
     */
    public Optional<Organization> find(OrganizationId id) {
        if (actor.principal().filter(p -> !p.organization().equals(id)).isPresent()) {
            return Optional.empty();
        }
        actor.require(id, AdminPermissions.ORGANIZATION_READ);
        return context.stores().organizations().find(id);
    }

    /**
     * Organizations in the order of their ids: all for the operator, else one's own.
     *
     * @param after the last id of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<Organization> page(Optional<String> after, int limit) {
        if (actor.principal().isEmpty()) {
            return context.stores().organizations().page(after, limit);
        }
        OrganizationId own = actor.principal().get().organization();
        return find(own)
                .filter(o -> after.map(a -> own.value().compareTo(a) > 0).orElse(true))
                .stream()
                .toList();
    }

    /**
     * Changes the name that people see.
     *
     * @param id the organization
     * @param displayName the new name
     * @return the changed organization
     * @throws IdentityException with NOT_FOUND or INVALID
     */
    public Organization rename(OrganizationId id, String displayName) {
        actor.require(id, AdminPermissions.ORGANIZATION_WRITE);
        return context.change(actor, id, unit -> {
            Organization changed = Checked.of(() -> present(unit, id).renamed(displayName));
            Checked.replaced(unit.organizations().replace(changed));
            return Done.of(changed, "organization.renamed", id.value());
        });
    }

    /**
     * Refuses every caller of the organization from the next call on.
     *
     * @param id the organization
     * @return the changed organization
     */
    public Organization disable(OrganizationId id) {
        return setEnabled(id, false, "organization.disabled");
    }

    /**
     * Lets the organization's callers in again.
     *
     * @param id the organization
     * @return the changed organization
     */
    public Organization enable(OrganizationId id) {
        return setEnabled(id, true, "organization.enabled");
    }

    private Organization setEnabled(OrganizationId id, boolean enabled, String action) {
        actor.requireOperator("disabling an organization");
        return context.change(actor, id, unit -> {
            Organization changed = present(unit, id).enabled(enabled);
            Checked.replaced(unit.organizations().replace(changed));
            return Done.of(changed, action, id.value());
        });
    }

    private static Organization present(Stores unit, OrganizationId id) {
        return unit.organizations().find(id).orElseThrow(() -> IdentityException.notFound("organization"));
    }
}
