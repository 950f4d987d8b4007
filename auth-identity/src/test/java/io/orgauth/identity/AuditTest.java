package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.AuthUnavailableException;
import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.audit.AuditEvent;
import io.orgauth.json.Json;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final TwoOrganizations world = new TwoOrganizations();

    private List<AuditEntry> chain() {
        return new ArrayList<>(world.stores.audit().page(world.acme, 0, 1_000));
    }

    /** The first broken entry of a chain that somebody with the database in hand has changed. */
    private OptionalLong firstBroken(List<AuditEntry> changed) {
        AuditStore audit = new AuditStore() {
            @Override
            public Optional<AuditEntry> head(OrganizationId organization) {
                throw new AssertionError("not read");
            }

            @Override
            public boolean append(AuditEntry entry) {
                throw new AssertionError("nothing is written");
            }

            @Override
            public List<AuditEntry> page(OrganizationId organization, long after, int limit) {
                return changed.stream()
                        .skip(IntStream.range(0, changed.size())
                                .filter(i -> changed.get(i).sequence() <= after)
                                .count())
                        .limit(limit)
                        .toList();
            }
        };
        Stores stores = (Stores) Proxy.newProxyInstance(
                Stores.class.getClassLoader(), new Class<?>[] {Stores.class}, (proxy, method, arguments) -> audit);
        return AuditTrail.firstBroken(stores, world.acme);
    }

    private static AuditEntry with(AuditEntry entry, String event) {
        return new AuditEntry(entry.organization(), entry.sequence(), event, entry.previous(), entry.hash());
    }

    private static AuditEntry at(AuditEntry entry, long sequence) {
        return new AuditEntry(entry.organization(), sequence, entry.event(), entry.previous(), entry.hash());
    }

    @Test
    void chain_untouched_holds() {
        assertEquals(OptionalLong.empty(), firstBroken(chain()));
        assertEquals(OptionalLong.empty(), world.as(world.owner).audit().firstBroken(world.acme));
        assertEquals(OptionalLong.empty(), firstBroken(List.of()));
    }

    @Test
    void chain_changedEvent_isFound() {
        List<AuditEntry> chain = chain();
        chain.set(3, with(chain.get(3), chain.get(3).event().replace("owner", "nobody") + " "));
        assertEquals(OptionalLong.of(4), firstBroken(chain));
    }

    @Test
    void chain_removedEntry_isFound() {
        List<AuditEntry> chain = chain();
        chain.remove(2);
        assertEquals(OptionalLong.of(3), firstBroken(chain));
        List<AuditEntry> renumbered = new ArrayList<>(chain.subList(0, 2));
        chain.stream().skip(2).forEach(entry -> renumbered.add(at(entry, entry.sequence() - 1)));
        assertEquals(OptionalLong.of(3), firstBroken(renumbered));
    }

    @Test
    void chain_removedFirstEntry_isFound() {
        assertEquals(OptionalLong.of(1), firstBroken(chain().subList(1, 4)));
    }

    @Test
    void chain_swappedEntries_isFound() {
        List<AuditEntry> chain = chain();
        Collections.swap(chain, 1, 2);
        assertEquals(OptionalLong.of(2), firstBroken(chain));
        chain.set(1, at(chain.get(1), 2));
        chain.set(2, at(chain.get(2), 3));
        assertEquals(OptionalLong.of(2), firstBroken(chain));
    }

    @Test
    void chain_addedEntry_isFound() {
        List<AuditEntry> chain = chain();
        chain.add(at(chain.get(0), chain.size() + 1));
        assertEquals(OptionalLong.of(chain.size()), firstBroken(chain));
    }

    @Test
    void chain_entriesOfAnotherOrganization_areFound() {
        assertEquals(OptionalLong.of(1), firstBroken(world.stores.audit().page(world.globex, 0, 10)));
    }

    @Test
    void chain_cutOffAtItsEnd_isNotFound_asDocumented() {
        assertEquals(OptionalLong.empty(), firstBroken(chain().subList(0, 3)));
    }

    @Test
    void chain_ofSeveralPages_isReadToItsEnd() {
        for (int i = 0; i < 600; i++) {
            world.operator.organizations().rename(world.acme, "Acme " + i);
        }
        List<AuditEntry> chain = world.stores.audit().page(world.acme, 0, 10_000);
        assertEquals(OptionalLong.empty(), AuditTrail.firstBroken(world.stores, world.acme));
        List<AuditEntry> changed = new ArrayList<>(chain);
        changed.set(chain.size() - 1, with(chain.get(chain.size() - 1), "{}"));
        assertEquals(OptionalLong.of(chain.size()), firstBroken(changed));
    }

    @Test
    void page_isInOrder_forWhoeverMayReadIt() {
        Audit audit = world.as(world.owner).audit();
        List<AuditEntry> first = audit.page(world.acme, 0, 3);
        assertEquals(
                List.of(1L, 2L, 3L), first.stream().map(AuditEntry::sequence).toList());
        assertEquals(4, audit.page(world.acme, 3, 1).get(0).sequence());
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.member).audit().page(world.acme, 0, 1));
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.member).audit().firstBroken(world.acme));
        Audit others =
                world.as(world.signedIn(world.globex, world.stranger.value())).audit();
        world.assertRefused(IdentityReason.NOT_FOUND, () -> others.page(world.acme, 0, 1));
        world.assertRefused(IdentityReason.NOT_FOUND, () -> others.firstBroken(world.acme));
    }

    @Test
    void changes_from8Threads_leaveNoGap() throws Exception {
        int before = chain().size();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> changes = IntStream.range(0, 80)
                    .<Callable<Object>>mapToObj(
                            i -> () -> world.operator.roles().create(world.acme, "role_" + i, Set.of()))
                    .toList();
            for (Future<Object> change : threads.invokeAll(changes)) {
                change.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(
                LongStream.rangeClosed(1, before + 80).boxed().toList(),
                chain().stream().map(AuditEntry::sequence).toList());
        world.assertChainHolds();
    }

    @Test
    void log_hasTheEventsOfTheChain_afterTheCommit() {
        world.logged.clear();
        world.log = event -> {
            assertTrue(
                    world.operator.roles().find(world.acme, Role.of("auditor")).isPresent());
            world.logged.add(event);
        };
        world.operator.roles().create(world.acme, "auditor", Set.of());
        AuditEntry newest = world.stores.audit().head(world.acme).orElseThrow();
        assertEquals(
                List.of(newest.event()),
                world.logged.stream().map(event -> Json.text(event.toJson())).toList());
    }

    @Test
    void log_severalChangesOfOneUnit_haveALineEach() {
        world.logged.clear();
        world.operator.members().change(world.acme, world.member, Optional.of(Set.of(Role.VIEWER)), Optional.of(false));
        assertEquals(
                List.of("member.roles_changed", "member.disabled"),
                world.logged.stream().map(AuditEvent::action).toList());
    }

    @Test
    void log_refusedChange_hasNoLine() {
        world.logged.clear();
        world.assertRefused(
                IdentityReason.LAST_OWNER,
                () -> world.operator
                        .members()
                        .change(world.acme, world.owner, Optional.of(Set.of(Role.VIEWER)), Optional.empty()));
        assertEquals(List.of(), world.logged);
    }

    @Test
    void log_thatFails_takesBackNoChange() {
        world.log = event -> {
            throw new AuthUnavailableException(AccessReason.PERMISSION_MISSING, "full");
        };
        world.assertAudited(
                Optional.empty(), "role.created", () -> world.operator.roles().create(world.acme, "auditor", Set.of()));
    }
}
