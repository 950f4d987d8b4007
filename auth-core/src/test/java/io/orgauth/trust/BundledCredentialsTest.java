package io.orgauth.trust;

import static io.orgauth.trust.BundleFixture.API_KEY;
import static io.orgauth.trust.BundleFixture.NOW;
import static io.orgauth.trust.BundleFixture.ORGANIZATION;
import static io.orgauth.trust.BundleFixture.READ;
import static io.orgauth.trust.BundleFixture.RESOURCE;
import static io.orgauth.trust.BundleFixture.ROOT;
import static io.orgauth.trust.BundleFixture.WRITE;
import static io.orgauth.trust.BundleFixture.assertInvalid;
import static io.orgauth.trust.BundleFixture.bundle;
import static io.orgauth.trust.BundleFixture.content;
import static io.orgauth.trust.BundleFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.ApiKeyFormat;
import io.orgauth.ApiKeyReason;
import io.orgauth.AuthUnavailableException;
import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.token.TokenReason;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens and API keys by a bundle in a directory, without any network. */
class BundledCredentialsTest {
    private static final Instant LATER = NOW.plusSeconds(300);

    private final MovingTime time = new MovingTime(NOW);

    @TempDir
    Path directory;

    private TrustBundle trust;

    @AfterEach
    void end() {
        trust.close();
    }

    @Test
    void apiKey_inTheBundle_isItsOwnerWithTheRightsOfBundleTime() {
        Principal caller = with(content()).apiKeys(RESOURCE).authenticate(API_KEY);

        assertEquals(ORGANIZATION, caller.organization());
        assertEquals("usr_ada", caller.subject().id());
        assertEquals(Set.of(READ, WRITE), caller.permissions());
        assertEquals(Set.of(Role.MEMBER), caller.roles());
        assertEquals(new CredentialId(CredentialId.Kind.API_KEY, API_KEY.id()), caller.credential());
    }

    @Test
    void apiKey_narrowed_hasNoMoreAndNoRoles() {
        Principal caller = with(content().keys(List.of(narrowed(Set.of(READ)))))
                .apiKeys(RESOURCE)
                .authenticate(API_KEY);

        assertEquals(Set.of(READ), caller.permissions());
        assertEquals(Set.of(), caller.roles());
    }

    /** A key is never more than its owner, whatever it was narrowed to once. */
    @Test
    void apiKey_narrowedToWhatItsOwnerLost_hasNothing() {
        Principal caller = with(content()
                        .subjects(List.of(new BundledSubject("usr_ada", Grant.of(Set.of(READ)))))
                        .keys(List.of(narrowed(Set.of(WRITE)))))
                .apiKeys(RESOURCE)
                .authenticate(API_KEY);

        assertEquals(Set.of(), caller.permissions());
    }

    @Test
    void apiKey_unknownId_isRefused() {
        Credential.ApiKey other = ApiKeyFormat.of("acme").newKey(new SecureRandom());

        assertInvalid(
                ApiKeyReason.API_KEY_UNKNOWN,
                () -> with(content()).apiKeys(RESOURCE).authenticate(other));
    }

    @Test
    void apiKey_knownIdWithOtherSecret_isRefused() {
        Credential.ApiKey other = ApiKeyFormat.of("acme").newKey(new SecureRandom());
        BundledKey stored = new BundledKey(other.id(), API_KEY.digest(), "usr_ada", Optional.empty(), Optional.empty());

        assertInvalid(
                ApiKeyReason.API_KEY_SECRET_WRONG,
                () -> with(content().keys(List.of(stored))).apiKeys(RESOURCE).authenticate(other));
    }

    @Test
    void apiKey_expired_isRefusedFromThatSecondOn() {
        BundledKey stored = new BundledKey(
                API_KEY.id(), API_KEY.digest(), "usr_ada", Optional.empty(), Optional.of(NOW.plusSeconds(10)));
        with(content().keys(List.of(stored)));
        var keys = trust.apiKeys(RESOURCE);

        time.pass(Duration.ofSeconds(10).minusNanos(1));
        keys.authenticate(API_KEY);
        time.pass(Duration.ofNanos(1));
        assertInvalid(ApiKeyReason.API_KEY_EXPIRED, () -> keys.authenticate(API_KEY));
    }

    @Test
    void apiKey_ownerDisabled_isRefused() {
        assertInvalid(
                ApiKeyReason.API_KEY_OWNER_INACTIVE,
                () -> with(content().subjects(List.of())).apiKeys(RESOURCE).authenticate(API_KEY));
    }

    @Test
    void token_good_isAdmitted() {
        Principal caller = with(content()).tokens(RESOURCE).authenticate(token("usr_ada", NOW));

        assertEquals("usr_ada", caller.subject().id());
        assertEquals(Set.of(READ), caller.permissions());
    }

