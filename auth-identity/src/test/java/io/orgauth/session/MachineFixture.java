package io.orgauth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.audit.AuditEvent;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.IdentityLink;
import io.orgauth.identity.Mail;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInTrace;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.session.testing.StubAnswer;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.sso.Callback;
import io.orgauth.testing.HandClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/** Two organizations, one of which signs its people in by an identity provider of its own, and the machine that does it. */
final class MachineFixture implements AutoCloseable {
    static final String ISSUER = "https://app.example.com/auth";
    static final String PASSWORD = "four words and a verb";
    static final String AUTHORIZE = "https://idp.example.net/authorize";
    static final String DEVICE = "a browser";

    final HandClock time = new HandClock(Instant.parse("2026-05-01T08:00:00Z"));
    final Stores stores = Stores.inMemory();
    final List<Mail> mails = new CopyOnWriteArrayList<>();
    final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    final StubSsoProtocol stub = new StubSsoProtocol();
    final ControlPlane auth = ControlPlane.builder()
            .issuer(ISSUER)
            .permissions("dataset:read", "dataset:write")
            .grant(Role.MEMBER, "dataset:read")
            .stores(stores)
            .sealedBy(SealingKey.inMemory())
            .protocols(stub)
            .mailer(mails::add)
            .auditLog(events::add)
            .clock(time)
            .build();
    final SignIn signIn = auth.signIn();
    final OrganizationId acme = auth.organizations().create("Acme", "acme.com").id();
    final OrganizationId globex =
            auth.organizations().create("Globex", "globex.com").id();

    /** Acme's own, offered to those with an address at acme.com. */
    final StoredConnection connection = auth.connections()
            .add(StubSsoProtocol.connection(AUTHORIZE).organization(acme).build(), Domain.of("acme.com"));

    /** A member without a password. */
    User member(OrganizationId organization, String email, Role... roles) {
        return auth.users().create(organization, email, roles);
    }

    User person(OrganizationId organization, String email, Role... roles) {
        User made = member(organization, email, roles);
        auth.passwords().set(made.id(), PASSWORD);
        return made;
    }

    /** Acme demands its own identity provider of its domain. */
    void require() {
        bind(acme, "acme.com", connection, Mode.REQUIRED, Optional.empty());
    }

    void bind(OrganizationId organization, String domain, StoredConnection to, Mode mode, Optional<String> realm) {
        if (mode == Mode.REQUIRED) {
            User owner = member(organization, "glass@elsewhere.example", Role.OWNER);
            auth.breakGlassOwners().issue(organization, owner.id());
        }
        auth.connections().bind(organization, Domain.of(domain), to.id(), mode, realm);
    }

    StoredConnection shared() {
        return auth.sharedConnections()
                .add(StubSsoProtocol.connection("https://accounts.example.org/authorize")
                        .name("Everybody's")
                        .build());
    }

    static SignInRequest request() {
        return SignInRequest.to("/home");
    }

    Next.Redirect started(StoredConnection by) {
        return redirect(signIn.begin(request().by(by.id())));
    }

    /** The whole way through a connection, in one browser. */
    Next through(StoredConnection by, StubAnswer answer) {
        return through(request().by(by.id()), answer);
    }

    Next through(SignInRequest request, StubAnswer answer) {
        return back(redirect(signIn.begin(request)), answer);
    }

    /** The browser comes back with the cookie that it was given. */
    Next back(Next.Redirect sent, StubAnswer answer) {
        Callback callback = answer.to(sent.location());
        return signIn.callback(connectionOf(sent), callback, cookie(sent.handle()), DEVICE);
    }

    static String connectionOf(Next.Redirect sent) {
        return StubAnswer.query(sent.location().getRawQuery()).get("connection");
    }

    static Function<String, Optional<String>> cookie(Handle handle) {
        return id -> id.equals(handle.id()) ? Optional.of(handle.secret()) : Optional.empty();
    }

    Next password(SignInRequest request) {
        return password(request, PASSWORD);
    }

    Next password(SignInRequest request, String password) {
        Next.Ask asked = ask(Next.What.PASSWORD, signIn.begin(request));
        return typed(asked.handle(), password);
    }

    Next typed(Handle handle, String password) {
        return signIn.password(handle, password, Attempt.UNKNOWN, DEVICE);
    }

    static Next.Ask ask(Next.What what, Next next) {
        Next.Ask ask = assertInstanceOf(Next.Ask.class, next);
        assertEquals(what, ask.what());
        return ask;
    }

    static Next.Redirect redirect(Next next) {
        return assertInstanceOf(Next.Redirect.class, next);
    }

    static Session session(Next next) {
        return assertInstanceOf(Next.Done.class, next).session().session();
    }

    static SignInException assertRefused(SignInReason reason, Executable step) {
        SignInException refusal = assertThrows(SignInException.class, step);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        return refusal;
    }

    /** Refused, and nobody is signed in, linked, made, or made a member by it. */
    SignInException assertNothing(SignInReason reason, Executable step) {
        List<Object> before = everything();
        SignInException refusal = assertRefused(reason, step);
        assertEquals(before, everything());
        return refusal;
    }

    List<Object> everything() {
        List<Object> all = new ArrayList<>(stores.users().page(Optional.empty(), 1_000));
        for (User user : stores.users().page(Optional.empty(), 1_000)) {
            all.addAll(stores.memberships().ofUser(user.id()));
            all.addAll(stores.identityLinks().ofUser(user.id()));
            all.addAll(stores.sessions().ofUser(user.id()));
        }
        for (OrganizationId organization : List.of(acme, globex)) {
            all.addAll(stores.invitations().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.audit().page(organization, 0, 1_000));
        }
        return all;
    }

    /** The secret of the newest mail's link. */
    String link() {
        return mails.get(mails.size() - 1).secret();
    }

    String invitation(OrganizationId organization, String email, Role... roles) {
        auth.invitations().invite(organization, email, Set.of(roles));
        return link();
    }

    Optional<User> user(String email) {
        return stores.users().byEmail(EmailAddress.of(email));
    }

    Membership membership(OrganizationId organization, User user) {
        return stores.memberships().find(organization, user.id().value()).orElseThrow();
    }

    Set<String> links(User user) {
        return stores.identityLinks().ofUser(user.id()).stream()
                .map(IdentityLink::subject)
                .collect(Collectors.toSet());
    }

    List<String> actions() {
        return events.stream().map(AuditEvent::action).toList();
    }

    Optional<SignInTrace> trace(Optional<OrganizationId> organization, SignInException refusal) {
        return refusal.trace().flatMap(id -> stores.signInTraces().find(organization, id));
    }

    @Override
    public void close() {
        auth.close();
    }
}
