package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.json.JsonObject;
import io.orgauth.trust.Revocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final UserId ADA = new UserId("usr_0000000000000000000000");

    private record Kind(
            String name, Duration kept, BiConsumer<Stores, Instant> addEndingAt, Predicate<Stores> isThere) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "pending sign-in",
                    Expiry.GRACE,
                    (stores, end) -> stores.pendingSignIns().insert(new PendingSignIn("p", digest("p"), "s", end, 1)),
                    stores -> stores.pendingSignIns().find("p").isPresent()),
            new Kind(
                    "session that ends unused",
                    Expiry.GRACE,
                    (stores, end) -> stores.sessions().insert(session(end, end.plusSeconds(60))),
                    stores -> stores.sessions().byDigest(digest("s")).isPresent()),
            new Kind(
                    "session that ends in any case",
                    Expiry.GRACE,
                    (stores, end) -> stores.sessions().insert(session(end.plusSeconds(60), end)),
                    stores -> stores.sessions().byDigest(digest("s")).isPresent()),
            new Kind(
                    "pending authorization",
                    Expiry.GRACE,
                    (stores, end) ->
                            stores.pendingAuthorizations().insert(new PendingAuthorization("p", "{}", end, end)),
                    stores -> stores.pendingAuthorizations().find("p").isPresent()),
            new Kind(
                    "revocation",
                    Expiry.GRACE,
                    (stores, end) ->
                            stores.revocations().put(ACME, new Revocation(Revocation.Kind.TOKEN, "t", "s", end, end)),
                    stores -> stores.revocations().contains(ACME, "t")),
            new Kind(
                    "device code",
                    Expiry.GRACE,
                    (stores, end) -> stores.deviceCodes().insert(deviceCode(end)),
                    stores -> stores.deviceCodes().byUserCode("BCDF").isPresent()),
            new Kind(
                    "authorization",
                    Expiry.GRACE,
                    (stores, end) -> stores.authorizations().insert(authorization(end)),
                    stores -> stores.authorizations().find("aut_x").isPresent()),
            new Kind(
                    "used id",
                    Expiry.GRACE,
                    (stores, end) -> stores.usedIds().insert(digest("u"), end),
                    stores -> !stores.usedIds().insert(digest("u"), NOW)),
            new Kind(
                    "one-time secret",
                    Expiry.GRACE,
                    (stores, end) -> stores.oneTimeSecrets().put(digest("o"), "reset", ADA, end),
                    stores -> stores.oneTimeSecrets()
                            .find(digest("o"), "reset", Instant.EPOCH)
                            .isPresent()),
            new Kind(
                    "invitation",
                    Expiry.HISTORY,
                    (stores, end) -> stores.invitations().insert(invitation(end)),
                    stores -> stores.invitations().byDigest(digest("i")).isPresent()),
            new Kind(
                    "trace",
                    Expiry.HISTORY,
                    (stores, end) -> stores.signInTraces().put(trace(end)),
                    stores -> stores.signInTraces().find(Optional.empty(), "t").isPresent()),
            new Kind(
                    "count of failures",
                    Expiry.THROTTLE_MEMORY,
                    (stores, end) -> stores.throttles().fail("account:a", end),
                    stores -> stores.throttles().failures("account:a").failures() == 1));

    @Test
    void run_justOverItsTime_isRemoved_justWithin_stays() {
        for (Kind kind : KINDS) {
            Instant end = NOW.minus(kind.kept());
            assertEquals(List.of(false, 1), ran(kind, end.minusMillis(1)), kind.name());
            assertEquals(List.of(true, 0), ran(kind, end), kind.name());
        }
    }

    /** Whether the row is still there, and what the run says. */
    private static List<Object> ran(Kind kind, Instant end) {
        Stores stores = Stores.inMemory();
        kind.addEndingAt().accept(stores, end);
        int removed = expiry(stores).run();
        return List.of(kind.isThere().test(stores), removed);
    }

    @Test
    void run_again_removesNothing() {
        Stores stores = Stores.inMemory();
        KINDS.forEach(kind -> kind.addEndingAt().accept(stores, NOW.minus(Duration.ofDays(400))));
        assertEquals(KINDS.size() - 1, expiry(stores).run(), "the second session has the first one's id");
        assertEquals(0, expiry(stores).run());
    }

    @Test
    void run_moreThanABatch_removesAll() {
        Stores stores = Stores.inMemory();
        for (int i = 0; i < 1_203; i++) {
            stores.usedIds().insert(digest("u" + i), Instant.EPOCH);
        }
        stores.usedIds().insert(digest("good"), NOW);
        assertEquals(1_203, expiry(stores).run());
        assertTrue(!stores.usedIds().insert(digest("good"), NOW), "what has not expired is still refused");
    }

    @Test
    void run_insideOfAUnit_isRefused() {
        Stores stores = Stores.inMemory();
        Expiry expiry = expiry(stores);
        assertThrows(IllegalStateException.class, () -> stores.atomically(unit -> expiry.run()));
    }

    private static Expiry expiry(Stores stores) {
        return new Expiry(stores, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static SecretDigest digest(String secret) {
        return SecretDigest.of(secret);
    }

    private static DeviceCode deviceCode(Instant end) {
        return new DeviceCode(
                digest("d"),
                "BCDF",
                "app_x",
                Optional.empty(),
                Set.of(),
                Set.of(),
                "192.0.2.1",
                new DeviceCode.State.Pending(),
                new DeviceCode.Polling(Duration.ofSeconds(5), end),
                end,
                end,
                1);
    }

    private static Authorization authorization(Instant end) {
        return new Authorization(
                "aut_x",
                ACME,
                ADA,
                "app_x",
                Set.of(),
                Set.of(),
                proof(),
                Optional.empty(),
                true,
                Optional.empty(),
                "s",
                0,
                new Authorization.Times(Instant.EPOCH, Instant.EPOCH, end));
    }

    private static SignInProof proof() {
        return new SignInProof(SignInMethod.PASSWORD, Instant.EPOCH, Authentication.UNKNOWN, Optional.empty());
    }

    private static Session session(Instant idleEnd, Instant end) {
        Session.Times times = new Session.Times(Instant.EPOCH, Instant.EPOCH, idleEnd, end);
        return new Session("ses_1", digest("s"), ADA, Optional.of(ACME), List.of(proof()), times, "", 1);
    }

    private static Invitation invitation(Instant end) {
        EmailAddress email = EmailAddress.of("bob@acme.com");
        return new Invitation(ACME, "inv_1", email, Set.of(), Optional.empty(), digest("i"), end, 1);
    }

    private static SignInTrace trace(Instant time) {
        JsonObject details = JsonObject.builder().build();
        return new SignInTrace("t", Optional.empty(), time, Optional.empty(), Optional.empty(), "pending", details);
    }
}
