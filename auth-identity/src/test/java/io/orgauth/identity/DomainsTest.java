package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.ALREADY_EXISTS;
import static io.orgauth.identity.IdentityReason.INVALID;
import static io.orgauth.identity.IdentityReason.NOT_FOUND;
import static io.orgauth.identity.IdentityReason.OWNERS_ONLY;
import static io.orgauth.identity.IdentityReason.RECENT_SIGN_IN_REQUIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.identity.DomainClaim.State;
import io.orgauth.identity.TxtLookup.LookupFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainsTest {
    private static final String NAME = "acme.example";

    private final TwoOrganizations world = new TwoOrganizations();
    private final Map<String, List<String>> zone = new ConcurrentHashMap<>();
    private final Principal owner = world.signedIn(world.owner);
    private final Domains domains = world.as(owner).domains();
    private final Domains others =
            world.as(world.signedIn(world.globex, world.stranger.value())).domains();

    DomainsTest() {
        world.dns = name -> zone.getOrDefault(name, List.of());
    }

    private void publish(DomainClaim claim) {
        List<String> texts = new ArrayList<>(zone.getOrDefault(Domains.recordName(claim), List.of("v=spf1 -all")));
        texts.add(claim.challenge());
        zone.put(Domains.recordName(claim), texts);
    }

    private DomainClaim verified() {
        publish(domains.claim(world.acme, NAME));
        return domains.verify(world.acme, NAME);
    }

    private State state(OrganizationId organization) {
        return world.stores.domains().find(organization, NAME).orElseThrow().state();
    }

    private Optional<OrganizationId> routedTo() {
        return world.stores.domains().verified(NAME).map(DomainClaim::organization);
    }

    @Test
    void claim_isPending_andRoutesNothing() {
        DomainClaim claim = world.assertAudited(owner, "domain.claimed", () -> domains.claim(world.acme, NAME));
        assertEquals(State.PENDING, claim.state());
        assertEquals("_orgauth-challenge.acme.example", Domains.recordName(claim));
        assertTrue(routedTo().isEmpty());
        assertEquals(List.of(claim), domains.page(world.acme, Optional.empty(), 10));
    }

    @Test
    void claim_ofAnother_blocksNobody_andFirstToProveHasIt() {
        DomainClaim first = domains.claim(world.acme, NAME);
        DomainClaim second = others.claim(world.globex, NAME);
        assertNotEquals(first.challenge(), second.challenge());
        publish(first);
        publish(second);
        others.verify(world.globex, NAME);
        assertEquals(Optional.of(world.globex), routedTo());
        world.assertRefused(ALREADY_EXISTS, () -> domains.verify(world.acme, NAME));
        world.assertRefused(ALREADY_EXISTS, () -> world.operator.domains().vouchFor(world.acme, NAME));
    }

    @Test
    void claim_twice_isRefused() {
        domains.claim(world.acme, NAME);
        world.assertRefused(ALREADY_EXISTS, () -> domains.claim(world.acme, "ACME.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gmail.com",
                "GMail.Com",
                "gmail\uFF0Ecom",
                "outlook.com",
                "web.de",
                "co.uk",
                "Co.UK",
                "github.io",
                "com",
                "localhost",
                "",
                " ",
                "acme.example.",
                ".acme.example",
                "acme..example",
                "*.acme.example",
                "-acme.example",
                "acme_.example",
                "https://acme.example",
                "acme.example/x",
                "a@acme.example",
                "10.0.0.1",
                "acme.example\n",
                "acme example.com",
                "acme.example:53",
                "\u0000.example"
            })
    void claim_nobodysOwnName_isRefused(String name) {
        world.assertRefused(INVALID, () -> domains.claim(world.acme, name));
    }

    @Test
    void claim_tooLong_isRefused() {
        world.assertRefused(INVALID, () -> domains.claim(world.acme, "a".repeat(64) + ".example"));
        world.assertRefused(INVALID, () -> domains.claim(world.acme, "abcdefg.".repeat(32) + "example"));
    }

    @ParameterizedTest
    @CsvSource({"ACME.Example, acme.example", "bücher.example, xn--bcher-kva.example", "acme.co.uk, acme.co.uk"})
    void claim_isFolded(String typed, String folded) {
        assertEquals(folded, domains.claim(world.acme, typed).name());
    }

    @Test
    void organization_withSharedDomain_isNotMade() {
        world.assertRefused(INVALID, () -> world.operator.organizations().create("Mail", "Gmail.com"));
    }

    @Test
    void verify_publishedChallenge_routes() {
        publish(domains.claim(world.acme, NAME));
        DomainClaim proven =
                world.assertAudited(owner, "domain.verified", () -> domains.verify(world.acme, "Acme.EXAMPLE"));
        assertEquals(State.VERIFIED, proven.state());
        assertEquals(Optional.of(world.time.instant()), proven.checked());
        assertEquals(Optional.of(world.acme), routedTo());
    }

    @Test
    void verify_subdomain_isNotRouted() {
        verified();
        assertTrue(world.stores.domains().verified("mail." + NAME).isEmpty());
        assertTrue(world.stores.domains().verified("example").isEmpty());
        world.assertRefused(NOT_FOUND, () -> domains.verify(world.acme, "mail." + NAME));
    }

    @Test
    void verify_anotherRecord_isRefused() {
        DomainClaim claim = domains.claim(world.acme, NAME);
        List<List<String>> records = List.of(
                List.of(), List.of(""), List.of(claim.challenge() + "x"), List.of("orgauth=" + claim.challenge()));
        for (List<String> texts : records) {
            zone.put(Domains.recordName(claim), texts);
            world.assertRefused(INVALID, () -> domains.verify(world.acme, NAME));
        }
        zone.clear();
        zone.put(NAME, List.of(claim.challenge())); // whoever writes the site's own record may be somebody else
        world.assertRefused(INVALID, () -> domains.verify(world.acme, NAME));
    }

    @Test
    void verify_challengeOfAnother_isRefused() {
        domains.claim(world.acme, NAME);
        publish(others.claim(world.globex, NAME));
        world.assertRefused(INVALID, () -> domains.verify(world.acme, NAME));
    }

    @Test
    void verify_lookupFails_isRefused() {
        publish(domains.claim(world.acme, NAME));
        world.dns = name -> {
            throw new LookupFailedException(new IOException("no answer"));
        };
        world.assertRefused(INVALID, () -> domains.verify(world.acme, NAME));
    }

    @Test
    void verify_claimMadeAnewDuringTheLookUp_isRefused() {
        DomainClaim claim = domains.claim(world.acme, NAME);
        world.dns = name -> {
            domains.remove(world.acme, NAME);
            domains.claim(world.acme, NAME);
            return List.of(claim.challenge());
        };
        assertEquals(NOT_FOUND, refusal(() -> domains.verify(world.acme, NAME)));
        assertEquals(State.PENDING, state(world.acme));
    }

    private static IdentityReason refusal(Runnable attack) {
        return org.junit.jupiter.api.Assertions.assertThrows(IdentityException.class, attack::run)
                .reason();
    }

    @Test
    void recheck_recordIsThere_changesNothing() {
        DomainClaim proven = verified();
        assertEquals(0, world.operator.domains().recheck());
        assertEquals(List.of(proven), domains.page(world.acme, Optional.empty(), 10));
    }

    @Test
    void recheck_recordIsGone_isLostAtOnce_andAnotherCanProveIt() {
        verified();
        zone.clear();
        world.assertAudited(
                Optional.empty(), "domain.lost", () -> world.operator.domains().recheck());
        assertEquals(State.LOST, state(world.acme));
        assertTrue(routedTo().isEmpty());
        publish(others.claim(world.globex, NAME));
        others.verify(world.globex, NAME);
        assertEquals(Optional.of(world.globex), routedTo());
    }

    @Test
    void recheck_lookupFails_changesNothing() {
        verified();
        world.dns = name -> {
            throw new LookupFailedException(new IOException("no answer"));
        };
        assertEquals(0, world.operator.domains().recheck());
        assertEquals(Optional.of(world.acme), routedTo());
    }

    @Test
    void recheck_lostOnAnotherNodeMeanwhile_isRecordedOnce() {
        verified();
        int events = world.events().size();
        List<String> gone = List.of();
        world.dns = name -> {
            world.dns = again -> gone;
            assertEquals(1, world.operator.domains().recheck());
            return gone;
        };
        assertEquals(0, world.operator.domains().recheck());
        assertEquals(events + 1, world.events().size());
    }

    @Test
    void recheck_vouchedForMeanwhile_staysVouchedFor() {
        verified();
        world.dns = name -> {
            world.operator.domains().vouchFor(world.acme, NAME);
            return List.of();
        };
        assertEquals(0, world.operator.domains().recheck());
        assertEquals(State.VERIFIED_BY_OPERATOR, state(world.acme));
    }

    @Test
    void recheck_overManyPages_looksAtEach() {
        for (int i = 0; i < 205; i++) {
            publish(domains.claim(world.acme, "d" + i + ".example"));
            domains.verify(world.acme, "d" + i + ".example");
        }
        zone.clear();
        assertEquals(205, world.operator.domains().recheck());
        assertTrue(world.stores.domains().verifiedPage(Optional.empty(), 1).isEmpty());
    }

    @Test
    void lost_verifiedAgain_routesAgain() {
        DomainClaim proven = verified();
        zone.clear();
        world.operator.domains().recheck();
        publish(proven);
        assertEquals(State.VERIFIED, domains.verify(world.acme, NAME).state());
        assertEquals(Optional.of(world.acme), routedTo());
    }

    @Test
    void vouchFor_needsNoRecord_andIsNotRechecked() {
        domains.claim(world.acme, NAME);
        world.assertAudited(
                Optional.empty(),
                "domain.verified_by_operator",
                () -> world.operator.domains().vouchFor(world.acme, NAME));
        assertEquals(0, world.operator.domains().recheck());
        assertEquals(Optional.of(world.acme), routedTo());
        world.assertRefused(NOT_FOUND, () -> world.operator.domains().vouchFor(world.globex, NAME));
    }

    @Test
    void remove_routesNoMore() {
        verified();
        world.assertAudited(owner, "domain.removed", () -> {
            domains.remove(world.acme, NAME);
            return NAME;
        });
        assertTrue(routedTo().isEmpty());
        assertFalse(world.stores.domains().find(world.acme, NAME).isPresent());
        world.assertRefused(NOT_FOUND, () -> domains.remove(world.acme, NAME));
    }

    @Test
    void changes_byAdministrator_areOwnersOnly() {
        verified();
        Principal claimed = world.narrowed(world.owner, AdminPermissions.DOMAINS_WRITE);
        Domains narrowed = world.as(claimed).domains();
        world.assertRefused(OWNERS_ONLY, () -> narrowed.claim(world.acme, "other.example"));
        world.assertRefused(OWNERS_ONLY, () -> narrowed.verify(world.acme, NAME));
        world.assertRefused(OWNERS_ONLY, () -> narrowed.remove(world.acme, NAME));
        Domains admins = world.as(world.admin).domains();
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> admins.claim(world.acme, "other.example"));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> admins.verify(world.acme, NAME));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> admins.remove(world.acme, NAME));
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.member).domains().page(world.acme, Optional.empty(), 1));
    }

    @Test
    void changes_oldSignInOrApiKey_areRefused() {
        verified();
        Domains byKey = world.as(world.apiKey(world.owner)).domains();
        world.assertRefused(RECENT_SIGN_IN_REQUIRED, () -> byKey.claim(world.acme, "other.example"));
        world.time.pass(Duration.ofMinutes(10).plusSeconds(1));
        world.assertRefused(RECENT_SIGN_IN_REQUIRED, () -> domains.claim(world.acme, "other.example"));
        world.assertRefused(RECENT_SIGN_IN_REQUIRED, () -> domains.verify(world.acme, NAME));
        world.assertRefused(RECENT_SIGN_IN_REQUIRED, () -> domains.remove(world.acme, NAME));
    }

    @Test
    void operatorsOwn_byOwner_isRefused() {
        domains.claim(world.acme, NAME);
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> domains.vouchFor(world.acme, NAME));
        world.assertRefused(AccessReason.PERMISSION_MISSING, domains::recheck);
    }

    @Test
    void everything_ofAnotherOrganization_isNotFound() {
        verified();
        world.assertRefused(NOT_FOUND, () -> others.claim(world.acme, "other.example"));
        world.assertRefused(NOT_FOUND, () -> others.verify(world.acme, NAME));
        world.assertRefused(NOT_FOUND, () -> others.remove(world.acme, NAME));
        world.assertRefused(NOT_FOUND, () -> others.page(world.acme, Optional.empty(), 1));
        world.assertRefused(NOT_FOUND, () -> others.verify(world.globex, NAME));
        world.assertRefused(NOT_FOUND, () -> others.remove(world.globex, NAME));
    }
}