    @Test
    void token_ofAnotherIssuersKey_isRefused() {
        assertInvalid(
                TokenReason.UNKNOWN_KEY,
                () -> with(content())
                        .tokens(RESOURCE)
                        .authenticate(token(BundleFixture.signingKeys(), "usr_ada", NOW)));
    }

    @Test
    void token_revoked_isRefused() {
        Credential.Jwt token = token("usr_ada", NOW);
        String id = with(content())
                .tokens(RESOURCE)
                .authenticate(token)
                .credential()
                .value();
        end();

        with(revoking(new Revocation(Revocation.Kind.TOKEN, id, "usr_ada", NOW, LATER))
                .sequence(11));
        assertInvalid(TrustReason.TOKEN_REVOKED, () -> trust.tokens(RESOURCE).authenticate(token));
    }

    @Test
    void token_ofARevokedAuthorization_isRefused_andOfAnotherIsNot() {
        Credential.Jwt first = token("usr_ada", NOW, "aut_1.a");
        Credential.Jwt other = token("usr_ada", NOW, "aut_12.a");
        with(revoking(new Revocation(Revocation.Kind.TOKEN, "aut_1", "usr_ada", NOW, LATER)));
        assertInvalid(TrustReason.TOKEN_REVOKED, () -> trust.tokens(RESOURCE).authenticate(first));
        trust.tokens(RESOURCE).authenticate(other);
    }

    @Test
    void token_ofAnEndedSession_isRefused() {
        with(revoking(new Revocation(Revocation.Kind.SESSION, "ses_1", "usr_ada", NOW, LATER)));

        assertInvalid(TrustReason.TOKEN_REVOKED, () -> trust.tokens(RESOURCE).authenticate(token("usr_ada", NOW)));
    }

    @Test
    void token_issuedBeforeItsSubjectWasRevoked_isRefusedAndLaterOnesAreNot() {
        with(revoking(new Revocation(Revocation.Kind.SUBJECT, "usr_ada", "usr_ada", NOW, LATER)));

        assertInvalid(
                TrustReason.TOKEN_REVOKED,
                () -> trust.tokens(RESOURCE).authenticate(token("usr_ada", NOW.minusSeconds(1))));
        trust.tokens(RESOURCE).authenticate(token("usr_ada", NOW));
    }

    @Test
    void token_ofSomebodyGoneSinceItWasIssued_isRefused() {
        with(content().subjects(List.of()));

        assertInvalid(
                TrustReason.SUBJECT_INACTIVE,
                () -> trust.tokens(RESOURCE).authenticate(token("usr_ada", NOW.minusSeconds(61))));
    }

    /** Who came after the bundle was made is not in it yet. */
    @Test
    void token_ofSomebodyNewerThanTheBundle_isAdmitted() {
        with(content());

        assertEquals(
                "usr_new",
                trust.tokens(RESOURCE)
                        .authenticate(token("usr_new", NOW))
                        .subject()
                        .id());
    }

    @Test
    void everything_afterNotAfter_isUnavailable() {
        with(content());
        var keys = trust.apiKeys(RESOURCE);
        var tokens = trust.tokens(RESOURCE);
        keys.authenticate(API_KEY);
        time.pass(BundleFixture.LIFETIME);

        assertEquals(
                TrustReason.BUNDLE_EXPIRED,
                assertThrows(AuthUnavailableException.class, () -> keys.authenticate(API_KEY))
                        .reason());
        assertEquals(
                TrustReason.BUNDLE_EXPIRED,
                assertThrows(
                                AuthUnavailableException.class,
                                () -> tokens.authenticate(token("usr_ada", time.instant())))
                        .reason());
    }

    @Test
    void authenticators_ofTwoResources_areRefused() {
        with(content()).tokens(RESOURCE);

        assertThrows(IllegalArgumentException.class, () -> trust.apiKeys("https://other.acme.example"));
    }

    @Test
    void authenticators_declareOrganizationAndResource() {
        with(content());

        assertEquals(Optional.of(ORGANIZATION), trust.tokens(RESOURCE).organization());
        assertEquals(Optional.of(RESOURCE), trust.tokens(RESOURCE).resource());
        assertEquals(Optional.of(ORGANIZATION), trust.apiKeys(RESOURCE).organization());
        assertEquals(Optional.of(RESOURCE), trust.apiKeys(RESOURCE).resource());
    }

    private TrustBundle with(BundleContent.Builder content) {
        bundle(content).export(directory);
        trust = TrustBundle.directory(directory)
                .issuer(BundleFixture.ISSUER)
                .organization(ORGANIZATION.value())
                .rootKey(ROOT.publicKey())
                .clock(time)
                .ticker(time)
                .start();
        return trust;
    }

    private static BundleContent.Builder revoking(Revocation revocation) {
        return content().revocations(List.of(revocation), NOW);
    }

    private static BundledKey narrowed(Set<Permission> limit) {
        return new BundledKey(API_KEY.id(), API_KEY.digest(), "usr_ada", Optional.of(limit), Optional.empty());
    }
}
