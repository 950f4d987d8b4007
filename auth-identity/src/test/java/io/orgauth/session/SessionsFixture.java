package io.orgauth.session;

import io.orgauth.Authentication;
import io.orgauth.Credential.SessionCookie;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.identity.AccessModel;
import io.orgauth.identity.IdentityLink;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.Surroundings;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two organizations, people who are in one or both, and a clock that tests move. */
final class SessionsFixture {
    static final String ISSUER = "https://app.example.com/auth";
    static final Permission READ = Permission.of("dataset:read");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final Time time = new Time();
    final Stores stores = Stores.inMemory();
    final IdentityService identity = new IdentityService(
            ISSUER,
            stores,
            AccessModel.builder()
                    .permissions(READ.value())
                    .grant(Role.MEMBER, READ.value())
                    .build(),
            new Surroundings(mail -> {}, name -> List.of(), new SecureRandom(), time, event -> {}));
    final OrganizationId acme =
            identity.operator().organizations().create("Acme").id();
    final OrganizationId globex =
            identity.operator().organizations().create("Globex").id();
    /** A member of both. */
    final User ada = identity.operator().users().create(acme, "ada@acme.example", Role.MEMBER);
    /** Of Acme only. */
    final User bob = identity.operator().users().create(acme, "bob@acme.example", Role.OWNER);

    final Sessions sessions = new Sessions(ISSUER, identity, stores, new AccessPolicy(time), time, time::nanos);

    SessionsFixture() {
        identity.operator().users().join(globex, ada.id(), Role.MEMBER);
    }

    /** A wall clock and a ticker that go on together until somebody sets the clock. */
    static final class Time extends Clock {
        private Instant now = START;
        private Duration passed = Duration.ZERO;

        void pass(Duration duration) {
            now = now.plus(duration);
            passed = passed.plus(duration);
        }

        /** The wall clock alone, as an administrator or the time service does. */
        void set(Duration by) {
            now = now.plus(by);
        }

        long nanos() {
            return passed.toNanos();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    SignInProof password() {
        return proof(SignInMethod.PASSWORD, Optional.empty());
    }

    SignInProof breakGlass() {
        return proof(SignInMethod.BREAK_GLASS, Optional.empty());
    }

    /** By an account of which the identity provider's own session is known. */
    SignInProof connection(String connection, String subject, String theirs) {
        return proof(
                SignInMethod.CONNECTION, Optional.of(new ExternalAccount(connection, subject, Optional.of(theirs))));
    }

    private SignInProof proof(SignInMethod method, Optional<ExternalAccount> account) {
        Authentication authentication = new Authentication(
                Optional.of(time.instant()), Set.of(method == SignInMethod.PASSWORD ? "pwd" : "fed"), Optional.empty());
        return new SignInProof(method, time.instant(), authentication, account);
    }

    /** An enabled connection of the organization, by which the user is known as this subject. */
    void connect(OrganizationId organization, String connection, String subject, User user) {
        stores.connections()
                .insert(new StoredConnection(
                        Optional.of(organization),
                        connection,
                        "stub",
                        "Stub",
                        JsonObject.builder().build(),
                        Map.of(),
                        new StoredConnection.Admission(true, Optional.empty(), Optional.of(time.instant())),
                        1));
        stores.identityLinks().insert(new IdentityLink(connection, subject, user.id(), time.instant(), time.instant()));
    }

    void policy(OrganizationId organization, boolean passwords, Duration idle, Duration lifetime) {
        stores.policies().remove(organization, OrganizationPolicy.KEY);
        stores.policies()
                .insert(new OrganizationPolicy(organization, passwords, false, idle, lifetime, Duration.ofDays(30), 1));
    }

    StartedSession signedIn(User user, OrganizationId organization) {
        return sessions.begin(user, Optional.of(organization), password(), Optional.empty(), "Firefox");
    }

    static SessionCookie cookie(StartedSession session) {
        return new SessionCookie(session.secret());
    }

    boolean lives(StartedSession session) {
        return sessions.find(session.secret()).isPresent();
    }

    /** The session as it is stored now. */
    Session stored(StartedSession session) {
        return stores.sessions()
                .find(session.session().user(), session.session().id())
                .orElseThrow();
    }

    List<JsonObject> events(OrganizationId organization, String action) {
        return stores.audit().page(organization, 0, 1_000).stream()
                .map(entry -> Json.parseObject(entry.event().getBytes(StandardCharsets.UTF_8)))
                .filter(event -> event.string("action").equals(Optional.of(action)))
                .toList();
    }
}
