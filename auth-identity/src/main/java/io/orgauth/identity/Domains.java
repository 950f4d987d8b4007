package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainClaim.State;
import io.orgauth.identity.IdentityContext.Done;
import io.orgauth.identity.TxtLookup.LookupFailedException;
import java.util.List;
import java.util.Optional;

/**
 * The e-mail domains of organizations. Owners only, as a domain can make members. A claim does nothing until it is proven, by a
 * TXT record at {@code _orgauth-challenge.} and the domain, or by the operator.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event. Name servers are asked outside of it.
 */
public final class Domains {
    private static final String CHALLENGE = "_orgauth-challenge.";
    private static final int PAGE = 100;

    private final IdentityContext context;
    private final Actor actor;

    Domains(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Claims a domain. Others may claim it too; the first to prove it has it.
     *
     * @param organization the organization
     * @param name the domain; subdomains are others
     * @return the claim, with the challenge to publish
     * @throws io.orgauth.PermissionDeniedException with OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with INVALID, or ALREADY_EXISTS if the organization has claimed it
     */
    public DomainClaim claim(OrganizationId organization, String name) {
        requireOwnerLevel(organization);
        return context.change(actor, organization, unit -> {
            DomainClaim claim = Checked.of(() ->
                    new DomainClaim(organization, name, context.ids().secret(), State.PENDING, Optional.empty(), 1));
            SharedDomains.requireOwn(claim.name());
            if (!unit.domains().insert(claim)) {
                throw IdentityException.taken("the claim");
            }
            return Done.of(claim, "domain.claimed", claim.name());
        });
    }

    /**
     * The name of the TXT record that proves a claim; its text is the claim's challenge.
     *
     * @param domain the claim
     * @return the record's name
     */
    public static String recordName(DomainClaim domain) {
        return CHALLENGE + domain.name();
    }

    /**
     * Proves a claim by its TXT record.
     *
     * @param organization the organization
     * @param name the domain
     * @return the verified domain
     * @throws IdentityException with NOT_FOUND, INVALID if the record is not there or the name servers do not answer, or
     *     ALREADY_EXISTS if another organization has proven it
     */
    public DomainClaim verify(OrganizationId organization, String name) {
        requireOwnerLevel(organization);
        DomainClaim claim = present(context.stores(), organization, name);
        requirePublished(claim);
        return context.change(actor, organization, unit -> {
            DomainClaim now = present(unit, organization, claim.name());
            if (!now.challenge().equals(claim.challenge())) {
                throw IdentityException.notFound("claim that was looked up");
            }
            return proven(unit, now, State.VERIFIED, "domain.verified");
        });
    }

    private void requirePublished(DomainClaim claim) {
        try {
            if (!isPublished(claim)) {
                throw IdentityException.invalid("the TXT record " + recordName(claim) + " does not hold the challenge");
            }
        } catch (LookupFailedException e) {
            throw IdentityException.invalid("the name servers of the domain do not answer, try again later");
        }
    }

    private boolean isPublished(DomainClaim claim) throws LookupFailedException {
        return context.outside().txtLookup().texts(recordName(claim)).contains(claim.challenge());
    }

    /**
     * Vouches for a domain, without a record.
     *
     * @param organization the organization
     * @param name the domain, claimed before
     * @return the verified domain
     * @throws IdentityException with NOT_FOUND, or ALREADY_EXISTS if another organization has proven it
     */
    public DomainClaim vouchFor(OrganizationId organization, String name) {
        actor.requireOperator("vouching for a domain");
        return context.change(
                actor,
                organization,
                unit -> proven(
                        unit,
                        present(unit, organization, name),
                        State.VERIFIED_BY_OPERATOR,
                        "domain.verified_by_operator"));
    }

    private Done<DomainClaim> proven(Stores unit, DomainClaim claim, State state, String action) {
        boolean others = unit.domains()
                .verified(claim.name())
                .filter(verified -> !verified.organization().equals(claim.organization()))
                .isPresent();
        if (others) {
            throw IdentityException.taken("a proof of this domain by another organization");
        }
        DomainClaim changed = claim.with(state, context.clock().instant());
        Checked.replaced(unit.domains().replace(changed));
        return Done.of(changed, action, changed.name());
    }

    /**
     * Gives a domain up. Whoever is a member stays one; nobody becomes one by it any more.
     *
     * @param organization the organization
     * @param name the domain
     * @throws IdentityException with NOT_FOUND
     */
    public void remove(OrganizationId organization, String name) {
        requireOwnerLevel(organization);
        context.change(actor, organization, unit -> {
            DomainClaim removed = present(unit, organization, name);
            unit.domains().remove(organization, removed.name());
            unit.domainSso().remove(organization, removed.name());
            return Done.of(true, "domain.removed", removed.name());
        });
    }

    /**
     * One domain.
     *
     * @param organization the organization
     * @param name the domain
     * @return its claim, or empty
     */
    public Optional<DomainClaim> find(OrganizationId organization, String name) {
        actor.require(organization, AdminPermissions.DOMAINS_READ);
        return find(context.stores(), organization, name);
    }

    /**
     * Domains in the order of their names.
     *
     * @param organization the organization
     * @param after the last name of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<DomainClaim> page(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.DOMAINS_READ);
        return context.stores().domains().page(organization, after, limit);
    }

    /**
     * Looks every proven record up again; a domain whose record is gone is lost at once, since who has the domain now may be
     * somebody else. Only an answer that says so counts: name servers that fail or do not answer change nothing. To be run from
     * time to time; several nodes may run it at once. A lost domain is proven again by {@link #verify}, with the same challenge.
     *
     * @return how many were lost
     */
    public int recheck() {
        actor.requireOperator("rechecking domains");
        int lost = 0;
        List<DomainClaim> page = context.stores().domains().verifiedPage(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (DomainClaim domain : page) {
                lost += isGone(domain) && lose(domain) ? 1 : 0;
            }
            String last = page.get(page.size() - 1).name();
            page = context.stores().domains().verifiedPage(Optional.of(last), PAGE);
        }
        return lost;
    }

    private boolean isGone(DomainClaim domain) {
        try {
            return domain.state() == State.VERIFIED && !isPublished(domain);
        } catch (LookupFailedException e) {
            return false;
        }
    }

    /** Nothing, if it is not any more what was looked up: removed, claimed anew, vouched for, or lost on another node. */
    private boolean lose(DomainClaim seen) {
        return context.atomically((unit, journal) -> {
            boolean same = unit.domains()
                    .find(seen.organization(), seen.name())
                    .filter(seen::equals)
                    .isPresent();
            if (same) {
                DomainClaim lost = seen.with(State.LOST, context.clock().instant());
                Checked.replaced(unit.domains().replace(lost));
                journal.record(lost.organization(), actor, Done.of(lost, "domain.lost", lost.name()));
            }
            return same;
        });
    }

    private static DomainClaim present(Stores stores, OrganizationId organization, String name) {
        return find(stores, organization, name).orElseThrow(() -> IdentityException.notFound("domain"));
    }

    private static Optional<DomainClaim> find(Stores stores, OrganizationId organization, String name) {
        try {
            return stores.domains().find(organization, EmailAddress.domain(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what can't be a domain is not there
        }
    }

    private void requireOwnerLevel(OrganizationId organization) {
        actor.require(organization, AdminPermissions.DOMAINS_WRITE);
        actor.requireOwner();
        actor.requireRecentSignIn();
    }
}
