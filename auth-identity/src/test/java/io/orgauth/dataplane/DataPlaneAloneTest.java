package io.orgauth.dataplane;

import static io.orgauth.dataplane.DataPlaneFixture.ISSUER;
import static io.orgauth.dataplane.DataPlaneFixture.URI_OF_DATA_PLANE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ApiKeyReason;
import io.orgauth.Authentication;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Reason;
import io.orgauth.Subject;
import io.orgauth.apikey.ApiKeyLimits;
import io.orgauth.apikey.IssuedApiKey;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.token.AccessToken;
import io.orgauth.token.TokenIssuer;
import io.orgauth.trust.TrustBundle;
import io.orgauth.trust.TrustHealth;
import io.orgauth.trust.TrustReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of a trust bundle: what changes on the control plane, as a data plane sees it. */
class DataPlaneAloneTest {
    private static final Permission READ = Permission.of("dataset:read");

    @TempDir
    Path directory;

    private DataPlaneFixture plane;
    private TrustBundle trust;
    private Authenticator<Credential.Jwt> tokens;
    private Authenticator<Credential.ApiKey> keys;

    @BeforeEach
    void begin() {
        plane = new DataPlaneFixture(directory);
        trust = plane.trust().keepIn(directory.resolve("kept")).start();
        tokens = trust.tokens(URI_OF_DATA_PLANE);
        keys = trust.apiKeys(URI_OF_DATA_PLANE);
    }

    @AfterEach
    void end() {
        trust.close();
        plane.close();
    }

    @Test
    void token_ofAMember_isAdmitted() {
        assertEquals(
                plane.ada.id().value(),
                tokens.authenticate(token(plane.ada)).subject().id());
        assertEquals(TrustHealth.State.FRESH, trust.health().state());
    }

    @Test
    void token_signedByARotatedKey_isAdmitted() {
        tokens.authenticate(token(plane.ada));
        String active = plane.auth.signingKeys().status().get(0).kid();
        plane.auth.signingKeys().remove(active);

        tokens.authenticate(token(plane.ada));
    }

    @Test
    void token_ofAMemberDisabledSince_isRefusedWithinFiveSeconds() {
        Credential.Jwt token = token(plane.ada, Instant.now().minusSeconds(120));
        tokens.authenticate(token);

        plane.auth.users().disable(plane.ada.id());

        await(() -> refused(token, TrustReason.TOKEN_REVOKED), Duration.ofSeconds(5));
    }

    @Test
    void token_ofAnEndedSession_isRefusedWithinFiveSeconds() {
        Instant now = Instant.now();
        SignInProof proof = new SignInProof(SignInMethod.PASSWORD, now, Authentication.UNKNOWN, Optional.empty());
        Session session = plane.auth
                .sessions()
                .begin(plane.ada, Optional.of(plane.acme.id()), proof, Optional.empty(), "Firefox")
                .session();
        Credential.Jwt token = token(plane.ada, now, made -> made.sessionId(session.id()));
        tokens.authenticate(token);

        plane.auth.sessions().end(session);

        await(() -> refused(token, TrustReason.TOKEN_REVOKED), Duration.ofSeconds(5));
    }

    @Test
    void token_organizationDisabledSince_isRefused() {
        Credential.Jwt token = token(plane.ada, Instant.now().minusSeconds(120));
        tokens.authenticate(token);

        plane.auth.organizations().disable(plane.acme.id());

        await(() -> refused(token), Duration.ofSeconds(5));
    }

    /** Connected, that takes no second; a loaded machine is given more. */
    @Test
    void apiKey_justIssued_worksSoonWithTheRightsOfItsOwner() {
        tokens.authenticate(token(plane.ada));
        IssuedApiKey issued = admitted();

        Principal caller = keys.authenticate(Credential.ApiKey.of(issued.secret()));

        assertEquals(plane.ada.id().value(), caller.subject().id());
        assertEquals(Set.of(READ), caller.permissions());
    }

    @Test
    void apiKey_deactivated_isRefusedWithinFiveSeconds() {
        IssuedApiKey issued = admitted();

        plane.auth.apiKeys().deactivate(issued.key().id());

        await(() -> refusal(issued).equals(Optional.of(ApiKeyReason.API_KEY_UNKNOWN)), Duration.ofSeconds(5));
    }

    @Test
    void apiKey_ownerDisabled_isRefusedWithinFiveSeconds() {
        IssuedApiKey issued = admitted();

        plane.auth.users().disable(plane.ada.id());

        await(() -> refusal(issued).equals(Optional.of(ApiKeyReason.API_KEY_OWNER_INACTIVE)), Duration.ofSeconds(5));
    }

