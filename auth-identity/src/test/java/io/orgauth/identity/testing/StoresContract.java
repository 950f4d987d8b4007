package io.orgauth.identity.testing;

import static io.orgauth.identity.testing.AuditStoreContract.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ApiKeyDigest;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.apikey.ApiKey;
import io.orgauth.apikey.ApiKeyLimits;
import io.orgauth.identity.AuditEntry;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.DomainClaim;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.Invitation;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Resource;
import io.orgauth.identity.RoleDefinition;
import io.orgauth.identity.RoleMapping;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What {@link Stores#atomically} does with all stores together. */
public abstract class StoresContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int UNITS = 20;

    /** For subclasses. */
    protected StoresContract() {}

    @Test
    void atomically_returns_everythingIsThere() {
        assertEquals("done", stores().atomically(unit -> {
            fill(unit, 1);
            return "done";
        }));
        List<Object> separately = new ArrayList<>(everything(stores()));
        open();
        fill(stores(), 1);
        assertEquals(separately, everything(stores()));
    }

    @Test
    void atomically_workSeesItsOwnChanges() {
        List<Object> inside = stores().atomically(unit -> {
            fill(unit, 1);
            return everything(unit);
        });
        assertEquals(inside, everything(stores()));
    }

    @Test
    void atomically_throws_nothingIsChanged() {
        fill(stores(), 1);
        List<Object> before = everything(stores());
        for (Throwable thrown : List.of(new IllegalStateException("a"), new AssertionError("b"))) {
            assertSame(
                    thrown,
                    assertThrows(
                            thrown.getClass(),
                            () -> stores().atomically(unit -> {
                                fill(unit, 2);
                                empty(unit, 1);
                                throwIt(thrown);
                                return 0;
                            })));
            assertEquals(before, everything(stores()));
        }
        fill(stores(), 2); // whatever was undone is free again
    }

    @Test
    void atomically_throwsInTheMiddle_isNotSeenByOthers() throws Exception {
        fill(stores(), 1);
        List<Object> before = everything(stores());
        together(thread -> assertThrows(
                IllegalStateException.class,
                () -> stores().atomically(unit -> {
                    fill(unit, 2);
                    throw new IllegalStateException("in the middle");
                })));
        assertEquals(before, everything(stores()));
    }

    @Test
    void atomically_insideOfWork_isRefused() {
        for (boolean given : new boolean[] {true, false}) {
            assertThrows(
                    IllegalStateException.class,
                    () -> stores().atomically(unit -> {
                        fill(unit, 1);
                        return (given ? unit : stores()).atomically(nested -> 0);
                    }));
            assertTrue(stores().users().page(Optional.empty(), 10).isEmpty());
        }
    }

    @Test
    void atomically_8ThreadsChangeOneValue_noChangeIsLost() throws Exception {
        stores().organizations().insert(organization(1, 1));
        together(thread -> {
            for (int i = 0; i < UNITS; i++) {
                stores().atomically(unit -> {
                    long version = unit.organizations()
                            .page(Optional.empty(), 1)
                            .get(0)
                            .version();
                    return required(unit.organizations().replace(organization(1, version + 1)));
                });
            }
            return true;
        });
        Organization last = stores().organizations().page(Optional.empty(), 1).get(0);
        assertEquals(1 + THREADS * UNITS, last.version());
    }

    @Test
    void atomically_8ThreadsAppendToOneChain_leavesNoGap() throws Exception {
        together(thread -> {
            for (int i = 0; i < UNITS; i++) {
                stores().atomically(unit -> {
                    long head =
                            unit.audit().head(ACME).map(AuditEntry::sequence).orElse(0L);
                    return required(unit.audit().append(entry(ACME, head + 1, "{}")));
                });
            }
            return true;
        });
        assertEquals(
                LongStream.rangeClosed(1, THREADS * UNITS).boxed().toList(),
                stores().audit().page(ACME, 0, 1_000).stream()
                        .map(AuditEntry::sequence)
                        .toList());
    }

    /** As the services do: whoever was overtaken is run again. */
    private static boolean required(boolean done) {
        if (!done) {
            throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "overtaken");
        }
        return true;
    }

    private static void throwIt(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private static Organization organization(int number, long version) {
        return new Organization(
                io.orgauth.OrganizationId.of("org_" + number), "slug-" + version + "-" + number, "Name", true, version);
    }

    private static void fill(Stores unit, int n) {
        Role role = Role.of("role_" + n);
        assertTrue(unit.organizations().insert(organization(n, 1)));
        assertTrue(unit.users()
                .insert(new User(
                        user(n), EmailAddress.of("u" + n + "@a.example"), false, Optional.of("x" + n), true, 1)));
        assertTrue(unit.memberships().insert(new Membership(ACME, user(n), Set.of(role), Set.of(), Map.of(), true, 1)));
        assertTrue(unit.roles().insert(new RoleDefinition(ACME, role, Set.of(Permission.of("dataset:read")), 1)));
        assertTrue(unit.roleMappings().insert(new RoleMapping(ACME, "group" + n, Set.of(role), 1)));
        assertTrue(unit.invitations().insert(invitation(n)));
        assertTrue(unit.clients()
                .insert(new ClientApplication(
                        "app_" + n,
                        Optional.of(ACME),
                        "c",
                        Set.of(role),
                        Optional.empty(),
                        List.of(),
                        ClientMetadata.service(),
                        true,
                        1)));
        assertTrue(unit.resources()
                .insert(new Resource(ACME, "res_" + n, URI.create("https://d.example/" + n), Set.of(), Set.of(), 1)));
        assertTrue(unit.domains()
                .insert(new DomainClaim(
                        ACME, "d" + n + ".example", "c", DomainClaim.State.VERIFIED, Optional.of(NOW), 1)));
        unit.passwords().put(user(n), "$" + n);
        unit.oneTimeSecrets().put(digest(n), "reset", user(n), NOW);
        unit.throttles().fail("account:" + n, NOW);
        assertTrue(unit.apiKeys().insert(apiKey(n)));
        unit.apiKeys().used(ACME, "key" + n, NOW);
        assertTrue(unit.audit().append(entry(ACME, n, "{}")));
        SignInRows.fill(unit, n);
        OAuthRows.fill(unit, n);
    }

    private static void empty(Stores unit, int n) {
        assertTrue(unit.organizations().replace(organization(n, 2)));
        assertTrue(unit.memberships().remove(ACME, user(n).value()));
        assertTrue(unit.roles().remove(ACME, "role_" + n));
        assertTrue(unit.roleMappings().remove(ACME, "group" + n));
        assertTrue(unit.invitations().consume(digest(n)).isPresent());
        assertTrue(unit.resources().remove(ACME, "res_" + n));
        assertTrue(unit.domains().remove(ACME, "d" + n + ".example"));
        assertTrue(unit.passwords().remove(user(n)));
        assertTrue(unit.apiKeys().replace(deactivated(n)));
        unit.apiKeys().used(ACME, "key" + n, NOW.plusSeconds(1));
        unit.oneTimeSecrets().forget(user(n), "reset");
        unit.throttles().reset("account:" + n);
        SignInRows.empty(unit, n);
        OAuthRows.empty(unit, n);
    }

    private static ApiKey apiKey(int n) {
        return apiKey(n, Optional.empty(), 1);
    }

    private static ApiKey deactivated(int n) {
        return apiKey(n, Optional.of(NOW), 2);
    }

    private static ApiKey apiKey(int n, Optional<Instant> deactivated, long version) {
        ApiKeyDigest digest = ApiKeyDigest.of(new byte[ApiKeyDigest.LENGTH]);
        return new ApiKey(
                ACME,
                "key" + n,
                "usr_" + n,
                "ci",
                digest,
                "hint",
                ApiKeyLimits.NONE,
                NOW,
                NOW,
                deactivated,
                Optional.empty(),
                version);
    }

    private static Invitation invitation(int n) {
        EmailAddress email = EmailAddress.of("u" + n + "@a.example");
        return new Invitation(ACME, "inv_" + n, email, Set.of(), Optional.empty(), digest(n), NOW, 1);
    }

    /** What can be read, by every key. One-time secrets can't be looked at: their tests take them. */
    private static List<Object> everything(Stores stores) {
        List<Object> all = new ArrayList<>();
        all.addAll(stores.organizations().page(Optional.empty(), 10));
        all.addAll(stores.users().page(Optional.empty(), 10));
        all.addAll(stores.memberships().page(ACME, Optional.empty(), 10));
        all.addAll(stores.roles().page(ACME, Optional.empty(), 10));
        all.addAll(stores.roleMappings().page(ACME, Optional.empty(), 10));
        all.addAll(stores.invitations().page(ACME, Optional.empty(), 10));
        all.addAll(stores.clients().page(Optional.of(ACME), Optional.empty(), 10));
        all.addAll(stores.apiKeys().page(ACME, Optional.empty(), 10));
        all.addAll(stores.resources().page(ACME, Optional.empty(), 10));
        all.addAll(stores.domains().page(ACME, Optional.empty(), 10));
        all.addAll(stores.domains().verifiedPage(Optional.empty(), 10));
        all.addAll(stores.audit().page(ACME, 0, 10));
        all.add(stores.audit().head(ACME));
        for (int n = 1; n <= 2; n++) {
            all.add(stores.organizations().bySlug("slug-1-" + n));
            all.add(stores.users().byEmail(EmailAddress.of("u" + n + "@a.example")));
            all.add(stores.users().byExternalId("x" + n));
            all.add(stores.memberships().ofUser(user(n)));
            all.add(stores.invitations().byDigest(digest(n)));
            all.add(stores.clients().byId("app_" + n));
            all.add(stores.apiKeys().byId("key" + n));
            all.add(stores.apiKeys().pageOf(ACME, "usr_" + n, Optional.empty(), 10));
            all.add(stores.resources().byUri(URI.create("https://d.example/" + n)));
            all.add(stores.passwords().find(user(n)));
            all.add(stores.throttles().failures("account:" + n));
        }
        all.addAll(SignInRows.everything(stores));
        all.addAll(OAuthRows.everything(stores));
        return all;
    }

    @Test
    void atomically_throwsAfterASecretWasTaken_itIsThereAgain() {
        stores().oneTimeSecrets().put(digest(1), "reset", user(1), NOW);
        assertThrows(
                IllegalStateException.class,
                () -> stores().atomically(unit -> {
                    assertTrue(unit.oneTimeSecrets()
                            .consume(digest(1), "reset", NOW.minusSeconds(1))
                            .isPresent());
                    unit.oneTimeSecrets().put(digest(2), "reset", user(1), NOW);
                    throw new IllegalStateException("in the middle");
                }));
        assertTrue(stores().oneTimeSecrets()
                .consume(digest(2), "reset", NOW.minusSeconds(1))
                .isEmpty());
        assertEquals(Optional.of(user(1)), stores().oneTimeSecrets().consume(digest(1), "reset", NOW.minusSeconds(1)));
    }
}
