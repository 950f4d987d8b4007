package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions as an organization's administrators see and end them. */
class OrganizationSessionsTest {
    private final TwoOrganizations all = new TwoOrganizations();

    private void signedIn(UserId user, OrganizationId organization, String id, Duration idle) {
        var now = all.time.instant();
        all.stores
                .sessions()
                .insert(new Session(
                        id,
                        SecretDigest.of(id),
                        user,
                        Optional.of(organization),
                        List.of(new SignInProof(SignInMethod.PASSWORD, now, Authentication.UNKNOWN, Optional.empty())),
                        new Session.Times(now, now, now.plus(idle), now.plus(Duration.ofHours(12))),
                        "",
                        1));
    }

    private void signedIn(UserId user, String id) {
        signedIn(user, all.acme, id, Duration.ofHours(1));
    }

    private boolean lives(UserId user, String id) {
        return all.stores.sessions().find(user, id).isPresent();
    }

    private List<String> ids(Optional<String> after, int limit) {
        return all.as(all.admin).sessions().page(all.acme, after, limit).stream()
                .map(Session::id)
                .toList();
    }

    @Test
    void page_isOfTheOrganization_inOrder() {
        signedIn(all.member, "ses_2");
        signedIn(all.owner, "ses_1");
        signedIn(all.stranger, all.globex, "ses_0", Duration.ofHours(1));

        assertEquals(List.of("ses_1", "ses_2"), ids(Optional.empty(), 10));
        assertEquals(List.of("ses_1"), ids(Optional.empty(), 1));
        assertEquals(List.of("ses_2"), ids(Optional.of("ses_1"), 1));
        assertEquals(List.of(), ids(Optional.of("ses_2"), 1));
    }

    /** A page that is full of ended ones must not look like the last one. */
    @Test
    void page_passesOverWhatHasEnded() {
        List<String> alive = new ArrayList<>();
        for (int i = 10; i < 20; i++) {
            boolean ends = i % 5 != 4;
            signedIn(all.member, all.acme, "ses_" + i, ends ? Duration.ofMinutes(1) : Duration.ofHours(1));
            if (!ends) {
                alive.add("ses_" + i);
            }
        }
        all.time.pass(Duration.ofMinutes(1));

        assertEquals(alive, ids(Optional.empty(), 2));
        assertEquals(List.of("ses_19"), ids(Optional.of("ses_14"), 2));
    }

    @Test
    void end_byAdministrator_isAudited() {
        signedIn(all.member, "ses_1");
        Principal admin = all.signedIn(all.admin);

        all.assertAudited(admin, "session.ended", () -> {
            all.as(admin).sessions().end(all.acme, "ses_1");
            return true;
        });

        assertTrue(!lives(all.member, "ses_1"));
    }

    @Test
    void end_ownersSession_isForOwners() {
        signedIn(all.owner, "ses_1");

        all.assertRefused(
                IdentityReason.OWNERS_ONLY, () -> all.as(all.admin).sessions().end(all.acme, "ses_1"));

        assertTrue(lives(all.owner, "ses_1"));
        all.as(all.owner).sessions().end(all.acme, "ses_1");
        assertTrue(!lives(all.owner, "ses_1"));
    }

    @Test
    void end_otherOrganizationsSession_isNotFound() {
        signedIn(all.stranger, all.globex, "ses_1", Duration.ofHours(1));

        all.assertRefused(
                IdentityReason.NOT_FOUND, () -> all.as(all.owner).sessions().end(all.acme, "ses_1"));
        all.assertRefused(
                IdentityReason.NOT_FOUND, () -> all.as(all.owner).sessions().end(all.globex, "ses_1"));

        assertTrue(lives(all.stranger, "ses_1"));
    }

    /** The person has left the organization; the session has not noticed. */
    @Test
    void end_sessionOfNoMember_ends() {
        signedIn(all.stranger, "ses_1");

        all.as(all.admin).sessions().end(all.acme, "ses_1");

        assertTrue(!lives(all.stranger, "ses_1"));
    }

    @Test
    void sessions_byMember_areNotForThem() {
        signedIn(all.member, "ses_1");

        all.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> all.as(all.member).sessions().page(all.acme, Optional.empty(), 1));
        all.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> all.as(all.member).sessions().end(all.acme, "ses_1"));
        assertTrue(lives(all.member, "ses_1"));
    }
}
