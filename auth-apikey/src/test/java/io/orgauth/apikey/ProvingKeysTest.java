package io.orgauth.apikey;

import static io.orgauth.apikey.Fixture.ACME;
import static io.orgauth.apikey.Fixture.DATA;
import static io.orgauth.apikey.Fixture.ISSUER;
import static io.orgauth.apikey.Fixture.OTHER_DATA;
import static io.orgauth.apikey.Fixture.READ;
import static io.orgauth.apikey.Fixture.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.ApiKeyFormat;
import io.orgauth.ApiKeyReason;
import io.orgauth.AuthUnavailableException;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.http.Decision;
import io.orgauth.http.Gate;
import io.orgauth.http.GateReason;
import io.orgauth.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a key proves, and each way in which it proves nothing. */
class ProvingKeysTest {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void key_proves_itsOwnerWithRightsOfNowAtTheResource() {
        IssuedApiKey issued = fixture.issue();

        Principal caller = fixture.use(issued);

        assertEquals(ACME, caller.organization());
        assertEquals(Fixture.subject(), caller.subject());
        assertEquals(Set.of(READ, WRITE), caller.permissions());
        assertEquals(Set.of(Role.MEMBER), caller.roles());
        assertEquals(new CredentialId(CredentialId.Kind.API_KEY, issued.key().id()), caller.credential());
        assertEquals(Optional.empty(), caller.authentication().time());
    }

    @Test
    void ownerDemotedAndPromoted_theKeyFollowsAtOnce() {
        IssuedApiKey issued = fixture.issue();
        fixture.grant(ACME, READ);
        assertEquals(Set.of(READ), fixture.use(issued).permissions());
        fixture.grant(ACME, READ, WRITE);
        assertEquals(Set.of(READ, WRITE), fixture.use(issued).permissions());
    }

    @Test
    void narrowedKey_hasTheIntersection_andNoRoles() {
        IssuedApiKey issued = fixture.issue(ApiKeyLimits.NONE.toPermissions(Set.of(WRITE, Fixture.ELSEWHERE)));

        assertEquals(Set.of(WRITE), fixture.use(issued).permissions());
        assertEquals(Set.of(), fixture.use(issued).roles());
        fixture.grant(ACME, READ);
        assertEquals(Set.of(), fixture.use(issued).permissions());
    }

    @Test
    void ownerMayNotAct_isRefused() {
        IssuedApiKey issued = fixture.issue();
        fixture.disable(ACME);
        assertEquals(ApiKeyReason.API_KEY_OWNER_INACTIVE, fixture.refused(issued));
    }

    @Test
    void expired_isRefused_fromTheMomentOn() {
        IssuedApiKey issued = fixture.issue();
        fixture.clock.pass(Duration.ofDays(90).minusNanos(1));
        fixture.use(issued);
        fixture.clock.pass(Duration.ofNanos(1));
        assertEquals(ApiKeyReason.API_KEY_EXPIRED, fixture.refused(issued));
    }

    @Test
    void deactivated_isRefused() {
        IssuedApiKey issued = fixture.issue();
        fixture.keys.deactivate(issued.key().id());
        assertEquals(ApiKeyReason.API_KEY_DEACTIVATED, fixture.refused(issued));
    }

    @Test
    void otherOrganizationsKey_isRefused() {
        IssuedApiKey issued = fixture.keys.issue(Fixture.ADA, Fixture.GLOBEX, "globex");

        assertEquals(ApiKeyReason.API_KEY_OTHER_ORGANIZATION, fixture.refused(issued));
        assertEquals(
                Fixture.GLOBEX,
                fixture.keys
                        .forAnyOrganization(DATA)
                        .authenticate(Credential.ApiKey.of(issued.secret()))
                        .organization());
    }

    @Test
    void namedResource_isTheOnlyOne() {
        IssuedApiKey issued = fixture.issue(ApiKeyLimits.NONE.toResources(Set.of(OTHER_DATA)));

        fixture.use(issued, OTHER_DATA);
        assertEquals(ApiKeyReason.API_KEY_OTHER_RESOURCE, fixture.refused(issued, DATA));
        assertEquals(ApiKeyReason.API_KEY_OTHER_RESOURCE, fixture.refused(issued, ISSUER));
    }

    @Test
    void issuer_mustBeNamed() {
        assertEquals(ApiKeyReason.API_KEY_OTHER_RESOURCE, fixture.refused(fixture.issue(), ISSUER));
        fixture.use(fixture.issue(ApiKeyLimits.NONE.toResources(Set.of(ISSUER))), ISSUER);
    }

    @Test
    void resourceThatIsGone_isRefused() {
        IssuedApiKey issued = fixture.issue();
        fixture.resources.remove(DATA);
        assertEquals(ApiKeyReason.API_KEY_OTHER_RESOURCE, fixture.refused(issued));
    }

