package io.orgauth.apikey;

import static io.orgauth.apikey.Fixture.ACME;
import static io.orgauth.apikey.Fixture.ADA;
import static io.orgauth.apikey.Fixture.DATA;
import static io.orgauth.apikey.Fixture.GLOBEX;
import static io.orgauth.apikey.Fixture.ISSUER;
import static io.orgauth.apikey.Fixture.OTHER_DATA;
import static io.orgauth.apikey.Fixture.READ;
import static io.orgauth.apikey.Fixture.WRITE;
import static io.orgauth.apikey.Fixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ApiKeyReason;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a key, from its issue to its end. */
class ApiKeysTest {
    private final Fixture fixture = new Fixture();
    private final ApiKeys keys = fixture.keys;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void issue_isListedWithoutItsSecret() {
        IssuedApiKey issued = fixture.issue();
        ApiKey key = issued.key();

        assertEquals(List.of(key), keys.list(ACME, Optional.empty(), 10));
        assertEquals(List.of(key), keys.listOf(ADA, ACME, Optional.empty(), 10));
        assertEquals(Optional.of(key), keys.find(ACME, key.id()));
        assertEquals("ci pipeline", key.name());
        assertEquals("usr_ada", key.owner());
        assertEquals(Instant.parse("2026-04-01T00:00:00Z"), key.expires());
        assertTrue(key.hint().startsWith("acme_\u2026"), key.hint());
        assertTrue(issued.secret().endsWith(key.hint().substring(6)), key.hint());
        assertTrue(keys.scannerPattern().matcher(issued.secret()).matches());
        assertEquals(List.of("api_key.issued"), fixture.actions());
    }

    /** All that is stored or logged: no text of it can be used as a key. */
    @Test
    void storedAndLogged_isNoUsableKey() {
        IssuedApiKey issued = fixture.issue();
        String secret = issued.secret().substring(issued.secret().lastIndexOf('_') + 1);
        String everything = fixture.store.byId(issued.key().id()) + ""
                + fixture.audit.get(0).toJson() + issued
                + keys.list(ACME, Optional.empty(), 10)
                + issued.key().digest().hex();

        assertFalse(everything.contains(secret));
        assertFalse(everything.contains(secret.substring(0, 8)));
        assertFalse(keys.scannerPattern().matcher(everything).find());
    }

    @Test
    void issued_cantBePrintedOrSerialized() {
        IssuedApiKey issued = fixture.issue();

        assertEquals("IssuedApiKey[redacted]", issued.toString());
        assertThrows(
                NotSerializableException.class,
                () -> new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(issued));
    }

