package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.audit.AuditEvent;
import io.orgauth.identity.IdentityContext.Done;
import io.orgauth.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * The audit of each organization: append-only, every entry holding the hash of the one before, so that nothing can be changed or
 * taken out of the middle unnoticed. Entries cut off at the end are not missed by the chain itself: for that, whoever keeps watch
 * notes the newest entry's sequence and hash elsewhere, or compares with the {@link io.orgauth.audit.AuditLog}.
 */
final class AuditTrail {
    private static final String FIRST = "0".repeat(64);
    private static final int PAGE = 500;

    private final Clock clock;

    AuditTrail(Clock clock) {
        this.clock = clock;
    }

    /**
     * The entry that the next one follows. A change reads it before anything that it decides by: if another change of the
     * organization is committed meanwhile, the place is taken, and the decision is not made on what was true before it.
     */
    AuditEntry head(Stores unit, OrganizationId organization) {
        return unit.audit().head(organization).orElse(new AuditEntry(organization, 0, "", "", FIRST));
    }

    /** Adds the event of a change to the unit of the change, behind the entry that was the head when it began. */
    AuditEvent record(Stores unit, AuditEntry head, Actor actor, Done<?> done) {
        AuditEvent.Builder builder = AuditEvent.builder(clock.instant(), done.action(), AuditEvent.Outcome.SUCCEEDED)
                .organization(head.organization())
                .target(done.action().substring(0, done.action().indexOf('.')), done.target());
        actor.principal().ifPresent(builder::actor);
        done.details().forEach(builder::detail);
        AuditEvent event = builder.build();
        append(unit, head, Json.text(event.toJson()));
        return event;
    }

    private static void append(Stores unit, AuditEntry head, String event) {
        OrganizationId organization = head.organization();
        long sequence = head.sequence() + 1;
        String hash = hash(organization, sequence, head.hash(), event);
        if (!unit.audit().append(new AuditEntry(organization, sequence, event, head.hash(), hash))) {
            throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "the audit went on meanwhile, try again");
        }
    }

    /** The first entry that does not fit the one before. */
    static OptionalLong firstBroken(Stores stores, OrganizationId organization) {
        String previous = FIRST;
        long sequence = 0;
        List<AuditEntry> page = stores.audit().page(organization, sequence, PAGE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                sequence++;
                boolean fits = entry.sequence() == sequence
                        && entry.previous().equals(previous)
                        && entry.hash().equals(hash(organization, sequence, previous, entry.event()));
                if (!fits) {
                    return OptionalLong.of(sequence);
                }
                previous = entry.hash();
            }
            page = stores.audit().page(organization, sequence, PAGE);
        }
        return OptionalLong.empty();
    }

    /** Each part behind its length, so that no two entries have the same text. */
    private static String hash(OrganizationId organization, long sequence, String previous, String event) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(organization.value(), Long.toString(sequence), previous, event)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