    @Test
    void unknownId_andWrongSecret_areRefused() {
        IssuedApiKey issued = fixture.issue();
        Credential.ApiKey unknown = ApiKeyFormat.of("acme").newKey(new SecureRandom());
        Credential.ApiKey forged = withIdOf(issued);

        assertEquals(ApiKeyReason.API_KEY_UNKNOWN, refused(unknown));
        assertEquals(ApiKeyReason.API_KEY_SECRET_WRONG, refused(forged));
    }

    /** A key with a good checksum, the id of a real one and another secret. */
    private static Credential.ApiKey withIdOf(IssuedApiKey issued) {
        String other = ApiKeyFormat.of("acme").newKey(new SecureRandom()).text();
        String text = "acme_" + issued.key().id() + other.substring(27, other.length() - 6);
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < 6; rest /= BASE62.length()) {
            digits.insert(0, BASE62.charAt((int) (rest % BASE62.length())));
        }
        return Credential.ApiKey.of(text + digits);
    }

    private ApiKeyReason refused(Credential.ApiKey credential) {
        return (ApiKeyReason) assertThrows(
                        InvalidCredentialException.class,
                        () -> fixture.keys.forOrganization(ACME.value(), DATA).authenticate(credential))
                .reason();
    }

    @Test
    void otherPrefixOrWrongChecksum_neverReachesTheStore() {
        String secret = fixture.issue().secret();
        fixture.store.lookUps = 0;

        assertEquals(
                ApiKeyReason.API_KEY_OTHER_PREFIX,
                refused(ApiKeyFormat.of("other").newKey(new SecureRandom())));
        String damaged = secret.substring(0, secret.length() - 1) + (secret.endsWith("0") ? "1" : "0");
        assertThrows(InvalidCredentialException.class, () -> Credential.bearer(damaged));

        assertEquals(0, fixture.store.lookUps);
    }

    @Test
    void refusals_quoteNoSecret() {
        IssuedApiKey issued = fixture.issue();
        fixture.keys.deactivate(issued.key().id());

        InvalidCredentialException refusal = assertThrows(InvalidCredentialException.class, () -> fixture.use(issued));

        assertFalse(
                String.valueOf(refusal.getMessage()).contains(issued.secret().substring(28)));
    }

    @Test
    void tooManyUses_areToldWhenToComeAgain() {
        IssuedApiKey issued = fixture.issue();
        IssuedApiKey other = fixture.issue();
        for (int i = 0; i < 20; i++) {
            fixture.use(issued);
        }

        AuthUnavailableException throttled = assertThrows(AuthUnavailableException.class, () -> fixture.use(issued));

        assertEquals(ApiKeyReason.API_KEY_RATE_LIMITED, throttled.reason());
        assertEquals(Optional.of(Duration.ofMillis(100)), throttled.retryAfter());
        fixture.use(other);
        fixture.nanos += Duration.ofMillis(100).toNanos();
        fixture.use(issued);
        assertThrows(AuthUnavailableException.class, () -> fixture.use(issued));
    }

    /** Nobody who lacks the secret can use up another's rate. */
    @Test
    void wrongSecrets_useUpNothing() {
        IssuedApiKey issued = fixture.issue();
        Credential.ApiKey forged = withIdOf(issued);
        for (int i = 0; i < 100; i++) {
            assertEquals(ApiKeyReason.API_KEY_SECRET_WRONG, refused(forged));
        }
        fixture.use(issued);
    }

    @Test
    void gate_acceptsKeysBesideTokens() {
        Authenticator<Credential.ApiKey> accepted = fixture.keys.forOrganization(ACME.value(), DATA);
        Gate gate = Gate.builder().accept(accepted).require("/models", READ).build();
        IssuedApiKey issued = fixture.issue();

        assertEquals(ACME, admitted(gate.decide(request(issued.secret()))));
        fixture.keys.deactivate(issued.key().id());
        assertEquals(
                Optional.of(ApiKeyReason.API_KEY_DEACTIVATED),
                ((Decision.Answer) gate.decide(request(issued.secret()))).reason());
        assertEquals(
                Optional.of(GateReason.API_KEY_IN_URL),
                ((Decision.Answer) gate.decide(HttpRequest.builder("GET", "/models?key=" + issued.secret())
                                .build()))
                        .reason());
        assertEquals(Optional.of(ACME), accepted.organization());
        assertEquals(Optional.of(DATA), accepted.resource());
    }

    private static Object admitted(Decision decision) {
        return ((Decision.Admitted) decision).principal().organization();
    }

    private static HttpRequest request(String key) {
        return HttpRequest.builder("GET", "/models")
                .header("Authorization", "Bearer " + key)
                .build();
    }
}