    @Test
    void apiKey_narrowed_losesThePermission() {
        IssuedApiKey issued = admitted();

        plane.auth.apiKeys().narrow(plane.acme.id(), issued.key().id(), ApiKeyLimits.NONE.toPermissions(Set.of()));

        await(
                () -> keys.authenticate(Credential.ApiKey.of(issued.secret()))
                        .permissions()
                        .isEmpty(),
                Duration.ofSeconds(5));
    }

    @Test
    void apiKey_forAnotherResource_isUnknownHere() {
        plane.auth.dataPlanes().create(plane.acme.id(), "https://other.acme.example", Set.of(), Set.of(READ));
        IssuedApiKey issued = admitted();

        plane.auth
                .apiKeys()
                .narrow(
                        plane.acme.id(),
                        issued.key().id(),
                        ApiKeyLimits.NONE.toResources(Set.of("https://other.acme.example")));

        await(() -> refusal(issued).equals(Optional.of(ApiKeyReason.API_KEY_UNKNOWN)), Duration.ofSeconds(5));
    }

    private IssuedApiKey admitted() {
        IssuedApiKey issued = plane.auth.apiKeys().issue(plane.ada.id(), plane.acme.id(), "ci");
        await(() -> refusal(issued).isEmpty(), Duration.ofSeconds(5));
        return issued;
    }

    private Optional<Reason> refusal(IssuedApiKey issued) {
        try {
            keys.authenticate(Credential.ApiKey.of(issued.secret()));
            return Optional.empty();
        } catch (InvalidCredentialException e) {
            return Optional.of(e.reason());
        }
    }

    @Test
    void lineCut_restart_goesOn() {
        tokens.authenticate(token(plane.ada));
        await(() -> directory.resolve("kept/bundle.json").toFile().exists(), Duration.ofSeconds(10));
        trust.close();
        plane.cut = true;

        try (TrustBundle restarted =
                plane.trust().keepIn(directory.resolve("kept")).start()) {
            assertEquals(
                    plane.ada.id().value(),
                    restarted
                            .tokens(URI_OF_DATA_PLANE)
                            .authenticate(token(plane.ada))
                            .subject()
                            .id());
        }
    }

    @Test
    void bundleKey_replaced_isUsedWithoutARestart() {
        tokens.authenticate(token(plane.ada));
        plane.root.newBundleKey(2, 2, Duration.ofDays(30)).write(plane.keyFile);
        plane.keyFile.toFile().setLastModified(0);

        await(() -> epochKept() == 2, Duration.ofSeconds(20));
    }

    private long epochKept() {
        try {
            String document = Files.readString(directory.resolve("kept/bundle.json"));
            String manifest = Json.parseObject(document.getBytes(StandardCharsets.UTF_8))
                    .string("manifest")
                    .orElseThrow();
            byte[] payload = Base64.getUrlDecoder().decode(manifest.split("\\.")[1]);
            return Json.parseObject(payload).longValue("epoch").orElseThrow();
        } catch (IOException e) {
            return 0;
        }
    }

    private boolean refused(Credential.Jwt token) {
        return refused(token, TrustReason.SUBJECT_INACTIVE);
    }

    private boolean refused(Credential.Jwt token, TrustReason reason) {
        try {
            tokens.authenticate(token);
            return false;
        } catch (InvalidCredentialException e) {
            assertEquals(reason, e.reason());
            return true;
        }
    }

    private Credential.Jwt token(User user) {
        return token(user, Instant.now());
    }

    private Credential.Jwt token(User user, Instant issued) {
        return token(user, issued, made -> made);
    }

    private Credential.Jwt token(User user, Instant issued, UnaryOperator<AccessToken.Builder> also) {
        String token = TokenIssuer.builder()
                .issuer(ISSUER)
                .signingKeys(plane.auth.signingKeys())
                .clock(Clock.fixed(issued, ZoneOffset.UTC))
                .lifetime(Duration.ofMinutes(10))
                .build()
                .issue(also.apply(AccessToken.builder()
                                .subject(Subject.of(ISSUER, user.id().value()))
                                .audience(URI_OF_DATA_PLANE)
                                .organization(plane.acme.id())
                                .clientId("app_cli")
                                .permissions(Set.of(READ)))
                        .build());
        return new Credential.Jwt(token);
    }

    private static void await(BooleanSupplier done, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!done.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "not within " + longest);
            Thread.onSpinWait();
        }
    }
}
