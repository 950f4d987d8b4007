package io.orgauth.dataplane;

import io.orgauth.Grants;
import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.identity.AuditEntry;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Resource;
import io.orgauth.identity.Stores;
import io.orgauth.token.SigningKeys;
import io.orgauth.trust.BundleContent;
import io.orgauth.trust.BundledSubject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads from the stores what a data plane needs to know: rights come from {@link Grants}, as everywhere. Thread-safe. */
final class BundleAssembler {
    private static final int PAGE = 500;

    /** So many make their subjects' tokens end, which are no more than these; a data plane holds no more single ones. */
    private static final int MOST_REVOCATIONS = 20_000;

    private final String issuer;
    private final Stores stores;
    private final Grants grants;
    private final SigningKeys signingKeys;
    private final StoredKeys apiKeys;

    BundleAssembler(String issuer, Stores stores, Grants grants, SigningKeys signingKeys, StoredKeys apiKeys) {
        this.issuer = issuer;
        this.stores = stores;
        this.grants = grants;
        this.signingKeys = signingKeys;
        this.apiKeys = apiKeys;
    }

    /** How many changes the organization has seen: each is an entry of its audit chain, on whatever node it was made. */
    long sequence(OrganizationId organization) {
        return stores.audit().head(organization).map(AuditEntry::sequence).orElse(0L);
    }

    String jwks() {
        return new String(signingKeys.jwks(), StandardCharsets.UTF_8);
    }

    /** The content of now, under a sequence that was read before it: it may hold more than that, never less. */
    BundleContent content(Resource resource, long sequence, Instant now) {
        OrganizationId organization = resource.organization();
        return BundleContent.of(issuer, organization, resource.uri().toString())
                .sequence(sequence)
                .jwks(jwks())
                .subjects(subjects(resource))
                .keys(apiKeys.of(resource))
                .revocations(stores.revocations().of(organization, now, MOST_REVOCATIONS), now)
                .build();
    }

    private List<BundledSubject> subjects(Resource resource) {
        OrganizationId organization = resource.organization();
        List<String> ids = new ArrayList<>();
        all(
                (after, limit) -> stores.memberships().page(organization, after, limit),
                Membership::key,
                member -> ids.add(member.key()));
        all(
                (after, limit) -> stores.clients().page(Optional.of(organization), after, limit),
                ClientApplication::id,
                client -> ids.add(client.id()));
        List<BundledSubject> active = new ArrayList<>();
        for (String id : ids) {
            grants.current(Subject.of(issuer, id), organization)
                    .ifPresent(grant -> active.add(new BundledSubject(id, grant.at(resource.permissions()))));
        }
        return active;
    }

    /** Every value of a paged store. */
    static <T> void all(
            BiFunction<Optional<String>, Integer, List<T>> pages, Function<T, String> key, Consumer<T> action) {
        List<T> page = pages.apply(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.forEach(action);
            page = page.size() < PAGE
                    ? List.of()
                    : pages.apply(Optional.of(key.apply(page.get(page.size() - 1))), PAGE);
        }
    }
}
