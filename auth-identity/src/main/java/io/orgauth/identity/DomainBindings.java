package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainSso.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** By which connection the people of an organization's domains sign in, as rows of one unit. */
final class DomainBindings {
    private static final int PAGE = 100;

    private DomainBindings() {}

    /** Puts the binding in the place of the domain's last one. */
    static DomainSso put(Stores unit, DomainSso wanted) {
        Optional<DomainSso> before = unit.domainSso().find(wanted.organization(), wanted.domain());
        long version = before.map(DomainSso::version).orElse(0L) + 1;
        // To require again what is required already must not give those a new term who have not signed in for long.
        Instant since = before.filter(old -> old.mode() == wanted.mode())
                .map(DomainSso::since)
                .orElse(wanted.since());
        DomainSso bound = new DomainSso(
                wanted.organization(),
                wanted.domain(),
                wanted.connection(),
                wanted.mode(),
                wanted.realm(),
                since,
                version);
        Checked.replaced(
                before.isPresent()
                        ? unit.domainSso().replace(bound)
                        : unit.domainSso().insert(bound));
        return bound;
    }

    /** Removes what is bound to this connection. */
    static int remove(Stores unit, OrganizationId organization, String connection) {
        int removed = 0;
        List<DomainSso> page = unit.domainSso().page(organization, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (DomainSso bound : page) {
                boolean goes = bound.connection().equals(connection);
                removed += goes && unit.domainSso().remove(organization, bound.domain()) ? 1 : 0;
            }
            String last = page.get(page.size() - 1).domain();
            page = unit.domainSso().page(organization, Optional.of(last), PAGE);
        }
        return removed;
    }

    /** The domain's binding, if it counts now: the claim of the domain must be proven, and not switched off. */
    static Optional<DomainSso> inForce(Stores unit, OrganizationId organization, String domain) {
        return unit.domainSso()
                .find(organization, domain)
                .filter(bound -> bound.mode() != Mode.OFF)
                .filter(bound -> unit.domains()
                        .find(organization, domain)
                        .filter(DomainClaim::isVerified)
                        .isPresent());
    }

    /** Whether people of any domain of the organization must sign in by another connection than this. */
    static boolean requiresOther(Stores unit, OrganizationId organization, String connection) {
        return requires(unit, organization, bound -> !bound.connection().equals(connection));
    }

    /** Whether the organization lets some or all of its people in by an identity provider only. */
    static boolean demandsAny(Stores unit, OrganizationId organization) {
        return !OrganizationPolicy.of(unit, organization).passwords() || requires(unit, organization, bound -> true);
    }

    private static boolean requires(Stores unit, OrganizationId organization, Predicate<DomainSso> which) {
        List<DomainSso> page = unit.domainSso().page(organization, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            boolean some = page.stream()
                    .filter(bound -> bound.mode() == Mode.REQUIRED)
                    .filter(which)
                    .anyMatch(
                            bound -> inForce(unit, organization, bound.domain()).isPresent());
            if (some) {
                return true;
            }
            page = unit.domainSso()
                    .page(organization, Optional.of(page.get(page.size() - 1).domain()), PAGE);
        }
        return false;
    }
}
