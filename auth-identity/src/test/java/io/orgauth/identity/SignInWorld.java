package io.orgauth.identity;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.sso.ConnectionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two organizations, of which Acme has a proven domain and a connection, and the ways in which people prove who they are. */
final class SignInWorld {
    static final Domain ACME = Domain.of("acme.example");
    static final String PROVIDER = "https://idp.acme.example";

    final TwoOrganizations world = new TwoOrganizations();
    final ConnectionRecord record = record(world.acme, PROVIDER);
    private int sessions;

    SignInWorld() {
        world.operator.domains().claim(world.acme, ACME.name());
        world.operator.domains().vouchFor(world.acme, ACME.name());
        world.operator.connections().add(record);
    }

    static ConnectionRecord record(OrganizationId organization, String provider) {
        return StubSsoProtocol.connection(provider).organization(organization).build();
    }

    /** A button of the operator. */
    String shared() {
        ConnectionRecord google =
                StubSsoProtocol.connection("https://shared.example").build();
        return world.operator.connections().addShared(google).id();
    }

    DomainSso bind(Mode mode) {
        return world.operator.connections().bind(world.acme, ACME, record.id(), mode, Optional.empty());
    }

    /** People of the domain must come by the connection. */
    DomainSso require() {
        breakGlass(world.owner);
        return bind(Mode.REQUIRED);
    }

    String breakGlass(UserId owner) {
        return world.operator.breakGlassOwners().issue(world.acme, owner).secret();
    }

    void link(String connection, UserId user) {
        Instant now = world.time.instant();
        world.stores.identityLinks().insert(new IdentityLink(connection, user.value(), user, now, now));
    }

    User user(UserId id) {
        return world.stores.users().find(id).orElseThrow();
    }

    SignInProof byPassword() {
        return proof(SignInMethod.PASSWORD, Optional.empty());
    }

    SignInProof byBreakGlass() {
        return proof(SignInMethod.BREAK_GLASS, Optional.empty());
    }

    SignInProof by(String connection, UserId user) {
        return by(connection, user, Optional.empty());
    }

    SignInProof by(String connection, UserId user, Optional<String> realm) {
        return proof(
                SignInMethod.CONNECTION,
                Optional.of(new ExternalAccount(connection, user.value(), Optional.empty(), realm)));
    }

    private SignInProof proof(SignInMethod method, Optional<ExternalAccount> account) {
        Instant now = world.time.instant();
        return new SignInProof(method, now, new Authentication(Optional.of(now), Set.of(), Optional.empty()), account);
    }

    Session session(UserId user, SignInProof... proofs) {
        Instant now = world.time.instant();
        String id = "ses_" + ++sessions;
        Session session = new Session(
                id,
                SecretDigest.of(id),
                user,
                Optional.of(world.acme),
                List.of(proofs),
                new Session.Times(now, now, now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(12))),
                "",
                1);
        world.stores.sessions().insert(session);
        return session;
    }

    boolean isAlive(Session session) {
        return world.stores.sessions().find(session.user(), session.id()).isPresent();
    }

    /** The same with a domain as yet unproven. */
    String pending() {
        return world.operator.domains().claim(world.acme, "pending.example").name();
    }

    void putPolicy(boolean passwords) {
        OrganizationPolicy now = OrganizationPolicy.of(world.stores, world.acme);
        world.operator
                .policies()
                .set(new OrganizationPolicy(
                        world.acme,
                        passwords,
                        now.deviceCodes(),
                        now.sessionIdle(),
                        now.sessionLifetime(),
                        now.ssoMaxAge(),
                        now.version()));
    }
}