    static Stream<ApiKeyRequest> impossible() {
        ApiKeyRequest good = ApiKeyRequest.named("ci");
        return Stream.of(
                ApiKeyRequest.named(""),
                ApiKeyRequest.named(" ci"),
                ApiKeyRequest.named("ci "),
                ApiKeyRequest.named("c\ni"),
                ApiKeyRequest.named("x".repeat(201)),
                good.livingFor(Duration.ZERO),
                good.livingFor(Duration.ofSeconds(-1)),
                good.livingFor(Duration.ofMillis(999)),
                good.livingFor(Duration.ofDays(366).plusNanos(1)),
                good.livingFor(Duration.ofSeconds(Long.MAX_VALUE)),
                good.limitedTo(ApiKeyLimits.NONE.toResources(Set.of("https://unknown.example"))),
                good.limitedTo(ApiKeyLimits.NONE.toResources(Set.of(DATA, "https://unknown.example"))));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void issue_whatCantBe_isRefused_andNothingIsStored(ApiKeyRequest request) {
        assertEquals(ApiKeyChangeReason.API_KEY_INVALID, refused(() -> keys.issue(ADA, ACME, request)));
        assertEquals(List.of(), keys.list(ACME, Optional.empty(), 10));
        assertEquals(List.of(), fixture.actions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr_nobody", "", "usr_\n"})
    void issue_forWhoMayNotAct_isRefused(String owner) {
        assertEquals(ApiKeyChangeReason.API_KEY_INVALID, refused(() -> keys.issue(ApiKeyOwner.of(owner), ACME, "ci")));
    }

    @Test
    void lifetime_isTheOrganizationsPolicy() {
        Instant now = fixture.clock.instant();
        ApiKeyRequest twoDays = ApiKeyRequest.named("ci").livingFor(Duration.ofDays(2));

        assertEquals(
                now.plus(Duration.ofDays(1)),
                keys.issue(ADA, GLOBEX, "ci").key().expires());
        assertEquals(
                now.plus(Duration.ofDays(2)),
                keys.issue(ADA, GLOBEX, twoDays).key().expires());
        assertEquals(
                ApiKeyChangeReason.API_KEY_INVALID,
                refused(() -> keys.issue(ADA, GLOBEX, twoDays.livingFor(Duration.ofDays(3)))));
    }

    @Test
    void rename_isListed() {
        ApiKey key = fixture.issue().key();

        ApiKey renamed = keys.rename(ACME, key.id(), "cd pipeline");

        assertEquals("cd pipeline", renamed.name());
        assertEquals(Optional.of(renamed), keys.find(ACME, key.id()));
        assertEquals(ApiKeyChangeReason.API_KEY_INVALID, refused(() -> keys.rename(ACME, key.id(), "\u0000")));
        assertEquals(List.of("api_key.issued", "api_key.renamed"), fixture.actions());
    }

    @Test
    void narrow_worksAtOnce_andOnlyDown() {
        IssuedApiKey issued = fixture.issue();
        String id = issued.key().id();

        keys.narrow(ACME, id, ApiKeyLimits.NONE.toPermissions(Set.of(READ)));
        assertEquals(Set.of(READ), fixture.use(issued).permissions());
        keys.narrow(ACME, id, ApiKeyLimits.NONE.toResources(Set.of(DATA)));
        assertEquals(ApiKeyReason.API_KEY_OTHER_RESOURCE, fixture.refused(issued, OTHER_DATA));
        assertEquals(Set.of(READ), fixture.use(issued).permissions());

        for (ApiKeyLimits wider : List.of(
                ApiKeyLimits.NONE.toPermissions(Set.of(READ, WRITE)),
                ApiKeyLimits.NONE.toPermissions(Set.of(WRITE)),
                ApiKeyLimits.NONE.toResources(Set.of(DATA, OTHER_DATA)),
                ApiKeyLimits.NONE.toResources(Set.of(ISSUER)))) {
            assertEquals(ApiKeyChangeReason.API_KEY_WOULD_WIDEN, refused(() -> keys.narrow(ACME, id, wider)));
        }
        assertEquals(Set.of(READ), fixture.use(issued).permissions());
    }

    /** A key for the data planes of its organization never becomes one for the issuer. */
    @Test
    void narrow_toTheIssuer_isRefused() {
        ApiKey key = fixture.issue().key();
        assertEquals(
                ApiKeyChangeReason.API_KEY_WOULD_WIDEN,
                refused(() -> keys.narrow(ACME, key.id(), ApiKeyLimits.NONE.toResources(Set.of(ISSUER)))));
    }

    @Test
    void narrow_toUnknownResource_isRefused() {
        ApiKey key = fixture.issue().key();
        assertEquals(
                ApiKeyChangeReason.API_KEY_INVALID,
                refused(() -> keys.narrow(ACME, key.id(), ApiKeyLimits.NONE.toResources(Set.of("https://x.example")))));
    }

    @Test
    void expire_endsEarlier_neverLater() {
        IssuedApiKey issued = fixture.issue();
        String id = issued.key().id();
        Instant now = fixture.clock.instant();

        assertEquals(
                ApiKeyChangeReason.API_KEY_WOULD_WIDEN,
                refused(() -> keys.expire(ACME, id, issued.key().expires().plusNanos(1))));
        assertEquals(ApiKeyChangeReason.API_KEY_INVALID, refused(() -> keys.expire(ACME, id, now.minusNanos(1))));
        assertEquals(
                now.plusSeconds(1), keys.expire(ACME, id, now.plusSeconds(1)).expires());
        fixture.use(issued);
        keys.expire(ACME, id, now);
        assertEquals(ApiKeyReason.API_KEY_EXPIRED, fixture.refused(issued));
    }

    @Test
    void rotate_bothWorkForTheOverlap_thenTheNewOneAlone() {
        IssuedApiKey old = fixture.issue(ApiKeyLimits.NONE.toPermissions(Set.of(READ)));
        fixture.clock.pass(Duration.ofDays(1));

        IssuedApiKey next = keys.rotate(ACME, old.key().id(), Duration.ofHours(1));

        assertNotEquals(old.key().id(), next.key().id());
        assertEquals(old.key().limits(), next.key().limits());
        assertEquals(old.key().name(), next.key().name());
        assertEquals(
                fixture.clock.instant().plus(Duration.ofDays(90)), next.key().expires());
        fixture.use(old);
        fixture.clock.pass(Duration.ofHours(1));
        assertEquals(ApiKeyReason.API_KEY_EXPIRED, fixture.refused(old));
        assertEquals(Set.of(READ), fixture.use(next).permissions());
        assertEquals(List.of("api_key.issued", "api_key.rotated"), fixture.actions());
    }

    /** An overlap never makes the old key live longer than it would have. */
    @Test
    void rotate_shortlyBeforeTheEnd_prolongsNothing() {
        IssuedApiKey old = fixture.issue();
        fixture.clock.pass(Duration.ofDays(89));

        keys.rotate(ACME, old.key().id(), Duration.ofDays(7));

        assertEquals(
                old.key().expires(),
                keys.find(ACME, old.key().id()).orElseThrow().expires());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 7 * 86_400 + 1})
    void rotate_overlapOutOfBounds_isRefused(long seconds) {
        ApiKey key = fixture.issue().key();
        assertEquals(
                ApiKeyChangeReason.API_KEY_INVALID,
                refused(() -> keys.rotate(ACME, key.id(), Duration.ofSeconds(seconds))));
    }

    @Test
    void deactivateTwice_isTheSameAsOnce() {
        IssuedApiKey issued = fixture.issue();
        ApiKey first = keys.deactivate(issued.key().id());
        fixture.clock.pass(Duration.ofDays(1));

        assertEquals(first, keys.deactivate(issued.key().id()));
        assertEquals(first, keys.deactivate(ACME, issued.key().id()));
        assertEquals(List.of("api_key.issued", "api_key.deactivated"), fixture.actions());
    }

    @Test
    void deadKey_isNotChanged() {
        ApiKey off = keys.deactivate(fixture.issue().key().id());
        ApiKey over = fixture.issue().key();
        fixture.clock.pass(Duration.ofDays(90));
        int events = fixture.audit.size();

        for (ApiKey dead : List.of(off, over)) {
            String id = dead.id();
            ApiKeyLimits none = ApiKeyLimits.NONE.toPermissions(Set.of());
            assertEquals(ApiKeyChangeReason.API_KEY_DEAD, refused(() -> keys.rotate(ACME, id, Duration.ZERO)));
            assertEquals(ApiKeyChangeReason.API_KEY_DEAD, refused(() -> keys.rename(ACME, id, "x")));
            assertEquals(ApiKeyChangeReason.API_KEY_DEAD, refused(() -> keys.narrow(ACME, id, none)));
            assertEquals(
                    ApiKeyChangeReason.API_KEY_DEAD, refused(() -> keys.expire(ACME, id, fixture.clock.instant())));
            assertEquals(Optional.of(dead), keys.find(ACME, id));
        }
        assertEquals(2, keys.list(ACME, Optional.empty(), 10).size());
        assertEquals(events, fixture.audit.size());
    }

    @Test
    void otherOrganizationsKey_isNotThere() {
        String id = fixture.issue().key().id();

        assertEquals(Optional.empty(), keys.find(GLOBEX, id));
        assertEquals(ApiKeyChangeReason.API_KEY_NOT_FOUND, refused(() -> keys.deactivate(GLOBEX, id)));
        assertEquals(ApiKeyChangeReason.API_KEY_NOT_FOUND, refused(() -> keys.rename(GLOBEX, id, "x")));
        assertEquals(ApiKeyChangeReason.API_KEY_NOT_FOUND, refused(() -> keys.rotate(GLOBEX, id, Duration.ZERO)));
        assertEquals(ApiKeyChangeReason.API_KEY_NOT_FOUND, refused(() -> keys.deactivate("unknown")));
    }

    @Test
    void lastUse_isWrittenOnce_forManyUses() {
        IssuedApiKey issued = fixture.issue();
        for (int i = 0; i < 10; i++) {
            fixture.use(issued);
        }
        assertEquals(0, fixture.store.uses);

        keys.close();

        assertEquals(1, fixture.store.uses);
        assertEquals(
                Optional.of(fixture.clock.instant()),
                keys.find(ACME, issued.key().id()).orElseThrow().lastUsed());
    }

    /** A store that is down costs the time of a use, never the use. */
    @Test
    void lastUse_storeDown_isTriedAgain() {
        IssuedApiKey issued = fixture.issue();
        fixture.store.down = true;
        fixture.use(issued);
        keys.close();
        fixture.store.down = false;

        keys.close();

        assertEquals(1, fixture.store.uses);
    }

    @Test
    void refusedKey_isNotUsed() {
        IssuedApiKey issued = fixture.issue();
        keys.deactivate(issued.key().id());
        fixture.refused(issued);

        keys.close();

        assertEquals(0, fixture.store.uses);
    }

    @Test
    void build_withoutWhatItNeeds_saysWhichCallToAdd() {
        ApiKeysBuilder builder = ApiKeys.builder();
        assertMissing(".issuer(...)", builder);
        assertMissing(".grants(...)", builder.issuer(ISSUER));
        assertMissing(".resources(...)", builder.grants((subject, organization) -> Optional.empty()));
        builder.resources(Set.of(READ), DATA).build().close();
        assertThrows(IllegalArgumentException.class, () -> builder.issuer("").build());
        assertThrows(IllegalArgumentException.class, () -> builder.prefix("A"));
    }

    private static void assertMissing(String call, ApiKeysBuilder builder) {
        String message =
                assertThrows(IllegalStateException.class, builder::build).getMessage();
        assertTrue(message.contains(call), message);
    }

    @Test
    void policiesAndRates_outOfBounds_areRefused() {
        Duration day = Duration.ofDays(1);
        assertThrows(IllegalArgumentException.class, () -> new ApiKeyPolicy(day, day.minusNanos(1)));
        assertThrows(IllegalArgumentException.class, () -> new ApiKeyPolicy(Duration.ofMillis(999), day));
        assertThrows(IllegalArgumentException.class, () -> new ApiKeyPolicy(day, Duration.ofDays(3_661)));
        new ApiKeyPolicy(Duration.ofSeconds(1), Duration.ofDays(3_660));
        assertThrows(IllegalArgumentException.class, () -> new ApiKeyRate(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ApiKeyRate(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ApiKeyRate(1_000_001, 1));
        assertThrows(IllegalArgumentException.class, () -> new ApiKeyRate(1, 1_000_001));
        assertThrows(IllegalArgumentException.class, () -> ApiKeyLimits.NONE.toResources(Set.of()));
        assertThrows(IllegalArgumentException.class, () -> ApiKeyLimits.NONE.toResources(Set.of("")));
        assertThrows(IllegalArgumentException.class, () -> ApiKeyLimits.NONE.toResources(Set.of("x".repeat(2_049))));
    }
}
