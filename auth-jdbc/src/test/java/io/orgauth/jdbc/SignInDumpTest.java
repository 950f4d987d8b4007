package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.UnsealException;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.User;
import io.orgauth.session.Handle;
import io.orgauth.session.Next;
import io.orgauth.session.SignInException;
import io.orgauth.session.SignInReason;
import io.orgauth.session.SignInRequest;
import io.orgauth.session.StartedSession;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.sso.ConnectionRecord;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads a whole backup signs in nowhere by it, and whoever writes the database gets no sealed value opened for them. */
class SignInDumpTest extends BothDatabases {
    private static final String EMAIL = "ada@acme.com";
    private static final String PASSWORD = "correct horse battery staple 41";

    /** Somebody is signed in, has a sign-in that goes on, breaks the glass, and comes by a connection with a secret. */
    private static final class Fixture implements AutoCloseable {
        final TestDatabase database;
        final ControlPlane auth;
        final OrganizationId acme;
        final StoredConnection connection;
        final StoredConnection other;
        final String breakGlass;
        final StartedSession session;
        final Handle pending;

        Fixture(TestDatabase database) {
            this.database = database;
            this.auth = ControlPlane.builder()
                    .issuer("https://app.example.com")
                    .stores(JdbcStores.on(database.node()))
                    .sealedBy(SealingKey.inMemory())
                    .protocols(new StubSsoProtocol())
                    .mailer(mail -> {})
                    .build();
            this.acme = auth.organizations().create("Acme").id();
            User ada = auth.users().create(acme, EMAIL, Role.OWNER);
            auth.passwords().set(ada.id(), PASSWORD);
            this.connection = auth.connections().add(stub("https://idp.acme.example"));
            this.other = auth.connections().add(stub("https://idp.other.example"));
            this.breakGlass = auth.breakGlassOwners().issue(acme, ada.id()).secret();
            this.session = done(auth.signIn().password(begun("/reports"), PASSWORD, Attempt.UNKNOWN, "a browser"));
            this.pending = begun("/a-path-that-nobody-else-knows");
        }

        private ConnectionRecord stub(String url) {
            return StubSsoProtocol.connection(url).organization(acme).build();
        }

        /** A sign-in that waits for the password. */
        Handle begun(String returnTo) {
            return ((Next.Ask) auth.signIn().begin(SignInRequest.to(returnTo).of(EMAIL))).handle();
        }

        private static StartedSession done(Next next) {
            return ((Next.Done) next).session();
        }

        boolean takesSession(String secret) {
            return auth.sessions().find(secret).isPresent();
        }

        boolean takesHandle(String id, String secret) {
            try {
                auth.signIn().asked(new Handle(id, secret));
                return true;
            } catch (SignInException e) {
                assertEquals(SignInReason.PENDING_NOT_VALID, e.reason());
                return false;
            }
        }

        boolean breaksTheGlass(String secret) {
            return auth.breakGlassOwners().open(EMAIL, secret).isPresent();
        }

        void run(String statement) {
            database.run(statement);
        }

        @Override
        public void close() {
            auth.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void dump_hasNoSecretOfASignIn(Database kind) {
        try (Fixture fixture = new Fixture(open(kind))) {
            assertTrue(fixture.takesSession(fixture.session.secret()));
            assertTrue(fixture.takesHandle(fixture.pending.id(), fixture.pending.secret()));
            assertTrue(fixture.breaksTheGlass(fixture.breakGlass));
            String dump = fixture.database.dump();
            assertTrue(dump.contains(fixture.connection.id()) && dump.contains(fixture.pending.id()), "it is whole");
            for (String secret : List.of(
                    fixture.session.secret(),
                    fixture.pending.secret(),
                    fixture.breakGlass,
                    StubSsoProtocol.SECRET,
                    "a-path-that-nobody-else-knows")) {
                assertFalse(dump.contains(secret), () -> "a secret of " + secret.length() + " characters");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dump_everyWordOfIt_opensNothing(Database kind) {
        try (Fixture fixture = new Fixture(open(kind))) {
            for (String word : words(fixture.database.dump())) {
                assertFalse(fixture.takesSession(word), word);
                assertFalse(fixture.takesHandle(fixture.pending.id(), word), word);
                assertFalse(fixture.breaksTheGlass(word), word);
            }
        }
    }

    /** Whole values, and what stands in JSON and between separators. */
    private static List<String> words(String dump) {
        return Stream.of("[\\[\\],\\n]+ ?", "[^A-Za-z0-9_-]+")
                .flatMap(separators -> Arrays.stream(dump.split(separators)))
                .filter(word -> word.length() >= 20)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void pendingSignIn_withTheSealedStateOfAnother_isRefused(Database kind) {
        try (Fixture fixture = new Fixture(open(kind))) {
            Handle second = fixture.begun("/second");
            assertTrue(fixture.takesHandle(second.id(), second.secret()));
            fixture.run("UPDATE orgauth_pending_sign_in SET sealed = (SELECT sealed FROM orgauth_pending_sign_in"
                    + " WHERE pending_id = '" + fixture.pending.id() + "') WHERE pending_id = '" + second.id() + "'");
            assertFalse(fixture.takesHandle(second.id(), second.secret()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pendingSignIn_takenBackToAnEarlierStep_isRefused(Database kind) {
        try (Fixture fixture = new Fixture(open(kind))) {
            fixture.run("UPDATE orgauth_pending_sign_in SET version = version + 1");
            assertFalse(fixture.takesHandle(fixture.pending.id(), fixture.pending.secret()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void connection_withTheSealedSecretOfAnother_doesNotOpen(Database kind) {
        try (Fixture fixture = new Fixture(open(kind))) {
            assertEquals(
                    fixture.other.id(),
                    fixture.auth.connections().open(fixture.other.id()).record().id());
            fixture.run("UPDATE orgauth_connection SET sealed_secrets = (SELECT sealed_secrets FROM orgauth_connection"
                    + " WHERE connection_id = '" + fixture.other.id() + "') WHERE connection_id = '"
                    + fixture.connection.id() + "'");
            assertThrows(UnsealException.class, () -> fixture.auth.connections().open(fixture.connection.id()));
        }
    }
}
